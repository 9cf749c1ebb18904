"""docs/model.md says what the code declares."""

from __future__ import annotations

from pathlib import Path

from copsim.constellation.scenario import parameters
from copsim.study.model_tables import TABLES, with_tables

PAGE = Path(__file__).parents[2] / "docs" / "model.md"


def test_the_tables_of_the_model_page_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page) == page, "run `make docs`"
    for name, written in TABLES.items():
        assert f"<!-- table {name} -->" in page
        assert written().count("\n") > 3, name


def test_every_parameter_says_what_it_means_and_where_it_comes_from() -> None:
    for key, parameter in parameters().items():
        assert len(parameter.meaning) > 10, key
        assert parameter.source, key
