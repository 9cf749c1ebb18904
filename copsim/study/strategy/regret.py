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
    """How often one option has the higher value in the same future: wins, of futures, and the interval of the share.

    Where futures differ in weight, `futures` is as many as they are worth, (sum w)^2 / sum w^2, to the nearest whole.
    """

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


def beaten(value: Array, option: int, other: int, weight: Array | None = None) -> Beaten:
    """How often `option` beats `other`; an equal value counts half. A sign test over futures decides on a coin toss."""
    from scipy.stats import binomtest

    difference = value[option] - value[other]
    w = np.ones(difference.size) if weight is None else np.asarray(weight, float)
    futures = round(worth_of(w))
    ahead = round(float(w[difference > 0].sum() / w.sum()) * futures)
    level = round(float(w[difference == 0].sum() / w.sum()) * futures)
    decided = futures - level
    p = float(binomtest(ahead, decided).pvalue) if decided else 1.0
    low, high = wilson_interval(ahead, decided)
    return Beaten(ahead + level / 2, futures, low, high, p >= COIN)


def worth_of(weight: Array) -> float:
    """As many futures of equal weight as these are worth: (sum w)^2 / sum w^2."""
    return float(weight.sum() ** 2 / (weight**2).sum())


def good_enough(values: Sequence[tuple[Array, float]], weight: Array | None = None) -> Array:
    """Share of futures in which each option reaches every goal: values (options, futures), each with its least."""
    if not values:
        return np.full(0, np.nan)
    reached = np.all([value >= least for value, least in values], axis=0)
    return np.asarray(np.average(reached, axis=1, weights=weight))


def payback(cumulative: Array) -> int:
    """First place (from 1) from which the running sum never falls below 0 again; 0 where that does not come."""
    below = np.flatnonzero(cumulative < 0)
    week = int(below[-1]) + 2 if below.size else 1
    return week if week <= cumulative.size else 0


class Dip(NamedTuple):
    """The lowest point of a running sum, below 0, and its place (from 1); 0 and 0.0 where it never falls below 0.

    An investment that is paid back has the form of a J: down to this point first, then up.
    """

    place: int
    value: float


def dip(cumulative: Array) -> Dip:
    """Where a running sum is lowest; the first of several such places."""
    at = int(np.argmin(cumulative))
    return Dip(at + 1, float(cumulative[at])) if cumulative[at] < 0 else Dip(0, 0.0)
