"""Kernel and telling agree to the bit after each phase of each week, whatever the scenario says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from copsim.constellation.scenario import Scenario
from copsim.constellation.week import WEEK

from .told_week import TOLD_WEEK
from .worlds import odd, scenarios, usual, walk

USUAL, ODD = usual(), odd()


def test_the_story_has_the_phases_of_the_week_in_their_order() -> None:
    assert list(TOLD_WEEK) == [phase.method for phase in WEEK]


@pytest.mark.parametrize("name", USUAL)
def test_every_structure_and_need(name: str) -> None:
    for _ in walk(USUAL[name]):
        pass


@pytest.mark.parametrize("name", ODD)
def test_odd_settings(name: str) -> None:
    for _ in walk(ODD[name]):
        pass


@given(scenarios())
@settings(max_examples=60)
def test_any_scenario(scenario: Scenario) -> None:
    for _ in walk(scenario, log_lines=0):
        pass
