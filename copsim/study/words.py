"""How values, levels and differences are written for people: one place, so that table, sentence and figure agree."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

SHARES = ("share", "chance", "probability")
"""Units shown in per cent; their differences are called points."""


LEVELS = ("core", "active", "occasional", "peripheral", "transactional", "outside")
"""Levels of participation, from the middle outwards."""
FIRST_WEEK_OF_LEVELS = 13
"""The first week in which a level is known."""
NAMES_ITS_TABLE = ("kind", "relation")


def level_text(value: object) -> str:
    """A level of a factor as plain text, the same in files and on every machine: "team", "0.5", "[]"."""
    if isinstance(value, str):
        return value
    return json.dumps(value, sort_keys=True, separators=(", ", ": "))


def toml_text(value: object) -> str:
    """A value as it may stand after KEY= on a command line: plain text, or as TOML writes lists and tables."""
    return value if isinstance(value, str) else _inline(value)


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inline(inner) for inner in value) + "]"
    return json.dumps(value)


def level_label(key: str, value: object) -> str:
    """A level as a reader would say it: "community of practice", "no structure", "members = 120"."""
    name = factor_label(key)
    if isinstance(value, str):
        return f"no {name}" if value == "none" else value.replace("_", " ")
    shown = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else level_text(value)
    return f"{name} = {shown}"


def factor_label(key: str) -> str:
    """A factor as a reader would say it: "structure.kind" is "structure", "people.members" is "members".

    The choice that a whole table is about goes by the table's name.
    """
    table, _, last = key.rpartition(".")
    return (table if last in NAMES_ITS_TABLE and table else last).replace("_", " ").replace(".", " ")


def combination_label(levels: Mapping[str, object]) -> str:
    """Several levels in one phrase: "community of practice, supported"."""
    return ", ".join(level_label(key, value) for key, value in levels.items())


def measure_label(name: str) -> str:
    """The name of a measure in plain words: "solved in time"."""
    return name.replace("_", " ")


def scale(unit: str) -> float:
    """What values of this unit are multiplied with before they are shown (shares are shown in per cent)."""
    return 100.0 if unit in SHARES else 1.0


def shown_unit(unit: str) -> str:
    """The unit as shown on axes and in tables."""
    return "%" if unit in SHARES else unit


def decimals(size: float) -> int:
    """Digits after the point that show about three figures of a number this size: at most four, none from 1000 on."""
    if not math.isfinite(size) or size == 0:
        return 1
    if abs(size) >= 1000:
        return 0
    return min(4, max(1, 2 - math.floor(math.log10(abs(size)))))


def value_text(value: float, unit: str = "") -> str:
    """A value with its unit: "52.3 %", "1.24 h/week"; "-" where there is none."""
    if not math.isfinite(value):
        return "-"
    shown = value * scale(unit)
    return f"{shown:,.{1 if unit in SHARES else decimals(shown)}f} {shown_unit(unit)}".strip()


def difference_text(value: float, unit: str, digits: int) -> str:
    """A signed difference: "+6.1 points", "-0.20 h/week"."""
    name = "points" if unit in SHARES else unit
    return f"{signed(value * scale(unit), digits)} {name}".strip()


def signed(value: float, digits: int) -> str:
    """A number with its sign, and no sign where it rounds to zero."""
    text = f"{value:+,.{digits}f}"
    return text[1:] if float(text.replace(",", "")) == 0 else text


def plain(value: Any) -> Any:
    """A value as it may stand in JSON: NaN and infinities become null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value
