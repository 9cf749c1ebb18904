"""Organisations of one's own, as `copsim import` would pack them, for laws and tellings."""

from __future__ import annotations

from hypothesis import strategies as st

from copsim.constellation.given import Community, Given, pack
from copsim.constellation.scenario import Scenario

DOMAINS = ("methods", "instruments", "regulation")


@st.composite
def organisations(draw: st.DrawFn) -> Given:
    """At most 24 people in units of any size, some of whom name whom they ask, with communities."""
    units = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    members = sum(units)
    if members < 2:
        units, members = [2], 2
    first = draw(st.integers(1, len(units)))
    legacies = (first, len(units) - first) if first < len(units) else (first,)

    def column(values: st.SearchStrategy[int]) -> list[int]:
        return draw(st.lists(values, min_size=members, max_size=members))

    speciality = column(st.integers(-1, 2))
    second = [-1 if other == own else other for own, other in zip(speciality, column(st.integers(-1, 2)), strict=True)]
    pairs = st.tuples(st.integers(0, members - 1), st.integers(0, members - 1)).filter(lambda p: p[0] != p[1])
    asked = draw(st.dictionaries(pairs, st.integers(0, 65536), max_size=3 * members))
    ties = sorted(((a, b, trust) for (a, b), trust in asked.items()), key=lambda row: (row[0], -row[2], row[1]))
    seats = st.sets(st.integers(0, members - 1), min_size=2).map(lambda found: tuple(sorted(found)))
    made = [Community("network", -1, seats_) for seats_ in draw(st.lists(seats, max_size=2))]
    made += [Community("community_of_practice", 1, seats_) for seats_ in draw(st.lists(seats, min_size=1, max_size=2))]
    return Given(
        units=tuple(units),
        legacies=legacies,
        speciality=speciality,
        second=second if draw(st.booleans()) else None,
        broker=column(st.integers(0, 1)) if draw(st.booleans()) else None,
        convener=column(st.integers(0, 1)) if draw(st.booleans()) else None,
        ties=ties,
        communities=tuple(made),
    )


@st.composite
def own_organisations(draw: st.DrawFn) -> Scenario:
    """A scenario that begins with such an organisation, with its communities or with those of a roster rule."""
    given = draw(organisations())
    also = [{"kind": "network", "roster": "given"}] if any(c.kind == "network" for c in given.communities) else []
    return Scenario().with_values(
        **{
            "organisation.data": pack(given),
            "people.members": sum(given.units),
            "people.units": len(given.units),
            "people.legacies": len(given.legacies),
            "domain.names": list(DOMAINS),
            "ties.slots": draw(st.integers(5, 9)),
            "structure.roster": draw(st.sampled_from(["given", "own"])),
            "also": also,
            "people.turnover": 0.02,
            "weeks": 10,
            "seed": draw(st.integers(0, 2**63 - 1)),
        }
    )
