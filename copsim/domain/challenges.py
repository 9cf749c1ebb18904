"""Open challenges of each member, oldest first, and the units' tasks."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel

PLACES = 16
"""Challenges a member can have open at once; one more is lost, and counted as abandoned."""


class Challenges(NamedTuple):
    """Open challenges; places 0 .. count-1 of a member hold them from the oldest to the newest."""

    count: Annotated[Array, Column("int32", ("member",), "open challenges")]  # type: ignore[assignment]
    kind: Annotated[Array, Column("int32", ("member", "place"), "kind of challenge; -1: none", -1)]
    came: Annotated[Array, Column("int32", ("member", "place"), "week it came")]
    due: Annotated[Array, Column("int32", ("member", "place"), "last week in which a solution is in time")]
    task: Annotated[Array, Column("int32", ("member", "place"), "task of the unit it is part of, from 1; 0: none")]
    tried: Annotated[Array, Column("uint64", ("member", "place"), "bit x set: setting x is known to fail")]


class Tasks(NamedTuple):
    """The current task of each unit."""

    number: Annotated[Array, Column("int32", ("unit",), "tasks the unit has been given so far")]
    parts: Annotated[Array, Column("int32", ("unit",), "parts of the current task not yet solved")]
    due: Annotated[Array, Column("int32", ("unit",), "last week in which its delivery is in time; 0: no task is due")]


@kernel
def add_challenge(challenges, who, kind, week, due, task):
    """Put a challenge in a member's last place. False when all places are taken."""
    place = int(challenges.count[who])
    if place == challenges.kind.shape[1]:
        return False
    challenges.kind[who, place] = kind
    challenges.came[who, place] = week
    challenges.due[who, place] = due
    challenges.task[who, place] = task
    challenges.tried[who, place] = np.uint64(0)
    challenges.count[who] = place + 1
    return True


@kernel
def drop_challenge(challenges, who, place):
    """Take a challenge out and close the gap; places past the last are cleared."""
    last = int(challenges.count[who]) - 1
    for p in range(place, last):
        challenges.kind[who, p] = challenges.kind[who, p + 1]
        challenges.came[who, p] = challenges.came[who, p + 1]
        challenges.due[who, p] = challenges.due[who, p + 1]
        challenges.task[who, p] = challenges.task[who, p + 1]
        challenges.tried[who, p] = challenges.tried[who, p + 1]
    challenges.kind[who, last] = -1
    challenges.came[who, last] = 0
    challenges.due[who, last] = 0
    challenges.task[who, last] = 0
    challenges.tried[who, last] = np.uint64(0)
    challenges.count[who] = last
