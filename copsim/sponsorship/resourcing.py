"""Sponsors resource groups: each lever goes where it can act; where it cannot, its hours are working time.

Every arm of a comparison is given the same hours: what a group does not use goes back to its people's own work, and
somebody without a group has the whole grant as working time (model.md 2, 7.5).
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from copsim.activities.curation import curating
from copsim.foundation.kernels import AHEAD, MANY, ahead, kernel, late_kernel
from copsim.foundation.tally import Activity, Count, Payer, charge
from copsim.participation.people import pay
from copsim.sponsorship.grants import grant_of


class Lever(IntEnum):
    """Levers that act through a group, and not in every one."""

    COORDINATOR = 0
    CONVENING = 1
    CURATION = 2
    RECOGNITION = 3
    EXPERTS = 4


@kernel
def can_act(groups, group, lever):
    """Whether a lever can act in a group: coordination where people meet in circles, convening and recognition where
    hours are offered and not mandated, curation where there are documents, experts where hours go to visits."""
    if lever == Lever.COORDINATOR:
        return groups.along_ties[group] == 0
    if lever == Lever.CURATION:
        return groups.shelf[group] >= 0
    if lever == Lever.EXPERTS:
        return groups.law[group, Activity.VISITS] > groups.law[group, Activity.VISITS - 1]
    return groups.mandated[group] < 0


@kernel
def first_group_for(world, who, lever):
    """The group through which a lever acts for a member: one that is there this week and in which it can act.

    The first that has the domain of the member's job, which is what is sponsored; else the first; -1 if there is none.
    """
    first = -1
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            group = int(world.memberships.group[through])
            if world.groups.open[group] and can_act(world.groups, group, lever):
                if world.groups.domain[group] == world.people.speciality[who]:
                    return group
                if first < 0:
                    first = group
    return first


@kernel
def sponsors_resource(world, week, row):
    """Give everybody the week's minutes, what the portfolio allots among them, and let them act through groups.

    Each lever of a member goes to the first group in which it can act (`first_group_for`), else its minutes are
    released as working time. Coordination and convening are charged at once; recognition and experts are kept until the
    groups have met; curation is summed by group, and done when everybody has been given theirs. Minutes for the
    strategic conversation (`portfolio.talks`), then the upkeep of ties, are taken from the member's own slack, as far
    as there is any. A group has the mean of its members' grants as chance of a found partner and as what convening
    pays of h0 - of the grants that came to it - and as control the mean of the grants of all its members (// size).
    """
    at = grant_of(world.sponsors, week)
    for g in range(world.groups.domain.size):
        world.groups.match[g] = 0
        world.groups.eased[g] = 0
        world.groups.control[g] = 0
    curation = np.zeros(world.groups.domain.size, np.int64)
    for i in range(world.people.uid.size):
        domain = int(world.people.speciality[i])
        allowance = int(world.sponsors.allowance[at, domain]) + int(world.portfolio.allowance[domain])
        world.tally[row, Count.OFFERED] += world.rules.free + allowance
        world.people.slack[i] = world.rules.free
        world.people.released[i] = allowance
        coordinator = int(world.sponsors.coordinator[at, domain]) + int(world.portfolio.coordinator[domain])
        group = lever_goes(world, row, i, Lever.COORDINATOR, coordinator)
        if group >= 0:
            charge(world.tally, row, Payer.SPONSOR, Activity.COORDINATION, coordinator)
            world.groups.match[group] += match_of(world, at, domain)
        convening = int(world.sponsors.convening[at, domain]) + int(world.portfolio.convening[domain])
        group = lever_goes(world, row, i, Lever.CONVENING, convening)
        if group >= 0:
            charge(world.tally, row, Payer.SPONSOR, Activity.CONVENING, convening)
            world.groups.eased[group] += eased_of(world, at, domain)
        minutes = curation_of(world, at, domain)
        group = lever_goes(world, row, i, Lever.CURATION, minutes)
        if group >= 0:
            curation[group] += minutes
        praise = int(world.sponsors.praise[at, domain]) + int(world.portfolio.praise[domain])
        group = lever_goes(world, row, i, Lever.RECOGNITION, praise)
        world.people.recognition[i] = praise if group >= 0 else 0
        experts = int(world.sponsors.experts[at, domain])
        group = lever_goes(world, row, i, Lever.EXPERTS, experts)
        world.people.expert[i] = experts if group >= 0 else 0
        talk = min(int(world.portfolio.talks[i]), int(world.people.slack[i]))
        pay(world.people, i, talk, Activity.CONVERSATION, world.tally, row, False)
        world.portfolio.talks[i] = 0
        ties = 0
        for t in range(world.ties.to.shape[1]):
            if world.ties.to[i, t] >= 0:
                ties += 1
        upkeep = min(ties * world.rules.keep_tie, int(world.people.slack[i]))
        pay(world.people, i, upkeep, Activity.TIES, world.tally, row, False)
    for m in range(world.memberships.member.size):
        if world.memberships.member.size - m - AHEAD > MANY:
            ahead(world.people.speciality, int(world.memberships.member[m + AHEAD]))
        domain = int(world.people.speciality[world.memberships.member[m]])
        world.groups.control[world.memberships.group[m]] += world.sponsors.control[at, domain]
    for g in range(world.groups.domain.size):
        size = max(1, int(world.groups.start[g + 1]) - int(world.groups.start[g]))
        world.groups.match[g] = world.groups.match[g] // size
        world.groups.eased[g] = world.groups.eased[g] // size
        world.groups.control[g] = world.groups.control[g] // size
    for g in range(world.groups.domain.size):
        if curation[g] > 0:
            group_is_curated(world, week, row, g, int(curation[g]))


@late_kernel
def group_is_curated(world, week, row, group, minutes):
    """A group's documents are seen to for so many minutes; what is used is charged, the rest goes back."""
    used = curating(world, week, row, group, minutes)
    charge(world.tally, row, Payer.SPONSOR, Activity.CURATION, used)
    curation_left_goes_back(world, grant_of(world.sponsors, week), group, minutes, used)


@kernel
def match_of(world, at, domain):
    """Chance of a found partner, in 2^-32: the sponsor's, and that of the portfolio's minutes // full_coordination."""
    bought = (int(world.portfolio.coordinator[domain]) << 32) // world.allotting.full_coordination
    return min(1 << 32, int(world.sponsors.match[at, domain]) + bought)


@kernel
def eased_of(world, at, domain):
    """Share of h0 paid for, in 65,536ths: the sponsor's, and the portfolio's minutes // full_convening."""
    bought = (int(world.portfolio.convening[domain]) << 16) // world.allotting.full_convening
    return min(1 << 16, int(world.sponsors.eased[at, domain]) + bought)


@kernel
def curation_of(world, at, domain):
    """Minutes of curation for each member of a domain, of sponsor and portfolio."""
    return int(world.sponsors.curation[at, domain]) + int(world.portfolio.curation[domain])


@kernel
def lever_goes(world, row, who, lever, minutes):
    """The group to which a member's minutes of a lever go; -1 where they are released as working time instead."""
    world.tally[row, Count.OFFERED] += minutes
    group = first_group_for(world, who, lever)
    if group < 0:
        world.people.released[who] += minutes
    return group


@kernel
def curation_left_goes_back(world, at, group, granted, used):
    """Members whose minutes came to a group pay for what was used in proportion, and have the rest as working time.

    In the order of memberships: with `before` minutes granted to those before, and `after` with this member's own, the
    member pays after x used // granted - before x used // granted.
    """
    before = 0
    for m in range(int(world.groups.start[group]), int(world.groups.start[group + 1])):
        who = int(world.memberships.member[m])
        if first_group_for(world, who, Lever.CURATION) == group:
            minutes = curation_of(world, at, int(world.people.speciality[who]))
            after = before + minutes
            world.people.released[who] += minutes - (after * used // granted - before * used // granted)
            before = after


@kernel
def grants_are_used(world, row):
    """After the groups have met: who contributed where hours are offered is recognised, at the sponsor's charge, once.

    Minutes for recognition and experts that are left are released as working time.
    """
    for m in range(world.memberships.member.size):
        who = int(world.memberships.member[m])
        minutes = int(world.people.recognition[who])
        can = can_act(world.groups, world.memberships.group[m], Lever.RECOGNITION)
        if minutes > 0 and can and world.memberships.gave_now[m] > 0:
            charge(world.tally, row, Payer.SPONSOR, Activity.RECOGNITION, minutes)
            world.people.recognition[who] = 0
    for i in range(world.people.uid.size):
        world.people.released[i] += world.people.recognition[i] + world.people.expert[i]
        world.people.recognition[i] = 0
        world.people.expert[i] = 0
