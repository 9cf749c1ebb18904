"""A landscape of pay-offs (NK): what a facet contributes depends on its own value and on those of its partners.

Only whether +1 is held of a facet counts; -1 and nothing are the same to a landscape. Its facets fit one domain.
"""

from __future__ import annotations

import functools
from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import handle, kernel
from copsim.foundation.randomness import ONE, Decision, choose, draw, event
from copsim.knowledge.parts import LearningSettings


class Landscape(NamedTuple):
    """Drawn once from the seed: the same for every network and rule of learning. Empty for other rules of pay-off."""

    partner: Annotated[Array, Column("int64", ("facet", "partner"), "facets on which it depends", state=False)]
    gives: Annotated[
        Array,
        Column(
            "int64",
            ("facet", "setting"),
            "contribution, in 2^-32; bit 0 of a setting is the facet's own value, bit 1 + k that of partner k",
            state=False,
        ),
    ]
    highest: Annotated[Array, Column("int64", ("one",), "the highest sum of contributions there is", state=False)]


def build_landscape(settings: LearningSettings, seed: int) -> Landscape:
    """The landscape of a seed, with its highest point found by trying everything."""
    if settings.pay_off != "landscape":
        return _flat()
    sizes = {"facet": settings.facets, "partner": settings.partners, "setting": 2 << settings.partners, "one": 1}
    landscape: Landscape = allocate(Landscape, sizes)
    draw_landscape(handle(landscape), np.uint64(seed), settings.partners_drawn == "distinct")
    return landscape


@functools.cache
def _flat() -> Landscape:
    # Nothing is ever written to it, so that organisations without a landscape can share it.
    flat: Landscape = allocate(Landscape, {"facet": 0, "partner": 0, "setting": 0, "one": 1})
    return flat


@kernel
def draw_landscape(landscape, seed, distinct):
    """Draw every facet's partners and contributions, then find the highest point.

    Partners of facet f are chosen among all facets (facets 0, 1, ... of LANDSCAPE of f, turn 0), one after the other;
    distinct: what is f itself or was chosen before is chosen anew. Setting s contributes draw s of turn 1.
    """
    facets, partners = landscape.partner.shape
    for f in range(facets):
        key = event(seed, Decision.LANDSCAPE, 0, f, 0)
        nth = 0
        for k in range(partners):
            fresh = False
            while not fresh:
                other = choose(key, nth, facets)
                nth += 1
                fresh = True
                if distinct:
                    fresh = other != f
                    for before in range(k):
                        fresh = fresh and landscape.partner[f, before] != other
            landscape.partner[f, k] = other
        key = event(seed, Decision.LANDSCAPE, 0, f, 1)
        for setting in range(landscape.gives.shape[1]):
            landscape.gives[f, setting] = draw(key, setting)
    landscape.highest[0] = highest_of(landscape)


@kernel
def setting_of(landscape, facet, values):
    """The number of the setting in which a facet is, when bit f of `values` says that +1 is held of facet f."""
    setting = int((values >> np.uint64(facet)) & ONE)
    for k in range(landscape.partner.shape[1]):
        partner = np.uint64(landscape.partner[facet, k])
        setting += int((values >> partner) & ONE) << (k + 1)
    return setting


@kernel
def height_of(landscape, values):
    """The sum of all contributions, when bit f of `values` says that +1 is held of facet f."""
    height = 0
    for f in range(landscape.partner.shape[0]):
        height += landscape.gives[f, setting_of(landscape, f, values)]
    return height


@kernel
def highest_of(landscape):
    """The highest of the heights of all values.

    Values are tried so that each differs from the one before in one facet (Gray code), and only the contributions that
    this facet changes are taken anew; facets on which few depend change most often.
    """
    facets, partners = landscape.partner.shape
    dependents = np.zeros(facets, np.int64)
    dependent = np.zeros((facets, facets), np.int64)
    changes = np.zeros((facets, facets), np.int64)
    for b in range(facets):
        for f in range(facets):
            changed = 1 if f == b else 0
            for k in range(partners):
                if landscape.partner[f, k] == b:
                    changed += 1 << (k + 1)
            if changed != 0:
                dependent[b, dependents[b]] = f
                changes[b, dependents[b]] = changed
                dependents[b] += 1
    order = np.argsort(dependents)
    setting = np.zeros(facets, np.int64)
    height = 0
    for f in range(facets):
        height += landscape.gives[f, 0]
    highest = height
    for n in range(1, 1 << facets):
        place = 0
        while (n >> place) & 1 == 0:
            place += 1
        b = order[place]
        for k in range(dependents[b]):
            f = dependent[b, k]
            height -= landscape.gives[f, setting[f]]
            setting[f] ^= changes[b, k]
            height += landscape.gives[f, setting[f]]
        highest = max(highest, height)
    return highest
