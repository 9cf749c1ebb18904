"""Orientations: nine patterns of togetherness, and the one table that turns them into hours of activity.

Names and definitions: theory.md 2 (Wenger, White & Smith's nine orientations). No published numbers are known: the
table and the profiles are assumed; which activity belongs to which orientation follows theory.md 3a.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copsim.activities.families import FAMILIES, PLACES

if TYPE_CHECKING:
    from copsim.activities.settings import ActivitiesSettings

ORIENTATIONS = {
    "meetings": "gatherings with an agenda, in person or online",
    "conversations": "open-ended conversations that rise and fall without a specific goal",
    "projects": "interrelated tasks with specific outcomes or products",
    "content": "capturing and publishing what the community learns and knows",
    "expertise": "access to experienced practitioners",
    "relationships": "getting to know each other",
    "individual": "members craft their own experience",
    "cultivation": "recruiting, orienting and supporting members",
    "context": "serving an organisation or the wider world",
}
"""The nine orientations in their order, with their definitions (theory.md 2)."""

Profile = tuple[float, float, float, float, float, float, float, float, float]
"""Nine weights, 0 to 4, in the order of ORIENTATIONS."""

HOURS: dict[str, tuple[float, ...]] = {
    "meetings": (0.25, 0.25, 0.25, 0.0, 0.10, 0.15, 0.0),
    "conversations": (0.60, 0.40, 0.0, 0.0, 0.0, 0.0, 0.0),
    "projects": (0.0, 0.40, 0.15, 0.35, 0.10, 0.0, 0.0),
    "content": (0.0, 0.0, 0.05, 0.75, 0.20, 0.0, 0.0),
    "expertise": (0.20, 0.30, 0.0, 0.0, 0.05, 0.45, 0.0),
    "relationships": (0.60, 0.10, 0.15, 0.0, 0.0, 0.0, 0.15),
    "individual": (0.40, 0.10, 0.0, 0.10, 0.0, 0.40, 0.0),
    "cultivation": (0.25, 0.10, 0.35, 0.05, 0.15, 0.10, 0.0),
    "context": (0.0, 0.10, 0.10, 0.25, 0.25, 0.10, 0.20),
}
"""Share of an orientation's hours that goes to each of the seven families, in the order of FAMILIES (assumed)."""


def shares_of(profile: Sequence[float]) -> list[float]:
    """The share of hours for each of the seven families: the rows of HOURS, weighed by the profile.

    Raises
    ------
    ValueError
        When no weight is above 0.
    """
    total = sum(profile)
    if not total > 0:
        raise ValueError(f"expected a weight above 0 among the nine orientations, got {list(profile)}")
    rows = list(HOURS.values())
    return [round(sum(w * row[f] for w, row in zip(profile, rows, strict=True)) / total, 12) for f in range(7)]


def shares_by_family(activities: ActivitiesSettings, profile: Sequence[float], documents: bool) -> list[float]:
    """The share of hours for each of the eight places of families; sums to 1.

    The shares of [activities] apply if any is given, else those of the orientation profile. Where a group keeps no
    documents, the hours of families that need a shelf (assets and standards) go to the others in proportion. Only
    [activities] can say that there are no others: then the hours stay where they are, and bring nothing.
    """
    given = activities.given()
    shares = [*shares_of(profile), 0.0] if given is None else [given.get(name, 0.0) for name in PLACE_NAMES]
    if not documents:
        left = [0.0 if _needs_shelf(number) else share for number, share in enumerate(shares)]
        shares = left if sum(left) > 0 else shares
    total = sum(shares)
    return [share / total for share in shares]


def family_law(activities: ActivitiesSettings, profile: Sequence[float], documents: bool) -> list[int]:
    """Cumulative chances, in 2^-32, that an hour goes to each of the eight places of families."""
    weight = shares_by_family(activities, profile, documents)
    ends = [int(round(sum(weight[: k + 1]), 12) * 4294967296.0) for k in range(PLACES)]
    last = max(k for k in range(PLACES) if weight[k] > 0)
    return [4294967296 if k >= last else end for k, end in enumerate(ends)]


PLACE_NAMES = (*(family.name for family in FAMILIES[:7]), "other")
"""The keys of [activities], place by place."""


def _needs_shelf(number: int) -> bool:
    return number < len(FAMILIES) and FAMILIES[number].needs_shelf
