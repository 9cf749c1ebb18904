"""What can be wrong with an experiment's claims, assumptions, dials and picture, found before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from copsim.constellation.kinds import Kind
from copsim.foundation.errors import Problem, nearest
from copsim.study.arms import ARM
from copsim.study.words import level_text


def expectation_problems(data: Mapping[str, Any], factors: Mapping[str, Any], kind: Kind) -> list[Problem]:
    """The problems that declared types cannot see; `factors` with their levels, arms among them."""
    problems = []
    for n, claim in enumerate(_items(data, "claim")):
        where = f"claim.{n}"
        problems += _summaries(where, claim, ("measure", "over"), kind)
        factor = claim.get("factor", "")
        if factor:
            problems += _level(f"{where}.factor", factor, None, factors)
            for end in ("level", "against"):
                if claim.get(end) is not None and factor in factors:
                    problems += _level(f"{where}.{end}", factor, claim[end], factors)
        within = claim.get("within", {})
        for key, level in within.items() if isinstance(within, Mapping) else ():
            problems += _level(f"{where}.within.{key}", key, level, factors)
    for n, dial in enumerate(_items(data, "dial")):
        problems += _summaries(f"dial.{n}", dial, ("measure",), kind)
        problems += _level(f"dial.{n}.factor", dial.get("factor", ""), None, factors)
        levels = factors.get(dial.get("factor", ""), [])
        if dial.get("factor") != ARM and not all(
            isinstance(level, int | float) and not isinstance(level, bool) for level in levels
        ):
            problems.append(Problem(f"dial.{n}.factor", "has levels that are no numbers, so nothing lies inside"))
    until = data.get("until")
    if isinstance(until, Mapping):
        problems += _summaries("until", until, ("measure",), kind)
        if not data.get("compare"):
            problems.append(Problem("until", "there is no [[compare]] whose differences could be precise"))
    return problems + _assumption_problems(data, factors, kind) + _picture_problems(data, kind)


def _assumption_problems(data: Mapping[str, Any], factors: Mapping[str, Any], kind: Kind) -> list[Problem]:
    given, problems = data.get("assumptions", {}), []
    known = kind.parameters()
    own = [key for arm in _table(data, "arms").values() if isinstance(arm, Mapping) for key in arm]
    for key in given if isinstance(given, Mapping) else ():
        where = f"assumptions.{key}"
        if key not in known:
            problems.append(Problem(where, "unknown parameter (see `copsim explain`)", 0, nearest(key, list(known))))
        elif key in factors or key in own:
            problems.append(Problem(where, "is varied by the experiment itself, so it is not assumed"))
    if given and not data.get("claim"):
        problems.append(Problem("assumptions", "there is no [[claim]] that could hang on them"))
    return problems


def _picture_problems(data: Mapping[str, Any], kind: Kind) -> list[Problem]:
    known = {*kind.measures, *kind.summaries}
    shows = data.get("shows", [])
    names: Iterable[Any] = shows if isinstance(shows, list) else ()
    return [
        Problem("shows", f"no measure '{name}'", 0, nearest(name, sorted(known)))
        for name in names
        if isinstance(name, str) and name not in known
    ]


def _summaries(where: str, item: Mapping[str, Any], names: tuple[str, ...], kind: Kind) -> list[Problem]:
    return [
        Problem(f"{where}.{name}", f"no measure '{item[name]}'", 0, nearest(item[name], list(kind.summaries)))
        for name in names
        if isinstance(item.get(name), str) and item[name] and item[name] not in kind.summaries
    ]


def _level(where: str, factor: str, level: Any, factors: Mapping[str, Any]) -> list[Problem]:
    if factor not in factors:
        return [Problem(where, f"'{factor}' does not vary", 0, nearest(factor, list(factors)))]
    levels = factors[factor]
    if level is None or not isinstance(levels, list) or level in levels:
        return []
    texts = [level_text(one) for one in levels]
    told = f"{level!r} is not one of the levels {', '.join(texts)}"
    return [Problem(where, told, 0, nearest(level_text(level), texts))]


def _items(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    inner = data.get(name, [])
    return [item for item in inner if isinstance(item, Mapping)] if isinstance(inner, list) else []


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = data.get(name, {})
    return inner if isinstance(inner, Mapping) else {}
