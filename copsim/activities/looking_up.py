"""Looking up: reading what one's own group has written about a case that own knowledge does not solve.

People look where they have faith to find something. Faith follows what looking up has brought (slides, first wave: it
is hard to motivate people to use a database that is outdated).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import fits
from copsim.activities.log import Contact, note
from copsim.activities.solving import case_for_help
from copsim.domain.challenges import mark_helped
from copsim.domain.field import domain_of_kind
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.foundation.tally import Activity, Count
from copsim.knowledge.beliefs import belief
from copsim.knowledge.learning import reading, take_up
from copsim.participation.people import minutes_left, pay

FULL_FAITH = 65536
NEWCOMER_WEEKS = 26
"""Weeks after coming in which somebody is counted as a newcomer."""


@kernel
def everybody_looks_up(world, week, row):
    """Each member with such a case looks once, in the first own group whose documents they have faith in this week.

    The group must be open, keep documents, and be of the case's domain; whether there is faith is drawn for each, in
    the order of the member's groups. Looking costs its price whether or not anything is found. Afterwards faith moves.
    """
    looked = np.zeros(world.memberships.member.size, np.int64)
    for i in range(world.people.uid.size):
        place = case_for_help(world, i)
        if place < 0 or minutes_left(world.people, i) < world.rules.look_up:
            continue
        kind = int(world.challenges.kind[i, place])
        through = where_to_look(world, week, i, kind)
        if through >= 0:
            looked[through] = 1 if look_up(world, week, row, i, through, kind) > 0 else -1
    faith_moves(world, looked)


@kernel
def where_to_look(world, week, who, kind):
    """The own membership through which somebody looks a case up this week; -1 if there is none."""
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through < 0:
            continue
        group = int(world.memberships.group[through])
        if world.groups.shelf[group] < 0 or not world.groups.open[group]:
            continue
        if not fits(world, kind, world.groups.domain[group]):
            continue
        drawn = draw(event(world.seed, Decision.FAITH, week, world.people.uid[who], group), 0)
        if drawn < int(world.memberships.faith[through]) << 16:
            return through
    return -1


@kernel
def look_up(world, week, row, who, through, kind):
    """Read in a group's documents about a case: pay, take up, count; returns how many facets were taken up."""
    group = int(world.memberships.group[through])
    shelf = int(world.groups.shelf[group])
    pay(world.people, who, world.rules.look_up, Activity.LOOKING_UP, world.tally, row, False)
    standing = reader_standing(world, week, who, kind)
    for p in range(world.field.kind.shape[1]):
        facet = int(world.field.kind[kind, p])
        written = belief(world.repertoire.says, shelf, facet)
        if written != 0:
            world.tally[row, Count.DOCUMENTS_USED] += 1
            if written != belief(world.people.beliefs, who, facet):
                world.tally[row, Count.NEW_TO_OUTSIDERS + standing] += 1
    key = event(world.seed, Decision.READ, week, world.people.uid[who], group)
    take, value = reading(world.people.beliefs, world.repertoire, shelf, world.field, world.rules, who, kind, key)
    taken = take_up(world.people.beliefs, world.field, who, kind, take, value)
    world.tally[row, Count.BY_READING] += taken
    world.tally[row, Count.READ_BY_OUTSIDERS + standing] += taken
    world.tally[row, Count.LOOK_UPS] += 1
    note(world.log, week, Contact.READING, who, group, taken)
    if taken > 0:
        world.tally[row, Count.LOOK_UPS_USEFUL] += 1
        world.memberships.used_now[through] += 1
        world.tally[row, Count.APPLIED] += mark_helped(world.challenges, who, kind)
    return taken


@kernel
def reader_standing(world, week, who, kind):
    """0: an outsider, whose job is in another domain than the case's; 1: a newcomer of the domain, who came in the last
    26 weeks; 2: a member of long standing. Counted only; no rule reads it."""
    if world.people.speciality[who] != domain_of_kind(world.field, kind):
        return 0
    came = int(world.people.came[who])
    return 1 if came > 0 and week - came < NEWCOMER_WEEKS else 2


@kernel
def faith_moves(world, looked):
    """Faith of every membership, in 65,536ths, rounded down in each step.

    `looked`: 1 where a look-up helped, then faith += gain (1 - faith); -1 where it did not: faith -= gain faith; 0
    without one: it goes back to what it was at the start by the share `faith_drift` of the distance.
    """
    for m in range(looked.size):
        faith = int(world.memberships.faith[m])
        if looked[m] > 0:
            faith += ((FULL_FAITH - faith) * world.rules.faith_gain) >> 16
        elif looked[m] < 0:
            faith -= (faith * world.rules.faith_gain) >> 16
        elif faith < world.rules.faith:
            faith += ((world.rules.faith - faith) * world.rules.faith_drift) >> 16
        else:
            faith -= ((faith - world.rules.faith) * world.rules.faith_drift) >> 16
        world.memberships.faith[m] = faith
