"""docs/model.md and docs/reference/files.md say what the code declares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from copsim.constellation.scenario import parameters
from copsim.study.model_tables import FILE_TABLES, TABLES, with_tables

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("page", "tables"), [("model.md", TABLES), ("reference/files.md", FILE_TABLES)])
def test_the_tables_of_a_page_are_those_of_the_code(page: str, tables: dict[str, Callable[[], str]]) -> None:
    page = (DOCS / page).read_text(encoding="utf-8")
    assert with_tables(page) == page, "run `make docs`"
    for name, written in tables.items():
        assert f"<!-- table {name} -->" in page
        assert written().count("\n") > 3, name


def test_every_parameter_says_what_it_means_and_where_it_comes_from() -> None:
    for key, parameter in parameters().items():
        assert len(parameter.meaning) > 10, key
        assert parameter.source, key
