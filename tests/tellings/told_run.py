"""A whole run as a story: the plain account that benchmarks set against the kernels."""

from __future__ import annotations

from copsim.constellation.scenario import Scenario

from .shared import seed_of, shared_of
from .story import Story
from .told_week import tell_weeks
from .told_world import tell_world


def tell_run(scenario: Scenario, replication: int = 0, weeks: int | None = None) -> Story:
    """The story after `weeks` weeks (default: the scenario's), told without comparing anything."""
    story = tell_world(shared_of(scenario), seed_of(scenario, replication))
    tell_weeks(story, 1, scenario.weeks if weeks is None else weeks)
    return story
