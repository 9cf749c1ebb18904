"""What a browser may ask for, checked before anything runs: scenarios that come with copsim, settings, and numbers."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field

from copsim.app.limits import Limits
from copsim.app.offering import Offer
from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import Settings
from copsim.report.asking import asked_plan, labels_of
from copsim.report.curves import DEFAULT, curve_named
from copsim.study.extended import KEY
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


def request_of(body: bytes, offer: Offer = Offer()) -> Request:  # noqa: B008
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
    problems = _name_problems(told, offer.names()) + _extension_problems(told)
    try:
        asked = checked(Request, told)
    except InputError as refused:
        problems += refused.problems
    if problems:
        raise InputError(problems)
    return asked


def _extension_problems(told: dict[str, Any]) -> list[Problem]:
    """A request that names extensions: it would have the server run any file."""
    return [
        Problem(f"{table} {key}", "cannot be asked for; the server's extensions are those it was started with")
        for table in ("settings", "differs")
        for key in (told[table] if isinstance(told.get(table), dict) else ())
        if key.strip().partition(".")[0] == KEY
    ]


def _name_problems(told: dict[str, Any], known: list[str]) -> list[Problem]:
    """Names of scenarios and curves in a request that there are not; what is no name at all is told elsewhere."""
    problems = [
        Problem(key, f"{name!r} is no scenario of this server; known: {', '.join(known)}", 0, nearest(name, known))
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


def plan_of(asked: Request, limits: Limits, offer: Offer = Offer()) -> tuple[Plan, list[str]]:  # noqa: B008
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
        offer.source(asked.scenario),
        offer.extended(asked.settings),
        compare=offer.source(asked.compare),
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
