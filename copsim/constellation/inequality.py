"""How unequally people contribute, and how closely their ties are knit. Measurement only."""

from __future__ import annotations

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Count
from copsim.participation.engagement import WEEKS_REMEMBERED


@kernel
def contributions_are_ranked(world, row):
    """Contributions so far of everybody who belongs to a group, over all their memberships, as integers.

    Gini = GINI_ABOVE / GINI_BELOW = sum over ascending ranks i from 1 of (2i - n - 1) x_i / (n sum x_i); and the
    contributions of those who rank 1st, 2nd, 4th .. 64th. The ranks of all who gave the same, b + 1 .. c, sum to
    c^2 - b^2 - n (c - b) in these terms: how many gave how much is enough.
    """
    everybody = world.people.uid.size
    given = np.zeros(everybody, np.int64)
    belongs = np.zeros(everybody, np.uint8)
    for m in range(world.memberships.member.size):
        if world.groups.meets[world.memberships.group[m]]:
            given[world.memberships.member[m]] += world.memberships.contributions[m]
            belongs[world.memberships.member[m]] = 1
    people = 0
    most = 0
    for i in range(everybody):
        people += belongs[i]
        most = max(most, given[i])
    gave = np.zeros(most + 1, np.int64)
    for i in range(everybody):
        gave[given[i]] += belongs[i]
    below = 0
    for x in range(most + 1):
        up_to = below + gave[x]
        world.tally[row, Count.GINI_ABOVE] += (up_to * up_to - below * below - people * gave[x]) * x
        world.tally[row, Count.GINI_BELOW] += people * gave[x] * x
        for power in range(7):
            if below <= people - (1 << power) < up_to:
                world.tally[row, Count.RANK_1 + power] = x
        below = up_to


@kernel
def triads_are_counted(world, week, row):
    """Every 13th week: pairs of people whom somebody has ties to, and how many of the pairs are tied, either way."""
    if week % WEEKS_REMEMBERED != 0:
        return
    ties = world.ties
    slots = ties.to.shape[1]
    for i in range(ties.to.shape[0]):
        for a in range(slots):
            for b in range(a):
                one, other = int(ties.to[i, a]), int(ties.to[i, b])
                if one >= 0 and other >= 0:
                    world.tally[row, Count.TRIADS] += 1
                    if is_tied(ties, one, other) or is_tied(ties, other, one):
                        world.tally[row, Count.TRIADS_CLOSED] += 1


@kernel
def is_tied(ties, who, other):
    """Whether somebody has a tie to another."""
    for t in range(ties.to.shape[1]):  # noqa: SIM110 - a kernel
        if ties.to[who, t] == other:
            return True
    return False
