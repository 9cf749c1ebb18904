"""Results do not depend on rows, names, or how the weeks are cut into calls."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.constellation.digest import state_digest
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import build_world
from copsim.extend.laws import permuted
from copsim.foundation.chronicle import Chronicle
from copsim.foundation.kernels import handle

from .worlds import lived, scenarios


@given(scenarios(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_rows_in_which_people_are_stored_change_nothing(scenario: Scenario, random) -> None:
    plain = lived(scenario)
    order = list(range(scenario.people.members))
    random.shuffle(order)
    other = permuted(build_world(scenario), np.array(order))
    run_weeks(handle(other), 1, scenario.weeks, 0)
    assert state_digest(other) == state_digest(plain)
    assert (other.tally == plain.tally).all()
    for name in Chronicle._fields:
        assert (getattr(other.chronicle, name) == getattr(plain.chronicle, name)).all(), name


@given(scenarios(sponsorship__change=[]))
@settings(max_examples=15)
def test_display_names_change_nothing(scenario: Scenario) -> None:
    names = [f"named otherwise {k}" for k in range(len(scenario.domain.names))]
    called = dict(zip(scenario.domain.names, names, strict=True))
    given = scenario.portfolio
    by_name = {
        "portfolio.shares": {called[name]: share for name, share in given.shares.items()},
        "portfolio.levers_of": {called[name]: shares for name, shares in given.levers_of.items()},
    }
    other = scenario.with_values(
        **by_name, **{"domain.names": names, "title": "another title", "question": "another question"}
    )
    assert state_digest(lived(other)) == state_digest(lived(scenario))


@given(scenarios(), st.integers(1, 13))
@settings(max_examples=20)
def test_weeks_may_be_run_in_one_call_or_in_many(scenario: Scenario, cut: int) -> None:
    world = build_world(scenario)
    seen = handle(world)
    run_weeks(seen, 1, cut, 0)
    run_weeks(seen, 1 + cut, scenario.weeks - cut, cut)
    assert state_digest(world) == state_digest(lived(scenario))


def test_the_digest_sees_a_single_changed_belief() -> None:
    scenario = Scenario().with_values(**{"people.members": 10, "people.units": 2, "weeks": 3})
    world = lived(scenario)
    before = state_digest(world)
    world.people.beliefs[7, 0] ^= np.uint64(1)
    assert state_digest(world) != before
