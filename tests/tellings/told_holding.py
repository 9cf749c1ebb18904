"""Which rule an hour of each family goes by."""

from __future__ import annotations

from collections import Counter

from .shared import Activity
from .story import Story
from .told_circles import Circle
from .told_families import exchanging, inquiring, teaching
from .told_understanding import building_understanding
from .told_visits import visiting
from .told_writing import creating_standards, producing_assets

RULES = {
    Activity.EXCHANGES: exchanging,
    Activity.INQUIRIES: inquiring,
    Activity.UNDERSTANDING: building_understanding,
    Activity.ASSETS: producing_assets,
    Activity.STANDARDS: creating_standards,
    Activity.FORMAL_ACCESS: teaching,
    Activity.VISITS: visiting,
}


def hold_hour(story: Story, week: int, family: int, circle: Circle, tally: Counter) -> None:
    """An hour of a family that nobody knows is without effect."""
    if family in RULES:
        RULES[Activity(family)](story, week, circle, tally)


def booked_under(family: int) -> int:
    """A family that came to the seven has no name of its own in the books."""
    return family if family in RULES else Activity.OTHER
