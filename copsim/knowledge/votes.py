"""Votes on 64 facets at once: counters of bits, and the view that a vote comes to.

Row `side` of `counters` holds 64 counters, one a facet: bit f of counters[side, k] is binary digit k of how many voted
for that side on facet f. Sides: YES (+1), NO (-1), NIL (0 counted as a view).
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ONE, ZERO

YES, NO, NIL = 0, 1, 2
_ALL = ~ZERO


def digits_for(voters: int) -> int:
    """Binary digits of counters that so many voters cannot overflow."""
    return voters.bit_length() + 1


@kernel
def open_poll(counters):
    """Set every counter to 0."""
    for side in range(counters.shape[0]):
        for k in range(counters.shape[1]):
            counters[side, k] = ZERO


@kernel
def vote(counters, side, facets):
    """One vote for `side` on each of `facets` (bits)."""
    k = 0
    while facets != ZERO:
        carried = counters[side, k] & facets
        counters[side, k] = counters[side, k] ^ facets
        facets = carried
        k += 1


@kernel
def votes_at(counters, side, facet):
    """How many voted for `side` on one facet."""
    count = 0
    for k in range(counters.shape[1]):
        if (counters[side, k] >> np.uint64(facet)) & ONE != ZERO:
            count += 1 << k
    return count


@kernel
def more(counters, side, other):
    """The facets on which `side` has more votes than `other`, as bits."""
    ahead = ZERO
    level = _ALL
    for k in range(counters.shape[1] - 1, -1, -1):
        ahead = ahead | (level & counters[side, k] & ~counters[other, k])
        level = level & ~(counters[side, k] ^ counters[other, k])
    return ahead


@functools.cache
def view_of(zeros: str, ties: str) -> Any:
    """The kernel that reads a view off the counters, for a rule on zeros and one on ties."""
    counted = zeros == "count"
    copied = zeros == "copy"
    by_coin = ties == "coin"

    @kernel
    def view(counters, facets, coin):
        """What a vote comes to on `facets`: (+1, -1, 0, tied), bits; a facet in none of the first three has no view.

        abstain: the side with more votes. count: of +1, -1 and 0 the one with more votes than each of the others.
        copy: the side with more votes, else 0. A facet is tied when +1 and -1 have equally many votes, more than 0 has
        (where zeros abstain: at least one); with ties by coin, bit f of `coin` makes it +1 or -1.
        """
        yes = more(counters, YES, NO)
        no = more(counters, NO, YES)
        tied = ZERO
        if by_coin:
            tied = facets & ~(yes | no) & more(counters, YES, NIL)
        nil = ZERO
        if counted:
            yes = yes & more(counters, YES, NIL)
            no = no & more(counters, NO, NIL)
            nil = more(counters, NIL, YES) & more(counters, NIL, NO)
        yes = (yes | (tied & coin)) & facets
        no = (no | (tied & ~coin)) & facets
        if copied:
            nil = facets & ~(yes | no)
        return yes, no, nil, tied

    return view


@kernel
def towards(pos, neg, yes, no, facets, one_step):
    """(pos, neg) moved on `facets` to the view (+1 on `yes`, -1 on `no`, else 0): at once, or by one step.

    One step from a belief to its opposite is to hold nothing.
    """
    reached = facets
    if one_step:
        reached = facets & ~((pos & no) | (neg & yes))
    return (pos & ~facets) | (yes & reached), (neg & ~facets) | (no & reached)
