"""What matters strategically: the relevance of domains, and of the kinds of challenge within a domain.

Strategy need not follow what members meet: `departure` (mu of model.md 7.4) turns the strategic weights of a domain's
kinds round, so that rare kinds matter most. Both move by chance, and management sees them a quarter late.
"""

from __future__ import annotations

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, choose, draw, event


@kernel
def rank_that_matters(kinds, rank, shift):
    """The rank of the kind whose frequency counts as the strategic weight of rank `rank` under a full departure.

    (kinds - 1 - rank + shift) modulo kinds: its own inverse, so it also answers which kind takes a rank's frequency.
    """
    return (kinds - 1 - rank + shift) % kinds


@kernel
def weigh_strategic_kinds(field, domain, departure):
    """Strategic weights of a domain's kinds, in 2^-32: (1 - mu) w[r] + mu w[(K - 1 - r + shift) modulo K].

    `departure` is mu in 65,536ths, w the weight of recurrence in 65,536ths, r the rank from 0, K the kinds.
    """
    kinds = field.law.size
    shift = int(field.shift[domain])
    for r in range(kinds):
        turned = int(field.weight[rank_that_matters(kinds, r, shift)])
        field.strategic[domain * kinds + r] = (65536 - departure) * int(field.weight[r]) + departure * turned


@kernel
def relevance_moves(field, rules, seed, week):
    """With chance `relevance_drift` one domain gains a fifth (// 5) of every other's relevance; which one is drawn.

    Facet 0 of the event RELEVANCE (week, who 0, turn 0) decides whether, facet 1 which. Then, domain by domain, with
    the same chance (facet 0 of the event RELEVANCE with the domain as who and turn 1) its shift grows by 1, modulo the
    kinds, and the strategic weights of its kinds are told anew.
    """
    domains = field.relevance.size
    key = event(seed, Decision.RELEVANCE, week, 0, 0)
    if draw(key, 0) < rules.relevance_drift:
        gaining = choose(key, 1, domains)
        for d in range(domains):
            if d != gaining:
                part = int(field.relevance[d]) // 5
                field.relevance[d] -= part
                field.relevance[gaining] += part
    for d in range(domains):
        if draw(event(seed, Decision.RELEVANCE, week, d, 1), 0) < rules.relevance_drift:
            field.shift[d] = (int(field.shift[d]) + 1) % field.law.size
            weigh_strategic_kinds(field, d, rules.departure)


@kernel
def relevance_is_remembered(field, week):
    """Keep relevance and shifts at place week % 13, where they are read until the same phase 13 weeks later."""
    at = week % field.relevance_then.shape[0]
    for d in range(field.relevance.size):
        field.relevance_then[at, d] = field.relevance[d]
        field.shift_then[at, d] = field.shift[d]
