"""The field: what is true in each domain, what of it can be written down, and the kinds of challenge that recur.

Facets are numbered 64 to a domain: facet f belongs to domain f // 64 and is bit f % 64 of that domain's word. Every
representation of beliefs uses these numbers, and so does every draw.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, NamedTuple

import numpy as np

from copsim.domain.relevance import weigh_strategic_kinds
from copsim.domain.settings import DomainSettings
from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import handle, kernel
from copsim.foundation.randomness import (
    ONE,
    ZERO,
    Decision,
    bernoulli_word,
    chance16,
    chance32,
    choose,
    draw,
    event,
    word,
)

LAW_TOTAL = 65536
"""Sum of the weights of the kinds of one domain, and of the relevance of all domains."""

WEEKS_OF_QUARTER = 13
"""Management sees what matters so many weeks late."""


class Field(NamedTuple):
    """Domains, their facets and their kinds of challenge."""

    truth: Annotated[Array, Column("uint64", ("domain",), "bit f set: the truth of facet f is +1, else -1")]
    exists: Annotated[Array, Column("uint64", ("domain",), "bit f set: the domain has facet f")]
    explicit: Annotated[Array, Column("uint64", ("domain",), "bit f set: facet f can be written down")]
    kind: Annotated[
        Array, Column("int32", ("kind", "part"), "facets of each kind of challenge; domain d's kinds come d-th")
    ]
    other: Annotated[
        Array, Column("int32", ("kind",), "the second domain of each kind, which need not hold a facet of it")
    ]
    home_facets: Annotated[Array, Column("uint64", ("kind",), "its facets in its own domain, as bits")]
    other_facets: Annotated[Array, Column("uint64", ("kind",), "its facets in the second domain, as bits")]
    law: Annotated[Array, Column("int64", ("rank",), "cumulative chance of the kinds of a domain, in 2^-32")]
    weight: Annotated[Array, Column("int64", ("rank",), "weight of the kinds of a domain, summing to 65,536")]
    relevance: Annotated[Array, Column("int64", ("domain",), "strategic relevance, summing to 65,536")]
    shift: Annotated[Array, Column("int32", ("domain",), "ranks by which its strategic kinds have moved on")]
    strategic: Annotated[
        Array, Column("int64", ("kind",), "strategic weight of each kind, summing to 2^32 in each domain")
    ]
    relevance_then: Annotated[
        Array,
        Column("int64", ("week of quarter", "domain"), "relevance at the end of the last 13 weeks, week w at w % 13"),
    ]
    shift_then: Annotated[
        Array, Column("int32", ("week of quarter", "domain"), "shift at the end of the last 13 weeks, week w at w % 13")
    ]


def build_field(settings: DomainSettings, seed: np.uint64) -> Field:
    """The field at week 0: drawn truths, tacit facets and kinds of challenge."""
    domains, kinds = len(settings.names), settings.kinds
    law, weight = zipf(kinds, settings.recurrence)
    sizes = {
        "domain": domains,
        "kind": domains * kinds,
        "part": settings.facets_at_once,
        "rank": kinds,
        "week of quarter": WEEKS_OF_QUARTER,
    }
    relevance = relevance_at_first(settings)
    field: Field = allocate(
        Field,
        sizes,
        law=np.array(law),
        weight=np.array(weight),
        relevance=np.array(relevance),
        relevance_then=np.tile(np.array(relevance), (WEEKS_OF_QUARTER, 1)),
    )
    draw_field(handle(field), seed, settings.facets, chance32(settings.tacit), chance32(settings.spanning))
    for d in range(domains):
        weigh_strategic_kinds(handle(field), d, chance16(settings.departure))
    return field


def relevance_at_first(settings: DomainSettings) -> list[int]:
    """Relevance of each domain in 65,536ths, summing to 65,536: differences of the cumulative shares, rounded down."""
    given = [settings.relevance[name] for name in settings.names] if settings.relevance else [1.0] * len(settings.names)
    marks = [int(round(sum(given[:d]) / sum(given), 12) * LAW_TOTAL) for d in range(len(given))] + [LAW_TOTAL]
    return [after - before for before, after in pairwise(marks)]


def zipf(kinds: int, exponent: float) -> tuple[list[int], list[int]]:
    """Cumulative thresholds (to 2^32) and weights (to 65,536) of a Zipf law over `kinds` ranks.

    The k-th kind recurs in proportion to 1 / k^exponent.
    """
    share = [round((k + 1) ** -exponent, 12) for k in range(kinds)]
    total = sum(share)
    ends = [sum(share[: k + 1]) / total for k in range(kinds)]
    law = [int(end * 4294967296.0) for end in ends[:-1]] + [4294967296]
    marks = [0, *(int(end * LAW_TOTAL) for end in ends[:-1]), LAW_TOTAL]
    return law, [after - before for before, after in pairwise(marks)]


@kernel
def draw_field(field, seed, facets, tacit, spanning):
    """Draw truths, tacit facets and kinds; a spanning kind has half its facets in one other domain."""
    domains = field.truth.size
    kinds = field.law.size
    parts = field.kind.shape[1]
    for d in range(domains):
        exists = ZERO
        explicit = ZERO
        key = event(seed, Decision.EXPLICIT, 0, d, 0)
        for f in range(facets):
            exists |= ONE << np.uint64(f)
            if draw(key, f) >= tacit:
                explicit |= ONE << np.uint64(f)
        field.exists[d] = exists
        field.explicit[d] = explicit
        field.truth[d] = word(event(seed, Decision.TRUTH, 0, d, 0), 0) & exists
        for k in range(kinds):
            key = event(seed, Decision.KIND_FACETS, 0, d, k)
            abroad = 0
            other = d
            if domains > 1 and draw(key, 0) < spanning:
                abroad = parts // 2
                other = (d + 1 + choose(key, 1, domains - 1)) % domains
            turn = 2
            for p in range(parts):
                home = d if p < parts - abroad else other
                fresh = False
                while not fresh:
                    facet = 64 * home + choose(key, turn, facets)
                    turn += 1
                    fresh = True
                    for before in range(p):
                        if field.kind[d * kinds + k, before] == facet:
                            fresh = False
                field.kind[d * kinds + k, p] = facet
                bit = ONE << np.uint64(facet & 63)
                if home == d:
                    field.home_facets[d * kinds + k] |= bit
                else:
                    field.other_facets[d * kinds + k] |= bit
            field.other[d * kinds + k] = other


@kernel
def truths_flip(field, seed, turbulence, week):
    """Each facet's truth flips with the chance `turbulence` (in 2^-64, uint64)."""
    for d in range(field.truth.size):
        key = event(seed, Decision.TURBULENCE, week, d, 0)
        field.truth[d] = field.truth[d] ^ bernoulli_word(key, field.exists[d], turbulence)


@kernel
def truth_of(field, facet):
    """The truth of a facet, -1 or +1."""
    if (field.truth[facet >> 6] >> np.uint64(facet & 63)) & ONE != ZERO:
        return 1
    return -1


@kernel
def is_explicit(field, facet):
    """Whether a facet can be written down."""
    return (field.explicit[facet >> 6] >> np.uint64(facet & 63)) & ONE != ZERO


@kernel
def kind_by_law(field, domain, drawn):
    """The kind of challenge of `domain` that a 32-bit draw names under the law of recurrence."""
    low = 0
    high = field.law.size - 1
    while low < high:
        middle = (low + high) // 2
        if drawn < field.law[middle]:
            high = middle
        else:
            low = middle + 1
    return domain * field.law.size + low


@kernel
def domain_of_kind(field, kind):
    """The domain that a kind of challenge belongs to, from 0; field: `world.field`."""
    return kind // field.law.size
