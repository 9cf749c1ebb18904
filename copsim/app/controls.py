"""Sliders, choices and boxes made from the declarations of a scenario's parameters."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from copsim.constellation.scenario import parameters
from copsim.foundation.parameters import Declared
from copsim.structures.table import STRUCTURES
from copsim.study.branching import MAY_CHANGE

FIRST = (
    *("structure.kind", "sponsorship.relation", "weeks", "people.members", "people.turnover", "people.brokers"),
    "domain.turbulence",
)
"""What is there at first sight; the rest is under "more"."""
REACH: dict[str, tuple[float, float]] = {
    "weeks": (26, 260),
    "people.members": (10, 300),
    "people.units": (1, 30),
    "people.turnover": (0, 0.05),
    "domain.turbulence": (0, 0.05),
    "structure.starts": (1, 260),
}
"""Where a slider spans less than what a scenario may say: what a class can see in one page."""
WIDE = 100.0
"""A declared range more than so many times the default is cut to four times the default."""


def controls() -> list[dict[str, Any]]:
    """Every number, choice and yes-or-no of a scenario as a control, those of `FIRST` in front."""
    made = [control for declared in parameters().values() for control in _control(declared)]
    place = {key: n for n, key in enumerate(FIRST)}
    return sorted(made, key=lambda control: place.get(control["key"], len(FIRST)))


def _control(declared: Declared) -> Iterator[dict[str, Any]]:
    table = declared.key.rpartition(".")[0]
    listed = any(declared.key.startswith(f"{array}.") for array in _arrays())
    if listed or declared.key in ("title", "question", "source", "seed"):
        return
    told = {
        "key": declared.key,
        "label": _label(declared),
        "table": table or "the run",
        "unit": declared.unit,
        "meaning": declared.meaning,
        "source": declared.source,
        "default": declared.default,
        "first": declared.key in FIRST,
        "may_branch": declared.key.startswith(MAY_CHANGE),
    }
    choices = list(STRUCTURES) if declared.key == "structure.kind" else list(declared.choices)
    if choices:
        yield told | {"kind": "choice", "choices": choices}
    elif isinstance(declared.default, bool):
        yield told | {"kind": "box"}
    elif isinstance(declared.default, int | float) and declared.low is not None and declared.high is not None:
        low, high = _reach(declared)
        whole = isinstance(declared.default, int)
        yield told | {"kind": "slider", "low": low, "high": high, "step": 1 if whole else step_of(high - low)}


def _arrays() -> tuple[str, ...]:
    return ("domain.innovation", "also", "sponsorship.change", "people.leaving")


def _label(declared: Declared) -> str:
    words = declared.key.rpartition(".")[2].replace("_", " ")
    return {"structure.kind": "structure", "sponsorship.relation": "sponsorship"}.get(declared.key, words)


def _reach(declared: Declared) -> tuple[float, float]:
    assert declared.low is not None
    assert declared.high is not None
    if declared.key in REACH:
        return REACH[declared.key]
    low, high = declared.low, declared.high
    if declared.default and high > WIDE * abs(declared.default):
        high = 4 * abs(declared.default)
    elif not declared.default and high > 1000:
        high = 100
    whole = isinstance(declared.default, int)
    return (int(low), int(high)) if whole else (float(low), float(high))


def step_of(span: float) -> float:
    """About a hundredth of a span, as 1, 2 or 5 times a power of ten."""
    rough = span / 100
    power: float = 10.0 ** math.floor(math.log10(rough))
    return next(round(factor * power, 12) for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
