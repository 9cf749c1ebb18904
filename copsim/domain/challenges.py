"""Open challenges of each member, oldest first, and the units' tasks."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel

PLACES = 16
"""Challenges a member can have open at once; one more is lost, and counted as abandoned."""


class Source(IntEnum):
    """What a challenge is part of."""

    OWN = 0
    TASK = 1
    PROBLEM = 2
    REQUEST = 3


class Challenges(NamedTuple):
    """Open challenges; places 0 .. count-1 of a member hold them from the oldest to the newest."""

    TOGETHER = (("kind", "came", "due", "task", "source", "known", "fresh", "helped", "tried"),)  # type: ignore[misc]

    count: Annotated[Array, Column("int32", ("member",), "open challenges")]  # type: ignore[assignment]
    kind: Annotated[Array, Column("int32", ("member", "place"), "kind of challenge; -1: none", -1)]
    came: Annotated[Array, Column("int32", ("member", "place"), "week it came")]
    due: Annotated[Array, Column("int32", ("member", "place"), "last week in which a solution is in time")]
    task: Annotated[
        Array, Column("int32", ("member", "place"), "number of the task or problem it is part of, from 1; 0: none")
    ]
    source: Annotated[Array, Column("int8", ("member", "place"), "what it is part of, see Source")]
    known: Annotated[Array, Column("uint8", ("member", "place"), "1: a colleague had solved it when it came")]
    fresh: Annotated[Array, Column("uint8", ("member", "place"), "1: the job has not yet paid a first try at it")]
    helped: Annotated[
        Array, Column("uint8", ("member", "place"), "1: something of use to it was taken up since it came")
    ]
    tried: Annotated[Array, Column("uint64", ("member", "place"), "bit x set: setting x is known to fail")]


class Tasks(NamedTuple):
    """The current task of each unit."""

    number: Annotated[Array, Column("int32", ("unit",), "tasks the unit has been given so far")]
    parts: Annotated[Array, Column("int32", ("unit",), "parts of the current task not yet solved")]
    due: Annotated[Array, Column("int32", ("unit",), "last week in which its delivery is in time; 0: no task is due")]


class Problem(NamedTuple):
    """The organisation's current single problem."""

    number: Annotated[Array, Column("int32", ("one",), "problems posed so far")]
    parts: Annotated[Array, Column("int32", ("one",), "parts of the current problem not yet solved")]
    due: Annotated[Array, Column("int32", ("one",), "last week in which its solution is in time; 0: none is due")]


class Desks(NamedTuple):
    """Requests of clients that wait at the desk of a group which serves them, oldest first."""

    count: Annotated[Array, Column("int32", ("group",), "requests that wait")]  # type: ignore[assignment]
    kind: Annotated[Array, Column("int32", ("group", "queue place"), "kind of challenge; -1: none", -1)]
    came: Annotated[Array, Column("int32", ("group", "queue place"), "week it came")]
    due: Annotated[Array, Column("int32", ("group", "queue place"), "last week in which a solution is in time")]


class Solutions(NamedTuple):
    """The last solution of each kind of challenge, by which repeated work is told."""

    right: Annotated[Array, Column("int32", ("kind",), "what was right then, bit p for part p; -1: never solved", -1)]
    by: Annotated[
        Array, Column("int64", ("kind",), "uid of who solved it last, the lowest of those of a week; -1: nobody", -1)
    ]
    week: Annotated[Array, Column("int32", ("kind",), "week in which it was solved last; 0: never")]


@kernel
def add_challenge(challenges, who, kind, week, due, source, number, known):
    """Put a challenge in a member's last place. False when all places are taken."""
    place = int(challenges.count[who])
    if place == challenges.kind.shape[1]:
        return False
    challenges.kind[who, place] = kind
    challenges.came[who, place] = week
    challenges.due[who, place] = due
    challenges.task[who, place] = number
    challenges.source[who, place] = source
    challenges.known[who, place] = known
    challenges.helped[who, place] = 0
    challenges.fresh[who, place] = 1
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
        challenges.source[who, p] = challenges.source[who, p + 1]
        challenges.known[who, p] = challenges.known[who, p + 1]
        challenges.helped[who, p] = challenges.helped[who, p + 1]
        challenges.fresh[who, p] = challenges.fresh[who, p + 1]
        challenges.tried[who, p] = challenges.tried[who, p + 1]
    challenges.kind[who, last] = -1
    challenges.came[who, last] = 0
    challenges.due[who, last] = 0
    challenges.task[who, last] = 0
    challenges.source[who, last] = 0
    challenges.known[who, last] = 0
    challenges.helped[who, last] = 0
    challenges.fresh[who, last] = 0
    challenges.tried[who, last] = np.uint64(0)
    challenges.count[who] = last


@kernel
def mark_helped(challenges, who, kind):
    """Mark a member's open challenges of a kind as helped; returns how many were not so before."""
    marked = 0
    for p in range(int(challenges.count[who])):
        if challenges.kind[who, p] == kind and challenges.helped[who, p] == 0:
            challenges.helped[who, p] = 1
            marked += 1
    return marked
