"""The golden runs: each structure and need, with a dated sponsorship. `python -m tests.golden.cases` prints them.

A change of results on purpose moves `digests.json` and has a **Results change** line in the changelog.
"""

from __future__ import annotations

import json
from pathlib import Path

from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario, read_scenario

FILE = Path(__file__).with_name("digests.json")
CHANGE = [{"week": 9, "relation": "supported", "domains": ["methods"]}]


def small(structure: str, need: str) -> Scenario:
    """A world small enough for kernels that run as plain Python: 28 members, 18 weeks."""
    return Scenario().with_values(
        **{
            "people.members": 28,
            "people.units": 4,
            "weeks": 18,
            "structure.kind": structure,
            "need.kind": need,
            "need.task_every": 8,
            "sponsorship.relation": "legitimised",
            "sponsorship.change": CHANGE,
            "seed": 7,
        }
    )


def cases() -> dict[str, Scenario]:
    """Name -> scenario."""
    kinds = ("none", "team", "network", "community_of_practice")
    found = {f"{kind}, {need}": small(kind, need) for kind in kinds for need in ("knowledge_domain", "task")}
    return found | {"baseline": read_scenario("baseline")}


def digests(only_small: bool = False) -> dict[str, str]:
    """Name -> state digest after the last week."""
    return {name: run_once(s).digest for name, s in cases().items() if not (only_small and name == "baseline")}


if __name__ == "__main__":
    print(json.dumps(digests(), indent=1))
