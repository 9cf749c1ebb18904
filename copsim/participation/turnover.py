"""Turnover: people leave and others take their seats, with luck of their own (uid = seat + 2^32 x nth holder)."""

from __future__ import annotations

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import draw_beliefs
from copsim.participation.people import draw_own_ties, draw_person

NEXT_HOLDER = 1 << 32


@kernel
def people_come_and_go(world, week, row):
    """Each person leaves with chance `turnover`; the seat's job, speciality and open challenges go to a newcomer.

    First everybody who leaves is found, then ties to them are cut, then the newcomers settle in, one by one.
    """
    left = 0
    leaving = world.people.mark
    for i in range(world.people.uid.size):
        if draw(event(world.seed, Decision.TURNOVER, week, world.people.uid[i], 0), 0) < world.rules.turnover:
            leaving[i] = 1
            left += 1
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
