"""The cells of the install matrix: a Python, and the versions of Mesa and pandas that are asked for in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple


class Cell(NamedTuple):
    """What one clean environment is made with, besides the wheel.

    asks: requirements that pip is given together with the wheel; everything else comes as pip likes.
    has: what must be installed afterwards, as the beginning of its version.
    """

    name: str
    python: str
    asks: tuple[str, ...]
    has: dict[str, str]


LOWEST = ("mesa[network]==3.3.0", "numpy==2.0.*", "numba==0.68.0", "pandas==2.2.*", "pyarrow==17.*", "pydantic==2.9.*",
          "matplotlib==3.9.*", "click==8.1.*", "rich==13.*", "scipy==1.13.*", "markdown-it-py==3.*")  # fmt: skip
"""The lowest versions that pyproject.toml allows."""

CELLS = (
    Cell("old Mesa", "3.11", ("mesa[network]==3.3.*", "pandas<3"), {"mesa": "3.3.", "pandas": "2."}),
    Cell("newest", "3.12", ("mesa[network]<4", "pandas>=3"), {"mesa": "3.", "pandas": "3."}),
    Cell("newest Python", "3.13", ("mesa[network]<4", "pandas>=3"), {"mesa": "3.", "pandas": "3."}),
    Cell("old both", "3.12", ("mesa[network]==3.3.1", "pandas<3"), {"mesa": "3.3.1", "pandas": "2."}),
    Cell("lowest", "3.11", LOWEST, {"mesa": "3.3.0", "pandas": "2.2.", "numpy": "2.0.", "numba": "0.68.0"}),
)


def python_of(version: str) -> str:
    """The interpreter of a minor version of Python, "" where there is none: on PATH, or one of pyenv's."""
    for command in _candidates(version):
        told = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout
        if re.match(rf"Python {re.escape(version)}\.\d", told):
            return command
    return ""


def _candidates(version: str) -> list[str]:
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    own = sorted((str(path) for path in home.glob(f"{version}.*/bin/python")), reverse=True)
    found = shutil.which(f"python{version}")
    return [*own, *([found] if found else [])]
