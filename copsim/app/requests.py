"""What a browser may ask for, checked before anything runs: scenarios that come with copsim, settings, and numbers."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field

from copsim.app.limits import Limits
from copsim.constellation.kinds import COMMUNITY, kind_named
from copsim.constellation.scenario import library, names_in
from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import Settings
from copsim.report.asking import asked_plan, labels_of
from copsim.report.curves import DEFAULT, curve_named
from copsim.study.plan import Plan


class Request(Settings):
    """One question: a scenario, what is laid over it, and what world B differs in (see `copsim.replay`).

    side: the world whose file is wanted, A or B (scenario.toml only; left out, both).
    """

    scenario: str = "baseline"
    settings: dict[str, Any] = Field(default_factory=dict)
    compare: str = ""
    differs: dict[str, Any] = Field(default_factory=dict)
    branch: int = Field(0, ge=0)
    runs: int = Field(20, ge=1)
    replication: int | None = Field(None, ge=0)
    curves: list[str] = Field(default_factory=lambda: list(DEFAULT), min_length=1, max_length=3)
    labels: list[str] = Field(default_factory=list, max_length=2)
    side: Literal["", "A", "B"] = ""


def scenarios_there() -> list[str]:
    """Names of the scenarios of communities that come with copsim, the baseline first."""
    names = [name for name in names_in(library("scenarios")) if kind_named(name) is COMMUNITY]
    return sorted(names, key=lambda name: (name != "baseline", name))


def request_of(body: bytes) -> Request:
    """A request from its JSON.

    Raises
    ------
    InputError
        With all that is wrong of it.
    """
    try:
        told = json.loads(body or b"{}")
        json.dumps(told, ensure_ascii=False).encode()  # half a character ("\ud800") could be in no page or file
    except UnicodeEncodeError:
        raise InputError([Problem("body", "has a text with half a character (a lone surrogate)")]) from None
    except (ValueError, RecursionError) as error:
        raise InputError([Problem("body", f"is not JSON: {error}")]) from None
    if not isinstance(told, dict):
        raise InputError([Problem("body", "expected a JSON object")])
    problems = _name_problems(told)
    try:
        asked = checked(Request, told)
    except InputError as refused:
        problems += refused.problems
    if problems:
        raise InputError(problems)
    return asked


def _name_problems(told: dict[str, Any]) -> list[Problem]:
    """Names of scenarios and curves in a request that there are not; what is no name at all is told elsewhere."""
    known = scenarios_there()
    problems = [
        Problem(
            key, f"{name!r} is no scenario that comes with copsim; known: {', '.join(known)}", 0, nearest(name, known)
        )
        for key, name in (("scenario", told.get("scenario", "baseline")), ("compare", told.get("compare", "")))
        if isinstance(name, str) and (name or key == "scenario") and name not in known
    ]
    curves = told.get("curves")
    for name in curves if isinstance(curves, list) else []:
        try:
            if isinstance(name, str):
                curve_named(name)
        except InputError as refused:
            problems += refused.problems
    return problems


def plan_of(asked: Request, limits: Limits) -> tuple[Plan, list[str]]:
    """The plan of a request, and what to call its worlds.

    Raises
    ------
    InputError
        In the words of the scenario's check, or naming the bound of the server that it goes beyond.
    """
    problems = []
    if asked.runs > limits.runs:
        problems.append(Problem("runs", f"{asked.runs} runs; this server does at most {limits.runs} for one page"))
    plan = asked_plan(
        asked.scenario,
        asked.settings,
        compare=asked.compare,
        differs=asked.differs,
        branch=asked.branch,
        runs=asked.runs,
        wrong=problems,
        flags=("settings", "differs"),
    )
    if asked.labels and len(asked.labels) != len(plan.arms):
        problems.append(Problem("labels", f"{len(asked.labels)} labels for {len(plan.arms)} worlds; expected one each"))
    if asked.side == "B" and len(plan.arms) < 2:
        problems.append(Problem("side", "there is no world B; expected 'A', or what B differs in (differs, compare)"))
    for arm in plan.arms:
        people, weeks = int(arm.scenario.people.members), int(arm.scenario.weeks)  # type: ignore[attr-defined]
        if people > limits.people:
            problems.append(
                Problem("people.members", f"{people:,} people; this server shows at most {limits.people:,}")
            )
        elif people * weeks * asked.runs * len(plan.arms) > limits.person_weeks:
            bound = f"{limits.person_weeks:,} people x weeks x runs x worlds"
            problems.append(
                Problem("weeks", f"{people:,} people x {weeks} weeks x {asked.runs} runs is beyond {bound}")
            )
    if problems:
        raise InputError(dict.fromkeys(problems))
    return plan, asked.labels or labels_of(plan, asked.differs)
