"""How well one does, told plainly: by what is right, or by one's height on a landscape."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from . import draws
from .shared_decisions import Decision


@dataclass(slots=True, eq=False)
class Landscape:
    """Who depends on whom, what each way of standing together gives, and the height of the highest point."""

    partners: list[list[int]]
    gives: list[list[int]]
    highest: int = 0


def landscape(chosen: Any, seed: int) -> Landscape:
    """A landscape is drawn, then every point of it is visited to find the highest."""
    land = Landscape([], [])
    for facet in range(chosen.facets):
        key, toss, partners = draws.event(seed, Decision.LANDSCAPE, 0, facet, 0), 0, []
        while len(partners) < chosen.partners:
            other = draws.choose(key, toss, chosen.facets)
            toss += 1
            if chosen.partners_drawn == "with_replacement" or (other != facet and other not in partners):
                partners.append(other)
        key = draws.event(seed, Decision.LANDSCAPE, 0, facet, 1)
        land.partners.append(partners)
        land.gives.append([draws.draw(key, setting) for setting in range(2 ** (chosen.partners + 1))])
    land.highest = max(height(land, list(point)) for point in product((False, True), repeat=chosen.facets))
    return land


def setting_of(land: Landscape, facet: int, point: list[bool]) -> int:
    """A facet and its partners, read as a binary number: the facet itself is the ones."""
    together = [point[facet], *(point[partner] for partner in land.partners[facet])]
    return sum(2**place for place, is_so in enumerate(together) if is_so)


def height(land: Landscape, point: list[bool]) -> int:
    """All that a point gives."""
    return sum(gives[setting_of(land, facet, point)] for facet, gives in enumerate(land.gives))


def right_of(house: Any, views: dict[int, int]) -> set[int]:
    """The facets that views have right."""
    return {facet for facet, sign in views.items() if sign == house.truth[facet]}


def pay_off(house: Any, views: dict[int, int]) -> int:
    """How well one does with these views."""
    if house.chosen.pay_off == "landscape":
        return height(house.land, [views.get(facet, 0) > 0 for facet in range(house.chosen.facets)])
    right, size = right_of(house, views), house.chosen.at_once
    if house.chosen.pay_off == "blocks":
        blocks = [range(first, first + size) for first in range(0, house.chosen.facets - size + 1, size)]
        return size * sum(right.issuperset(block) for block in blocks)
    return len(right) - (len(views) - len(right) if house.chosen.pay_off == "score" else 0)


def codified_standing(house: Any, views: dict[int, int]) -> int:
    """How views stand on what can be written down."""
    written = {facet: sign for facet, sign in views.items() if facet in house.explicit()}
    right = len(right_of(house, written))
    return right if house.chosen.superior == "matches" else 2 * right - len(written)


def eighth_power(house: Any, views: dict[int, int]) -> int:
    """The share of the highest point, to the eighth, in units of 2^-32."""
    if house.chosen.pay_off != "landscape":
        return 0
    share = pay_off(house, views) / house.land.highest
    for _ in range(3):
        share *= share
    return int(share * 2**32 + 0.5)


def turned(views: dict[int, int], facet: int) -> dict[int, int]:
    """Views with the other value of one facet."""
    return views | {facet: -1 if views.get(facet, 0) > 0 else 1}


def is_better_turned(house: Any, views: dict[int, int], facet: int) -> bool:
    """Whether the other value of one facet is strictly better."""
    return pay_off(house, turned(views, facet)) > pay_off(house, views)


def could_find(house: Any, views: dict[int, int]) -> bool:
    """Whether there is such a facet."""
    return any(is_better_turned(house, views, facet) for facet in house.truth)


def explore(house: Any, period: int, learner: Any) -> bool:
    """A member tries the other value of one facet; whether it is kept."""
    facet = draws.choose(house.key(Decision.TRY, period, learner.uid, 0), 0, house.chosen.facets)
    better = is_better_turned(house, learner.holds, facet)
    if better:
        learner.holds = turned(learner.holds, facet)
    return better
