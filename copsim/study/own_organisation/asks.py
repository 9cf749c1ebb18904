"""Check asks.csv: who asks whom, and how far they trust them."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.randomness import chance16
from copsim.participation.settings import TiesSettings
from copsim.study.own_organisation.communities import first_of
from copsim.study.own_organisation.finding import Found, shown
from copsim.study.own_organisation.ids import must_be_known
from copsim.study.own_organisation.reading import Table
from copsim.study.own_organisation.words import Words

NUMBER = re.compile(r"\d{1,20}([.,]\d{1,30})?")
WEEKS_A_MONTH = 52 / 12


class Asks(NamedTuple):
    """By row: who asks and whom, as places among the ids in order, and the trust, in 65,536ths."""

    who: Array
    whom: Array
    trust: Array
    unsaid: int
    """Rows that say nothing of trust."""


def check_asks(table: Table, ids: Words, people: str, ties: TiesSettings, found: Found) -> Asks:
    """Tell what is wrong in a row of asks.csv."""
    who = must_be_known(table.column("who"), ids, found, "who", people)
    whom = must_be_known(table.column("whom"), ids, found, "whom", people)
    known = (who >= 0) & (whom >= 0)
    found.rows(known & (who == whom), "whom", lambda row: f"{shown(table.column('whom').at(row))} asks themselves")
    first = first_of(who * (ids.words.size + 1) + whom)

    def again(row: int) -> str:
        asked = f"{shown(table.column('who').at(row))} asks {shown(table.column('whom').at(row))}"
        return f"{asked} already, in line {found.line[first[row]]}"

    found.rows(known & (first != np.arange(who.size)) & (who != whom), "whom", again)
    trust = _numbers(table, "trust", 1.0, found)
    often = _numbers(table, "times_a_month", 1000.0, found)
    both = (table.column("trust").code >= 0) & (table.column("times_a_month").code >= 0)
    found.rows(both, "times_a_month", lambda _: "is said beside trust; expected one of them")
    value = np.where(~np.isnan(trust), trust, trust_when_asked(often, ties))
    unsaid = np.isnan(value)
    value[unsaid] = ties.trust
    return Asks(who, whom, np.array([chance16(one) for one in value.tolist()], np.int64), int(unsaid.sum()))


def trust_when_asked(times_a_month: Array, ties: TiesSettings) -> Array:
    """The trust at which what help adds and what weeks without it take away are equal, if help always works.

    f gain (1 - T) = (1 - f) fade T, where f is the share of weeks in which they ask, at most 1.
    """
    f = np.minimum(times_a_month / WEEKS_A_MONTH, 1.0)
    return np.asarray(f * ties.gain / (f * ties.gain + (1 - f) * ties.fade))


def _numbers(table: Table, name: str, most: float, found: Found) -> Array:
    said = table.column(name)

    def value(word: str) -> float:
        number = float(word.replace(",", ".")) if NUMBER.fullmatch(word) else -1.0
        return number if number <= most else -1.0

    values = said.of_each(value, np.nan)
    found.rows(values < 0, name, lambda row: f"{shown(said.at(row))} is no number from 0 to {most:g}")
    return np.asarray(values, float)
