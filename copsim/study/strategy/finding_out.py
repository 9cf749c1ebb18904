"""What it is worth to find out an assumption before choosing: expected value of partial perfect information.

Futures are put into bins by the assumption. Who knows the bin takes the option that is best in it; who does not takes
the one that is best over all; the difference of their means is what knowing is worth (sorting and binning one
parameter: Strong & Oakley 2013). With few futures it is above 0 by luck alone, so the mean over shuffled futures is
taken off, and how often shuffling gives as much is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array

BINS = 4
SHUFFLES = 400
SEED = 1


class Worth(NamedTuple):
    """What knowing an assumption is worth, in money, beyond luck; by_luck: share of shuffles that gave as much."""

    key: str
    value: float
    by_luck: float


def shuffled_orders(futures: int) -> Array:
    """The orders in which futures are shuffled, always the same: (SHUFFLES, futures)."""
    chance = np.random.default_rng(SEED)
    return np.array([chance.permutation(futures) for _ in range(SHUFFLES)])


def worth_of_knowing(value: Array, places: Mapping[str, Sequence[float]], bins: int = BINS) -> list[Worth]:
    """Of each assumption what knowing it is worth, the most first.

    value: (options, futures). places: of each assumption its value in every future.
    """
    orders = shuffled_orders(value.shape[1])
    found = []
    for key, at in places.items():
        bin_of = np.argsort(np.argsort(np.asarray(at), kind="stable"), kind="stable") * bins // value.shape[1]
        known = gain(value, bin_of)
        shuffled = np.array([gain(value[:, order], bin_of) for order in orders])
        by_luck = float((shuffled >= known - 1e-9 * max(1.0, abs(known))).mean())
        found.append(Worth(key, max(0.0, known - float(shuffled.mean())), by_luck))
    return sorted(found, key=lambda one: (-one.value, one.key))


def gain(value: Array, bin_of: Array) -> float:
    """How much more than the best single option the best option of each bin gives, on average over futures."""
    best = 0.0
    for b in np.unique(bin_of):
        inside = value[:, bin_of == b]
        best += float(np.max(inside.mean(axis=1))) * inside.shape[1]
    return best / value.shape[1] - float(np.max(value.mean(axis=1)))
