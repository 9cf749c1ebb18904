"""What the arguments of a model come to: one checked scenario, or every problem with them at once."""

from __future__ import annotations

import operator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from copsim.constellation.kinds import LEARNING, kind_named, read_situation
from copsim.constellation.learning_scenario import LearningScenario
from copsim.constellation.scenario import Scenario
from copsim.foundation.errors import InputError, Problem


def is_learning(scenario: Any) -> bool:
    """Whether this is, or names, a published model of learning."""
    if isinstance(scenario, str | Path):
        return kind_named(scenario) is LEARNING
    return isinstance(scenario, LearningScenario)


def asked_for(scenario: Any, rng: Any, replication: Any, overrides: dict[str, Any]) -> Any:
    """The scenario that the arguments of a model come to; InputError with all that is wrong with them."""
    problems: list[Problem] = []
    if (number := whole(replication)) is None or number < 0:
        problems.append(Problem("replication", f"expected a whole number from 0, got {replication!r}"))
    values = dict(overrides)
    if rng is not None and "seed" in values:
        problems.append(Problem("seed", "is given twice, as `seed` and as `rng`"))
    elif rng is not None:
        seed = seed_of(rng)
        if seed is None:
            problems.append(Problem("rng", f"expected an integer, a NumPy SeedSequence or Generator, got {rng!r}"))
        else:
            values["seed"] = seed
    known: Any = Scenario()
    try:
        named = isinstance(scenario, str | Path | None)
        found = read_situation("baseline" if scenario is None else scenario) if named else scenario
        if isinstance(found, Scenario | LearningScenario):
            known = found
        elif named:
            problems.append(Problem("scenario", f"{scenario} has no agents; `copsim run` knows what to do with it"))
        else:
            problems.append(Problem("scenario", f"expected a Scenario, a name or a path, got {scenario!r}"))
    except InputError as refused:
        problems += refused.problems
    try:
        known = known.with_values(**values) if values else known
    except InputError as refused:
        problems += [replace(p, key="rng") if p.key == "seed" and rng is not None else p for p in refused.problems]
    if problems:
        raise InputError(problems)
    return known


def seed_of(rng: Any) -> int | None:
    """A seed from an integer, a SeedSequence or a Generator (one number is drawn); None for anything else."""
    if isinstance(rng, np.random.SeedSequence):
        return int(rng.generate_state(1, np.uint64)[0] >> np.uint64(1))
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**63 - 1))
    return whole(rng)


def whole(number: Any) -> int | None:
    """The number as int if it is whole (10, np.int64(10), 10.0), else None."""
    if isinstance(number, float) and number.is_integer():
        return int(number)
    try:
        return None if isinstance(number, bool) else operator.index(number)
    except TypeError:
        return None
