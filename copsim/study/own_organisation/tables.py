"""The tables that an organisation is told in: their columns, which of them are needed, and what each says."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """A column: its name, whether it must be there, and what it says (also of an empty cell)."""

    name: str
    needed: bool
    meaning: str


PEOPLE = (
    Told("id", True, "who: anything that is there once, such as a staff number or an e-mail address"),
    Told("unit", False, "the unit of the line organisation; needed, unless there are managers, whose people are units"),
    Told("manager", False, "the id of whom they report to; empty: nobody. Checked, but no rule of the model reads it"),
    Told("speciality", False, "the domain of their job; empty: drawn"),
    Told("second_interest", False, "another domain that they care about; empty: none"),
    Told("broker", False, "yes or no: disposed to carry what is known from one group to another; empty: no"),
    Told("convener", False, "yes or no: disposed to start a group; empty: no"),
)
UNITS = (
    Told("id", True, "the unit, as people.csv calls it"),
    Told("parent", False, "the unit that it is a part of; empty: none"),
    Told("legacy", False, "the organisation that it came from, where several were joined; empty: that of its parent"),
)
COMMUNITIES = (
    Told("community", True, "what the group is called; a row is one membership"),
    Told("member", True, "the id of one who belongs"),
    Told("kind", False, "which structure it is, said in one row or in all; empty: a community of practice"),
    Told("domain", False, "its domain, said in one row or in all; only communities of practice and centres have one"),
)
ASKS = (
    Told("who", True, "the id of one who asks"),
    Told("whom", True, "the id of one who is asked"),
    Told("trust", False, "how far they trust them, from 0 to 1; empty: `ties.trust` of the baseline"),
    Told("times_a_month", False, "in place of trust, how often they ask them"),
)
TABLES: dict[str, tuple[Told, ...]] = {"people": PEOPLE, "units": UNITS, "communities": COMMUNITIES, "asks": ASKS}
"""Tables by name, in the order in which they are read; people is the one that is needed."""


def names_of(table: str) -> list[str]:
    """The names of a table's columns."""
    return [column.name for column in TABLES[table]]


def as_name(text: str) -> str:
    """A column's name as it may be written: "Second Interest", "second-interest"."""
    return "_".join(text.strip().casefold().replace("-", " ").replace("_", " ").split())
