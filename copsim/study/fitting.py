"""Fitting several parameters to several published numbers at once: Optuna searches, every trial with the same luck."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from copsim.constellation.kinds import kind_named
from copsim.foundation.errors import CopsimError, InputError, Problem, nearest
from copsim.study.arms import arms_of
from copsim.study.conduct import outcome_of
from copsim.study.designs import DIGITS, range_problem
from copsim.study.extended import as_extended, named_by
from copsim.study.extras import must_have
from copsim.study.outcome import Outcome
from copsim.study.plan import Plan
from copsim.study.printing import table
from copsim.study.results import results_folder
from copsim.study.runner import ExecutorName
from copsim.study.statistics import Estimate
from copsim.study.tables import Row, csv_text
from copsim.study.words import measure_label, value_text


class Wanted(NamedTuple):
    """A measure and the number that it should come to; tolerance: what counts as one unit of being off."""

    measure: str
    value: float
    tolerance: float


class Fitting(NamedTuple):
    """What is fitted: ranges by parameter, over a scenario; the same replications at every trial."""

    source: str
    ranges: dict[str, tuple[float, float]]
    wanted: tuple[Wanted, ...]
    replications: int
    trials: int
    seed: int


class Trial(NamedTuple):
    """One trial: its values, what each measure came to, and how far off that is in all."""

    values: dict[str, float]
    found: dict[str, Estimate]
    distance: float


def fitting_of(
    source: str, parameters: Sequence[str], targets: Sequence[str], replications: int, trials: int, seed: int
) -> Fitting:
    """From KEY=LOW:HIGH and MEASURE=NUMBER (or MEASURE=NUMBER+-TOLERANCE) texts.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    kind, problems = as_extended(kind_named(source), named_by([source])), []
    ranges, wanted = {}, []
    known = kind.parameters()
    for text in parameters:
        key, _, ends = text.partition("=")
        low, _, high = ends.partition(":")
        pair = [_number(low), _number(high)]
        if key not in known:
            problems.append(Problem("--parameter", f"no parameter '{key}'", 0, nearest(key, list(known))))
        elif None in pair or range_problem(pair):
            problems.append(Problem("--parameter", f"{text!r}; expected KEY=LOW:HIGH with LOW below HIGH"))
        else:
            ranges[key] = (float(pair[0] or 0.0), float(pair[1] or 0.0))
    for text in targets:
        name, _, number = text.partition("=")
        value, _, tolerance = number.partition("+-")
        goal, off = _number(value), _number(tolerance) if tolerance else None
        if name not in kind.summaries:
            problems.append(Problem("--target", f"no measure '{name}'", 0, nearest(name, list(kind.summaries))))
        elif goal is None or (tolerance and not off):
            problems.append(Problem("--target", f"{text!r}; expected MEASURE=NUMBER or MEASURE=NUMBER+-TOLERANCE"))
        else:
            wanted.append(Wanted(name, goal, off or max(abs(goal) / 10, 1e-9)))
    if not parameters or not targets:
        problems.append(Problem("", "name at least one --parameter and one --target"))
    problems += arms_of(source, {}, {})[1]
    if problems:
        raise InputError(problems)
    return Fitting(source, ranges, tuple(wanted), replications, trials, seed)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def fit(
    asked: Fitting,
    results: Path,
    say: Callable[[str], None],
    executor: ExecutorName = "threads",
    workers: int | None = None,
) -> tuple[list[Trial], Plan]:
    """All trials, best first, and the plan of the best. Trials done before are reused, so a search goes on.

    The search is Optuna's (TPE, seeded), one trial after the other, so the same command proposes the same values.

    Raises
    ------
    CopsimError
        When Optuna is not installed, or no trial has a value for every target.
    """
    must_have("optuna", "fitting several parameters needs Optuna")
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=asked.seed))
    trials: list[Trial] = []
    for nth in range(asked.trials):
        proposed = study.ask()
        values = {key: _rounded(proposed.suggest_float(key, *ends)) for key, ends in asked.ranges.items()}
        outcome = outcome_of(plan_at(asked, values), results, executor=executor, workers=workers)
        trial = _judged(asked, values, outcome)
        if math.isfinite(trial.distance):
            study.tell(proposed, trial.distance)
        else:
            study.tell(proposed, state=optuna.trial.TrialState.FAIL)
        trials.append(trial)
        if (nth + 1) % max(1, asked.trials // 10) == 0:
            best = min(trials, key=_order)
            say(f"{nth + 1} of {asked.trials} trials; nearest so far: off by {best.distance:.3g} tolerances")
    trials.sort(key=_order)
    if not math.isfinite(trials[0].distance):
        raise CopsimError("no trial has a value for every target; a measure may be undefined in this scenario")
    return trials, plan_at(asked, trials[0].values)


def _order(trial: Trial) -> float:
    return trial.distance if math.isfinite(trial.distance) else math.inf


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def plan_at(asked: Fitting, values: dict[str, float]) -> Plan:
    """The runs at these values."""
    arms, problems = arms_of(asked.source, values, {})
    if problems:
        raise InputError(problems)
    return Plan(
        name=f"fit-{Path(asked.source).stem}",
        arms=arms,
        replications=asked.replications,
        measures=[one.measure for one in asked.wanted],
        question=f"Where are {', '.join(measure_label(one.measure) for one in asked.wanted)} as wanted?",
        kind="fit",
        source=asked.source,
        settings=values,
    )


def _judged(asked: Fitting, values: dict[str, float], outcome: Outcome) -> Trial:
    found = {one.measure: outcome.estimate(0, one.measure) for one in asked.wanted}
    off = [(found[one.measure].mean - one.value) / one.tolerance for one in asked.wanted]
    distance = math.sqrt(math.fsum(x * x for x in off) / len(off)) if all(map(math.isfinite, off)) else math.nan
    return Trial(values, found, distance)


def trial_rows(trials: Sequence[Trial]) -> list[Row]:
    """One row a trial, nearest first."""
    rows = []
    for trial in trials:
        row: Row = {**trial.values, "distance": trial.distance}
        for name, one in trial.found.items():
            row |= {name: one.mean, f"{name} low": one.low, f"{name} high": one.high}
        rows.append(row)
    return rows


def fit_lines(asked: Fitting, trials: Sequence[Trial]) -> list[str]:
    """The nearest trial, and what else is as near as can be told."""
    from copsim.constellation.kinds import SUMMARIES

    best = trials[0]
    lines = ["Nearest: " + ", ".join(f"{key} = {value:g}" for key, value in best.values.items()), ""]
    rows = []
    for one in asked.wanted:
        unit, found = SUMMARIES[one.measure].unit, best.found[one.measure]
        ends = f"[{value_text(found.low, unit)}, {value_text(found.high, unit)}]"
        met = "yes" if found.low <= one.value <= found.high else "no"
        rows.append([measure_label(one.measure), value_text(one.value, unit), value_text(found.mean, unit), ends, met])
    lines += table(["measure", "wanted", "found", "95 % interval", "in it"], rows)
    near = [trial for trial in trials if trial.distance <= best.distance + 0.5]
    lines += ["", f"{len(near)} of {len(trials)} trials are within half a tolerance of it; over them:"]
    for key in asked.ranges:
        values = [trial.values[key] for trial in near]
        lines.append(f"  {key}: {min(values):g} to {max(values):g} (searched {asked.ranges[key][0]:g} to "
                     f"{asked.ranges[key][1]:g})")  # fmt: skip
    return lines


def write(trials: Sequence[Trial], plan: Plan, results: Path) -> list[Path]:
    """Write trials.csv into the results folder of the best trial's plan."""
    from copsim.study.results import replace_text

    folder = results_folder(results, plan)
    replace_text(folder / "trials.csv", csv_text(trial_rows(trials)))
    return [folder / "trials.csv"]
