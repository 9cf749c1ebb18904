"""What a test had known is forgotten after it: parts that are data can be, kernels cannot (see `other_process`)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copsim.activities.families import FAMILIES
from copsim.constellation import measures, phases
from copsim.foundation.extensions import LOADED, OWNERS, PICTURES
from copsim.sponsorship.policies import POLICIES
from copsim.structures.table import STRUCTURES

TABLES = (LOADED, OWNERS, PICTURES, STRUCTURES, POLICIES, measures.MEASURES, measures.SUMMARIES)
LISTS = (FAMILIES, phases.BROUGHT)
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    tables, lists = [dict(table) for table in TABLES], [list(one) for one in LISTS]
    yield
    for table, before in zip(TABLES, tables, strict=True):
        table.clear()
        table.update(before)  # type: ignore[arg-type]
    for one, listed in zip(LISTS, lists, strict=True):
        one[:] = listed  # type: ignore[assignment]


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def copsim(tmp_path: Path) -> Command:
    """A command of copsim in an empty folder, in a process of its own; `code`: the exit code that is expected."""

    def run(*words: str, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        return python("-m", "copsim", *words, folder=tmp_path, code=code, **environment)

    return run


def python(*words: str, folder: Path, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python on some words, in a folder."""
    paths = os.pathsep.join(filter(None, [str(ROOT), environment.pop("PYTHONPATH", "")]))
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, f"{words} came to {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done
