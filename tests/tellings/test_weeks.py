"""Kernel and telling agree to the bit after each phase of each week, whatever the scenario says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from copsim.constellation.scenario import Scenario
from copsim.constellation.week import WEEK
from copsim.foundation.tally import Count

from .told_week import TOLD_WEEK
from .worlds import odd, scenarios, usual, walk

USUAL, ODD = usual(), odd()

HAPPENS = {
    "a quarter of a community, and who drops out": (Count.DROPPED_OUT,),
    "a community founded, held, dissolved and founded again": (Count.FOUNDED, Count.DISSOLVED),
    "levels that move": (Count.MOVED_UP, Count.MOVED_DOWN),
    "communities too small to live": (Count.DISSOLVED,),
    "everybody leaves every week": (Count.LEFT, Count.ACROSS_LEGACIES),
    "everybody brokers between two structures": (Count.BY_BROKER, Count.IN_SEVERAL),
    "problems that are solved": (Count.PROBLEMS_SOLVED,),
    "64 items of news": (Count.NEWS_REACHED,),
    "queues that overflow": (Count.QUEUED, Count.ABANDONED),
    "work that is repeated": (Count.REPEATED, Count.AVOIDED, Count.REPEATED_TRIES),
    "management sets everything": (Count.HOURS_LISTED,),
    "experts every hour": (Count.VISITS_BY_EXPERTS, Count.BY_VISIT, Count.BY_SHARED_VIEW),
    "curators with all the time": (Count.CURATED,),
    "curators short of time": (Count.CURATED,),
    "standards that are wrong": (Count.WARRANTED, Count.DOCUMENTS_WRONG),
    "portfolio by conversation": (Count.REALLOTTED, Count.ALIGNMENT),
    "a portfolio of recognition": (Count.UNSPENT,),
}
"""What an odd world is there for: counts that are above 0 in it."""


def test_the_story_has_the_phases_of_the_week_in_their_order() -> None:
    assert list(TOLD_WEEK) == [phase.method for phase in WEEK]


@pytest.mark.parametrize("name", USUAL)
def test_every_structure_and_need(name: str) -> None:
    for _ in walk(USUAL[name]):
        pass


@pytest.mark.parametrize("name", ODD)
def test_odd_settings(name: str) -> None:
    for world in walk(ODD[name]):
        counted = world.tally.sum(axis=0)
    for count in HAPPENS.get(name, ()):
        assert counted[count] > 0, f"{count.name} does not happen in this world"
    if name == "a community founded, held, dissolved and founded again":
        assert counted[Count.FOUNDED] > 1


@given(scenarios())
@settings(max_examples=60)
def test_any_scenario(scenario: Scenario) -> None:
    for _ in walk(scenario, log_lines=0):
        pass
