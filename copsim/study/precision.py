"""Replications until the answer is precise: paired differences are known to within a stated half-width.

Looking again and again would make intervals too narrow, so each of at most K looks is held to a level of 1 - .05 / K
(Bonferroni): the chance that any of the intervals at any look misses is at most 5 %.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import model_validator

from copsim.foundation.parameters import Settings, parameter
from copsim.study.arms import combinations
from copsim.study.comparison import pooled_values
from copsim.study.outcome import Outcome
from copsim.study.plan import Plan, Until
from copsim.study.statistics import LEVEL, mean_with_interval
from copsim.study.words import combination_label, level_label, measure_label, value_text


class UntilSettings(Settings):
    """The table [until]: go on with further replications until paired differences are precise."""

    measure: str = parameter(..., "the summary whose differences are to be precise")
    half_width: float = parameter(
        ..., "half of the interval of every difference, at most (in the measure's unit)", low=0
    )
    most: int = parameter(200, "replications at most", low=2, high=1_000_000)
    step: int = parameter(10, "replications from one look to the next", low=1, high=100_000)

    @model_validator(mode="after")
    def _positive(self) -> UntilSettings:
        if self.half_width <= 0:
            raise ValueError("half_width = 0 is never reached; expected a number above 0")
        return self

    def until(self) -> Until:
        """As a plan has it."""
        return Until(self.measure, self.half_width, self.most, self.step)


class Gap(NamedTuple):
    """One paired difference at one look."""

    label: str
    half_width: float
    sd: float
    pairs: int


class Look(NamedTuple):
    """What a look came to: replications so far, the widest difference, and how many replications it would take."""

    replications: int
    widest: Gap
    precise: bool
    needed: int


def looks(plan: Plan) -> list[int]:
    """After how many replications one looks: the plan's, then step by step to the most."""
    until = plan.until
    assert until is not None
    found = list(range(min(plan.replications, until.most), until.most, until.step))
    return [*found, until.most]


def look(outcome: Outcome, count: int) -> Look:
    """Whether every difference that the plan compares is precise, as one of `count` looks."""
    plan = outcome.plan
    until = plan.until
    assert until is not None
    level = 1 - (1 - LEVEL) / count
    gaps = [_gap(outcome, *pair, until.measure, level) for pair in _pairs(plan)]
    widest = max(gaps, key=lambda gap: math.inf if math.isnan(gap.half_width) else gap.half_width)
    precise = widest.half_width <= until.half_width
    return Look(plan.replications, widest, precise, _needed(widest, until.half_width, level))


def _pairs(plan: Plan) -> list[tuple[dict[str, Any], dict[str, Any], str]]:
    found = []
    for comparison in plan.comparisons:
        others = {key: levels for key, levels in plan.factors.items() if key != comparison.factor}
        for within in combinations(others):
            for level in plan.factors[comparison.factor]:
                if level != comparison.against:
                    here, there = (
                        {**within, comparison.factor: level},
                        {**within, comparison.factor: comparison.against},
                    )
                    where = f" ({combination_label(within)})" if within else ""
                    label = f"{level_label(comparison.factor, level)} against "
                    found.append((here, there, f"{label}{level_label(comparison.factor, comparison.against)}{where}"))
    return found


def _gap(outcome: Outcome, here: dict[str, Any], there: dict[str, Any], label: str, measure: str, level: float) -> Gap:
    mine, theirs = (pooled_values(outcome, measure, levels, []) for levels in (here, there))
    both = sorted(set(mine) & set(theirs))
    found = mean_with_interval([mine[r] - theirs[r] for r in both], level)
    return Gap(label, (found.high - found.low) / 2, found.sd, len(both))


def _needed(gap: Gap, half_width: float, level: float) -> int:
    """Replications at which the interval of a difference with this sd would be narrow enough."""
    from copsim.study.statistics import t_quantile

    if math.isnan(gap.sd) or gap.pairs < 2:
        return 0
    n = 2
    while n < 10_000_000 and t_quantile(1 - (1 - level) / 2, n - 1) * gap.sd / math.sqrt(n) > half_width:
        n = n + 1 if n < 50 else math.ceil(n * 1.02)
    return n


def look_sentence(seen: Look, measure: str, half_width: float, unit: str) -> str:
    """What a look came to, in words."""
    wide = value_text(seen.widest.half_width, unit)
    wanted = value_text(half_width, unit)
    said = (
        f"{seen.replications} replications: {measure_label(measure)} of {seen.widest.label} is known to within {wide}"
    )
    return f"{said}, as wanted ({wanted})" if seen.precise else f"{said}; {wanted} would take about {seen.needed}"


def precise_plan(plan: Plan, do: Callable[[Plan], Outcome], say: Callable[[str], None]) -> Plan:
    """The plan with as many replications as it takes, at most those allowed; every run on the way is done."""
    from dataclasses import replace

    from copsim.constellation.kinds import SUMMARIES

    until = plan.until
    if until is None:
        return plan
    stops = looks(plan)
    for stop in stops:
        plan = replace(plan, replications=stop)
        seen = look(do(plan), len(stops))
        say(look_sentence(seen, until.measure, until.half_width, SUMMARIES[until.measure].unit))
        if seen.precise:
            break
    return plan
