"""Errors with which the organisation sees its domains."""

from __future__ import annotations

from .draws import draw, event
from .shared import Decision
from .story import Story

FULL = 65536


def as_seen(story: Story, week: int, domain: int, turn: int, value: int) -> int:
    """What management makes of a value: relevance (turn 0), capability (1) or a change of results (2)."""
    key = event(story.seed, Decision.VIEW, week, domain, turn)
    return with_error(story, value, key, story.shared.allotting.noise)


def with_error(story: Story, value: int, key: int, noise: float) -> int:
    """A relative error, normal, which cannot make anything negative."""
    normal = story.shared.tables.normal[draw(key, 0) // 2**20]
    return value * max(0, int(65536.0 * (1.0 + noise * normal))) // FULL
