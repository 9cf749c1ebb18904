"""From a grid of levels to arms, each a checked scenario."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from copsim.constellation.kinds import COMMUNITY, Kind, kind_told, read_situation
from copsim.constellation.scenario import scenario_file
from copsim.constellation.situation import put
from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError, Problem
from copsim.study.plan import Arm
from copsim.study.words import level_text


class Refused(NamedTuple):
    """A problem that some arms share, with the levels of those arms."""

    problem: Problem
    arms: list[dict[str, Any]]


Named = Mapping[str, Mapping[Any, Mapping[str, Any]]]
"""Factor -> level -> its settings by dotted key."""

ARM = "arm"
"""The factor whose levels are the arms that an experiment names in [arms], each with settings of its own."""
PLACE = "design"
"""The table that the settings of a design's points come from."""


def arms_of(
    source: str,
    settings: Mapping[str, Any],
    factors: Mapping[str, list[Any]],
    named: Named | None = None,
) -> tuple[list[Arm], list[Problem]]:
    """Every combination of the levels as an arm, in the order written; and all that is wrong, if anything is.

    `named`: of factors whose levels are names or numbers of settings, each level's settings by dotted key; "scenario"
    names another to start from.

    A problem of the scenario's own file names that file, and its line; the key of any other says whether it comes
    from [vary] or [set]. Where the scenario is refused, levels and settings are checked against what is right of it.
    A setting that changes nothing in any arm is wrong, too.
    """
    named = named or {}
    every = [given for by_level in named.values() for given in by_level.values()]
    sources = {source, *(str(given["scenario"]) for given in every if "scenario" in given)}
    own = [problem for name in sorted(sources) for problem in _problems_of(name)]
    bases = {name: what_is_right(name) for name in sources}
    arms: list[Arm] = []
    wrong: dict[tuple[str, str], Refused] = {}
    idle: list[dict[str, str]] = []
    count = 0
    for levels in combinations(factors):
        count += 1
        given = {key: value for factor in named for key, value in named[factor][levels[factor]].items()}
        its_source = str(given.pop("scenario", source))
        kind, base = bases[its_source]
        data = dict(base)
        values = {**given, **{key: value for key, value in levels.items() if key not in named}}
        for key, value in {**settings, **values}.items():
            put(data, key, value)
        try:
            other = its_source if its_source != source else ""
            arms.append(Arm(levels, checked(kind.scenario, data), other, values))
        except InputError as refused:
            for problem in refused.problems:
                wrong.setdefault((problem.key, problem.message), Refused(problem, [])).arms.append(levels)
        else:
            idle.append({problem.key: problem.message for problem in arms[-1].scenario.without_effect()})
    problems = [_placed(refused, count, settings, factors, named) for refused in wrong.values()]
    for name, key in _own_keys(settings, factors, named):
        if idle and all(key in found for found in idle):
            problems.append(Problem(f"{name}.{key}", idle[0][key]))
    return ([] if own or problems else arms), own + problems


def what_is_right(source: str) -> tuple[Kind, dict[str, Any]]:
    """The kind and the values of a scenario without what is wrong of it, if anything is, over what they are laid over.

    At worst these are the baseline's, or the defaults.
    """
    try:
        told = scenario_file(source).data
    except InputError:
        return COMMUNITY, COMMUNITY.base({})
    kind = kind_told(told)
    data = kind.base(told)
    while True:
        try:
            checked(kind.scenario, data)
        except InputError as refused:
            before = deepcopy(data)
            for problem in refused.problems:
                _without(data, problem.key)
            if data == before:
                return kind, kind.base({})
        else:
            return kind, data


def _without(data: dict[str, Any], key: str) -> None:
    # Of an array of tables the whole goes: which of its items are right says little without the others.
    inside: Any = data
    *path, last = key.split(".")
    for part in path:
        if not isinstance(inside.get(part), dict):
            last = part
            break
        inside = inside[part]
    inside.pop(last, None)


def combinations(factors: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination of levels, the last factor varying fastest."""
    for values in itertools.product(*factors.values()):
        yield dict(zip(factors, values, strict=True))


def _placed(
    refused: Refused,
    count: int,
    settings: Mapping[str, Any],
    factors: Mapping[str, list[Any]],
    named: Named,
) -> Problem:
    # A rule over several keys (deadline before abandon) is told at the first of them that the experiment names.
    problem, arms = refused
    mine = {factor: {arms[0][factor]: by_level[arms[0][factor]]} for factor, by_level in named.items()}
    own = _own_keys(settings, {key: levels for key, levels in factors.items() if key not in named}, mine)
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


def _own_keys(settings: Mapping[str, Any], factors: Mapping[str, Any], named: Named) -> list[tuple[str, str]]:
    arms = [(f"arms.{name}", key) for name, given in named.get(ARM, {}).items() for key in given]
    points = [given for factor, levels in named.items() if factor != ARM for given in levels.values()]
    arms += [(PLACE, key) for given in points[:1] for key in given]
    return arms + [("vary", key) for key in factors] + [("set", key) for key in settings]


def _problems_of(source: str) -> list[Problem]:
    try:
        read_situation(source)
    except InputError as refused:
        return refused.problems
    return []
