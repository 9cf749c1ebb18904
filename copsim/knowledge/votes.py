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
FEW = 7
"""So many votes and fewer are counted in registers."""
_ALL = ~ZERO


def digits_for(voters: int) -> int:
    """Binary digits of counters that so many voters cannot overflow."""
    return voters.bit_length() + 1


@kernel
def open_poll(counters, voters):
    """Set the counters to 0; returns how many digits of them so many voters can reach, the others are not looked at."""
    digits = 1
    while voters >> digits != 0:
        digits += 1
    for side in range(counters.shape[0]):
        for k in range(digits):
            counters[side, k] = ZERO
    return digits


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
def votes_at(counters, digits, side, facet):
    """How many voted for `side` on one facet."""
    count = 0
    for k in range(digits):
        if (counters[side, k] >> np.uint64(facet)) & ONE != ZERO:
            count += 1 << k
    return count


@kernel
def more(counters, digits, side, other):
    """The facets on which `side` has more votes than `other`, as bits."""
    ahead = ZERO
    level = _ALL
    for k in range(digits - 1, -1, -1):
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
    def view(counters, digits, facets, coin):
        """What a vote comes to on `facets`: (+1, -1, 0, tied), bits; a facet in none of the first three has no view.

        abstain: the side with more votes. count: of +1, -1 and 0 the one with more votes than each of the others.
        copy: the side with more votes, else 0. A facet is tied when +1 and -1 have equally many votes, more than 0 has
        (where zeros abstain: at least one); with ties by coin, bit f of `coin` makes it +1 or -1.
        """
        yes = more(counters, digits, YES, NO)
        no = more(counters, digits, NO, YES)
        tied = ZERO
        if by_coin:
            tied = facets & ~(yes | no) & more(counters, digits, YES, NIL)
        nil = ZERO
        if counted:
            yes = yes & more(counters, digits, YES, NIL)
            no = no & more(counters, digits, NO, NIL)
            nil = more(counters, digits, NIL, YES) & more(counters, digits, NIL, NO)
        yes = (yes | (tied & coin)) & facets
        no = (no | (tied & ~coin)) & facets
        if copied:
            nil = facets & ~(yes | no)
        return yes, no, nil, tied

    return view


@kernel
def majority_of_few(organisation, voices, at):
    """What most of up to seven rows of `heard` show: (+1, -1), as `more` tells it; words at and at + 1 of `shown`.

    Their votes are three binary digits a side, held in registers: p of +1, q of -1.
    """
    shown, heard = organisation.learners.shown, organisation.poll.heard
    p0 = p1 = p2 = q0 = q1 = q2 = ZERO
    for n in range(voices):
        row = np.uint64(heard[n])  # without a sign: no place is counted from the end
        add = shown[row, np.uint64(at)]
        p0, add = p0 ^ add, p0 & add
        p1, add = p1 ^ add, p1 & add
        p2 = p2 ^ add
        add = shown[row, np.uint64(at + 1)]
        q0, add = q0 ^ add, q0 & add
        q1, add = q1 ^ add, q1 & add
        q2 = q2 ^ add
    same2 = ~(p2 ^ q2)
    same1 = same2 & ~(p1 ^ q1)
    yes = (p2 & ~q2) | (same2 & p1 & ~q1) | (same1 & p0 & ~q0)
    no = (q2 & ~p2) | (same2 & q1 & ~p1) | (same1 & q0 & ~p0)
    return yes, no


@kernel
def towards(pos, neg, yes, no, facets, one_step):
    """(pos, neg) moved on `facets` to the view (+1 on `yes`, -1 on `no`, else 0): at once, or by one step.

    One step from a belief to its opposite is to hold nothing.
    """
    reached = facets
    if one_step:
        reached = facets & ~((pos & no) | (neg & yes))
    return (pos & ~facets) | (yes & reached), (neg & ~facets) | (no & reached)
