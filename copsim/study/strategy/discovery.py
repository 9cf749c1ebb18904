"""Scenario discovery: in which futures an option does worse than another, as a box of assumptions.

Method: PRIM (Friedman & Fisher 1999; Bryant & Lempert 2010).

The search is the library `prim`'s; which limits are kept, and what is said of them, is decided here.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.study.extras import there

COVERAGE = 0.5
"""Of the boxes on the way of peeling, the purest that still holds this share of the futures that are looked for."""
CHANCE = 0.05
"""A limit is kept where its quasi-p (that so pure a part comes by chance) is below this."""
FEWEST = 5
"""Below so many futures of either sort no box is looked for."""


class Box(NamedTuple):
    """A box of assumptions: limits by key (low, high).

    density: share of its futures that are looked for. coverage: share of those that it holds. share: of all futures
    that are looked for, inside the box or not.
    """

    limits: Mapping[str, tuple[float, float]]
    density: float
    coverage: float
    share: float


def box_of(wanted: Array, places: Mapping[str, Sequence[float]]) -> Box | None:
    """The box of the futures that are `wanted` (booleans), or None where there are too few of either sort, no limit is
    beyond chance, or the library `prim` is not installed (extra `studies`).

    places: of each assumption its value in every future.
    """
    if min(int(wanted.sum()), int((~wanted).sum())) < FEWEST or not there("prim"):
        return None
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import prim

        table = pd.DataFrame({key: np.asarray(at, float) for key, at in places.items()})
        found = prim.Prim(table, wanted.astype(float), threshold=float(wanted.mean()), threshold_type=">").find_box()
        if found is None:
            return None
        way = found.peeling_trajectory
        enough = way[way["coverage"] >= COVERAGE]
        found.select(int(enough["density"].idxmax()))
        told = found.limits
    limits = {
        str(key): (float(row["min"]), float(row["max"]))
        for key, row in told.iterrows()
        if not np.isnan(row["qp values"]) and row["qp values"] < CHANCE
    }
    if not limits:
        return None
    inside = np.ones(wanted.size, bool)
    for key, (low, high) in limits.items():
        inside &= (np.asarray(places[key]) >= low) & (np.asarray(places[key]) <= high)
    hit = float((wanted & inside).sum())
    return Box(limits, hit / float(inside.sum()), hit / float(wanted.sum()), float(wanted.mean()))
