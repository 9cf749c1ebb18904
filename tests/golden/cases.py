"""The golden runs: each structure with each need, with a dated sponsorship; each policy; and everything at once.

`python -m tests.golden.cases` prints them. A change of results on purpose moves `digests.json` and has a **Results
change** line in the changelog.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario, read_scenario
from copsim.sponsorship.policies import POLICIES
from copsim.structures.table import STRUCTURES

FILE = Path(__file__).with_name("digests.json")
NEEDS = ("task", "single_problem", "connection", "knowledge_domain", "knowledge_service")
SMALL: dict[str, Any] = {
    "people.members": 28,
    "people.units": 4,
    "weeks": 16,
    "need.task_every": 8,
    "need.clients": 12,
    "seed": 7,
    "sponsorship.relation": "legitimised",
    "sponsorship.change": [{"week": 9, "relation": "institutionalised", "domains": ["methods"]}],
}
EVERYTHING: dict[str, Any] = {
    "weeks": 30,
    "people.turnover": 0.02,
    "people.legacies": 2,
    "people.brokers": 0.5,
    "people.conveners": 0.5,
    "people.convene": 0.5,
    "domain.innovation": [{"week": 5, "seeds": 4}],
    "structure.convened": True,
    "structure.critical_mass": 12,
    "also": [{"kind": "team"}, {"kind": "centre_of_excellence", "roster": "random"}],
    "engagement.kappa": 0.3,
}

STAGED: dict[str, Any] = {
    "weeks": 30,
    "portfolio.policy": "by_hand",
    "portfolio.shares": {"methods": 0.5, "instruments": 0.3, "regulation": 0.2},
    "portfolio.levers": {"allowance": 0.4, "coordinator": 0.2, "convening": 0.1, "curation": 0.2, "recognition": 0.1},
    "portfolio.stage": [{"week": 14, "policy": "gap", "investing": 2.0, "least": 0.03}],
}


def small(**settings: Any) -> Scenario:
    """A world small enough for kernels that run as plain Python."""
    return Scenario().with_values(**SMALL | settings)


def cases() -> dict[str, Scenario]:
    """Name -> scenario."""
    found = {f"{s}, {need}": small(**{"structure.kind": s, "need.kind": need}) for s in STRUCTURES for need in NEEDS}
    found |= {
        f"portfolio by {policy}": small(**{"portfolio.policy": policy, "portfolio.investing": 1.0, "weeks": 28})
        for policy in POLICIES
        if policy != "by_hand"
    }
    found |= {"portfolio by hand, staged": small(**STAGED)}
    found |= {"everything": small(**EVERYTHING)}
    return found | {name: read_scenario(name) for name in ("baseline", "quantitative_biologists")}


FEW = (
    *("none, knowledge_domain", "team, task", "task_force, single_problem", "network, connection"),
    *("community_of_practice, knowledge_domain", "centre_of_excellence, knowledge_service"),
    *("portfolio by conversation", "everything"),
)
"""Cases that are also run as plain Python and under other hash seeds: each structure with its need, and more."""


def digests(only_few: bool = False) -> dict[str, str]:
    """Name -> state digest after the last week."""
    return {name: run_once(s).digest for name, s in cases().items() if name in FEW or not only_few}


if __name__ == "__main__":
    print(json.dumps(digests(), indent=1))
