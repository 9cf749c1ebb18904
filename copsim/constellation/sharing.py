"""What units share once people in them trust each other: views, purchases, equipment (the case of the slides, 9c)."""

from __future__ import annotations

import numpy as np

from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import ONE, ZERO
from copsim.foundation.tally import Count

MOST_UNITS = 500
"""Up to so many units, links between them are counted (every pair is looked at)."""


@kernel
def sharing_is_counted(world, row):
    """Pairs of units that are linked, and facets on which the legacies share a view. Measurement only."""
    links_are_counted(world, row)
    if world.rules.legacies > 1:
        shared_practice_is_counted(world, row)


@kernel
def links_are_counted(world, row):
    """Pairs of units in which somebody of each trusts somebody of the other at least by `link`."""
    units = world.tasks.number.size
    if units > MOST_UNITS:
        return
    trusts = np.zeros((units, units), np.uint8)
    for i in range(world.people.uid.size):
        for t in range(world.ties.to.shape[1]):
            other = int(world.ties.to[i, t])
            if other >= 0 and world.ties.trust[i, t] >= world.rules.link:
                trusts[world.people.unit[i], world.people.unit[other]] = 1
    for a in range(units):
        for b in range(a):
            if trusts[a, b] and trusts[b, a]:
                world.tally[row, Count.LINKED_UNITS] += 1


@late_kernel
def shared_practice_is_counted(world, row):
    """Facets on which those of the job hold mostly the same in every legacy (more of one view than of the other)."""
    legacies, domains = world.rules.legacies, world.field.truth.size
    votes = np.zeros((legacies, domains, 64), np.int64)
    for i in range(world.people.uid.size):
        d = int(world.people.speciality[i])
        for f in range(64):
            yes = np.int64((world.people.beliefs[i, 2 * d] >> np.uint64(f)) & ONE)
            no = np.int64((world.people.beliefs[i, 2 * d + 1] >> np.uint64(f)) & ONE)
            votes[world.people.legacy[i], d, f] += yes - no
    for d in range(domains):
        for f in range(64):
            if (world.field.exists[d] >> np.uint64(f)) & ONE == ZERO:
                continue
            up = 0
            down = 0
            for legacy in range(legacies):
                if votes[legacy, d, f] > 0:
                    up += 1
                elif votes[legacy, d, f] < 0:
                    down += 1
            if up == legacies or down == legacies:
                world.tally[row, Count.SHARED_PRACTICE] += 1
