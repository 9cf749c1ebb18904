"""Check units.csv: ids, units within units, and the organisations that they came from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.study.own_organisation.finding import Found
from copsim.study.own_organisation.ids import must_be_known, must_be_once, must_end
from copsim.study.own_organisation.people import People
from copsim.study.own_organisation.reading import Table
from copsim.study.own_organisation.words import Words

MOST_LEGACIES = 16


class Units(NamedTuple):
    """Units in alphabetical order, and the legacy of each: a place in `legacies` (no names: there is one)."""

    ids: Words
    legacy: Array
    legacies: list[str]


def check_units(table: Table, found: Found) -> Units:
    """Tell what is wrong in a row of units.csv."""
    ids, parent, said = table.column("id"), table.column("parent"), table.column("legacy")
    first = must_be_once(ids, found)
    above = must_be_known(parent, ids, found, "parent", "this file", empty=True)
    if not ids.words.size:
        return Units(ids, np.empty(0, np.int64), [])
    must_end(ids, first, above, found, "parent")
    legacy, up = said.code[first], above[first]
    for _ in range(int(ids.words.size).bit_length()):  # that of the nearest above, twice as far up each time
        known = up >= 0
        legacy = np.where((legacy < 0) & known, legacy[up], legacy)
        up = np.where(known, up[up], -1)
    if said.words.size:
        none = np.zeros(ids.code.size, bool)
        none[first[legacy < 0]] = True
        found.rows(none & (ids.code >= 0), "legacy", lambda _: "is empty, here and above, but other units have one")
    if said.words.size > MOST_LEGACIES:
        found.say("legacy", f"{said.words.size:,} organisations are named, expected at most {MOST_LEGACIES}")
    return Units(ids, np.maximum(legacy, 0), said.words.tolist())


def check_places(people: People, units: Units, file: str, found: Found) -> None:
    """Tell in people.csv who is in a unit that units.csv does not have."""
    column = "manager" if people.of_managers else "unit"
    must_be_known(people.unit, units.ids, found, column, file, empty=True)
