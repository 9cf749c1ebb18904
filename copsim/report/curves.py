"""Curves that a page can draw: a measure of each week, or a share of two of them, with the words that go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from copsim.constellation.measures import MEASURES
from copsim.foundation.columns import Array
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.study.words import measure_label, scale, shown_unit

QUARTER = 13
Weekly = Mapping[str, Any]


class Curve(NamedTuple):
    """What is drawn along the weeks: name, label, unit as shown, meaning, and how it follows from the series.

    `of` gives an array of shape (weeks,) in the unit shown, nan where it is not known; `whole`: whether it counts
    things.
    """

    name: str
    label: str
    unit: str
    meaning: str
    of: Callable[[Weekly], Array]
    whole: bool = False


def _share_of_people(*levels: str) -> Callable[[Weekly], Array]:
    everybody = ("not_yet_known", "outside", "transactional", "peripheral", "occasional", "active", "core")

    def of(series: Weekly) -> Array:
        people, wanted = (np.sum([series[name] for name in names], axis=0) for names in (everybody, levels))
        known = people > np.asarray(series["not_yet_known"])
        return np.asarray(np.where(known, 100 * wanted / people, np.nan))

    return of


def _of_a_quarter(part: str, *rest: str) -> Callable[[Weekly], Array]:
    def of(series: Weekly) -> Array:
        parts, others = (_last_quarter(names, series) for names in ((part,), rest))
        whole = parts + others
        return 100 * np.divide(parts, whole, out=np.zeros(len(whole)), where=whole > 0)

    return of


def _where_there_are_any(name: str) -> Callable[[Weekly], Array]:
    """A share among people of a level, which the engine gives as 0 where there are none: here it is not known then."""

    def of(series: Weekly) -> Array:
        values = np.asarray(series[name], np.float64)
        return np.where(values > 0, 100 * values, np.nan)

    return of


def _last_quarter(names: Sequence[str], series: Weekly) -> Array:
    total = np.cumsum(np.sum([series[name] for name in names], axis=0, dtype=np.float64))
    before = np.concatenate([np.zeros(QUARTER), total])[: len(total)]
    return np.asarray(total - before)


SHARES = (
    Curve(
        "core_active",
        "Core and active",
        "%",
        "people whose level is core or active, of all (levels are known from week 13 on)",
        _share_of_people("core", "active"),
    ),
    Curve("core", "Core", "%", "people whose level is core, of all", _share_of_people("core")),
    Curve(
        "solved",
        "Challenges solved in time",
        "%",
        "challenges solved by their deadline, of those decided in the last 13 weeks",
        _of_a_quarter("solved_in_time", "overdue"),
    ),
    Curve(
        "repeated_share",
        "Solved again from scratch",
        "%",
        "challenges a colleague had solved that took more than one try, of those, last 13 weeks",
        _of_a_quarter("repeated", "avoided"),
    ),
)
OF_A_LEVEL = "knowledge_of_"
DEFAULT = ("ability", "solved", "core_active")
"""What a page shows unless it is asked for something else."""
WORDS = {"ability": "Mean ability", "knowledge": "Facets held right"}


def curve_named(name: str) -> Curve:
    """A curve by its name: one of `SHARES`, or any measure of a week.

    Raises
    ------
    InputError
        When there is none, with the nearest name.
    """
    for curve in SHARES:
        if curve.name == name:
            return curve
    if name not in MEASURES:
        known = [*(curve.name for curve in SHARES), *MEASURES]
        raise InputError(
            [Problem("curve", f"{name!r} is no curve; a measure of a week is one", 0, nearest(name, known))]
        )
    measure = MEASURES[name]
    if name.startswith(OF_A_LEVEL):
        return Curve(name, measure_label(name).capitalize(), "%", measure.meaning, _where_there_are_any(name))
    factor = scale(measure.unit)
    label = WORDS.get(name, measure_label(name).capitalize())
    return Curve(
        name,
        label,
        shown_unit(measure.unit),
        measure.meaning,
        lambda series: np.asarray(series[name], np.float64) * factor,
        factor == 1.0 and measure.unit not in ("ratio", "slope", "0 to 1", "per member", "ties per member"),
    )
