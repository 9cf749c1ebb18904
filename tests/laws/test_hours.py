"""Hours are the common currency: what is charged equals what is offered, and nobody spends what they do not have."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from copsim.constellation.scenario import Scenario
from copsim.constellation.week import WEEK
from copsim.constellation.world import build_world
from copsim.foundation.kernels import handle
from copsim.foundation.tally import COUNTS, HOURS_FROM, Activity, Count, Payer
from copsim.sponsorship.relations import RELATIONS

from .worlds import KINDS, lived, scenarios


def hours(tally: np.ndarray) -> np.ndarray:
    """Minutes as (week, payer, activity)."""
    assert HOURS_FROM + len(Payer) * len(Activity) == COUNTS
    return tally[:, HOURS_FROM:].reshape(-1, len(Payer), len(Activity))


@given(scenarios())
@settings(max_examples=40)
def test_every_offered_minute_is_charged_once_each_week(scenario: Scenario) -> None:
    world = lived(scenario)
    booked = hours(world.tally)
    charged = booked[:, Payer.SLACK].sum(axis=1) + booked[:, Payer.SPONSOR].sum(axis=1)
    assert (charged == world.tally[:, Count.OFFERED]).all()
    assert (booked >= 0).all()


@given(scenarios())
@settings(max_examples=25)
def test_nobody_spends_minutes_they_do_not_have(scenario: Scenario) -> None:
    world = build_world(scenario)
    seen = handle(world)
    for week in range(1, scenario.weeks + 1):
        for phase in WEEK:
            phase.kernel(seen, week, week - 1)
            assert world.people.slack.min() >= 0, phase.title
            assert world.people.released.min() >= 0, phase.title
        assert (world.memberships.present <= world.memberships.offered).all()


@given(scenarios())
@settings(max_examples=25)
def test_who_is_present_pays_for_every_minute_present(scenario: Scenario) -> None:
    world = build_world(scenario)
    seen = handle(world)
    for week in range(1, scenario.weeks + 1):
        for phase in WEEK:
            phase.kernel(seen, week, week - 1)
        booked = hours(world.tally)[week - 1]
        learning = booked[:, : Activity.VISITS + 1].sum() + booked[:, Activity.REPORTING].sum()
        assert learning == world.memberships.present.sum()


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
        booked = hours(world.tally)
        charged = booked[:, Payer.SLACK].sum(axis=1) + booked[:, Payer.SPONSOR].sum(axis=1)
        assert (charged == world.tally[:, Count.OFFERED]).all(), kind
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
    assert (booked[:, (Payer.SLACK, Payer.SPONSOR)].sum(axis=(1, 2)) == world.tally[:, Count.OFFERED]).all()
