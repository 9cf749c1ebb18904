"""The observed profile: which orientations the hours of a group look like, to be drawn beside the intended ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np

from copsim.activities.log import Contact
from copsim.activities.orientations import HOURS, Profile
from copsim.foundation.columns import Array
from copsim.foundation.tally import HOURS_FROM, Activity, Payer

MOST = 4.0
"""The largest weight of a profile."""


class Observed(NamedTuple):
    """What hours look like. shares: of the seven families, which is what was seen. profile: nine weights, the largest
    4, that come nearest. residual: distance (root of the sum of squares) between those shares and the profile's."""

    shares: tuple[float, ...]
    profile: Profile
    residual: float


def observed_profile(hours: Sequence[float]) -> Observed:
    """The profile that fits hours of the seven families best, by non-negative least squares on the table HOURS.

    Nine weights from seven hours are not unique: other profiles may give the same hours, and least squares picks one
    (with at most seven weights above 0). So an observed profile is one reading of the shares, which stand beside it.
    Without hours everything is 0.

    Raises
    ------
    ValueError
        When there are not seven hours, or one is negative.
    """
    seen = [float(hour) for hour in hours]
    if len(seen) != 7 or min(seen) < 0 or not math.isfinite(sum(seen)):
        raise ValueError(f"expected the hours of seven families, from 0, got {list(hours)}")
    total = sum(seen)
    if total == 0:
        return Observed((0.0,) * 7, (0.0,) * 9, 0.0)
    from scipy.optimize import nnls

    shares = [hour / total for hour in seen]
    weights, residual = nnls(np.array(list(HOURS.values())).T, np.array(shares))
    scale = MOST / float(max(weights))
    return Observed(tuple(shares), cast(Profile, tuple(float(weight) * scale for weight in weights)), float(residual))


def hours_by_family(tally: Array) -> list[float]:
    """Hours of all groups on each of the seven families, over the weeks of a tally, by all payers."""
    minutes = tally[:, HOURS_FROM:].reshape(-1, len(Payer), len(Activity)).sum(axis=(0, 1))
    return [float(minutes[family]) / 60 for family in range(7)]


def presences_by_family(lines: Array, group: int) -> list[int]:
    """How often somebody was present in an hour of each of the seven families in one group, by the event log's lines.

    `lines`: shape (lines, 5), those of `Log.line` that were written.
    """
    there = lines[(lines[:, 1] == Contact.MEETING) & (lines[:, 3] == group)]
    return np.bincount(there[:, 4] // 64, minlength=8)[:7].tolist()
