"""Which option holds up: regret, how often each is good enough, and how often one beats another in the same future."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.study.statistics import wilson_interval

COIN = 0.05
"""Two options of which neither wins more often than a fair coin would once in twenty are called a coin toss."""


class Beaten(NamedTuple):
    """How often one option has the higher value in the same future: wins, of futures, and the interval of the share."""

    wins: float
    futures: int
    low: float
    high: float
    coin_toss: bool


def regrets(value: Array) -> Array:
    """How much worse each option is than the best of the same future: (options, futures), from values of that shape."""
    return np.asarray(value.max(axis=0, keepdims=True) - value)


def worst(regret: Array) -> Array:
    """The greatest regret of each option."""
    return np.asarray(regret.max(axis=1))


def beaten(value: Array, option: int, other: int) -> Beaten:
    """How often `option` beats `other`; an equal value counts half. A sign test over futures decides on a coin toss."""
    from scipy.stats import binomtest

    difference = value[option] - value[other]
    ahead, level = int((difference > 0).sum()), int((difference == 0).sum())
    futures = int(difference.size)
    decided = futures - level
    p = float(binomtest(ahead, decided).pvalue) if decided else 1.0
    low, high = wilson_interval(ahead, decided)
    return Beaten(ahead + level / 2, futures, low, high, p >= COIN)


def good_enough(values: Sequence[tuple[Array, float]]) -> Array:
    """Share of futures in which each option reaches every goal: values (options, futures), each with its least."""
    if not values:
        return np.full(0, np.nan)
    reached = np.all([value >= least for value, least in values], axis=0)
    return np.asarray(reached.mean(axis=1))


def quantile_dots(values: Array, dots: int = 20) -> Array:
    """As many equally likely results: quantiles (k + 1/2) / dots of the values, ascending."""
    return np.asarray(np.quantile(values, (np.arange(dots) + 0.5) / dots))


def payback(cumulative: Array) -> int:
    """First week (from 1) from which the running sum never falls below 0 again; 0 where that does not come."""
    below = np.flatnonzero(cumulative < 0)
    week = int(below[-1]) + 2 if below.size else 1
    return week if week <= cumulative.size else 0
