"""The code learns from those who are superior to it (March 1991)."""

from __future__ import annotations

import functools
from typing import Any

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ONE, ZERO, Decision, draw, event
from copsim.knowledge.beliefs import count_bits
from copsim.knowledge.parts import Parts
from copsim.knowledge.showing import codified_standing_of
from copsim.knowledge.votes import NIL, NO, YES, open_poll, towards, view_of, vote, votes_at


@functools.cache
def codify_of(parts: Parts) -> Any:
    """The kernel by which the code learns."""
    counted = parts.votes == "count"
    one_step = parts.code == "one"
    codified_standing = codified_standing_of(parts.superior, parts.domains)
    view = view_of(parts.votes, "left")

    @kernel
    def codify(organisation, rates, period):
        """Set what the code will say; returns whether it could have changed.

        The superior are those who stand strictly above the code on explicit facets, by what they show. On each explicit
        facet their view (`votes.view_of`) is taken up, by one step or at once, with the chance codify[k] (draw f of
        CODIFY, who: the domain). Zeros abstain: k is the difference between the two sides. Zeros count: k is how many
        of the superior show something else than the code says, less how many show what it says; nothing below k = 1.
        """
        matter, learners, code = organisation.matter, organisation.learners, organisation.code
        counters = organisation.poll.counters
        could = False
        superior = count_superior(organisation, codified_standing(matter, code.says, 0))
        for d in range(matter.exists.size):
            pos = code.says[0, 2 * d]
            neg = code.says[0, 2 * d + 1]
            code.next[0, 2 * d] = pos
            code.next[0, 2 * d + 1] = neg
            if superior == 0:
                continue
            digits = open_poll(counters, superior)
            for n in range(superior):
                i = organisation.poll.heard[n]
                vote(counters, YES, learners.shown[i, 2 * d])
                vote(counters, NO, learners.shown[i, 2 * d + 1])
                if counted:
                    vote(counters, NIL, matter.exists[d] & ~(learners.shown[i, 2 * d] | learners.shown[i, 2 * d + 1]))
            yes, no, nil, _ = view(counters, digits, matter.explicit[d], ZERO)
            other = (yes & ~pos) | (no & ~neg) | (nil & (pos | neg))
            taken = ZERO
            key = event(organisation.seed, Decision.CODIFY, period, d, 0)
            while other != ZERO:
                bit = other & (~other + ONE)
                other = other ^ bit
                f = count_bits(bit - ONE)
                if counted:
                    side = YES if pos & bit != ZERO else (NO if neg & bit != ZERO else NIL)
                    margin = superior - 2 * votes_at(counters, digits, side, f)
                else:
                    margin = abs(votes_at(counters, digits, YES, f) - votes_at(counters, digits, NO, f))
                if margin > 0 and rates.codify[margin] > 0:
                    could = True
                    if draw(key, f) < rates.codify[margin]:
                        taken = taken | bit
            pos, neg = towards(pos, neg, yes, no, taken, one_step)
            code.next[0, 2 * d] = pos
            code.next[0, 2 * d + 1] = neg
        return could

    return codify


@kernel
def count_superior(organisation, standing):
    """List in `heard` the rows of those who stand strictly above `standing` on explicit facets; returns how many."""
    codified, heard = organisation.learners.codified, organisation.poll.heard
    superior = 0
    for i in range(codified.size):
        if codified[i] > standing:
            heard[superior] = i
            superior += 1
    return superior


@kernel
def code_changes(organisation):
    """The code says what it has learnt."""
    for w in range(organisation.code.says.shape[1]):
        organisation.code.says[0, w] = organisation.code.next[0, w]
