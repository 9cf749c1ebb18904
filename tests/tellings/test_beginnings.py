"""The world before its first week is told too: field, people, ties, groups; no two columns share memory."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from copsim.constellation.scenario import Scenario, read_scenario
from copsim.structures.rosters import order_of_chance
from copsim.structures.rosters import skill_seen as seen_by_kernel
from tests.given import own_organisations

from .comparing import assert_same, told_columns
from .told_rosters import luck, skill_seen
from .worlds import STRUCTURES, begun, scenarios, small


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("roster", ["common", "random", "unit", "nominated", "interest", "experts", "everyone"])
@pytest.mark.parametrize("size", [2, 3, 5, 200])
def test_groups_are_made_by_the_roster_rule(structure: str, roster: str, size: int) -> None:
    scenario = small(structure__kind=structure, structure__roster=roster, structure__size=size, people__members=41)
    assert_same(*begun(scenario), "before week 1")


def test_the_baseline_begins_alike() -> None:
    assert_same(*begun(read_scenario("baseline")), "before week 1")


@given(own_organisations())
@settings(max_examples=40)
def test_an_organisation_of_ones_own_begins_alike(scenario: Scenario) -> None:
    assert_same(*begun(scenario), "before week 1")


@given(scenarios())
@settings(max_examples=40)
def test_any_world_begins_alike(scenario: Scenario) -> None:
    assert_same(*begun(scenario), "before week 1")


@given(scenarios())
@settings(max_examples=15)
def test_what_a_roster_rule_sees(scenario: Scenario) -> None:
    world, story = begun(scenario)
    people, given_ = world.people, story.shared.settings
    error = given_.skill_error * (65536 << given_.parts)
    seen = seen_by_kernel(people.ability, people.speciality, people.uid, world.seed, world.tables.normal, error)
    assert [x.hex() for x in seen.tolist()] == [skill_seen(story, person).hex() for person in story.people]
    assert order_of_chance(people.uid, world.seed).tolist() == [luck(story, person) for person in story.people]


def test_no_two_columns_share_memory() -> None:
    columns = [(name, array) for name, _, array in told_columns(begun(small())[0])]
    shared = [(a, b) for (a, one), (b, other) in combinations(columns, 2) if np.shares_memory(one, other)]
    assert not shared
