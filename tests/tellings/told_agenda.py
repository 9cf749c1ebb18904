"""Management's list: hours whose topic is set under control."""

from __future__ import annotations

from itertools import accumulate

from .draws import choose, draw, event
from .shared import Decision
from .story import Group, Kind, Story
from .told_field import kind_by_law
from .told_relevance import turned_round

QUARTER = 13


def listed_kind(story: Story, week: int, group: Group, nth: int) -> Kind | None:
    """With the chance `control`, a kind of the group's domain that mattered a quarter ago, or by mistake any kind."""
    set_by_management = event(story.seed, Decision.CONTROL, week, group.number, nth)
    if draw(set_by_management, 0) // 65536 >= group.control:
        return None
    rules, law = story.shared.rules, story.shared.law
    key = event(story.seed, Decision.LISTED, week, group.number, nth)
    relevance, shift = story.field.then[week % QUARTER]
    domain = group.domain
    if domain is None:
        drawn = draw(key, 0) // 65536
        domain = next(d for d, up_to in enumerate(accumulate(relevance)) if drawn < up_to)
    kinds = [kind for kind in story.field.kinds if kind.domain == domain]
    rank = kinds.index(kind_by_law(story, domain, draw(key, 1)))
    if draw(key, 2) // 65536 < rules.departure:
        rank = turned_round(len(law), rank, shift[domain])
    if draw(key, 3) < rules.listing_noise:
        rank = choose(key, 4, len(law))
    return kinds[rank]
