"""One scenario run by itself: a study with a single arm."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copsim.constellation.scenario import find
from copsim.foundation.errors import InputError, Problem
from copsim.study.arms import arms_of
from copsim.study.plan import Plan


def single_plan(source: str, settings: Mapping[str, Any], replications: int = 1, first: int = 0) -> Plan:
    """The plan that runs one scenario, with `settings` (dotted keys) laid over it.

    Raises
    ------
    InputError
        With every problem of the file and of the settings.
    """
    from copsim.constellation.measures import SUMMARIES

    arms, problems = arms_of(source, settings, {})
    if problems:
        told = [p if p.file else Problem(p.key.removeprefix("set."), p.message, p.line, p.nearest) for p in problems]
        raise InputError(told, "" if any(p.file for p in problems) else source)
    return Plan(
        name=f"run-{Path(find(source, 'scenarios')).stem}",
        arms=arms,
        replications=replications,
        first=first,
        measures=list(SUMMARIES),
        question=arms[0].scenario.question,
        kind="run",
        source=source,
        settings=settings,
    )


def parsed_settings(texts: tuple[str, ...]) -> dict[str, Any]:
    """`key=value` texts as settings; a value is read as TOML, and as plain text where it is not TOML.

    Raises
    ------
    InputError
        Naming every text without '='.
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
    if problems:
        raise InputError(problems)
    return settings
