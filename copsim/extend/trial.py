"""Trials: small worlds in which a part of an extension is tried, and what is seen of them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from copsim.constellation.scenario import Scenario

WEEKS = 26
SMALL: dict[str, Any] = {
    "people.members": 24,
    "people.units": 3,
    "weeks": WEEKS,
    "domain.names": ["methods", "regulation"],
    "engagement.kappa": 0.2,
    "hours.free": 6.0,
}
"""A world small enough for kernels that run as plain Python."""
WORLDS: tuple[Mapping[str, Any], ...] = (
    {"sponsorship.relation": "institutionalised"},
    {"need.kind": "task", "need.task_every": 8, "sponsorship.relation": "unrecognised", "people.turnover": 0.05},
    {"need.kind": "connection", "domain.turbulence": 0.05, "people.legacies": 2, "people.brokers": 1.0, "seed": 3},
    {"sponsorship.relation": "supported", "also": [{"kind": "team"}], "people.conveners": 1.0, "domain.tacit": 0.7},
)
"""What differs from one world to the next."""


class Promise(NamedTuple):
    """One thing that the contract asks of a part. `keep` raises AssertionError where it does not hold."""

    part: str
    says: str
    keep: Callable[[], None]

    def __str__(self) -> str:
        return f"{self.part}: {self.says}"


class Trial(NamedTuple):
    """A part in use: the extension's name, and the settings by which a scenario has the part."""

    extension: str
    settings: Mapping[str, Any]

    def scenario(self, number: int = 0, **more: Any) -> Scenario:
        """The scenario of a world by its number, with the part in use."""
        values = {**SMALL, **WORLDS[number], "extensions": [self.extension], **self.settings, **more}
        return Scenario().with_values(**values)


def seen(scenario: Scenario, replication: int = 0) -> str:
    """What a run comes to, as one text: equal texts, equal states and equal counts in every week."""
    from copsim.constellation import week
    from copsim.constellation.digest import state_digest
    from copsim.constellation.world import build_world
    from copsim.foundation.handles import handle

    world = build_world(scenario, replication)
    week.run_weeks(handle(world), 1, scenario.weeks, 0)
    told = hashlib.blake2b(world.tally.astype("<i8").tobytes(), digest_size=8).hexdigest()
    return f"state {state_digest(world)}, counts {told}"


def seen_plainly(scenarios: list[Scenario]) -> list[str]:
    """What runs come to when their kernels are not compiled, in a process of its own."""
    told = json.dumps([scenario.model_dump(mode="json", exclude_unset=True) for scenario in scenarios])
    done = subprocess.run(
        [sys.executable, "-m", "copsim.extend.plainly"],
        input=told,
        capture_output=True,
        text=True,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        check=False,
    )
    last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
    assert done.returncode == 0, f"as plain Python it fails: {last}"
    return done.stdout.splitlines()
