"""Trying something alone: one facet's other value, kept if it does strictly better (Lazer & Friedman 2007)."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ONE, ZERO, Decision, choose, event
from copsim.knowledge.beliefs import count_bits
from copsim.knowledge.parts import Pays
from copsim.knowledge.showing import pay_off_of


@kernel
def turn_round(beliefs, who, domain, place):
    """Hold the other value of a facet: -1 for +1, and +1 for -1 or nothing."""
    bit = ONE << np.uint64(place)
    beliefs[who, 2 * domain] = beliefs[who, 2 * domain] ^ bit
    if beliefs[who, 2 * domain] & bit != ZERO:
        beliefs[who, 2 * domain + 1] = beliefs[who, 2 * domain + 1] & ~bit
    else:
        beliefs[who, 2 * domain + 1] = beliefs[who, 2 * domain + 1] | bit


@functools.cache
def explore_of(pays: Pays) -> Any:
    """Two kernels, for a rule of pay-off: a trial of one facet, and a member's trial of a random one."""
    pay_off = pay_off_of(pays)

    @kernel
    def is_better_turned(organisation, rates, who, domain, place, keep):
        """Whether row `who` would do strictly better with the other value of a facet; it is held on if so and `keep`.

        Both by what is held, not by what shows.
        """
        beliefs = organisation.learners.beliefs
        before = pay_off(organisation, beliefs, who)
        yes, no = beliefs[who, 2 * domain], beliefs[who, 2 * domain + 1]
        turn_round(beliefs, who, domain, place)
        better = pay_off(organisation, beliefs, who) > before
        if not (better and keep):
            beliefs[who, 2 * domain] = yes
            beliefs[who, 2 * domain + 1] = no
        return better

    @kernel
    def explore(organisation, rates, period, who):
        """Try the other value of one facet, chosen among all (facet 0 of TRY); returns whether it is kept."""
        exists = organisation.matter.exists
        facets = 0
        for d in range(exists.size):
            facets += count_bits(exists[d])
        place = choose(event(organisation.seed, Decision.TRY, period, organisation.learners.uid[who], 0), 0, facets)
        domain = 0
        while place >= count_bits(exists[domain]):
            place -= count_bits(exists[domain])
            domain += 1
        return is_better_turned(organisation, rates, who, domain, place, True)

    return is_better_turned, explore


@functools.cache
def could_find_of(pays: Pays) -> Any:
    """The kernel that asks whether a member could find something better alone."""
    is_better_turned, _ = explore_of(pays)

    @kernel
    def could_find(organisation, rates, who):
        """Whether the other value of any one facet would be strictly better for row `who`."""
        for d in range(organisation.matter.exists.size):
            for place in range(count_bits(organisation.matter.exists[d])):
                if is_better_turned(organisation, rates, who, d, place, False):
                    return True
        return False

    return could_find
