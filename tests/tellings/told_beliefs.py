"""What people hold of the facets, and what it is worth."""

from __future__ import annotations

from .draws import draw, event
from .shared import Decision
from .story import Beliefs, Field, Kind


def first_beliefs(field: Field, chances: list[list[int]], seed: int, uid: int, speciality: int) -> Beliefs:
    """Of the own speciality some facets are held right and some wrong; elsewhere fewer; the rest is not held."""
    held: Beliefs = {}
    for d, facets in enumerate(field.facets):
        right, right_or_wrong = chances[0] if d == speciality else chances[1]
        key = event(seed, Decision.BELIEF, 0, uid, d)
        for facet in facets:
            drawn = draw(key, facet % 64)
            if drawn < right:
                held[facet] = field.truth[facet]
            elif drawn < right_or_wrong:
                held[facet] = -field.truth[facet]
    return held


def held_of(beliefs: Beliefs, kind: Kind) -> int:
    """How many facets of a kind are held, right or wrong."""
    return len([facet for facet in kind.facets if facet in beliefs])


def ability_in(beliefs: Beliefs, field: Field, weight: list[int], domain: int) -> int:
    """Weighted over the kinds of a domain: the product of 2 for right, 1 for not held (a coin), 0 for wrong."""
    kinds = [kind for kind in field.kinds if kind.domain == domain]
    total = 0
    for share, kind in zip(weight, kinds, strict=True):
        product = share
        for facet in kind.facets:
            product *= 1 + beliefs.get(facet, 0) * field.truth[facet]
        total += product
    return total


def strategic_in(beliefs: Beliefs, field: Field, domain: int) -> int:
    """The same, weighted by how much kinds matter."""
    return ability_in(beliefs, field, [kind.strategic for kind in field.kinds if kind.domain == domain], domain)


def right_of(beliefs: Beliefs, field: Field, domain: int) -> int:
    """Facets of a domain held right."""
    return sum(beliefs.get(facet) == field.truth[facet] for facet in field.facets[domain])


def wrong_of(beliefs: Beliefs, field: Field, domain: int) -> int:
    """Facets of a domain held wrong."""
    return sum(beliefs.get(facet) == -field.truth[facet] for facet in field.facets[domain])
