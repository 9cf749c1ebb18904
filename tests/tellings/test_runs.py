"""Whole runs: many weeks in one call of the kernel come to the same as the story; so do kernels run as plain Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from copsim.constellation.digest import state_digest
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import build_world
from copsim.foundation.kernels import AHEAD, MANY, handle
from copsim.foundation.tally import Count

from .comparing import assert_same
from .told_run import tell_run
from .worlds import SPONSORSHIP, small, walk

RUNS = {
    "a year of communities": small(weeks=52, **SPONSORSHIP),
    "a year of teams with tasks": small(
        weeks=52, structure__kind="team", need__kind="task", need__task_parts=4, domain__facets_at_once=2, **SPONSORSHIP
    ),
    "a network in large units": small(weeks=30, people__members=60, people__units=3, structure__kind="network"),
}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("replication", [0, 3])
def test_a_run_comes_to_the_state_and_the_tally_that_is_told(name: str, replication: int) -> None:
    scenario = RUNS[name]
    world = build_world(scenario, replication)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    assert_same(world, tell_run(scenario, replication), f"after {scenario.weeks} weeks")


def test_a_world_too_large_for_the_cache_comes_to_what_is_told() -> None:
    """With more than MANY people what is read of others is fetched ahead; nothing else may come of that."""
    members = MANY + MANY // 2
    scenario = small(
        weeks=3,
        people__members=members,
        people__units=members // 12,
        need__arrivals=1.0,
        structure__kind="community_of_practice",
    )
    world = build_world(scenario)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    assert world.tally[:, Count.QUESTIONS].max() > MANY + 3 * AHEAD, "so many ask that it is"
    assert_same(world, tell_run(scenario), f"{members:,} members after {scenario.weeks} weeks")


def plain() -> list[Scenario]:
    """Worlds for kernels that run as plain Python."""
    task = {"structure__kind": "team", "need__kind": "task", "need__task_every": 8}
    return [small(weeks=9, people__members=16, **SPONSORSHIP), small(weeks=6, people__members=16, **task)]


def digests() -> list[list[str]]:
    """The state after each week, compared with the telling on the way."""
    return [[state_digest(world) for world in walk(scenario)] for scenario in plain()]


def test_kernels_without_compilation_tell_the_same() -> None:
    code = "import json; from tests.tellings.test_runs import digests; print(json.dumps(digests()))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == digests()
