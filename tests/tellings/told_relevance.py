"""What matters strategically: the relevance of domains and of kinds, and how both drift."""

from __future__ import annotations

from .draws import choose, draw, event
from .shared import Decision
from .story import Field, Story

FULL = 65536
QUARTER = 13


def relevance_begins(field: Field, relevance: list[int], weight: list[int], departure: int) -> None:
    """As the scenario says, in every week that management could look back to; no kind has moved on yet."""
    domains = len(field.facets)
    field.relevance, field.shift = list(relevance), [0] * domains
    field.then = [(list(relevance), [0] * domains) for _ in range(QUARTER)]
    for d in range(domains):
        kinds_are_weighed(field, weight, departure, d)


def turned_round(ranks: int, rank: int, shift: int) -> int:
    """The rank that another changes places with: counted from the rarest, moved on by the shift, round and round."""
    rarest_first = list(range(ranks))[::-1]
    return (rarest_first[rank] + shift) % ranks


def kinds_are_weighed(field: Field, weight: list[int], departure: int, domain: int) -> None:
    """The less strategy departs from what people meet, the more the commonest kinds matter."""
    kinds = [kind for kind in field.kinds if kind.domain == domain]
    for rank, kind in enumerate(kinds):
        turned = turned_round(len(kinds), rank, field.shift[domain])
        kind.strategic = (FULL - departure) * weight[rank] + departure * weight[turned]


def relevance_moves(story: Story, week: int) -> None:
    """Now and then one domain takes a fifth of what the others have, and the kinds of one move on by a rank."""
    field, rules, seed = story.field, story.shared.rules, story.seed
    key = event(seed, Decision.RELEVANCE, week, 0, 0)
    if draw(key, 0) < rules.relevance_drift:
        gaining = choose(key, 1, len(field.relevance))
        taken = [0 if d == gaining else relevance // 5 for d, relevance in enumerate(field.relevance)]
        field.relevance = [relevance - part for relevance, part in zip(field.relevance, taken, strict=True)]
        field.relevance[gaining] += sum(taken)
    for d in range(len(field.facets)):
        if draw(event(seed, Decision.RELEVANCE, week, d, 1), 0) < rules.relevance_drift:
            field.shift[d] = (field.shift[d] + 1) % len(story.shared.weight)
            kinds_are_weighed(field, story.shared.weight, rules.departure, d)


def relevance_is_remembered(story: Story, week: int) -> None:
    """For management, which sees it a quarter later."""
    story.field.then[week % QUARTER] = (list(story.field.relevance), list(story.field.shift))
