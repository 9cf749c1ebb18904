"""Schism: a group becomes two of half of its people each; what they were to it goes on in their half.

The failure of the patients' lists of the slides: argument, then splits (theory.md 9b). Who goes where is chance
(assumed); one half keeps the documents, the other begins with empty shelves; ties across the split stay.
"""

from __future__ import annotations

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.kernels import kernel, late_kernel

LEAST = 4
"""People below whom a group does not split: two halves of a group are groups."""


def halves(rows: Array, luck: Array) -> tuple[Array, Array]:
    """The members of a group, in the order in which they stand, as two halves by an order of chance."""
    ranked = np.argsort(luck[rows], kind="stable")
    first = np.sort(ranked[::2])
    second = np.sort(ranked[1::2])
    return rows[first], rows[second]


NEVER = 1 << 30
"""A week that does not come: a membership that is over has no level any more."""


@kernel
def groups_split(world, week):
    """In the first week of a half its memberships take over what those of the whole were, which begin anew."""
    memberships = world.memberships
    for m in range(memberships.before.size):
        old = int(memberships.before[m])
        if old < 0 or week != world.groups.starts[memberships.group[m]]:
            continue
        goes_on(world, old, m)
        is_over(world, old)


@late_kernel
def goes_on(world, old, new):
    """A membership takes over engagement, faith, and the last quarter of another."""
    memberships = world.memberships
    memberships.interest[new] = memberships.interest[old]
    memberships.learning[new] = memberships.learning[old]
    memberships.helped[new] = memberships.helped[old]
    memberships.belonging[new] = memberships.belonging[old]
    memberships.since[new] = memberships.since[old]
    memberships.faith[new] = memberships.faith[old]
    memberships.level[new] = memberships.level[old]
    memberships.settled[new] = memberships.settled[old]
    memberships.seen[new] = memberships.seen[old]
    memberships.contributions[new] = memberships.contributions[old]
    memberships.gave[new] = memberships.gave[old]
    memberships.used[new] = memberships.used[old]
    for w in range(memberships.minutes.shape[1]):
        memberships.minutes[new, w] = memberships.minutes[old, w]


@late_kernel
def is_over(world, old):
    """Of a membership that went on elsewhere nothing is left that could be counted twice."""
    memberships = world.memberships
    memberships.since[old] = NEVER
    memberships.level[old] = -1
    memberships.settled[old] = -1
    memberships.seen[old] = -1
    memberships.contributions[old] = 0
    memberships.gave[old] = np.uint16(0)
    memberships.used[old] = np.uint16(0)
    for w in range(memberships.minutes.shape[1]):
        memberships.minutes[old, w] = 0
