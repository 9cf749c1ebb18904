"""A scenario as a file: what differs from the baseline, as TOML that `copsim run` reads again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from copsim.constellation.scenario import Scenario, over_baseline
from copsim.foundation.checking import checked

WORDS = ("title", "question", "source")


def scenario_toml(scenario: Scenario, label: str = "") -> str:
    """The scenario's file. Read again it is the same scenario, but for what nobody set."""
    base = checked(Scenario, over_baseline({})).model_dump(mode="json")
    here = scenario.model_dump(mode="json")
    lines = [f"# Written by copsim{': ' + ' '.join(label.split()) if label else ''}."]
    lines += [f"{name} = {_text(here[name] or '-')}" for name in WORDS]
    tables: list[str] = []
    for key, value in here.items():
        if key in WORDS:
            continue
        if isinstance(value, Mapping):
            changed = [
                f"{name} = {_text(inner)}" for name, inner in value.items() if _differs(inner, base[key].get(name))
            ]
            tables += ["", f"[{key}]", *changed] if changed else []
        elif _differs(value, base.get(key)):
            lines.append(f"{key} = {_text(value)}")
    return "\n".join([*lines, *tables, ""])


def _differs(value: Any, base: Any) -> bool:
    return value is not None and value != base


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = (f"{json.dumps(key)} = {_text(inner)}" for key, inner in value.items() if inner is not None)
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_text(inner) for inner in value) + "]"
    return json.dumps(value)
