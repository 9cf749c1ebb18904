"""The event log: who was in contact with whom in which week, kept only when asked for."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel


class Contact(IntEnum):
    """What kind of contact a line of the log records, and what its two last numbers are."""

    MEETING = 0
    """a member was present in an hour of a group: (group, 64 x family + nth hour)."""
    QUESTION = 1
    """a member asked another: (helper, 1 if answered)."""
    HEARD = 2
    """a member's question was heard by another: (hearer, group)."""
    READING = 3
    """a member read in the documents of a group: (group, facets taken up)."""
    WRITING = 4
    """a member was named as author in the documents of a group: (group, facets written or withdrawn)."""
    BROKERED = 5
    """a member was told by a broker: (broker, group)."""
    CURATION = 6
    """a member was asked by the curator of a group's documents: (group, facet)."""
    TOLD = 7
    """a member could hear news from the other end of a tie: (whom the tie leads to, items heard)."""
    GIVEN = 8
    """a member was given a request or a part of a problem: (group whose desk or agenda it is, -1: none; Source)."""
    PART = 9
    """a member solved a part of the organisation's problem: (number of the problem, parts left)."""
    FOUNDED = 10
    """a member founded a group: (group, 0)."""
    HELD = 11
    """a group below critical mass was held by its founder (-1: who has left), or was not: (group, 1 if held)."""
    DISSOLVED = 12
    """a group dissolved (member: -1): (group, 0)."""


class Log(NamedTuple):
    """Lines (week, Contact, member, number, number); with no lines allotted, nothing is logged."""

    line: Annotated[Array, Column("int32", ("line", "entry"), "week, contact, member, two numbers", state=False)]
    count: Annotated[Array, Column("int64", ("one",), "lines written, or that would have been", state=False)]  # type: ignore[assignment]


@kernel
def note(log, week, contact, who, first, second):
    """Write a line, if there is room."""
    if log.line.shape[0] == 0:
        return
    at = log.count[0]
    log.count[0] = at + 1
    if at < log.line.shape[0]:
        log.line[at, 0] = week
        log.line[at, 1] = contact
        log.line[at, 2] = who
        log.line[at, 3] = first
        log.line[at, 4] = second
