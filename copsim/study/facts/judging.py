"""Verdicts on facts: an interval against a band."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copsim.study.facts.fact import Fact, Luck, Reading, Verdict
from copsim.study.statistics import LEVEL, mean_with_interval

RESAMPLES = 999
FEWEST = 2
"""Replications below which nothing is said."""


def verdict(low: float, high: float, interval: tuple[float, float]) -> Verdict:
    """The band is (low, high), open.

    It holds when the whole interval lies in the band, and does not when none of it does. What is never different from
    an end of the band (a difference of 0 in all runs) lies outside.
    """
    below, above = interval
    if math.isnan(below) or math.isnan(above):
        return "not measured"
    if below > low and above < high:
        return "holds"
    return "does not hold" if above <= low or below >= high else "not told apart"


def read(fact: Fact, runs: Sequence[Luck]) -> Reading:
    """The statistic of a fact over replications, with its 95 % interval and the verdict."""
    if fact.pool is not None:
        mean, low, high = _bootstrap(fact, runs)
        return Reading(len(runs), mean, low, high, verdict(fact.low, fact.high, (low, high)))
    assert fact.each is not None, fact.key
    values = [value for luck in runs if not math.isnan(value := fact.each(luck))]
    found = mean_with_interval(values)
    return Reading(found.n, found.mean, found.low, found.high, verdict(fact.low, fact.high, (found.low, found.high)))


def _bootstrap(fact: Fact, runs: Sequence[Luck]) -> tuple[float, float, float]:
    """The pooled statistic and the middle 95 % of it over resampled replications, always the same resamples."""
    import numpy as np

    assert fact.pool is not None
    whole = fact.pool(runs)
    if len(runs) < FEWEST or math.isnan(whole):
        return whole, math.nan, math.nan
    draws = np.random.default_rng(len(runs)).integers(0, len(runs), (RESAMPLES, len(runs)))
    again = np.array([fact.pool([runs[n] for n in draw]) for draw in draws.tolist()])
    again = again[~np.isnan(again)]
    if again.size < RESAMPLES / 2:
        return whole, math.nan, math.nan
    low, high = np.quantile(again, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return whole, float(low), float(high)
