"""Roster rules: who belongs to which group. A rule may read skills, units and interest, never the need or its score."""

from __future__ import annotations

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event, word
from copsim.structures.structure import Structure

Roster = tuple[int, Array]
"""The domain of a group (-1: any) and the rows of its members, in the order of uid."""


def rosters(
    structure: Structure, uid: Array, unit: Array, speciality: Array, skill: Array, seed: np.uint64
) -> list[Roster]:
    """The groups that a structure's roster rule makes of these people.

    uid, unit, speciality, skill: shape (members,). A roster larger than `structure.size` is cut, in an order of
    chance, into groups of about equal size; in a unit the most skilled are chosen instead. A group of one is none.
    """
    luck = order_of_chance(uid, seed)
    if structure.roster == "unit":
        made = [(-1, _ranked(np.flatnonzero(unit == u), skill, luck)[: structure.size]) for u in np.unique(unit)]
    elif structure.roster == "interest":
        made = [
            (int(d), rows)
            for d in np.unique(speciality)
            for rows in _cut(np.flatnonzero(speciality == d), luck, structure.size)
        ]
    else:
        made = [(-1, rows) for rows in _cut(np.arange(uid.size), luck, structure.size)]
    return [(domain, rows[np.argsort(uid[rows])]) for domain, rows in made if rows.size >= 2]


def _ranked(rows: Array, skill: Array, luck: Array) -> Array:
    return rows[np.lexsort((luck[rows], -skill[rows]))]


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
