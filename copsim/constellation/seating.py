"""An organisation of one's own takes its seats: what is given of people, ties and groups goes before what is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np

from copsim.constellation.given import Given
from copsim.foundation.columns import Array


def seats_of(given: Given) -> tuple[Array, Array]:
    """The unit and the legacy of each seat."""
    unit = np.repeat(np.arange(len(given.units)), given.units)
    return unit, np.repeat(np.arange(len(given.legacies)), given.legacies)[unit]


def lay_jobs(people: Any, given: Given | None, domains: int) -> None:
    """Put given specialities and second interests in the place of drawn ones, of `domains` domains.

    A second interest that is drawn lies as many domains after the given speciality as after the one drawn before.
    """
    if given is None:
        return
    drawn, said = people.speciality.copy(), np.array(given.speciality)
    people.speciality[:] = np.where(said < 0, drawn, said)
    if given.second is not None:
        people.second[:] = given.second
        return
    moved = (people.second + people.speciality - drawn) % domains
    people.second[:] = np.where(people.second < 0, -1, moved)


def lay_people(people: Any, ties: Any, given: Given | None) -> None:
    """Put given dispositions and ties in the place of drawn ones: the strongest ties, as many as one can keep."""
    if given is None:
        return
    if given.broker is not None:
        people.broker[:] = given.broker
    if given.convener is not None:
        people.convener[:] = given.convener
    if not given.ties:
        return
    asked = np.array(given.ties, np.int64)
    who = asked[:, 0]
    place = np.arange(who.size) - np.searchsorted(who, who)
    ties.to[np.unique(who)] = -1
    ties.trust[np.unique(who)] = 0
    kept = place < ties.to.shape[1]
    ties.to[who[kept], place[kept]] = asked[kept, 1]
    ties.trust[who[kept], place[kept]] = asked[kept, 2]


def rosters_given(given: Given | None, kind: str) -> list[tuple[int, Array]]:
    """The groups of a structure that there are: domain (-1: any) and rows of members."""
    if given is None:
        return []
    return [(c.domain, np.array(c.seats, np.int64)) for c in given.communities if c.kind == kind]
