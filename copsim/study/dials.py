"""Dials: where along a factor a measure is highest, and whether that lies inside or at an end.

Levels stand in the order of their numbers; named arms in the order in which the file names them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from copsim.study.arms import ARM, combinations
from copsim.study.comparison import pooled_values
from copsim.study.outcome import Outcome
from copsim.study.plan import Dial
from copsim.study.statistics import LEVEL, Estimate, mean_with_interval
from copsim.study.words import combination_label, difference_text, factor_label, level_text, measure_label, value_text

Place = Literal["inside", "at an end", "not told apart"]


class Turned(NamedTuple):
    """A dial at one combination of the other factors.

    best: the level with the highest mean, and that mean. place: inside, if the best level is inside and higher than
    both ends; at an end, if the best level is an end and higher than every other; else not told apart. over: the paired
    differences of the best level from the two ends (from all others, if it is an end: the smallest), with intervals
    widened for all pairs of levels (Bonferroni).
    """

    dial: Dial
    within: Mapping[str, Any]
    best: Any
    mean: float
    place: Place
    over: tuple[tuple[Any, Estimate], ...]
    pairs: int


def turned(outcome: Outcome) -> Iterator[Turned]:
    """Every dial of the plan, at every combination of the other factors."""
    for dial in outcome.plan.dials:
        others = {key: levels for key, levels in outcome.plan.factors.items() if key != dial.factor}
        for within in combinations(others):
            found = _turned(outcome, dial, within)
            if found is not None:
                yield found


def _turned(outcome: Outcome, dial: Dial, within: Mapping[str, Any]) -> Turned | None:
    levels = outcome.plan.factors[dial.factor]
    levels = levels if dial.factor == ARM else sorted(levels)
    values = {x: pooled_values(outcome, dial.measure, {**within, dial.factor: x}, []) for x in levels}
    shared = sorted(set.intersection(*(set(found) for found in values.values())))
    if len(shared) < 2 or len(levels) < 2:
        return None
    means = {x: math.fsum(values[x][r] for r in shared) / len(shared) for x in levels}
    best = max(levels, key=lambda x: means[x])
    widened = 1 - (1 - LEVEL) / (len(levels) * (len(levels) - 1) / 2)
    gaps = {x: mean_with_interval([values[best][r] - values[x][r] for r in shared], widened) for x in levels}
    ends = [levels[0], levels[-1]]
    inside = best not in ends
    against = ends if inside else [x for x in levels if x != best]
    clear = all(gaps[x].low > 0 for x in against)
    place: Place = "not told apart" if not clear else "inside" if inside else "at an end"
    told = against if inside else [min(against, key=lambda x: gaps[x].mean)]
    return Turned(dial, within, best, means[best], place, tuple((x, gaps[x]) for x in told), len(shared))


def dial_sentence(found: Turned) -> str:
    """In words: "relevant ability along control (departure = 1): highest inside, at 0.35 (40.1 %), ..."."""
    from copsim.constellation.kinds import SUMMARIES

    unit = SUMMARIES[found.dial.measure].unit
    where = f" ({combination_label(found.within)})" if found.within else ""
    name = f"{measure_label(found.dial.measure)} along {factor_label(found.dial.factor)}{where}"
    at = f"{level_text(found.best)} ({value_text(found.mean, unit)})"
    gaps = ", ".join(f"{_gap(gap, unit)} over {level_text(x)}" for x, gap in found.over)
    told = {
        "inside": f"highest inside, at {at}: {gaps}",
        "at an end": f"highest at the end, {at}: {gaps}, the next best; no optimum inside",
        "not told apart": f"highest mean at {at}, but not told apart: {gaps}",
    }
    return f"{name}: {told[found.place]}"


def _gap(gap: Estimate, unit: str) -> str:
    ends = " to ".join(difference_text(end, unit, 1).split(" ")[0] for end in (gap.low, gap.high))
    return f"{difference_text(gap.mean, unit, 1)} [{ends}]"
