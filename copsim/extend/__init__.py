"""All that an extension of one's own is written with: `from copsim.extend import Structure, Measure, ...`.

An extension is a Python file beside a scenario, or a package, that says what it brings in a tuple EXTENSION
(docs/tutorials/extending.md). What needs the compiler (`kernel` and what kernels call) is loaded when it is first
named.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from copsim.activities.families import Family
from copsim.constellation.measures.contract import (
    Measure,
    Seen,
    Summary,
    a_quarter,
    count,
    end,
    hours,
    of_all,
    per_member,
    ratio,
    share,
    summed,
    total,
)
from copsim.constellation.phases import Phase
from copsim.foundation.extensions import Picture
from copsim.sponsorship.policies import Policy
from copsim.structures.structure import Structure
from copsim.structures.table import STRUCTURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from copsim.activities.activity import Circle
    from copsim.foundation.kernels import kernel
    from copsim.foundation.randomness import Decision
    from copsim.foundation.tally import Activity, Count

    # Kernels have no types of their own (Numba finds them); so that a caller may be checked strictly, they are told as:
    contribute: Callable[..., Any]
    learn: Callable[..., Any]
    most_able: Callable[..., Any]
    topic_of: Callable[..., Any]
    topic_of_circle: Callable[..., Any]
    domain_of_kind: Callable[..., Any]
    choose: Callable[..., Any]
    draw: Callable[..., Any]
    event: Callable[..., Any]
    belief: Callable[..., Any]
    held_count: Callable[..., Any]
    copying: Callable[..., Any]
    take_up: Callable[..., Any]
    minutes_left: Callable[..., Any]
    pay: Callable[..., Any]
    stranger_to: Callable[..., Any]
    trust_between: Callable[..., Any]

_HOMES = {
    "copsim.activities.activity": ("Circle", "contribute", "learn", "most_able", "topic_of", "topic_of_circle"),
    "copsim.domain.field": ("domain_of_kind",),
    "copsim.foundation.kernels": ("kernel",),
    "copsim.foundation.randomness": ("Decision", "choose", "draw", "event"),
    "copsim.foundation.tally": ("Activity", "Count"),
    "copsim.knowledge.beliefs": ("belief", "held_count"),
    "copsim.knowledge.learning": ("copying", "take_up"),
    "copsim.participation.people": ("minutes_left", "pay", "stranger_to"),
    "copsim.participation.ties": ("trust_between",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["Family", "Measure", "Phase", "Picture", "Policy", "STRUCTURES", "Seen", "Structure", "Summary"]
__all__ += ["a_quarter", "count", "end", "hours", "of_all", "per_member", "ratio", "share", "summed", "total"]
__all__ += ["Circle", "contribute", "learn", "most_able", "topic_of", "topic_of_circle"]
__all__ += ["domain_of_kind", "kernel", "Decision", "choose", "draw", "event", "Activity", "Count"]
__all__ += ["belief", "held_count", "copying", "take_up", "minutes_left", "pay", "stranger_to"]
__all__ += ["trust_between"]


if not TYPE_CHECKING:  # a checker that saw it would let any name pass

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            raise AttributeError(f"module 'copsim.extend' has no attribute {name!r}")
        return getattr(importlib.import_module(_HOME_OF[name]), name)
