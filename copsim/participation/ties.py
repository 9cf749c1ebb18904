"""Ties: directed, a bounded number per member, with trust in 65,536ths; they strengthen where help worked and fade."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel

HELPERS = 8
"""Helpers of one week that a member remembers when trust is adjusted; further ones leave no trace."""

FULL_TRUST = 65536


class Ties(NamedTuple):
    """Slots of each member, and who helped whom this week."""

    TOGETHER = (("to", "trust"), ("helpers", "helper"))  # type: ignore[misc]

    to: Annotated[Array, Column("int32", ("member", "slot"), "whom the tie leads to; -1: free slot", -1, "member")]
    trust: Annotated[Array, Column("int32", ("member", "slot"), "trust in them, in 65,536ths")]
    helpers: Annotated[Array, Column("int32", ("member",), "how many helped this week", state=False)]
    helper: Annotated[Array, Column("int32", ("member", "helper"), "who helped this week", -1, "member", False)]


@kernel
def trust_between(ties, who, other, stranger):
    """Trust of `who` in `other` (rows of members), in 65,536ths; that in a `stranger` where there is no tie.

    ties: `world.ties`.
    """
    for t in range(ties.to.shape[1]):
        if ties.to[who, t] == other:
            return int(ties.trust[who, t])
    return stranger


@kernel
def note_help(ties, who, other):
    """Remember that `other` helped `who` this week (once each, at most `HELPERS`)."""
    count = int(ties.helpers[who])
    for h in range(count):
        if ties.helper[who, h] == other:
            return
    if count < ties.helper.shape[1]:
        ties.helper[who, count] = other
        ties.helpers[who] = count + 1


@kernel
def ties_change(ties, rules):
    """trust += gain (1 - trust) where help worked, trust -= fade trust elsewhere; a helper without a tie gets one.

    A new tie takes a free slot, or that of the weakest tie if it is weaker than a new tie's trust.
    """
    slots = ties.to.shape[1]
    for i in range(ties.to.shape[0]):
        count = int(ties.helpers[i])
        for t in range(slots):
            if ties.to[i, t] < 0:
                continue
            helped = False
            for h in range(count):
                if ties.helper[i, h] == ties.to[i, t]:
                    helped = True
            trust = int(ties.trust[i, t])
            if helped:
                ties.trust[i, t] = trust + (((FULL_TRUST - trust) * rules.trust_gain) >> 16)
            else:
                ties.trust[i, t] = trust - ((trust * rules.trust_fade) >> 16)
        for h in range(count):
            add_tie(ties, i, int(ties.helper[i, h]), rules.first_trust)
            ties.helper[i, h] = -1
        ties.helpers[i] = 0


@kernel
def add_tie(ties, who, other, trust):
    """Tie `who` to `other` unless they are tied: in a free slot, else in place of a weaker tie, else not at all."""
    weakest = 0
    strength = FULL_TRUST + 1
    for t in range(ties.to.shape[1]):
        if ties.to[who, t] == other:
            return
        here = -1 if ties.to[who, t] < 0 else int(ties.trust[who, t])
        if here < strength:
            weakest = t
            strength = here
    if strength < trust:
        ties.to[who, weakest] = other
        ties.trust[who, weakest] = trust
