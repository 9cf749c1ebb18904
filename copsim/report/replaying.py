"""A replay: one run, or the same people's run in two worlds, filmed, with the spread of many runs around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from copsim.constellation.scenario import Scenario
from copsim.constellation.situation import Situation
from copsim.foundation.columns import Array
from copsim.foundation.errors import CopsimError, InputError, Problem
from copsim.foundation.extensions import is_known_to, owner_of
from copsim.report.curves import DEFAULT, Curve, curve_named
from copsim.study.extras import must_have
from copsim.study.plan import Arm, Plan, RunSpec
from copsim.study.progress import say as say_on_stderr

if TYPE_CHECKING:
    from copsim.report.filming import Film
    from copsim.study.record import RunRecord

RUNS = 40
"""Runs behind the bands of a page."""
KEYS = "AB"
LEAST_SPREAD = 0.02
"""Of a curve's size: one that hardly varies shall not decide which run is shown."""

Weekly = Mapping[str, Array]


class Side(NamedTuple):
    """One world of a replay.

    key: "A" or "B". label: what it is called. scenario: what it is.
    film: of the run shown; ensemble: curve -> (runs, weeks), empty where there are no bands; line: the command that
    does the run again.
    """

    key: str
    label: str
    scenario: Scenario
    film: Film
    ensemble: Mapping[str, Array]
    line: str


class Replay(NamedTuple):
    """What a page shows: under its title and question, one world or two (`sides`) and `curves` beside them.

    replication: of the run shown; nearest: whether it was taken for being nearest to the middle.

    runs: behind the bands. branch: week from which on the sides differ (0: from the start). predict, pauses, text: of
    a lesson (see `report.lesson`): what is asked before it plays, where it stops, and its words as Markdown.
    """

    title: str
    question: str
    curves: list[Curve]
    sides: list[Side]
    replication: int
    runs: int
    nearest: bool
    branch: int = 0
    predict: Mapping[str, Any] | None = None
    pauses: Sequence[Mapping[str, Any]] = ()
    text: str = ""

    def html(self) -> str:
        """The page, as one text that needs nothing else."""
        from copsim.report.page import page

        return page(self)

    def save(self, path: str | Path) -> Path:
        """Write the page as a new file, at `path`; returns it.

        Raises
        ------
        CopsimError
            When the file is there already or cannot be written.
        """
        from copsim.report.page import write_page

        return write_page(Path(path), self.html())

    def show(self, height: int = 780) -> Any:
        """The page inside a notebook, in a frame of `height` pixels.

        Raises
        ------
        MissingExtra
            Where there is no notebook: without IPython.
        """
        must_have("IPython", "show() is for notebooks (save('page.html') writes the page anywhere) and needs IPython")
        from IPython import display

        return display.HTML(self._repr_html_(height))

    def _repr_html_(self, height: int = 780) -> str:
        from copsim.report.page import framed

        return framed(self.html(), height)


def replay_of(
    plan: Plan,
    labels: Sequence[str] = (),
    *,
    title: str = "",
    question: str = "",
    replication: int | None = None,
    curves: Sequence[str] = DEFAULT,
    known: Mapping[str, Weekly] | None = None,
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
) -> Replay:
    """Film the one or two arms of a plan; its replications are the runs behind the bands (one: no bands).

    replication: which run is shown; left out, the one whose curves are nearest to the middle of all, over both arms
    taken together, so that the same people have the same luck in both. known: weekly series of runs done already.

    Raises
    ------
    InputError
        When an arm cannot be filmed, or the two cannot be seen side by side.
    CopsimError
        When a run fails.
    """
    from copsim.report.filming import film
    from copsim.study.runner import compile_kernels

    scenarios = scenarios_seen(plan)
    drawn = [curve_named(name) for name in curves]
    _have_curves(scenarios, curves)
    compile_kernels(say, scenarios)
    bands = plan.replications > 1
    found = _ensembles(plan, drawn, known or {}, workers) if bands else [{} for _ in plan.arms]
    shown = replication
    if shown is None:
        shown = plan.first + (nearest_run(found) if bands else 0)
    base: Any = plan.base
    alone = replace(plan, base=None, branch=0)
    sides = [
        Side(
            KEYS[nth],
            labels[nth] if nth < len(labels) else scenarios[nth].title or f"world {KEYS[nth]}",
            scenarios[nth],
            film(scenarios[nth], shown, base, plan.branch),
            found[nth],
            f"{(plan if arm.values else alone).repeat(arm)} --replication {shown}",
        )
        for nth, arm in enumerate(plan.arms)
    ]
    return Replay(
        title or scenarios[0].title or plan.name,
        question or plan.question or scenarios[0].question,
        drawn,
        sides,
        shown,
        plan.replications,
        bands and replication is None,
        plan.branch,
    )


def scenarios_seen(plan: Plan) -> list[Scenario]:
    """The scenarios of a plan's arms, if they can be filmed and seen side by side.

    Raises
    ------
    InputError
        Saying which cannot, and why.
    """
    told: list[Situation] = [arm.scenario for arm in plan.arms]
    seen = [one for one in told if isinstance(one, Scenario)]
    problems = []
    if len(seen) < len(told):
        message = "is a published model of learning: it has no communities to look at (`copsim dock` shows its figures)"
        problems.append(Problem("scenario", message))
    elif len(told) > len(KEYS):
        problems.append(Problem("compare", f"{len(told)} worlds; two at most can be seen side by side"))
    elif len({one.weeks for one in seen}) > 1:
        weeks = " and ".join(str(one.weeks) for one in seen)
        problems.append(Problem("weeks", f"the two worlds last {weeks} weeks; say for both how long (--weeks)"))
    if problems:
        raise InputError(problems)
    return seen


def _have_curves(scenarios: Sequence[Scenario], curves: Sequence[str]) -> None:
    problems = [
        Problem("curve", f"{name!r} is brought by {owner_of('Measure', name)}, which '{one.title}' does not name")
        for name in curves
        for one in scenarios
        if not is_known_to(one.extensions, "Measure", name)
    ]
    if problems:
        raise InputError(dict.fromkeys(problems))


def nearest_run(ensembles: Sequence[Mapping[str, Array]]) -> int:
    """Number of the run whose curves, all together, are nearest to the medians, in units of their spread."""
    distance: Any = 0.0
    for ensemble in ensembles:
        for values in ensemble.values():
            known = values[:, ~np.isnan(values).any(axis=0)]
            if not known.size:
                continue
            low, middle, high = np.quantile(known, (0.25, 0.5, 0.75), axis=0)
            spread = max(float((high - low).mean()), LEAST_SPREAD * float(np.abs(middle).mean()))
            distance = distance + (((known - middle) ** 2).mean(axis=1) / spread**2 if spread > 0 else 0.0)
    return int(np.argmin(distance)) if np.ndim(distance) else 0


def _ensembles(
    plan: Plan, curves: Sequence[Curve], known: Mapping[str, Weekly], workers: int | None
) -> list[dict[str, Array]]:
    """Of each arm its curves over all replications, each of shape (runs, weeks)."""
    from copsim.study.progress import progress
    from copsim.study.record import unpack
    from copsim.study.runner import run_all

    specs = list(plan.runs())
    found: dict[str, list[Array]] = {
        spec.run: [c.of(known[spec.run]) for c in curves] for spec in specs if spec.run in known
    }
    left = [spec for spec in specs if spec.run not in found]
    by_run: dict[str, RunSpec] = {spec.run: spec for spec in left}
    with progress(len(left)) as step:

        def keep(record: RunRecord) -> None:
            if record.status != "ok":
                last = record.error.strip().splitlines()[-1]
                raise CopsimError(f"a run failed: {last}\n  again: {by_run[record.run].repeat}")
            series = unpack(record.payload)
            found[record.run] = [curve.of(series) for curve in curves]
            step()

        if not run_all(left, keep, workers=workers):
            raise CopsimError("interrupted; nothing was written")
    return [
        {c.name: np.array([found[spec.run][nth] for spec in specs if spec.arm == arm]) for nth, c in enumerate(curves)}
        for arm in range(len(plan.arms))
    ]


def side_plan(plan: Plan, arms: Sequence[int]) -> Plan:
    """The same study with some of its arms only."""
    chosen: list[Arm] = [plan.arms[number] for number in arms]
    return replace(plan, arms=chosen)
