"""Seat an organisation: in alphabetical order of legacy, unit and id, so that the order of rows does not matter."""

from __future__ import annotations

import numpy as np

from copsim.constellation.given import Community, Given
from copsim.foundation.columns import Array
from copsim.study.own_organisation.checking import Organisation
from copsim.study.own_organisation.communities import KINDS
from copsim.study.own_organisation.words import Words


def given_of(organisation: Organisation) -> Given:
    """What a scenario holds of an organisation: numbers by seat, no ids and no names."""
    people, units = organisation.people, organisation.units
    ids = people.ids
    unit = people.unit.code
    legacy = np.zeros(ids.code.size, np.int64)
    if units is not None:
        legacy = units.legacy[people.unit.places_in(units.ids.words)]
    order = np.lexsort((ids.code, unit, legacy))
    seat_of = np.empty(order.size, np.int64)  # by place of the id
    seat_of[ids.code[order]] = np.arange(order.size)
    begins = np.flatnonzero(np.diff(unit[order], prepend=-1))
    legacies = np.unique(legacy[order][begins], return_counts=True)[1]
    table = people.table
    return Given(
        units=tuple(np.diff(begins, append=order.size).tolist()),
        legacies=tuple(legacies.tolist()),
        speciality=_domains(table.column("speciality"), organisation.domains)[order].tolist(),
        second=_domains(table.column("second_interest"), organisation.domains)[order].tolist()
        if "second_interest" in table.columns
        else None,
        broker=people.broker[order].tolist() if people.broker is not None else None,
        convener=people.convener[order].tolist() if people.convener is not None else None,
        ties=_ties(organisation, seat_of),
        communities=_communities(organisation, seat_of),
    )


def _domains(said: Words, names: list[str]) -> Array:
    place = {name: nth for nth, name in enumerate(names)}
    return said.of_each(lambda word: place[word], -1)


def _ties(organisation: Organisation, seat_of: Array) -> list[tuple[int, int, int]]:
    """Whom each asks, the most trusted first, and of equals in the order of seats."""
    asks = organisation.asks
    if asks is None:
        return []
    who, whom = seat_of[asks.who], seat_of[asks.whom]
    order = np.lexsort((whom, -asks.trust, who))
    return list(zip(who[order].tolist(), whom[order].tolist(), asks.trust[order].tolist(), strict=True))


def _communities(organisation: Organisation, seat_of: Array) -> tuple[Community, ...]:
    """Groups by kind and name, their members in the order of seats."""
    told = organisation.communities
    if told is None:
        return ()
    seats = seat_of[told.member]
    order = np.lexsort((seats, told.group))
    members = np.split(seats[order], np.flatnonzero(np.diff(told.group[order])) + 1)
    groups = sorted(range(len(told.names)), key=lambda nth: (KINDS.index(told.kind[nth]), told.names[nth]))
    return tuple(
        Community(
            told.kind[nth],
            organisation.domains.index(told.domain[nth]) if told.domain[nth] else -1,
            tuple(members[nth].tolist()),
        )
        for nth in groups
    )
