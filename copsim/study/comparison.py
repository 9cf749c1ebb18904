"""Paired comparison: the same replication has the same luck in every arm, so arms are compared pair by pair."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copsim.study.arms import combinations
from copsim.study.outcome import Outcome
from copsim.study.plan import Comparison
from copsim.study.statistics import NAN, bca_interval, holm, mean_with_interval

ROUNDING = 1e-12
"""Values closer than this, relative to their size, differ by rounding only and count as equal."""


class Contrast(NamedTuple):
    """How one level of a factor differs from another, all else equal.

    within: levels of the factors held fixed. averaged: factors averaged over. pairs: replications compared.
    low, high: 95 % t interval of the mean difference; bca_low, bca_high: the same by bootstrap. p: of no difference;
    p_holm: corrected over the whole family. dz: mean difference in sd of the differences; in_sd: in sd of the control.
    correlation: between the two arms over replications; variance_ratio: how many times more runs unpaired arms would
    need. wins: share of pairs in which the level has the higher value (a tie counts half).
    """

    measure: str
    factor: str
    level: Any
    against: Any
    within: Mapping[str, Any]
    averaged: Sequence[str]
    pairs: int
    mean: float
    mean_against: float
    difference: float
    low: float
    high: float
    bca_low: float
    bca_high: float
    p: float
    p_holm: float
    dz: float
    in_sd: float
    correlation: float
    variance_ratio: float
    wins: float


def compare(outcome: Outcome, *, averaged: bool = False) -> list[Contrast]:
    """Every comparison the plan asks for, on each of its measures, corrected as one family.

    With `averaged`, the other factors are averaged over (pair by pair) except those the plan keeps apart; without, each
    of their combinations is compared by itself. Comparisons without a pair are left out.
    """
    found = []
    for comparison in outcome.plan.comparisons:
        others = {k: v for k, v in outcome.plan.factors.items() if k != comparison.factor}
        pooled = [k for k in others if averaged and k not in outcome.plan.apart]
        fixed = {k: v for k, v in others.items() if k not in pooled}
        for within in combinations(fixed):
            found += _within(outcome, comparison, within, pooled)
    corrected = holm([c.p for c in found])
    return [c._replace(p_holm=p) for c, p in zip(found, corrected, strict=True)]


def _within(outcome: Outcome, comparison: Comparison, within: dict[str, Any], pooled: list[str]) -> list[Contrast]:
    levels = [v for v in outcome.plan.factors[comparison.factor] if v != comparison.against]
    found = []
    for measure in outcome.plan.measures:
        control = pooled_values(outcome, measure, {**within, comparison.factor: comparison.against}, pooled)
        for level in levels:
            values = pooled_values(outcome, measure, {**within, comparison.factor: level}, pooled)
            both = sorted(set(values) & set(control))
            if both:
                pairs = [(values[r], control[r]) for r in both]
                found.append(contrast(pairs, measure, comparison.factor, level, comparison.against, within, pooled))
    return found


def pooled_values(outcome: Outcome, measure: str, levels: Mapping[str, Any], pooled: Sequence[str]) -> dict[int, float]:
    """By replication, the measure at these levels, averaged over all levels of the factors in `pooled`.

    A replication counts only when every arm it averages over has a value.
    """
    factors = outcome.plan.factors
    arms = [
        outcome.by_replication(outcome.arm_number(_in_order(factors, {**levels, **other})), measure)
        for other in combinations({key: factors[key] for key in pooled})
    ]
    both = set.intersection(*(set(arm) for arm in arms))
    return {r: math.fsum(arm[r] for arm in arms) / len(arms) for r in sorted(both)}


def contrast(
    pairs: Sequence[tuple[float, float]],
    measure: str = "",
    factor: str = "",
    level: Any = "",
    against: Any = "",
    within: Mapping[str, Any] | None = None,
    averaged: Sequence[str] = (),
) -> Contrast:
    """The contrast of at least one pair (value, value of the control)."""
    here, there = [a for a, _ in pairs], [b for _, b in pairs]
    differences = [0.0 if math.isclose(a, b, rel_tol=ROUNDING) else a - b for a, b in pairs]
    gap, mine, theirs = (mean_with_interval(values) for values in (differences, here, there))
    bca_low, bca_high = bca_interval(differences)
    return Contrast(
        measure, factor, level, against, dict(within or {}), list(averaged), gap.n, mine.mean, theirs.mean,
        gap.mean, gap.low, gap.high, bca_low, bca_high, gap.p, gap.p,
        _ratio(gap.mean, gap.sd),
        _ratio(gap.mean, theirs.sd),
        _correlation(here, there, mine.sd, theirs.sd),
        _ratio(mine.sd**2 + theirs.sd**2, gap.sd**2),
        sum((d > 0) + 0.5 * (d == 0) for d in differences) / len(pairs),
    )  # fmt: skip


def _correlation(here: Sequence[float], there: Sequence[float], sd_here: float, sd_there: float) -> float:
    n = len(here)
    if n < 2:
        return NAN
    a, b = math.fsum(here) / n, math.fsum(there) / n
    together = math.fsum((x - a) * (y - b) for x, y in zip(here, there, strict=True)) / (n - 1)
    return _ratio(together, sd_here * sd_there)


def _ratio(value: float, by: float) -> float:
    return value / by if by > 0 else NAN


def _in_order(factors: Mapping[str, Any], levels: Mapping[str, Any]) -> dict[str, Any]:
    return {key: levels[key] for key in factors}
