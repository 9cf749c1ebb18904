"""`copsim.replay`: from what somebody asks for to a replay; what the command, a notebook and the app share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from copsim.foundation.errors import InputError, Problem
from copsim.report.asking import asked_plan, kept_plan, labels_of, title_of
from copsim.report.curves import DEFAULT, curve_named
from copsim.report.replaying import RUNS, Replay, replay_of
from copsim.study.extended import named_by
from copsim.study.progress import say as say_on_stderr
from copsim.study.provenance import FILE

MOST_CURVES = 3


def replay(
    source: str = "baseline",
    *,
    settings: Mapping[str, Any] | None = None,
    compare: str = "",
    differs: Mapping[str, Any] | None = None,
    branch: int = 0,
    runs: int | None = None,
    replication: int | None = None,
    curves: Sequence[str] = (),
    arms: Sequence[str] = (),
    labels: Sequence[str] = (),
    title: str = "",
    question: str = "",
    options: Sequence[str] = (),
    wrong: Sequence[Problem] = (),
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
) -> Replay:
    """Film a scenario, or two worlds side by side, and gather the spread of many runs around it.

    Parameters
    ----------
    source:
        A scenario by name or path; or a folder of results, whose `arms` (by their levels; none: the first two) are
        seen with the runs that are kept there.
    settings:
        Values by dotted key, for both worlds.
    compare:
        The scenario of world B, by name or path.
    differs:
        Values by dotted key, for world B alone.
    branch:
        The week from which on `differs` holds; left out, from the start.
    runs:
        Runs behind the bands (default 40; 1: no bands).
    replication:
        Which run is shown, from 0; left out, the one nearest to the middle of all.
    curves:
        At most three (see `report.curves`); default mean ability, challenges solved in time, core and active.
    arms:
        Of a folder of results, at most two, each by its levels ("arm=first_wave").
    labels:
        What the worlds are called, A first.
    title, question:
        What stands above the page (left out: as the scenarios say).
    workers:
        Runs at a time (left out: all cores).
    say:
        Called with each line about how far it is.
    options, wrong:
        Keys of `settings` that were given as options of their own, and problems known before, to be told with the rest.

    Raises
    ------
    InputError
        With everything that is wrong; nothing has run then.
    CopsimError
        When a run fails.
    """
    folder = Path(source)
    if not (folder / FILE).exists():
        named_by([source, *([compare] if compare else [])], [settings or {}, differs or {}])
    problems = list(wrong) + _curve_problems(curves)
    chosen: dict[str, Any] = {"replication": replication, "workers": workers, "say": say}
    chosen["curves"] = tuple(curves) or DEFAULT
    if (folder / FILE).exists():
        given = {"--compare": compare, "--set": settings, "--differs": differs, "--branch": branch, "--runs": runs}
        message = "belongs to a scenario; a folder of results has arms (--arm), each with its own settings and runs"
        problems += [Problem(flag, message) for flag, value in given.items() if value]
        if problems:
            raise InputError(problems)
        plan, names, known = kept_plan(folder, arms)
        return replay_of(
            plan, list(labels) or names, title=title or plan.name, question=question, known=known, **chosen
        )
    if arms:
        problems.append(Problem("--arm", f"{source} is not a folder of results; a scenario has no arms"))
    plan = asked_plan(
        source,
        settings or {},
        compare=compare,
        differs=differs,
        branch=branch,
        runs=RUNS if runs is None else runs,
        options=options,
        wrong=problems,
    )
    names = list(labels) or labels_of(plan, differs or {})
    if len(plan.arms) > 1 and not title:
        title = title_of(names)
        question = question or plan.arms[0].scenario.title
    return replay_of(plan, names, title=title, question=question, **chosen)


def _curve_problems(curves: Sequence[str]) -> list[Problem]:
    found = []
    for name in curves:
        try:
            curve_named(name)
        except InputError as refused:
            found += refused.problems
    if len(curves) > MOST_CURVES:
        found.append(Problem("--curve", f"{len(curves)} curves; {MOST_CURVES} at most fit beside the worlds"))
    return found
