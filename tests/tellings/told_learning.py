"""How knowledge passes. Each rule answers with the facets a learner takes up and the value taken: a small dict."""

from __future__ import annotations

from .draws import draw, event
from .shared import Decision
from .story import Beliefs, Field, Kind, Line, Story
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


def votes_of_all(present: list[Beliefs], written: dict[int, Line], kind: Kind) -> dict[int, int]:
    """Ayes less noes on each facet, the documents having a vote like anybody."""
    views = [*present, {facet: line.says for facet, line in written.items()}]
    return {facet: sum(view.get(facet, 0) for view in views) for facet in kind.facets}


def shared_view(story: Story, votes: dict[int, int], mine: Beliefs, kind: Kind, minutes: int, key: int) -> Beliefs:
    """The view of most, likelier by the margin; where it is wrong, evidence may speak against it."""
    majority, rules, taken = story.shared.tables.majority, story.shared.rules, {}
    for facet in kind.facets:
        view = (votes[facet] > 0) - (votes[facet] < 0)
        if view and mine.get(facet) != view:
            chance = majority[min(abs(votes[facet]), len(majority) - 1)] * minutes // 60
            if draw(key, facet) < after_evidence(story.field, rules, facet, view, chance):
                taken[facet] = view
    return taken


def view_of_expert(story: Story, group: int, facet: int) -> int:
    """Today's truth, but for the facets that the expert of this group has got wrong for good."""
    errs = draw(event(story.seed, Decision.EXPERT, 0, group, 0), facet) < story.shared.rules.expert_wrong
    return -story.field.truth[facet] if errs else story.field.truth[facet]


def hearing_an_expert(story: Story, group: int, mine: Beliefs, kind: Kind, minutes: int, key: int) -> Beliefs:
    """Like copying from somebody who holds everything and whom one sees do it."""
    views = {facet: view_of_expert(story, group, facet) for facet in kind.facets}
    return copying(story.field, story.shared.rules, mine, views, kind, story.shared.rules.seen, minutes, key)


def reading(field: Field, rules, mine: Beliefs, shelf: dict[int, Line], kind: Kind, key: int) -> Beliefs:
    """Explicit facets that say something else than the reader holds, by the reader's feel; standards are not judged."""
    feel = rules.reading * held_of(mine, kind) // len(kind.facets)
    taken = {}
    for f in kind.facets:
        if f in field.explicit and f in shelf and shelf[f].says != mine.get(f):
            says = shelf[f].says
            chance = feel if shelf[f].warranted else after_evidence(field, rules, f, says, feel)
            if draw(key, f) < chance:
                taken[f] = says
    return taken


def confirm(field: Field, mine: Beliefs, kind: Kind) -> int:
    """A success shows the truth of every facet; how many that changed."""
    learnt = {facet: field.truth[facet] for facet in kind.facets if mine.get(facet) != field.truth[facet]}
    mine.update(learnt)
    return len(learnt)
