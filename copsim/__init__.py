"""copsim: agent-based simulation of communities of practice.

What is exported here is loaded when it is first used, so that `import copsim` stays cheap.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from copsim.version import VERSION

if TYPE_CHECKING:
    from copsim.constellation.agents import Community, Member
    from copsim.constellation.model import CommunityModel
    from copsim.constellation.run import run_once
    from copsim.constellation.scenario import Scenario, read_scenario
    from copsim.report.asked import replay
    from copsim.study.conduct import conduct
    from copsim.study.experiment import read_experiment

__version__ = VERSION

__all__ = [
    "CommunityModel",
    "Member",
    "Community",
    "Scenario",
    "read_scenario",
    "run_once",
    "read_experiment",
    "conduct",
    "replay",
    "__version__",
]

_HOMES = {
    "CommunityModel": "copsim.constellation.model",
    "Member": "copsim.constellation.agents",
    "Community": "copsim.constellation.agents",
    "Scenario": "copsim.constellation.scenario",
    "read_scenario": "copsim.constellation.scenario",
    "run_once": "copsim.constellation.run",
    "read_experiment": "copsim.study.experiment",
    "conduct": "copsim.study.conduct",
    "replay": "copsim.report.asked",
}


if not TYPE_CHECKING:  # a checker that saw it would let any name pass

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module 'copsim' has no attribute {name!r}")
        return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
