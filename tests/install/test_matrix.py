"""The install matrix itself: what it says of a cell that fails or cannot be walked, and the page that it writes.

The matrix is walked by hand (`make matrix`, half an hour); here nothing is installed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.install import matrix, walk
from tests.install.cells import CELLS, Cell, python_of

NEAR = f"{sys.version_info.major}.{sys.version_info.minor}"
CELL = Cell("small", NEAR, (), {"mesa": "3."})
HAS = {"mesa": "3.5.1", "pandas": "3.1.1", "numpy": "2.5.5", "numba": "0.68.1"}


@pytest.fixture
def nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(matrix, "python_of", lambda version: "" if version == "2.9" else sys.executable)
    monkeypatch.setattr(matrix, "environment", lambda *given: None)
    monkeypatch.setattr(matrix, "installed", lambda *given: None)
    monkeypatch.setattr(matrix, "versions", lambda here: HAS)
    monkeypatch.setattr(walk, "with_app", lambda here: "answers")
    monkeypatch.setattr(walk, "STEPS", (("first", lambda here: "ok"),))
    return monkeypatch


def walked(cell: Cell) -> matrix.Row:
    return matrix.walked(cell, Path("copsim.whl"), Path("folder"), Path("cache"))


def test_a_cell_passes_when_every_step_does_and_says_what_each_saw(nothing_is_installed: Any) -> None:
    row = walked(CELL)
    assert matrix.passed(row)
    assert row["first"] == "ok"
    assert row["app with extra"] == "answers"
    assert row["mesa"] == "3.5.1"


def test_a_step_that_fails_fails_the_cell_with_its_reason(nothing_is_installed: pytest.MonkeyPatch) -> None:
    def wrong(here: Any) -> str:
        raise AssertionError("other states than golden: team, task\nand more")

    nothing_is_installed.setattr(walk, "STEPS", (("first", wrong),))
    row = walked(CELL)
    assert matrix.failed(row)
    assert row["result"] == "FAILED: other states than golden: team, task"


def test_another_version_than_the_cell_is_for_fails_it(nothing_is_installed: Any) -> None:
    row = walked(CELL._replace(has={"mesa": "3.3."}))
    assert "mesa 3.5.1 was installed, wanted 3.3." in row["result"]


def test_a_python_that_is_not_there_is_neither_passed_nor_failed(nothing_is_installed: Any) -> None:
    row = walked(CELL._replace(python="2.9"))
    assert row["result"] == matrix.SKIPPED
    assert not matrix.passed(row)
    assert not matrix.failed(row)
    assert python_of("2.9") == ""


def test_the_page_has_a_table_of_every_cell_and_each_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = matrix.PAGE.read_text(encoding="utf-8")
    inside = text.split(matrix.BEGIN)[1].split(matrix.END)[0]
    rows = {
        line.split(" | ")[0].strip("| "): line.strip("| ").split(" | ") for line in inside.splitlines() if "|" in line
    }
    assert rows["result"][1:] == ["passed"] * len(CELLS)
    for cell in CELLS:
        assert cell.name in inside
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    monkeypatch.setattr(matrix, "PAGE", page)
    matrix.write_page(["| | new |", "|---|---|"], "copsim-9.whl")
    head, tail = text.split(matrix.BEGIN)[0], text.split(matrix.END)[1]
    written = page.read_text(encoding="utf-8")
    assert written.startswith(head)
    assert written.endswith(tail)
    assert "`copsim-9.whl`:\n\n| | new |\n|---|---|\n<!-- end" in written
