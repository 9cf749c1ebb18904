"""Which assumption decides it: the claims of an experiment where one assumed number is another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from copsim.study.claims import Judged, judge
from copsim.study.conduct import outcome_of
from copsim.study.experiment import read_asked, read_experiment
from copsim.study.plan import Plan
from copsim.study.progress import quiet
from copsim.study.runner import ExecutorName
from copsim.study.words import level_text

PROFILE = "assumptions"
"""The profile of an experiment file by which assumptions are tried, if it has one: fewer levels, fewer runs."""


AS_IT_IS = "as it is"
"""In place of an assumption: none was changed, but there were as few runs as where one was."""


class Tried(NamedTuple):
    """The claims where one assumption had another value (or, under AS_IT_IS, none had)."""

    key: str
    value: Any
    judged: list[Judged]


def try_assumptions(
    name: str,
    results: Path,
    executor: ExecutorName = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = quiet,
) -> tuple[list[Tried], list[Plan]]:
    """Every claim of an experiment at every value of its [assumptions], one at a time; and the plans that it took.

    Raises what `conduct` raises. Runs that were done before are reused from the journal of the experiment.
    """
    asked, _ = read_asked(name)
    profile = PROFILE if PROFILE in asked.profiles else ""
    tried, plans = [], []
    if profile and asked.assumptions:
        plans.append(read_experiment(name, profile))
        tried.append(Tried(AS_IT_IS, "", judge(outcome_of(plans[0], results, executor=executor, workers=workers))))
    for key, values in asked.assumptions.items():
        for value in values:
            plan = read_experiment(name, profile, also={key: value})
            say(f"{plan.name}: with {key} = {level_text(value)}")
            outcome = outcome_of(plan, results, executor=executor, workers=workers)
            plans.append(plan)
            tried.append(Tried(key, value, judge(outcome)))
    return tried, plans
