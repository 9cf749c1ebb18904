"""From a grid of levels to arms, each a checked scenario."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from copsim.constellation.scenario import Scenario, find, over_baseline, put, read_scenario
from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.toml_file import read_toml
from copsim.study.plan import Arm
from copsim.study.words import level_text


class Refused(NamedTuple):
    """A problem that some arms share, with the levels of those arms."""

    problem: Problem
    arms: list[dict[str, Any]]


def arms_of(
    source: str, settings: Mapping[str, Any], factors: Mapping[str, list[Any]]
) -> tuple[list[Arm], list[Problem]]:
    """Every combination of the levels as an arm, in the order written; and what is wrong with those that may not be.

    The key of a problem says whether it comes from [vary] or [set]. A problem of the scenario's own file names that
    file and its line.
    """
    try:
        read_scenario(source)
    except InputError as refused:
        if any(p.line for p in refused.problems):
            return [], refused.problems
        return [], [Problem("scenario", f"{p.file}: {p.message}", 0, p.nearest) for p in refused.problems]
    base = over_baseline(read_toml(find(source, "scenarios")).data)
    arms: list[Arm] = []
    wrong: dict[tuple[str, str], Refused] = {}
    count = 0
    for levels in combinations(factors):
        count += 1
        data = dict(base)
        for key, value in {**settings, **levels}.items():
            put(data, key, value)
        try:
            arms.append(Arm(levels, checked(Scenario, data)))
        except InputError as refused:
            for problem in refused.problems:
                wrong.setdefault((problem.key, problem.message), Refused(problem, [])).arms.append(levels)
    return arms, [_placed(refused, count, settings, factors) for refused in wrong.values()]


def combinations(factors: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination of levels, the last factor varying fastest."""
    for values in itertools.product(*factors.values()):
        yield dict(zip(factors, values, strict=True))


def _placed(refused: Refused, count: int, settings: Mapping[str, Any], factors: Mapping[str, list[Any]]) -> Problem:
    # A rule over several keys (deadline before abandon) is told at the first of them that the experiment names.
    problem, arms = refused
    own = [("vary", key) for key in factors] + [("set", key) for key in settings]
    near = [(name, key) for name, key in own if problem.key == key or problem.key.startswith(f"{key}.")]
    near += [(name, key) for name, key in own if key.startswith(f"{problem.key}.")]
    name, key = (near or own or [("", problem.key)])[0]
    where = f"{name}.{key}".strip(".")
    if (name, key) == ("set", "seed"):
        where = "seed"
    some = ""
    if len(arms) < count and len(factors) > 1 and problem.key != key:
        some = " (with " + ", ".join(f"{k} = {level_text(v)}" for k, v in arms[0].items()) + ")"
    return Problem(where, problem.message + some, 0, problem.nearest)
