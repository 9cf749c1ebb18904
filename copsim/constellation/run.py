"""Run a scenario once, without Mesa: what sweeps use. `CommunityModel` is the same world with windows."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from copsim.constellation import week
from copsim.constellation.digest import state_digest
from copsim.constellation.measures import names_for, weekly_series
from copsim.constellation.measures.practice import practice_of_groups
from copsim.constellation.scenario import Scenario
from copsim.constellation.world import build_world
from copsim.foundation.kernels import handle


class RunResult(NamedTuple):
    """series: every measure by name, shape (weeks,); digest: of the state after the last week; groups: the table of
    which groups are communities of practice, by column, each of shape (groups,) (empty where there are none)."""

    series: dict[str, Any]
    digest: str
    groups: Mapping[str, Any] = {}


def run_once(scenario: Scenario, replication: int = 0) -> RunResult:
    """Run a scenario for its weeks, without Mesa. Its kernels release the interpreter lock.

    replication: which run of the scenario, from 0; it has the same luck in every scenario of the same seed.
    """
    world = build_world(scenario, replication)
    week.run_weeks(handle(world), 1, scenario.weeks, 0)
    series = weekly_series(world, scenario.money, names_for(scenario.extensions))
    return RunResult(series, state_digest(world), practice_of_groups(world))


def warm_up() -> float:
    """Make every kernel of the week ready, from the cache or by compiling. Returns the seconds it took."""
    begun = time.perf_counter()
    run_once(Scenario().with_values(**{"people.members": 4, "people.units": 1, "weeks": 1}))
    return time.perf_counter() - begun
