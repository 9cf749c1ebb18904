"""Check people.csv: ids, units, managers, domains of interest, dispositions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.study.own_organisation.finding import Found, shown
from copsim.study.own_organisation.ids import must_be_known, must_be_once, must_end
from copsim.study.own_organisation.reading import Table
from copsim.study.own_organisation.words import Words, batch_of, words_of

YES = ("yes", "y", "true", "1", "x")
NO = ("no", "n", "false", "0")


class People(NamedTuple):
    """People by row: who they are, the unit of each (by name), whether units are those of managers, and what is said
    of dispositions: 1 or 0 each, None where there is no such column."""

    table: Table
    ids: Words
    unit: Words
    of_managers: bool
    broker: Array | None
    convener: Array | None


def check_people(table: Table, found: Found) -> People:
    """Tell what is wrong in a row of people.csv, but for units that are not known and domains."""
    ids = table.column("id")
    first = must_be_once(ids, found)
    if ids.code.size < 2:
        found.say("", f"has {ids.code.size} person, expected at least 2")
    manager = table.column("manager")
    above = must_be_known(manager, ids, found, "manager", "this file", empty=True)
    if ids.words.size:
        must_end(ids, first, above, found, "manager")
    unit = table.column("unit")
    of_managers = "unit" not in table.columns
    if not of_managers:
        found.rows(unit.code < 0, "unit", lambda _: "is empty, expected a unit")
    elif "manager" in table.columns:
        unit = words_of([batch_of([manager.at(row) or ids.at(row) for row in range(ids.code.size)])])
    else:
        found.say("unit", "there is no such column, nor manager; one of them is needed")
    _check_interests(table, found)
    broker, convener = (_yes_or_no(table, name, found) for name in ("broker", "convener"))
    return People(table, ids, unit, of_managers, broker, convener)


def _check_interests(table: Table, found: Found) -> None:
    first, second = table.column("speciality"), table.column("second_interest")
    alike = second.places_in(first.words)
    same = (second.code >= 0) & (alike >= 0) & (alike == first.code)
    found.rows(same, "second_interest", lambda row: f"{shown(second.at(row))} is the speciality, expected another")
    alone = (second.code >= 0) & (first.code < 0)
    found.rows(
        alone,
        "second_interest",
        lambda row: f"{shown(second.at(row))} without a speciality; that one is drawn, and could be the same",
    )


def _yes_or_no(table: Table, name: str, found: Found) -> Array | None:
    if name not in table.columns:
        return None
    said = table.columns[name]

    def value(word: str) -> int:
        return 1 if word.casefold() in YES else 0 if word.casefold() in NO else -1

    values = said.of_each(value, 0)
    found.rows(values < 0, name, lambda row: f"{shown(said.at(row))} is neither yes nor no")
    return np.asarray(values, np.int64)
