"""Everything that can be wrong with an experiment's keys, levels, measures and arms, found before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copsim.constellation.kinds import Kind, kind_named
from copsim.foundation.errors import Problem, nearest
from copsim.study.arms import ARM, arms_of
from copsim.study.designs import range_problem
from copsim.study.expectation_check import expectation_problems
from copsim.study.extended import as_extended, named_by, picture_problems, settings_in
from copsim.study.plan import WORDS_ONLY
from copsim.study.words import level_text


def grid_problems(data: Mapping[str, Any]) -> list[Problem]:
    """The problems that declared types cannot see. `data` is an experiment's file with [set] and [vary] dotted."""
    settings, varied = (_table(data, name) for name in ("set", "vary"))
    kind, extensions = _kind_of(data)
    problems = _unknown("set", settings, kind) + _unknown("vary", varied, kind) + _level_problems(settings, varied)
    named = _table(data, "arms")
    factors = {ARM: list(named), **varied} if named else varied
    problems += _named_problems(named, settings, varied, kind)
    problems += _measure_problems(data, kind) + _compare_problems(data, factors) + _profile_problems(data, factors)
    problems += expectation_problems(data, factors, kind) + _design_problems(data, factors, settings, kind)
    problems += picture_problems(data.get("picture"), extensions)
    return problems + _arm_problems(data, settings, factors, kind)


def _kind_of(data: Mapping[str, Any]) -> tuple[Kind, list[str]]:
    """The kind of the experiment's scenario with what its extensions measure, and their names."""
    source = str(data.get("scenario", "baseline"))
    others = [given["scenario"] for given in settings_in(data) if isinstance(given.get("scenario"), str)]
    extensions = named_by([source, *others], settings_in(data))
    return as_extended(kind_named(source), extensions), extensions


def _named_problems(
    named: Mapping[str, Any], settings: Mapping[str, Any], varied: Mapping[str, Any], kind: Kind
) -> list[Problem]:
    problems = []
    for arm, given in named.items():
        if not isinstance(given, Mapping):
            continue
        own = {key: value for key, value in given.items() if key != "scenario"}
        problems += _unknown(f"arms.{arm}", own, kind)
        if arm == "none":
            problems.append(Problem(f"arms.{arm}", "is no name for an arm; say what it is"))
        for key in own:
            where = "set" if key in settings else "vary" if key in varied else ""
            if where:
                problems.append(Problem(f"arms.{arm}.{key}", f"also stands in [{where}]; it can be in one place only"))
        other = given.get("scenario")
        if other is not None and kind_named(str(other)).scenario is not kind.scenario:
            problems.append(Problem(f"arms.{arm}.scenario", "is of another kind than the experiment's scenario"))
    return problems


def _unknown(name: str, table: Mapping[str, Any], kind: Kind) -> list[Problem]:
    known = kind.parameters()
    problems = []
    for key in table:
        inside = [k for k in known if k.startswith(f"{key}.")]
        if key in known or (inside and is_list_of_tables(table[key])):
            continue
        if inside:
            problems.append(Problem(f"{name}.{key}", f"is a table; name one of its keys: {', '.join(inside)}"))
        else:
            near = nearest(key, list(known))
            problems.append(Problem(f"{name}.{key}", "unknown parameter (see `copsim explain`)", 0, near))
    return problems


def _design_problems(
    data: Mapping[str, Any], factors: Mapping[str, Any], settings: Mapping[str, Any], kind: Kind
) -> list[Problem]:
    design = _table(data, "design")
    problems = []
    own = [key for arm in _table(data, "arms").values() if isinstance(arm, Mapping) for key in arm]
    for table in ("ranges", "values"):
        given = _table(design, table)
        problems += _unknown(f"design.{table}", given, kind)
        for key in given:
            where = next(
                (name for name, keys in (("set", settings), ("vary", factors), ("arms", own)) if key in keys), ""
            )
            if where:
                problems.append(
                    Problem(f"design.{table}.{key}", f"also stands in [{where}]; it can be in one place only")
                )
    for key, ends in _table(design, "ranges").items():
        declared = kind.parameters().get(key)
        if declared is not None and isinstance(ends, list) and not range_problem(ends):
            if isinstance(declared.default, bool | str | list | dict):
                problems.append(Problem(f"design.ranges.{key}", "is no number, so it has no range"))
            for end in ends[:2]:
                low, high = declared.low, declared.high
                if (low is not None and end < low) or (high is not None and end > high):
                    problems.append(Problem(f"design.ranges.{key}", f"{end} is not within {low:g} to {high:g}"))
    return problems


def is_list_of_tables(value: Any) -> bool:
    """Whether a value stands for an array of tables ([[also]], [[domain.innovation]], [[sponsorship.change]])."""
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _level_problems(settings: Mapping[str, Any], factors: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for key, levels in factors.items():
        where = f"vary.{key}"
        if key in settings:
            problems.append(Problem(where, "also stands in [set]; a key is set or varied"))
        if key in WORDS_ONLY:
            problems.append(Problem(where, "changes no run, so there is nothing to compare"))
        if isinstance(levels, list):
            twice = [value for n, value in enumerate(levels) if value in levels[:n]]
            problems += [Problem(where, f"the level {level_text(value)} is there twice") for value in twice]
    return problems


def _measure_problems(data: Mapping[str, Any], kind: Kind) -> list[Problem]:
    problems = []
    for name in _list(data, "measures"):
        if isinstance(name, str) and name not in kind.summaries:
            near = nearest(name, list(kind.summaries))
            known = "" if near else f"; known: {', '.join(kind.summaries)}"
            problems.append(Problem("measures", f"no measure '{name}'{known}", 0, near))
    return problems


def _compare_problems(data: Mapping[str, Any], factors: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for name in _list(data, "apart"):
        if isinstance(name, str) and name not in factors:
            problems.append(Problem("apart", f"'{name}' does not vary", 0, nearest(name, list(factors))))
    for number, item in enumerate(_list(data, "compare")):
        factor = item.get("factor") if isinstance(item, Mapping) else None
        if not isinstance(factor, str):
            continue
        if factor not in factors:
            near = nearest(factor, list(factors))
            problems.append(Problem(f"compare.{number}.factor", f"'{factor}' does not vary", 0, near))
        elif "against" in item and isinstance(factors[factor], list):
            problems += _not_a_level(f"compare.{number}.against", item["against"], factors[factor])
    return problems


def _profile_problems(data: Mapping[str, Any], factors: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for name, profile in _table(data, "profiles").items():
        narrowed = _table(profile, "vary") if isinstance(profile, Mapping) else {}
        for key, levels in narrowed.items():
            where = f"profiles.{name}.vary.{key}"
            if key not in factors:
                problems.append(Problem(where, "is not a key of [vary]", 0, nearest(key, list(factors))))
            elif isinstance(levels, list) and isinstance(factors[key], list):
                problems += [p for value in levels for p in _not_a_level(where, value, factors[key])]
    return problems


def _not_a_level(where: str, value: Any, levels: list[Any]) -> list[Problem]:
    if value in levels:
        return []
    texts = [level_text(level) for level in levels]
    return [
        Problem(where, f"{value!r} is not one of the levels {', '.join(texts)}", 0, nearest(level_text(value), texts))
    ]


def _arm_problems(
    data: Mapping[str, Any], settings: Mapping[str, Any], factors: Mapping[str, Any], kind: Kind
) -> list[Problem]:
    source = data.get("scenario", "baseline")
    if not isinstance(source, str):
        return []
    known = kind.parameters()
    usable = {key: value for key, value in settings.items() if key in known or is_list_of_tables(value)}
    if "seed" in data:
        usable["seed"] = data["seed"]
    lists = {
        key: levels
        for key, levels in factors.items()
        if (key in known or key == ARM) and isinstance(levels, list) and levels
    }
    named = {
        arm: {k: value for k, value in given.items() if k in known or k == "scenario" or is_list_of_tables(value)}
        for arm, given in _table(data, "arms").items()
        if isinstance(given, Mapping)
    }
    by_factor = {ARM: named} if named else {}
    places = {str(given["scenario"]): f"arms.{arm}.scenario" for arm, given in named.items() if "scenario" in given}
    problems = [_of_scenario(p, places) for p in arms_of(source, usable, lists, by_factor)[1] if p.key != "seed"]
    for name, profile in _table(data, "profiles").items():
        weeks = profile.get("weeks") if isinstance(profile, Mapping) else None
        if isinstance(weeks, int) and weeks >= 1 and not problems:
            for p in arms_of(source, {**usable, "weeks": weeks}, lists, by_factor)[1]:
                problems.append(Problem(f"profiles.{name}.weeks", p.message, 0, p.nearest, p.file))
    return problems


def _of_scenario(problem: Problem, places: Mapping[str, str]) -> Problem:
    # A scenario that is not there, or no TOML, is told where the experiment names it, or one of its arms.
    if not problem.file or problem.line:
        return problem
    key = f"{problem.key}: " if problem.key else ""
    return Problem(places.get(problem.file, "scenario"), f"{problem.file}: {key}{problem.message}", 0, problem.nearest)


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = data.get(name, {})
    return inner if isinstance(inner, Mapping) else {}


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    inner = data.get(name, [])
    return inner if isinstance(inner, list) else []
