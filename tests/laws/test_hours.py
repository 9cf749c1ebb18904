"""Hours are the common currency: what is charged equals what is offered, and nobody spends what they do not have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from copsim.constellation.scenario import Scenario
from copsim.constellation.world import build_world
from copsim.extend.laws import every_offered_minute_is_charged, hours, live, nobody_overspends, who_is_present_pays
from copsim.foundation.tally import Activity, Count
from copsim.sponsorship.relations import RELATIONS

from .worlds import KINDS, lived, scenarios


@given(scenarios())
@settings(max_examples=40)
def test_every_offered_minute_is_charged_once_each_week(scenario: Scenario) -> None:
    every_offered_minute_is_charged(lived(scenario), scenario.weeks)


@given(scenarios())
@settings(max_examples=25)
def test_nobody_spends_minutes_they_do_not_have(scenario: Scenario) -> None:
    world = build_world(scenario)
    live(world, scenario.weeks, lambda week, title: nobody_overspends(world, f"week {week}, {title}: "))


@given(scenarios())
@settings(max_examples=25)
def test_who_is_present_pays_for_every_minute_present(scenario: Scenario) -> None:
    world = build_world(scenario)
    live(world, scenario.weeks, lambda week, _: who_is_present_pays(world, week), after_phases=False)


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_structure_is_offered_the_same_hours_under_a_relation(relation: str) -> None:
    offered = set()
    for kind in KINDS:
        scenario = Scenario().with_values(
            **{
                "structure.kind": kind,
                "also": [{"kind": "community_of_practice", "convened": True}, {"kind": "network"}],
                "people.brokers": 1.0,
                "people.conveners": 1.0,
                "sponsorship.relation": relation,
                "people.members": 24,
                "people.units": 3,
                "weeks": 16,
            }
        )
        world = lived(scenario)
        every_offered_minute_is_charged(world, scenario.weeks)
        offered.add(int(world.tally[:, Count.OFFERED].sum()))
    assert len(offered) == 1


def test_founding_holding_and_brokering_are_paid_out_of_what_is_offered() -> None:
    """The laws above would hold in a world where nobody did any of it: here they do."""
    scenario = Scenario().with_values(
        **{
            "structure": {"kind": "community_of_practice", "convened": True, "critical_mass": 30},
            "also": [{"kind": "team"}, {"kind": "centre_of_excellence"}],
            "people": {"members": 40, "units": 4, "brokers": 1.0, "conveners": 1.0, "turnover": 0.05},
            "weeks": 60,
        }
    )
    world = lived(scenario)
    booked = hours(world.tally)
    for activity in (Activity.FOUNDING, Activity.BROKERING):
        assert booked[:, :, activity].sum() > 0
    assert world.tally[:, Count.DISSOLVED].sum() > 0
    every_offered_minute_is_charged(world, scenario.weeks)
