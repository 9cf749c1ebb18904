"""One scenario run by itself: a study with a single arm."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any

from copsim.constellation.kinds import kind_of
from copsim.constellation.scenario import find
from copsim.foundation.errors import InputError, Problem
from copsim.study.arms import arms_of
from copsim.study.branching import branch_problems
from copsim.study.plan import Arm, Plan


def single_plan(
    source: str,
    settings: Mapping[str, Any],
    replications: int = 1,
    first: int = 0,
    *,
    options: Container[str] = (),
    wrong: Sequence[Problem] = (),
    branch: int = 0,
    then: Mapping[str, Any] | None = None,
) -> Plan:
    """The plan that runs one scenario, with `settings` (dotted keys) laid over it.

    `options`: keys of `settings` that were given as options of their own (--weeks), the others by --set.
    `wrong`: what is already known to be wrong with the command line, to be told with the rest.
    `branch`, `then`: the week from which on the settings `then` hold as well.

    Raises
    ------
    InputError
        With every problem of the command line, the file and the settings.
    """
    then = then or {}
    arms, found = arms_of(source, {**settings, **then}, {})
    base = None
    if (branch or then) and not found:
        before, _ = arms_of(source, settings, {})
        base = before[0].scenario
        found = branch_problems(base, arms[0].scenario, branch)
    problems = list(wrong)
    for p in found:
        key = p.key.removeprefix("set.")
        problems.append(p if p.file else Problem(f"--{key}" if key in options else f"--set {key}", *_said(p)))
    if problems:
        raise InputError(problems)
    return Plan(
        name=f"run-{Path(find(source, 'scenarios')).stem}",
        arms=[Arm({}, arms[0].scenario, values=then)] if base is not None else arms,
        replications=replications,
        first=first,
        measures=kind_of(arms[0].scenario).summaries_of(arms[0].scenario),
        question=arms[0].scenario.question,
        kind="run",
        source=source,
        settings=settings,
        base=base,
        branch=branch,
    )


def _said(problem: Problem) -> tuple[str, int, str]:
    return problem.message, 0, problem.nearest


def parsed_settings(texts: tuple[str, ...]) -> tuple[dict[str, Any], list[Problem]]:
    """`key=value` texts as settings, and a problem for every text without '='.

    A value is read as TOML, and as plain text where it is not TOML.
    """
    settings: dict[str, Any] = {}
    problems = []
    for text in texts:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not key:
            problems.append(Problem("--set", f"expected KEY=VALUE, got {text!r}"))
            continue
        try:
            settings[key] = tomllib.loads(f"value = {value}")["value"]
        except (tomllib.TOMLDecodeError, KeyError):
            settings[key] = value
    return settings, problems
