"""Conveners start groups and pay for it; groups below critical mass dissolve (theory.md 8: learning citizenship)."""

from __future__ import annotations

from copsim.activities.log import Contact, note
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.foundation.tally import Activity, Count
from copsim.participation.engagement import WEEKS_REMEMBERED
from copsim.participation.people import minutes_left, pay
from copsim.participation.turnover import begin_membership
from copsim.structures.groups import has_ended, nothing_due

PAUSE = 26
"""Weeks after a group has dissolved before somebody may start it again."""


@kernel
def conveners_act(world, week, row):
    """Groups that conveners start: a new one may be founded; a young one meets only if its founder holds it.

    A group that may be there and is not: the first of its members, in the order of seats, who is disposed to convene,
    has the minutes that founding takes, and is moved to it this week (chance `convene`) founds it and pays. A group
    below critical mass is held: its founder pays `hold` minutes, or it does not meet this week (its founder has left,
    or has no minutes). Nobody starts what has ended, or what would have nothing to deliver this week. A group that
    has dissolved may be started again after `PAUSE` weeks.
    """
    for g in range(world.groups.domain.size):
        if not world.groups.convened[g] or week < world.groups.starts[g] or not world.groups.meets[g]:
            continue
        if has_ended(world.groups, g, week) or nothing_due(world, g):
            continue
        if world.groups.founded[g] == 0:
            if world.groups.closed[g] == 0 or week >= world.groups.closed[g] + PAUSE:
                somebody_founds(world, week, row, g)
        elif world.groups.open[g] and world.groups.people[g] < world.groups.critical_mass[g]:
            founder_holds(world, week, row, g)


@late_kernel
def somebody_founds(world, week, row, group):
    """Let the first convener who is moved to it found a group: it is open at once and all memberships begin anew."""
    first, last = int(world.groups.start[group]), int(world.groups.start[group + 1])
    for m in range(first, last):
        who = int(world.memberships.member[m])
        if not world.people.convener[who] or minutes_left(world.people, who) < world.rules.found:
            continue
        if draw(event(world.seed, Decision.CONVENE, week, world.people.uid[who], group), 0) < world.rules.convene:
            pay(world.people, who, world.rules.found, Activity.FOUNDING, world.tally, row, False)
            world.groups.founded[group] = week
            world.groups.founder[group] = world.people.uid[who]
            world.groups.closed[group] = 0
            world.groups.open[group] = 1
            world.tally[row, Count.FOUNDED] += 1
            note(world.log, week, Contact.FOUNDED, who, group, 0)
            for every in range(first, last):
                begin_membership(world, week, every)
            return


@late_kernel
def founder_holds(world, week, row, group):
    """A group meets this week only if its founder is still there and pays for holding the space."""
    world.groups.open[group] = 0
    for m in range(int(world.groups.start[group]), int(world.groups.start[group + 1])):
        who = int(world.memberships.member[m])
        if world.people.uid[who] == world.groups.founder[group]:
            if minutes_left(world.people, who) >= world.rules.hold:
                pay(world.people, who, world.rules.hold, Activity.FOUNDING, world.tally, row, False)
                world.groups.open[group] = 1
            note(world.log, week, Contact.HELD, who, group, int(world.groups.open[group]))
            return
    note(world.log, week, Contact.HELD, -1, group, 0)


@kernel
def groups_dissolve(world, week, row):
    """Count who was present in the last 13 weeks; a group two quarters running below its critical mass dissolves.

    The 26 weeks are counted from its 13th week on, and anew after each week in which it has its critical mass. What has
    ended does not dissolve any more.
    """
    for g in range(world.groups.domain.size):
        people = 0
        for m in range(int(world.groups.start[g]), int(world.groups.start[g + 1])):
            minutes = 0
            for w in range(WEEKS_REMEMBERED):
                minutes += int(world.memberships.minutes[m, w])
            if minutes > 0:
                people += 1
        world.groups.people[g] = people
        if world.groups.founded[g] == 0 or world.groups.critical_mass[g] == 0 or not world.groups.meets[g]:
            continue
        if has_ended(world.groups, g, week):
            continue
        if week - world.groups.founded[g] + 1 < WEEKS_REMEMBERED or people >= world.groups.critical_mass[g]:
            world.groups.below[g] = 0
            continue
        world.groups.below[g] += 1
        if world.groups.below[g] >= 2 * WEEKS_REMEMBERED:
            world.groups.founded[g] = 0
            world.groups.closed[g] = week
            world.groups.below[g] = 0
            world.tally[row, Count.DISSOLVED] += 1
            note(world.log, week, Contact.DISSOLVED, -1, g, 0)
