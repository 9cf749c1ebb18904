"""How knowledge passes: the only rules of uptake.

A rule reads the state and answers which facets of a challenge a learner takes up (`take`, one bit a part) and with
which value (`value`, bit set: +1). `take_up` then changes beliefs, so that everybody in a circle learns from what the
others held when the hour began.
"""

from __future__ import annotations

import numpy as np

from copsim.domain.field import is_explicit, truth_of
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.knowledge.beliefs import belief, held_count, hold
from copsim.knowledge.repertoire import is_warranted


@kernel
def weighed(field, rules, facet, value, chance):
    """A chance of uptake after the evidence: a wrong belief is rejected with chance `evidence`."""
    if value != truth_of(field, facet):
        return (chance * (65536 - rules.evidence)) >> 16
    return chance


@kernel
def copying(beliefs, field, rules, learner, source, kind, trust, presence, key):
    """Copy from one person: chance = ease (explicit) or ease x trust (tacit), times minutes present / 60.

    What is wrong is then rejected with chance `evidence`. Returns (take, value): bit p says whether part p of the kind
    is to be taken up, and whether as +1. beliefs, field, rules: `world.people.beliefs`, `world.field`, `world.rules`.
    learner, source: rows of members. kind: of challenge. trust: in 65,536ths. presence: minutes, 1 to 60. key: of the
    `event` that decides.
    """
    take = 0
    value = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        offered = belief(beliefs, source, facet)
        if offered == 0 or offered == belief(beliefs, learner, facet):
            continue
        chance = rules.ease
        if not is_explicit(field, facet):
            chance = (chance * trust) >> 16
        chance = weighed(field, rules, facet, offered, chance * presence // 60)
        if draw(key, facet) < chance:
            take |= 1 << p
            if offered > 0:
                value |= 1 << p
    return take, value


@kernel
def majority_of_superior(beliefs, field, majority, who, standing, learner, kind, presence, key):
    """Per facet, adopt what most of those who do better hold, with chance 1-(1-p)^k at a margin of k (March 1991).

    `who` are rows, `standing` how well each does; `learner` is a position in both. Zeros abstain. `majority[k]` is the
    chance in 2^-32, the last for all larger margins, times minutes present / 60. Evidence plays no part: the better may
    be wrong.
    """
    take = 0
    value = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        votes = 0
        for y in range(who.size):
            if standing[y] > standing[learner]:
                votes += belief(beliefs, who[y], facet)
        if votes == 0:
            continue
        view = 1 if votes > 0 else -1
        if view == belief(beliefs, who[learner], facet):
            continue
        chance = majority[min(abs(votes), majority.size - 1)] * presence // 60
        if draw(key, facet) < chance:
            take |= 1 << p
            if view > 0:
                value |= 1 << p
    return take, value


@kernel
def sharing_a_success(beliefs, field, rules, learner, kind, presence, key):
    """Who took part in a success takes up each facet it confirmed, tacit or explicit, with chance `together`."""
    take = 0
    value = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        truth = truth_of(field, facet)
        if belief(beliefs, learner, facet) != truth and draw(key, facet) < rules.together * presence // 60:
            take |= 1 << p
            if truth > 0:
                value |= 1 << p
    return take, value


@kernel
def votes_of_all(beliefs, documents, shelf, field, who, kind):
    """Per part of a kind, the sum of what all those present (`who`, rows) hold of its facet, int64; zeros abstain.

    The group's documents have one vote more, where there is a shelf (-1: none) and it says anything of the facet.
    """
    votes = np.zeros(field.kind.shape[1], np.int64)
    for p in range(votes.size):
        facet = int(field.kind[kind, p])
        for y in range(who.size):
            votes[p] += belief(beliefs, who[y], facet)
        if shelf >= 0:
            votes[p] += belief(documents, shelf, facet)
    return votes


@kernel
def shared_view(beliefs, field, rules, majority, votes, learner, kind, presence, key):
    """Per facet, who differs takes up the view of the majority of all, with chance 1-(1-p)^k at a margin of k.

    `votes` of `votes_of_all`, the learner's own included; equal votes are no view. `majority[k]` is the chance in
    2^-32, the last for all larger margins, times minutes present / 60. What is wrong is then rejected with chance
    `evidence`.
    """
    take = 0
    value = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        if votes[p] == 0:
            continue
        view = 1 if votes[p] > 0 else -1
        if view == belief(beliefs, learner, facet):
            continue
        chance = majority[min(abs(votes[p]), majority.size - 1)] * presence // 60
        if draw(key, facet) < weighed(field, rules, facet, view, chance):
            take |= 1 << p
            if view > 0:
                value |= 1 << p
    return take, value


@kernel
def view_of_expert(field, rules, seed, group, facet):
    """What the outside expert of a group says of a facet, -1 or +1: a declared outside source.

    It is the truth of today, but the opposite of it where the group's expert errs: with chance `expert_wrong`, drawn
    once and for all for each facet.
    """
    truth = truth_of(field, facet)
    if draw(event(seed, Decision.EXPERT, 0, group, 0), facet) < rules.expert_wrong:
        return -truth
    return truth


@kernel
def hearing_an_expert(beliefs, field, rules, seed, group, learner, kind, presence, key):
    """Copy from an outside expert: chance = ease (explicit) or ease x seen (tacit: seen done), times minutes / 60.

    What is wrong is then rejected with chance `evidence`.
    """
    take = 0
    value = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        offered = view_of_expert(field, rules, seed, group, facet)
        if offered == belief(beliefs, learner, facet):
            continue
        chance = rules.ease
        if not is_explicit(field, facet):
            chance = (chance * rules.seen) >> 16
        if draw(key, facet) < weighed(field, rules, facet, offered, chance * presence // 60):
            take |= 1 << p
            if offered > 0:
                value |= 1 << p
    return take, value


@kernel
def reading(beliefs, repertoire, shelf, field, rules, learner, kind, key):
    """Read what is written: only explicit facets, only as far as the reader has a feel for the matter.

    Chance = reading x (share of the challenge's facets that the reader holds), however old the text is. What is wrong
    is then rejected with chance `evidence`; but a standard is trusted: what is warranted is not judged again.
    """
    take = 0
    value = 0
    parts = field.kind.shape[1]
    feel = rules.reading * held_count(beliefs, field, learner, kind) // parts
    for p in range(parts):
        facet = int(field.kind[kind, p])
        written = belief(repertoire.says, shelf, facet)
        if written == 0 or written == belief(beliefs, learner, facet) or not is_explicit(field, facet):
            continue
        chance = feel if is_warranted(repertoire, shelf, facet) else weighed(field, rules, facet, written, feel)
        if draw(key, facet) < chance:
            take |= 1 << p
            if written > 0:
                value |= 1 << p
    return take, value


@kernel
def take_up(beliefs, field, learner, kind, take, value):
    """Change beliefs as a rule answered; returns how many facets were taken up.

    beliefs, field: `world.people.beliefs`, `world.field`; beliefs are changed. learner: row of the member. kind: of
    challenge. take, value: bit p says whether part p of it is taken up, and whether as +1.
    """
    taken = 0
    for p in range(field.kind.shape[1]):
        if (take >> p) & 1:
            hold(beliefs, learner, int(field.kind[kind, p]), 1 if (value >> p) & 1 else -1)
            taken += 1
    return taken


@kernel
def confirm(beliefs, field, learner, kind):
    """A success confirms all facets; returns how many were not held right before."""
    taken = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        truth = truth_of(field, facet)
        if belief(beliefs, learner, facet) != truth:
            hold(beliefs, learner, facet, truth)
            taken += 1
    return taken
