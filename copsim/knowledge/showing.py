"""What shows of what a member holds, and how well a member does with it."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ZERO, event_of, word
from copsim.knowledge.beliefs import count_bits, right_and_wrong
from copsim.knowledge.landscape import height_of
from copsim.knowledge.parts import Parts, Pays


@functools.cache
def pay_off_of(pays: Pays) -> Any:
    """The kernel of a rule of pay-off: "share", "score", "blocks" or "landscape"."""
    rule, domains, at_once = pays
    blocks = rule == "blocks"
    less_wrong = rule == "score"
    landscape = rule == "landscape"

    @kernel
    def pay_off(organisation, beliefs, who):
        """How well row `who` of `beliefs` does, in facets.

        share: facets right. score: facets right less facets wrong. blocks: at_once x whole blocks of so many
        consecutive facets that are all right. landscape: the sum of contributions, in 2^-32.
        """
        matter = organisation.matter
        total = 0
        if landscape:
            return total + height_of(organisation.landscape, beliefs[who, 0])
        for d in range(domains if domains > 0 else matter.truth.size):
            right, wrong = right_and_wrong(beliefs, matter, who, d)
            if blocks:
                whole = right & matter.block[d]
                for k in range(1, at_once):
                    whole = whole & (right >> np.uint64(k))
                total += at_once * count_bits(whole)
            else:
                total += count_bits(right)
                if less_wrong:
                    total -= count_bits(wrong)
        return total

    return pay_off


@functools.cache
def codified_standing_of(rule: str, domains: int) -> Any:
    """The kernel of a rule of superiority to the code: "score" or "matches"."""
    less_wrong = rule == "score"

    @kernel
    def codified_standing(matter, beliefs, who):
        """How row `who` of `beliefs` stands on the explicit facets: right less wrong (score), or right (matches)."""
        total = 0
        for d in range(domains if domains > 0 else matter.truth.size):
            right, wrong = right_and_wrong(beliefs, matter, who, d)
            total += count_bits(right & matter.explicit[d])
            if less_wrong:
                total -= count_bits(wrong & matter.explicit[d])
        return total

    return codified_standing


@functools.cache
def show_of(parts: Parts) -> Any:
    """The kernel by which a member shows what is held."""
    acted_out = parts.unknown == "acted_out"
    has_code = parts.code != "none"
    has_contacts = parts.source != "nobody"
    domains = parts.domains
    pay_off = pay_off_of(parts.pays)
    codified_standing = codified_standing_of(parts.superior, parts.domains)

    @kernel
    def show(organisation, acting_out, who):
        """Set what shows of a member's beliefs, and how the member stands with it, to contacts and against the code.

        Left: what is held shows. Acted out: of a facet of which nothing is held, bit f of the word 0 of ACT_OUT (turn:
        the domain) shows as +1 or -1; the same coin all through the period. acting_out: `decision_in` the period.
        """
        learners = organisation.learners
        matter = organisation.matter
        for d in range(domains if domains > 0 else matter.exists.size):
            pos = learners.beliefs[who, 2 * d]
            neg = learners.beliefs[who, 2 * d + 1]
            if acted_out:
                unknown = matter.exists[d] & ~(pos | neg)
                if unknown != ZERO:
                    coin = word(event_of(acting_out, learners.uid[who], d), 0)
                    pos = pos | (unknown & coin)
                    neg = neg | (unknown & ~coin)
            learners.shown[who, 2 * d] = pos
            learners.shown[who, 2 * d + 1] = neg
        if has_contacts:
            learners.standing[who] = pay_off(organisation, learners.shown, who)
        if has_code:
            learners.codified[who] = codified_standing(matter, learners.shown, who)

    return show
