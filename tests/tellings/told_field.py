"""The field: what is true, what can be written down, and which facets each kind of challenge needs."""

from __future__ import annotations

from .draws import bernoulli, choose, draw, event, word
from .shared import Decision, Shared
from .story import Field, Kind, Story


def first_field(shared: Shared, seed: int) -> Field:
    """Truths by fair coins; a facet is tacit with the chance `tacit`; kinds need distinct facets drawn one by one."""
    given = shared.settings
    field = Field([], {}, set(), [])
    for d in range(given.domains):
        facets = [64 * d + f for f in range(given.facets)]
        coins = word(event(seed, Decision.TRUTH, 0, d, 0), 0)
        written = event(seed, Decision.EXPLICIT, 0, d, 0)
        field.facets.append(facets)
        field.truth |= {facet: 1 if coins >> (facet % 64) & 1 else -1 for facet in facets}
        field.explicit |= {facet for facet in facets if draw(written, facet % 64) >= given.tacit}
        field.kinds += [first_kind(given, seed, d, rank) for rank in range(len(shared.law))]
    return field


def first_kind(given, seed: int, domain: int, rank: int) -> Kind:
    """A spanning kind has the smaller half of its facets in one other domain; a facet drawn twice is drawn again."""
    key = event(seed, Decision.KIND_FACETS, 0, domain, rank)
    spans = given.domains > 1 and draw(key, 0) < given.spanning
    elsewhere = [(domain + away) % given.domains for away in range(1, given.domains)]
    other = elsewhere[choose(key, 1, len(elsewhere))] if spans else domain
    abroad = given.parts // 2 if spans else 0
    facets: list[int] = []
    turn = 2
    while len(facets) < given.parts:
        home = domain if len(facets) < given.parts - abroad else other
        facet = 64 * home + choose(key, turn, given.facets)
        turn += 1
        if facet not in facets:
            facets.append(facet)
    return Kind(domain * given.kinds + rank, domain, other, facets)


def truths_flip(story: Story, week: int) -> None:
    """Each facet's truth becomes its opposite with the chance `turbulence`."""
    field = story.field
    for d, facets in enumerate(field.facets):
        key = event(story.seed, Decision.TURBULENCE, week, d, 0)
        for f in bernoulli(key, [facet % 64 for facet in facets], story.shared.rules.turbulence):
            field.truth[64 * d + f] = -field.truth[64 * d + f]


def kind_by_law(story: Story, domain: int, drawn: int) -> Kind:
    """The commonest kinds come first: the first rank whose cumulative chance exceeds the draw."""
    law = story.shared.law
    rank = next(k for k in range(len(law)) if drawn < law[k])
    return story.field.kinds[domain * len(law) + rank]
