"""Intervals and tests for paired runs, in the few forms that a study needs."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

LEVEL = 0.95
"""Confidence of every interval."""

RESAMPLES = 4999
FEWEST_FOR_BCA = 5
"""Below this many values a bootstrap knows too little of the distribution; it gives no interval."""


class Estimate(NamedTuple):
    """A mean over replications. n: how many; sd: of one; low, high: its interval, 95 % unless told otherwise; p:
    two-sided, of a true mean of 0. What is not known is nan."""

    n: int
    mean: float
    sd: float
    low: float
    high: float
    p: float


NAN = math.nan


def mean_with_interval(values: Sequence[float], level: float = LEVEL) -> Estimate:
    """Mean and Student's t interval; with one value no interval (nan), with none nothing but nan."""
    n = len(values)
    if n == 0:
        return Estimate(0, NAN, NAN, NAN, NAN, NAN)
    mean = math.fsum(values) / n
    if n == 1:
        return Estimate(1, mean, NAN, NAN, NAN, NAN)
    sd = 0.0 if min(values) == max(values) else math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1))
    error = sd / math.sqrt(n)
    half = t_quantile((1 + level) / 2, n - 1) * error
    if error == 0:
        return Estimate(n, mean, sd, mean, mean, 1.0 if mean == 0 else 0.0)
    return Estimate(n, mean, sd, mean - half, mean + half, two_sided_p(mean / error, n - 1))


@functools.lru_cache(maxsize=1024)
def t_quantile(chance: float, freedom: int) -> float:
    """The value that Student's t with `freedom` degrees stays below with this chance."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, chance))


def two_sided_p(t: float, freedom: int) -> float:
    """The chance of a Student's t at least this far from 0."""
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(t)))


def wilson_interval(hits: int, of: int, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share of `hits` among `of` independent trials; nan where there is none."""
    from scipy.special import ndtri

    if of == 0:
        return NAN, NAN
    z = float(ndtri((1 + level) / 2))
    share, centre = hits / of, (hits + z * z / 2) / (of + z * z)
    half = z / (of + z * z) * math.sqrt(of * share * (1 - share) + z * z / 4)
    return (0.0 if hits == 0 else centre - half), (1.0 if hits == of else centre + half)


def bca_interval(values: Sequence[float], level: float = LEVEL) -> tuple[float, float]:
    """Bias-corrected and accelerated bootstrap interval of a mean (Efron 1987); nan for fewer than five values.

    The resamples depend on the number of values only, so that the same values always give the same interval.
    """
    import numpy as np
    from scipy.special import ndtr, ndtri

    data = np.asarray(values, dtype=float)
    n = len(data)
    if n < FEWEST_FOR_BCA:
        return NAN, NAN
    if np.ptp(data) == 0:
        return float(data[0]), float(data[0])
    means = _resamples(n) @ data / n
    mean = data.mean()
    below = (np.sum(means < mean) + 0.5 * np.sum(means == mean)) / len(means)
    bias = ndtri(np.clip(below, 1 / len(means), 1 - 1 / len(means)))
    # Leaving one out moves the mean by (mean - value) / (n - 1); acceleration is the skewness of that influence.
    influence = data - mean
    acceleration = np.sum(influence**3) / (6 * np.sum(influence**2) ** 1.5)
    ends = bias + ndtri([(1 - level) / 2, (1 + level) / 2])
    low, high = np.quantile(means, ndtr(bias + ends / (1 - acceleration * ends)))
    return float(low), float(high)


@functools.lru_cache(maxsize=8)
def _resamples(n: int) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.random.default_rng(n).multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(float)


def holm(ps: Sequence[float]) -> list[float]:
    """Holm's step-down correction (Holm 1979) over the ps that are known; nan stays nan."""
    known = sorted((p, place) for place, p in enumerate(ps) if not math.isnan(p))
    corrected, highest = [NAN] * len(ps), 0.0
    for rank, (p, place) in enumerate(known):
        highest = max(highest, min(1.0, p * (len(known) - rank)))
        corrected[place] = highest
    return corrected
