"""What the other process compiles for is what every world is."""

from __future__ import annotations

from copsim.constellation.scenario import Scenario, read_scenario
from copsim.constellation.week import WEEK
from copsim.constellation.world import build_world
from copsim.foundation.kernels import handle
from copsim.study.warming import BESIDE, blank_world


def test_a_blank_world_has_the_types_of_any() -> None:
    blank = handle(blank_world())
    for scenario in (Scenario(), read_scenario("baseline")):
        assert type(handle(build_world(scenario))) is type(blank)
        assert getattr(handle(build_world(scenario)), "_numba_type_", None) == getattr(blank, "_numba_type_", None)


def test_the_phases_beside_are_phases() -> None:
    assert set(BESIDE) < {phase.method for phase in WEEK}
