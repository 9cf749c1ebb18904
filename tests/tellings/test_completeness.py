"""Every kernel is told: whoever adds one is told here what is missing. Tellings know neither NumPy nor Numba."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from copsim.foundation import kernels as foundation

from .columns import COLUMNS
from .comparing import SETTLED, told_columns
from .kernels_told import BELOW, TOLD
from .worlds import begun, small

PACKAGE = Path(foundation.__file__).parents[1]
NO_MODEL = {"cli", "plots", "study"}


def kernels() -> Iterator[tuple[str, str]]:
    """(module, name) of every function under @kernel in the packages of the model."""
    for file in sorted(PACKAGE.glob("**/*.py")):
        module = file.relative_to(PACKAGE).with_suffix("").parts
        if module[0] not in NO_MODEL:
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.FunctionDef) and any("kernel" in ast.unparse(d) for d in node.decorator_list):
                    yield ".".join(module), node.name


def test_every_kernel_is_told() -> None:
    there, told = set(kernels()), {(module, name) for module, names in TOLD.items() for name in names}
    assert not there - told, "kernels without a telling: write it in tests/tellings and name it in TOLD"
    assert not told - there, "tellings of kernels that are not there any more"


def test_a_telling_is_a_function_of_this_folder_or_a_reason() -> None:
    for names in TOLD.values():
        for name, telling in names.items():
            for part in telling if isinstance(telling, tuple) else (telling,):
                function = part.fget if isinstance(part, property) else part
                told_here = inspect.isfunction(function) and function.__module__.startswith(__package__)
                assert told_here or (isinstance(part, str) and len(part) > len(BELOW)), name


def test_every_column_of_the_state_is_told() -> None:
    declared = {name for name, _, _ in told_columns(begun(small())[0])}
    assert declared == set(COLUMNS), "a column of the state and its reading in columns.COLUMNS belong together"
    assert declared > SETTLED


TELLINGS = [
    file
    for file in sorted(Path(__file__).parent.glob("*.py"))
    if file.stem.startswith(("told_", "draws", "story", "shared"))
]
SHARING = {"shared", "shared_decisions", "told_run"}
"""Tellings that may import from the package: declared numbers and scenarios."""


@pytest.mark.parametrize("file", TELLINGS, ids=lambda file: file.stem)
def test_tellings_stand_on_plain_python(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        roots = {name.split(".")[0] for name in names}
        assert not roots & {"numpy", "numba"}
        assert "copsim" not in roots or file.stem in SHARING, "what is shared comes through shared.py"
