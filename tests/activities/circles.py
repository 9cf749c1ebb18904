"""A world before its first week, and a circle in it that a story is told of."""

from __future__ import annotations

from typing import Any

import numpy as np

from copsim.activities.activity import Circle, turn_of
from copsim.constellation.scenario import Scenario
from copsim.constellation.world import World, build_world
from copsim.domain.challenges import Source, add_challenge
from copsim.domain.field import is_explicit, truth_of
from copsim.foundation.kernels import handle
from copsim.knowledge.beliefs import belief, hold

WEEK, ROW = 20, 0
SURE = {
    "knowledge.ease": 1.0,
    "knowledge.majority": 1.0,
    "knowledge.reading": 1.0,
    "knowledge.seen": 1.0,
    "knowledge.evidence": 0.0,
}
"""Everything offered is taken up; nothing wrong is found out."""


def world_of(**settings: Any) -> World:
    """24 people in 4 units, one domain, one community of practice with documents; half the facets are tacit."""
    given: dict[str, Any] = {
        "people.members": 24,
        "people.units": 4,
        "domain.names": ["methods"],
        "domain.facets": 20,
        "domain.tacit": 0.5,
        "domain.spanning": 0.0,
        "weeks": 8,
    }
    return build_world(Scenario().with_values(**given | {k.replace("__", "."): v for k, v in settings.items()}))


def mixed_kind(world: World) -> int:
    """A kind of challenge with at least one explicit and one tacit facet."""
    for kind in range(world.field.kind.shape[0]):
        if {bool(is_explicit(handle(world.field), f)) for f in facets(world, kind)} == {True, False}:
            return kind
    raise AssertionError("no kind has explicit and tacit facets")


def facets(world: World, kind: int) -> list[int]:
    return [int(f) for f in world.field.kind[kind]]


def explicit(world: World, kind: int) -> list[int]:
    return [f for f in facets(world, kind) if is_explicit(handle(world.field), f)]


def truth(world: World, facet: int) -> int:
    return int(truth_of(handle(world.field), facet))


def held(world: World, who: int, facet: int) -> int:
    return int(belief(world.people.beliefs, who, facet))


def knows(world: World, who: int, kind: int, sign: int) -> None:
    """Let somebody hold all facets of a kind: sign 1 right, -1 wrong, 0 not at all."""
    for facet in facets(world, kind):
        hold(world.people.beliefs, who, facet, sign * truth(world, facet))


def says(world: World, facet: int) -> int:
    """What the documents of the community say."""
    return int(belief(world.repertoire.says, 0, facet))


def brings(world: World, who: int, kind: int) -> None:
    """Let somebody have an open case of a kind, since week 1."""
    add_challenge(handle(world.challenges), who, kind, 1, 99, Source.OWN, 0, 0)


def circle_on(world: World, kind: int, rows: list[int], minutes: int = 60) -> Circle:
    """These people in a circle of the community; the first has an open case of this kind, so that it is the topic."""
    brings(world, rows[0], kind)
    return Circle(
        np.array(rows),
        np.array([int(np.flatnonzero(world.memberships.member == row)[0]) for row in rows]),
        np.full(len(rows), minutes),
        0,
        int(world.groups.domain[0]),
        int(world.groups.shelf[0]),
        turn_of(0, 2, 0),
        0,
        -1,
    )


def place(circle: Circle, position: int) -> int:
    return int(circle.place[position])
