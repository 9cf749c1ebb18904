"""How knowledge passes. Each rule answers with the facets a learner takes up and the value taken: a small dict."""

from __future__ import annotations

from .draws import draw
from .story import Beliefs, Field, Kind
from .told_beliefs import held_of


def after_evidence(field: Field, rules, facet: int, value: int, chance: int) -> int:
    """What is wrong is rejected with the chance `evidence`: only the rest of the chance is left to it."""
    if value == field.truth[facet]:
        return chance
    return chance * (65536 - rules.evidence) // 65536


def copying(
    field: Field, rules, mine: Beliefs, theirs: Beliefs, kind: Kind, trust: int, minutes: int, key: int
) -> Beliefs:
    """What they hold and I do not hold so: easily if it can be said, by trust if it is tacit; by the time present."""
    taken = {}
    for facet in kind.facets:
        if facet in theirs and mine.get(facet) != theirs[facet]:
            chance = rules.ease if facet in field.explicit else rules.ease * trust // 65536
            chance = after_evidence(field, rules, facet, theirs[facet], chance * minutes // 60)
            if draw(key, facet) < chance:
                taken[facet] = theirs[facet]
    return taken


def majority_of_superior(
    majority: list[int], mine: Beliefs, better: list[Beliefs], kind: Kind, minutes: int, key: int
) -> Beliefs:
    """Those who do better vote on each facet; the margin decides how likely their view is adopted, not the truth."""
    taken = {}
    for facet in kind.facets:
        views = [beliefs[facet] for beliefs in better if facet in beliefs]
        ayes, noes = views.count(1), views.count(-1)
        if ayes == noes:
            continue
        view = 1 if ayes > noes else -1
        margin = min(max(ayes, noes) - min(ayes, noes), len(majority) - 1)
        if mine.get(facet) != view and draw(key, facet) < majority[margin] * minutes // 60:
            taken[facet] = view
    return taken


def sharing_a_success(field: Field, rules, mine: Beliefs, kind: Kind, minutes: int, key: int) -> Beliefs:
    """Seeing it work teaches each facet that one did not hold right, tacit or not."""
    chance = rules.together * minutes // 60
    unlearnt = [facet for facet in kind.facets if mine.get(facet) != field.truth[facet]]
    return {facet: field.truth[facet] for facet in unlearnt if draw(key, facet) < chance}


def reading(field: Field, rules, mine: Beliefs, says: Beliefs, kind: Kind, key: int) -> Beliefs:
    """Explicit facets that say something else than the reader holds, by the reader's feel for the matter."""
    feel = rules.reading * held_of(mine, kind) // len(kind.facets)
    news = [f for f in kind.facets if f in field.explicit and f in says and says[f] != mine.get(f)]
    return {f: says[f] for f in news if draw(key, f) < after_evidence(field, rules, f, says[f], feel)}


def confirm(field: Field, mine: Beliefs, kind: Kind) -> int:
    """A success shows the truth of every facet; how many that changed."""
    learnt = {facet: field.truth[facet] for facet in kind.facets if mine.get(facet) != field.truth[facet]}
    mine.update(learnt)
    return len(learnt)
