"""Turnover: people leave and others take their seats, with luck of their own (uid = seat + 2^32 x nth holder)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import draw_beliefs
from copsim.participation.people import draw_own_ties, draw_person

NEXT_HOLDER = 1 << 32


class Departures(NamedTuple):
    """Experts who leave at a date, one row each date, as the scenario names them."""

    week: Annotated[Array, Column("int32", ("departure",), "week in which they leave", state=False)]
    domain: Annotated[Array, Column("int32", ("departure",), "the domain in which they are the most able", state=False)]
    people: Annotated[Array, Column("int32", ("departure",), "how many of them leave", state=False)]


@kernel
def people_come_and_go(world, week, row):
    """Each person leaves with chance `turnover`, and experts when their week comes; a newcomer takes the seat.

    The seat's job, speciality and open challenges stay. First everybody who leaves is found, then ties to them are
    cut, then the newcomers settle in, one by one.
    """
    left = 0
    leaving = world.people.mark
    for i in range(world.people.uid.size):
        if draw(event(world.seed, Decision.TURNOVER, week, world.people.uid[i], 0), 0) < world.rules.turnover:
            leaving[i] = 1
            left += 1
    left += experts_leave(world, week, leaving)
    if left == 0:
        return
    world.tally[row, Count.LEFT] += left
    for i in range(world.ties.to.shape[0]):
        for t in range(world.ties.to.shape[1]):
            if leaving[i] > 0 or (world.ties.to[i, t] >= 0 and leaving[world.ties.to[i, t]] > 0):
                world.ties.to[i, t] = -1
                world.ties.trust[i, t] = 0
    for i in range(leaving.size):
        if leaving[i] > 0:
            leaving[i] = -1
            settle_in(world, week, i)


@kernel
def experts_leave(world, week, leaving):
    """Mark the most able (last week's ability) of those whose job is in a domain; how many more leave with them.

    Of equals the one of the lowest uid goes first; who leaves anyway is passed over.
    """
    people, dated = world.people, world.departures
    left = 0
    for n in range(dated.week.size):
        if dated.week[n] != week:
            continue
        d = int(dated.domain[n])
        for _ in range(dated.people[n]):
            best = -1
            for i in range(people.uid.size):
                if people.speciality[i] == d and leaving[i] < 0 and (best < 0 or goes_before(people, i, best, d)):
                    best = i
            if best >= 0:
                leaving[best] = 1
                left += 1
    return left


@kernel
def goes_before(people, who, other, domain):
    """Whether somebody is abler in a domain than another, or as able and of a lower uid."""
    mine, theirs = int(people.ability[who, domain]), int(people.ability[other, domain])
    return mine > theirs or (mine == theirs and people.uid[who] < people.uid[other])


@kernel
def settle_in(world, week, who):
    """A newcomer takes a seat: own beliefs, ties, dispositions and memberships that begin anew.

    What was known to fail of the challenges on the desk is forgotten; they keep the weeks in which they came and are
    due.
    """
    people = world.people
    people.uid[who] += NEXT_HOLDER
    people.came[who] = week
    people.workload[who] = 0.0
    people.effort[who] = 0
    people.first_asked[who] = 0
    people.first_reply[who] = 0
    people.served[who] = np.uint16(0)
    draw_person(people, world.rules, world.seed, who)
    for w in range(people.beliefs.shape[1]):
        people.beliefs[who, w] = np.uint64(0)
    uid = people.uid[who]
    draw_beliefs(people.beliefs, world.field, world.seed, who, uid, people.speciality[who], world.tables.first)
    draw_own_ties(world.ties, people, world.units, world.rules, world.seed, who)
    for p in range(int(world.challenges.count[who])):
        world.challenges.tried[who, p] = np.uint64(0)
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            begin_membership(world, week, through)


@kernel
def begin_membership(world, week, through):
    """A membership begins: hearsay for what an hour is worth, nothing lived through, interest drawn for the person."""
    memberships = world.memberships
    memberships.since[through] = max(week, int(world.groups.founded[memberships.group[through]]))
    memberships.learning[through] = world.rules.hearsay
    memberships.helped[through] = world.rules.hearsay
    memberships.belonging[through] = 0.0
    memberships.faith[through] = world.rules.faith
    memberships.level[through] = -1
    memberships.gave[through] = np.uint16(0)
    memberships.used[through] = np.uint16(0)
    memberships.contributions[through] = 0
    memberships.settled[through] = -1
    memberships.seen[through] = -1
    for w in range(memberships.minutes.shape[1]):
        memberships.minutes[through, w] = 0
    uid = world.people.uid[memberships.member[through]]
    drawn = draw(event(world.seed, Decision.INTEREST, week, uid, memberships.group[through]), 0)
    memberships.interest[through] = world.tables.interest[drawn >> 20]
