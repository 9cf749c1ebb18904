"""Roster rules: who belongs to which group. A rule may read skills, units and interest, never the need or its score."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event, word
from copsim.structures.structure import BOUND, Structure

Roster = tuple[int, Array]
"""The domain of a group (-1: any) and the rows of its members, in the order of uid."""


class Known(NamedTuple):
    """What a roster rule may read of people, each of shape (members,): skill is seen with an error."""

    uid: Array
    unit: Array
    speciality: Array
    second: Array
    skill: Array
    luck: Array


def rosters(structure: Structure, choice: str, known: Known) -> list[Roster]:
    """The groups that a structure's roster rule makes of these people, or those that `choice` makes in their stead.

    A roster larger than `structure.size` is cut, in an order of chance, into groups of about equal size; in a unit, and
    among experts, the most skilled are chosen instead. "common": by speciality, the same people in every structure.
    "random": people by chance, in groups of the sizes and domains that the structure's own rule makes. A group of one
    is none.
    """
    if choice == "common":
        bound = structure.roster in BOUND
        made = [
            (int(d) if bound else -1, rows)
            for d in np.unique(known.speciality)
            for rows in _cut(np.flatnonzero(known.speciality == d), known.luck, structure.size)
        ]
    else:
        made = _RULES[structure.roster](structure, known)
    made = [(domain, rows) for domain, rows in made if rows.size >= 2]
    if choice == "random":
        made = _at_random(made, known)
    return [(domain, rows[np.argsort(known.uid[rows])]) for domain, rows in made]


def _by_unit(structure: Structure, known: Known) -> list[Roster]:
    ranked = _ranked(np.arange(known.uid.size), known)
    ranked = ranked[np.argsort(known.unit[ranked], kind="stable")]
    ends = np.flatnonzero(np.diff(known.unit[ranked])) + 1
    return [(-1, rows[: structure.size]) for rows in np.split(ranked, ends)]


def _nominated(structure: Structure, known: Known) -> list[Roster]:
    ranked = _ranked(np.arange(known.uid.size), known)
    _, first = np.unique(known.unit[ranked], return_index=True)
    return [(-1, rows) for rows in _cut(ranked[first], known.luck, structure.size)]


def _by_interest(structure: Structure, known: Known) -> list[Roster]:
    domains = np.unique(np.concatenate([known.speciality, known.second]))
    return [
        (int(d), rows)
        for d in domains[domains >= 0]
        for rows in _cut(np.flatnonzero((known.speciality == d) | (known.second == d)), known.luck, structure.size)
    ]


def _experts(structure: Structure, known: Known) -> list[Roster]:
    domains = np.unique(known.speciality)
    return [(int(d), _ranked(np.flatnonzero(known.speciality == d), known)[: structure.size]) for d in domains]


def _everyone(structure: Structure, known: Known) -> list[Roster]:
    return [(-1, rows) for rows in _cut(np.arange(known.uid.size), known.luck, structure.size)]


_RULES: dict[str, Callable[[Structure, Known], list[Roster]]] = {
    "unit": _by_unit,
    "nominated": _nominated,
    "interest": _by_interest,
    "experts": _experts,
    "everyone": _everyone,
}


def _at_random(made: list[Roster], known: Known) -> list[Roster]:
    """Fill groups of the same sizes from one order of chance, beginning again when everybody has been taken."""
    order = np.argsort(known.luck)
    places = np.cumsum([0, *(rows.size for _, rows in made)])
    return [
        (domain, order[np.arange(first, first + rows.size) % order.size])
        for (domain, rows), first in zip(made, places, strict=False)
    ]


def _ranked(rows: Array, known: Known) -> Array:
    return rows[np.lexsort((known.luck[rows], -known.skill[rows]))]


def _cut(rows: Array, luck: Array, size: int) -> list[Array]:
    groups = -(-rows.size // size)
    return np.array_split(rows[np.argsort(luck[rows])], groups) if groups > 1 else [rows]


@kernel
def order_of_chance(uid, seed):
    """A number of chance for each person, uint64, by which groups are cut and equals are told apart."""
    order = np.empty(uid.size, np.uint64)
    for i in range(uid.size):
        order[i] = word(event(seed, Decision.ROSTER, 0, uid[i], 0), 0)
    return order


@kernel
def skill_seen(ability, speciality, uid, seed, normal, error):
    """Ability in the own speciality as a roster rule sees it: plus an error of sd `error` (same units), float64."""
    seen = np.empty(uid.size, np.float64)
    for i in range(uid.size):
        drawn = draw(event(seed, Decision.ROSTER, 0, uid[i], 1), 0)
        seen[i] = ability[i, speciality[i]] + error * normal[drawn >> 20]
    return seen
