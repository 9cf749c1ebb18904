"""Policy `conversation`: groups of practitioners report what they see, and the gap is taken from their reports.

Practitioners report as things stand, of those who come; management alone sees them a quarter late, of everybody.
Talking costs the members of reporting groups own hours (`engaging`).
"""

from __future__ import annotations

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.sponsorship import by_gap
from copsim.sponsorship.views import CAPABILITY, RELEVANCE, with_error


@kernel
def wants(world, week):
    """Where groups report, the mean (//) of their reports replaces management's view of a domain; then as policy `gap`.

    A group reports when it has a domain and at least `voices` of its members `was_there` last week, and `engaging` is
    above 0. It reports the domain's relevance, and the mean ability (// people, >> parts) of those who were there, each
    with an error: events REPORT of this week with the group as who, turn 0 relevance, turn 1 capability.
    Whoever was there owes `engaging` minutes, once.
    """
    domains = world.portfolio.weight.size
    relevance = np.zeros(domains, np.int64)
    capability = np.zeros(domains, np.int64)
    reports = np.zeros(domains, np.int64)
    for g in range(world.groups.domain.size):
        domain = int(world.groups.domain[g])
        voices, able = voices_of(world, week, g, domain)
        if domain < 0 or voices < world.allotting.voices or world.allotting.engaging == 0:
            continue
        reports[domain] += 1
        key = event(world.seed, Decision.REPORT, week, g, RELEVANCE)
        relevance[domain] += with_error(world, int(world.field.relevance[domain]), key, world.allotting.report_noise)
        key = event(world.seed, Decision.REPORT, week, g, CAPABILITY)
        capability[domain] += with_error(world, able, key, world.allotting.report_noise)
        for m in range(int(world.groups.start[g]), int(world.groups.start[g + 1])):
            if was_there(world.memberships, m, week):
                world.portfolio.talks[world.memberships.member[m]] = world.allotting.engaging
    for d in range(domains):
        if reports[d] > 0:
            world.portfolio.relevance[d] = relevance[d] // reports[d]
            world.portfolio.capability[d] = capability[d] // reports[d]
    by_gap.wants(world, week)


@kernel
def voices_of(world, week, group, domain):
    """(members present last week, their mean ability in the domain in 65,536ths); 0 ability without a domain."""
    voices = 0
    total = 0
    for m in range(int(world.groups.start[group]), int(world.groups.start[group + 1])):
        if was_there(world.memberships, m, week):
            voices += 1
            if domain >= 0:
                total += int(world.people.ability[world.memberships.member[m], domain])
    return voices, (total // max(1, voices)) >> world.field.kind.shape[1]


@kernel
def was_there(memberships, through, week):
    """Whether a member was present last week, and is still the one who belongs."""
    return memberships.present[through] > 0 and memberships.since[through] < week
