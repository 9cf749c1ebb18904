"""Fitting one parameter to one published number: bisection on common seeds, and how sure the fit is.

Every place that the search looks at is a plan with one arm, run by the same runner and kept in the same journal as any
other study, so a fit that was stopped goes on, and a fit that was done costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from copsim.foundation.errors import CopsimError
from copsim.study.arms import arms_of
from copsim.study.conduct import Conducted, conduct, outcome_of
from copsim.study.plan import Plan
from copsim.study.progress import quiet
from copsim.study.runner import ExecutorName
from copsim.study.statistics import NAN, Estimate, mean_with_interval, t_quantile

WIDTH = 0.01
"""The search ends when the ends of its bracket differ by this share of the lower one."""
STEP = 0.1
"""The local slope is taken between two places this share below and above the fit."""
FIGURES = 3
"""Significant figures of the fitted value, as it may be written into a settings file."""
MOST_DOUBLINGS = 3
"""How often the bracket is halved below and doubled above until the target lies in it."""


class Target(NamedTuple):
    """The measure that is to come out at `value`."""

    measure: str
    value: float


class Fit(NamedTuple):
    """A fitted parameter.

    value: the fit. reached: the target's measure there. slope: change of the measure for one unit of the parameter,
    with its interval over the same seeds. error: standard error of the fit (that of the measure, over seeds, divided
    by the slope); low, high: its 95 % interval. tested: every place looked at, in the order of the search.
    """

    parameter: str
    target: Target
    value: float
    reached: Estimate
    slope: Estimate
    error: float
    low: float
    high: float
    tested: list[tuple[float, Estimate]]


class Question(NamedTuple):
    """What is fitted, and on which runs: `settings` (dotted keys) over the scenario called `source`."""

    source: str
    settings: Mapping[str, Any]
    parameter: str
    target: Target
    replications: int
    results: Path
    executor: ExecutorName = "threads"
    workers: int | None = None

    def plan(self, values: list[float]) -> Plan:
        """The runs at these values of the parameter."""
        from copsim.constellation.kinds import SUMMARIES

        arms, problems = arms_of(self.source, self.settings, {self.parameter: values})
        assert not problems, problems  # the command line was checked
        return Plan(
            name=name_of(self.source),
            arms=arms,
            replications=self.replications,
            measures=list(SUMMARIES),
            question=f"At which {self.parameter} is {self.target.measure} {self.target.value:g}?",
            kind="calibration",
            source=self.source,
            settings=self.settings,
            factors={self.parameter: values},
        )


def name_of(source: str) -> str:
    """The name under which results of calibrating a scenario are kept."""
    return f"calibrate-{Path(source).stem}"


def fit(question: Question, low: float, high: float, say: Callable[[str], None]) -> tuple[Fit, Conducted]:
    """Fit the parameter between `low` and `high`, and write every run of the search as one study.

    The bracket is widened, at most three times at each end and within what the parameter allows, until the target lies
    in it; then halved until its ends are 1 % apart; the fit is where the straight line between them meets the target.

    Raises
    ------
    CopsimError
        When the target is not reached anywhere in the widened bracket, or the measure does not move at the fit.
    """
    from copsim.constellation.scenario import parameters

    declared = parameters()[question.parameter]
    floor = -math.inf if declared.low is None else declared.low
    ceiling = math.inf if declared.high is None else declared.high
    tested: list[tuple[float, Estimate]] = []
    by_seed: dict[float, dict[int, float]] = {}

    def at(value: float) -> Estimate:
        place = rounded(min(max(value, floor), ceiling), 6)
        if place not in by_seed:
            outcome = outcome_of(
                question.plan([place]), question.results, executor=question.executor, workers=question.workers
            )
            by_seed[place] = outcome.by_replication(0, question.target.measure)
            found = mean_with_interval(list(by_seed[place].values()))
            if found.n < question.replications:
                raise CopsimError(
                    f"{question.target.measure} is not defined in {question.replications - found.n} of "
                    f"{question.replications} runs at {question.parameter} = {place:g}"
                )
            tested.append((place, found))
            say(f"{question.parameter} = {place:g}: {question.target.measure} = {found.mean:.4f}")
        return dict(tested)[place]

    ends = bracket(lambda value: at(value).mean, question.target.value, (low, high), (floor, ceiling))
    if ends is None:
        reach = ", ".join(f"{found.mean:.3f} at {value:g}" for value, found in sorted(tested))
        raise CopsimError(
            f"{question.target.measure} = {question.target.value:g} is not reached by {question.parameter}: {reach}; "
            "name other limits with --between, or another target"
        )
    value = rounded(crossing(lambda value: at(value).mean, question.target.value, *ends), FIGURES)
    reached = at(value)
    below, above = (rounded(min(max(value * (1 + by), floor), ceiling), 6) for by in (-STEP, STEP))
    at(below), at(above)
    slopes = [(by_seed[above][r] - by_seed[below][r]) / (above - below) for r in by_seed[value]]
    slope = mean_with_interval(slopes)
    if slope.mean == 0:
        raise CopsimError(f"{question.target.measure} does not move around {question.parameter} = {value:g}")
    error = reached.sd / math.sqrt(reached.n) / abs(slope.mean) if reached.n > 1 else NAN
    half = t_quantile(0.975, reached.n - 1) * error if reached.n > 1 else NAN
    made = Fit(question.parameter, question.target, value, reached, slope, error, value - half, value + half, tested)
    done = conduct(
        question.plan(sorted(by_seed)), question.results, executor=question.executor, workers=question.workers,
        say=quiet,
    )  # fmt: skip
    return made, done


def bracket(
    value_at: Callable[[float], float], goal: float, first: tuple[float, float], limits: tuple[float, float]
) -> tuple[float, float] | None:
    """Two places between which a steady function passes `goal`, found by widening `first`; None if there are none."""
    low, high = max(first[0], limits[0]), min(first[1], limits[1])
    for _ in range(MOST_DOUBLINGS + 1):
        below, above = value_at(low), value_at(high)
        if min(below, above) <= goal <= max(below, above):
            return low, high
        # The end that is nearer to the goal is moved outwards.
        if abs(below - goal) < abs(above - goal):
            low = max(low / 2, limits[0])
        else:
            high = min(high * 2, limits[1])
    return None


def crossing(value_at: Callable[[float], float], goal: float, low: float, high: float) -> float:
    """Where a function that has `goal` between its values at `low` and `high` passes it.

    By halving, keeping the goal between the values at the ends, and at last by a straight line.
    """
    below, above = value_at(low), value_at(high)
    while high - low > WIDTH * low:
        middle = (low + high) / 2
        found = value_at(middle)
        if (found < goal) == (below < goal) and found != goal:
            low, below = middle, found
        else:
            high, above = middle, found
    return low if above == below else low + (high - low) * (goal - below) / (above - below)


def rounded(value: float, figures: int) -> float:
    """A number with so many significant figures."""
    return float(f"{value:.{figures}g}")
