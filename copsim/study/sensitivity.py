"""Sensitivity: which parameters of a design move a measure, by Morris' elementary effects or Sobol' indices.

Morris 1991; Saltelli et al. 2010 (as in SALib). Values are joined to points by the number of the point, never by the
order of rows; one missing value is refused and named, since SALib would answer with zeros.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copsim.foundation.errors import CopsimError
from copsim.study.designs import POINT, Design, problem_of, salib, unit_of
from copsim.study.outcome import Outcome

RESAMPLES = 1000
SEED = 1
"""Seed of the bootstrap that gives intervals."""


class Index(NamedTuple):
    """How much one parameter moves a measure. Intervals are 95 %, by bootstrap over points.

    Sobol': first (share of variance by itself) and total (with all it interacts with). Morris: first is mu_star (mean
    size of its effects over its range, in units of the measure), total sigma (their sd: interaction or curvature).
    """

    parameter: str
    first: float
    first_half: float
    total: float
    total_half: float


def sensitivity(design: Design, values: Mapping[int, float]) -> list[Index]:
    """Indices of every parameter of a Sobol' or Morris design. values: of a measure, by number of the point.

    Raises
    ------
    CopsimError
        When the design is of another kind, or a point has no value, naming all of them.
    """
    if design.kind not in ("sobol", "morris"):
        raise CopsimError(f"a design of kind {design.kind} has no indices; use sobol or morris")
    missing = [n for n in range(len(design.places)) if not math.isfinite(values.get(n, math.nan))]
    if missing:
        named = ", ".join(str(n) for n in missing[:10]) + (" ..." if len(missing) > 10 else "")
        raise CopsimError(f"no value at {len(missing)} of {len(design.places)} points ({named}); indices need all")
    import numpy as np

    found = np.array([values[n] for n in range(len(design.places))], np.float64)
    if len(set(found.tolist())) == 1:
        return [Index(key, 0.0, 0.0, 0.0, 0.0) for key in design.parameters]
    problem, analyse = problem_of(design.parameters), salib("analyze", design.kind)
    if design.kind == "sobol":
        told = analyse(problem, found, calc_second_order=False, num_resamples=RESAMPLES, seed=SEED)
        names = ("S1", "S1_conf", "ST", "ST_conf")
    else:
        at = np.array([unit_of(design, place) for place in design.places])
        told = analyse(problem, at, found, num_resamples=RESAMPLES, seed=SEED)
        names = ("mu_star", "mu_star_conf", "sigma", "")
    columns = [[float(x) for x in told[name]] if name else [math.nan] * len(design.parameters) for name in names]
    return [Index(key, *row) for key, *row in zip(design.parameters, *columns, strict=True)]


def values_by_point(outcome: Outcome, measure: str, within: Mapping[str, Any]) -> dict[int, float]:
    """The mean of a measure over replications at every point, for one combination of the other factors.

    A point of which a run failed, or has no such value, is left out.
    """
    plan, found = outcome.plan, {}
    for number, arm in enumerate(plan.arms):
        if all(arm.levels.get(key) == level for key, level in within.items()):
            values = outcome.by_replication(number, measure)
            if len(values) == plan.replications:
                found[int(arm.levels[POINT])] = math.fsum(values.values()) / len(values)
    return found


def runs_without(outcome: Outcome, measure: str, points: Sequence[int]) -> list[str]:
    """The runs at these points that failed or have no value of a measure, each with the line that repeats it."""
    told = []
    for spec in outcome.plan.runs():
        value = outcome.values.get((spec.arm, spec.replication), {}).get(measure, math.nan)
        if int(outcome.plan.arms[spec.arm].levels[POINT]) in points and not math.isfinite(value):
            told.append(f"run {spec.run}: {spec.repeat}")
    return told


def index_sentence(found: Sequence[Index], kind: str) -> str:
    """In words: which parameters move the measure, the most first; negative indices are noise around 0."""
    ranked = sorted(found, key=lambda one: -(one.total if kind == "sobol" else one.first))
    if kind == "morris":
        told = ", ".join(f"{one.parameter} {one.first:.3g} [+-{one.first_half:.2g}]" for one in ranked)
        return f"mean size of effects over the range (mu*): {told}"
    told = ", ".join(
        f"{one.parameter} {one.total:.2f} [+-{one.total_half:.2f}] (by itself {one.first:.2f})" for one in ranked
    )
    noise = " An index below 0 is an estimate of 0 with too few points." if any(o.first < 0 for o in found) else ""
    return f"share of the variance (total index): {told}.{noise}"
