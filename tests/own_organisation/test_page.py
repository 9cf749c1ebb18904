"""docs/organisation.md says of every column what the tables declare, and names every kind of group."""

from __future__ import annotations

from pathlib import Path

from copsim.study.own_organisation.communities import KINDS
from copsim.study.own_organisation.tables import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "organisation.md"


def test_the_page_has_every_column_and_no_other() -> None:
    starts = tuple(f"| {table}.csv |" for table in TABLES)
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(starts)]
    assert rows == [
        f"| {table}.csv | `{column.name}`{' (needed)' if column.needed else ''} | {column.meaning} |"
        for table, columns in TABLES.items()
        for column in columns
    ]


def test_the_page_names_every_kind() -> None:
    (line,) = (line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("Kinds are "))
    assert [word for word in line.split("`") if word in KINDS] == KINDS
