"""How much of the parameter space shows what was published? A Latin hypercube over ranges, held against bands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copsim.constellation.scenario import Scenario, over_baseline, scenario_file
from copsim.constellation.situation import put
from copsim.foundation.checking import checked
from copsim.study.outcome import Outcome
from copsim.study.plan import Arm, Plan
from copsim.study.statistics import NAN, wilson_interval


class Range(NamedTuple):
    """What a parameter may be, as far as anybody knows; sampled evenly in its logarithm."""

    parameter: str
    low: float
    high: float
    source: str


class Band(NamedTuple):
    """What a measure of a mature community should lie in."""

    name: str
    measure: str
    low: float
    high: float
    source: str

    def value(self, values: Mapping[str, float]) -> float:
        """The value that is held against the band; nan where it is not defined."""
        return values.get(self.measure, NAN)

    def met(self, value: float) -> bool:
        """Whether a value lies in the band, ends included."""
        return self.low <= value <= self.high


DOUBLE = "assumed: half to double the default"
RANGES = (
    Range("engagement.interest_sd", 0.3, 1.0, "model.md 7.2"),
    Range("engagement.rate", 0.02, 0.1, "model.md 7.2"),
    Range("engagement.v_learning", 0.75, 3.0, DOUBLE),
    Range("engagement.v_recognition", 0.25, 1.0, DOUBLE),
    Range("engagement.v_belonging", 0.25, 1.5, "assumed below; strong belonging 1.5, model.md 7.2"),
    Range("engagement.first_hour", 0.5, 2.0, DOUBLE),
    Range("engagement.hearsay", 0.25, 1.0, DOUBLE),
)
"""Ranges of the other numbers of the engagement rule; the fitted one is added, in a factor 2 around its fit."""

WENGER = "Wenger, McDermott & Snyder 2002 (theory 4b)"
BANDS = (
    Band("core + active", "core_active", 0.25, 0.35, WENGER),
    Band("core", "core", 0.10, 0.15, WENGER),
    Band("active", "active", 0.15, 0.20, WENGER),
    Band("Gini of contributions", "gini_contributions", 0.60, 0.75, "derived: Zipf exponent 1 to 1.2, theory 4b"),
)
NO_BAND = ("moved_up", "moved_down")
"""Measured, but nothing published to hold them against (theory 4c)."""


class Share(NamedTuple):
    """How many points meet something, and Wilson's 95 % interval of the share; `of`: points that could."""

    hits: int
    of: int
    low: float
    high: float


def measured(bands: Sequence[Band]) -> tuple[list[Band], list[Band]]:
    """The bands whose measures this version has, and those it has not."""
    from copsim.constellation.measures import SUMMARIES

    there = [b for b in bands if b.measure in SUMMARIES]
    return there, [b for b in bands if b not in there]


def ranges_around(parameter: str, value: float) -> list[Range]:
    """All ranges, the fitted parameter's first."""
    fitted = Range(parameter, value / 2, value * 2, "a factor 2 around the fit")
    return [fitted, *(r for r in RANGES if r.parameter != parameter)]


def points(ranges: Sequence[Range], count: int, seed: int) -> list[dict[str, float]]:
    """A Latin hypercube of `count` points: each range is cut into `count` slices, and each slice is met once."""
    import numpy as np
    from scipy.stats import qmc

    cube = qmc.LatinHypercube(d=len(ranges), seed=np.random.default_rng(seed)).random(count)
    return [
        {r.parameter: float(f"{r.low * (r.high / r.low) ** float(at):.4g}") for r, at in zip(ranges, row, strict=True)}
        for row in cube
    ]


def space_plan(
    name: str, source: str, settings: Mapping[str, Any], places: Sequence[Mapping[str, float]], replications: int
) -> Plan:
    """The runs at every point: an arm each, with the same luck."""
    from copsim.constellation.measures import SUMMARIES

    base = over_baseline(scenario_file(source).data)
    arms = []
    for place in places:
        data = dict(base)
        for key, value in {**settings, **place}.items():
            put(data, key, value)
        arms.append(Arm(dict(place), checked(Scenario, data)))
    question = f"At how many of {len(arms)} points of the parameter space is participation as published?"
    return Plan(
        name=name, arms=arms, replications=replications, measures=list(SUMMARIES), question=question,
        kind="calibration", source=source, settings=settings,
    )  # fmt: skip


def means(outcome: Outcome) -> list[dict[str, float]]:
    """The mean of every measure at every point, over its replications; nan where none is defined."""
    return [
        {m: outcome.estimate(number, m).mean for m in outcome.plan.measures} for number in range(len(outcome.plan.arms))
    ]


def share(hits: Sequence[bool]) -> Share:
    """The share of trials that hit."""
    return Share(sum(hits), len(hits), *wilson_interval(sum(hits), len(hits)))


def shares(
    bands: Sequence[Band], at: Sequence[Mapping[str, float]], fitted: Band | None
) -> list[tuple[str, Share, Share]]:
    """For each band, and for all at once: its share of all points, and of those where the fitted band is met."""
    met = {band.name: [band.met(band.value(values)) for values in at] for band in bands}
    kept = met[fitted.name] if fitted is not None else [False] * len(at)
    met["all of them"] = [all(those) for those in zip(*met.values(), strict=True)] if met else []
    return [(name, share(hits), share([h for h, k in zip(hits, kept, strict=True) if k])) for name, hits in met.items()]


def undefined(band: Band, at: Sequence[Mapping[str, float]]) -> int:
    """At how many points a band has nothing to hold against it."""
    return sum(math.isnan(band.value(values)) for values in at)
