"""`copsim calibrate`: fit, look around the fit, write what was found."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from copsim.constellation.scenario import parameters
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.study.calibration import Fit, Question, Target, fit, name_of
from copsim.study.calibration_report import Found, Space, lines, markdown
from copsim.study.conduct import Conducted, conduct
from copsim.study.extended import named_by
from copsim.study.parameter_space import BANDS, Band, means, measured, points, ranges_around, space_plan
from copsim.study.progress import say as say_on_stderr
from copsim.study.provenance import LIBRARIES, command_line, copsim_version, git_state, version_of
from copsim.study.results import replace_text, writing
from copsim.study.runner import ExecutorName, compile_kernels
from copsim.study.single import single_plan
from copsim.study.tables import csv_text

OWN = ("fit.csv", "space.csv", "calibration.md")
"""What a calibration writes beside the tables that every study has."""


class Around(NamedTuple):
    """How the parameter space is looked at: points, replications of each, and the seed of the Latin hypercube."""

    points: int = 0
    replications: int = 4
    seed: int = 1


FIT_ONLY = Around()


class Calibrated(NamedTuple):
    """What was found, as lines for a terminal; the files written, folder by folder; and how many runs failed."""

    fit: Fit
    lines: list[str]
    files: list[list[Path]]
    failed: int


def question_of(
    source: str,
    parameter: str,
    target: str,
    settings: Mapping[str, Any],
    replications: int,
    results: Path,
    executor: ExecutorName = "threads",
    workers: int | None = None,
    between: tuple[float, float] | None = None,
    wrong: Sequence[Problem] = (),
) -> tuple[Question, tuple[float, float]]:
    """The question, and the two places where the search begins (half and double of the scenario's value, if left out).

    Raises
    ------
    InputError
        With everything that is wrong with the command line and the scenario.
    """
    from copsim.constellation.kinds import SUMMARIES

    problems = list(wrong)
    named_by([source], [settings])
    known = [p.key for p in parameters().values() if isinstance(p.default, float)]
    if parameter not in known:
        message = "its values have no decimals to fit" if parameter in parameters() else "unknown parameter"
        problems.append(Problem("--parameter", f"'{parameter}': {message}", 0, nearest(parameter, known)))
    if parameter in settings:
        problems.append(Problem("--parameter", f"'{parameter}' also stands in --set; it is fitted or set"))
    measure, _, text = (part.strip() for part in target.partition("="))
    if measure not in SUMMARIES:
        problems.append(Problem("--target", f"no measure '{measure}'", 0, nearest(measure, list(SUMMARIES))))
    try:
        goal = float(text)
    except ValueError:
        goal = 0.0
        problems.append(Problem("--target", f"expected MEASURE=NUMBER, got {target!r}"))
    if between is not None and not 0 < between[0] < between[1]:
        problems.append(Problem("--between", f"expected two numbers above 0, the lower first, got {between}"))
    here = 0.0
    try:
        scenario: Any = single_plan(source, settings, wrong=problems).arms[0].scenario
        for part in parameter.split("."):
            scenario = getattr(scenario, part)
        here = float(scenario)
    except InputError as refused:
        problems = refused.problems
    if not problems and between is None and here <= 0:
        problems.append(Problem("--between", f"is needed, since {parameter} = {here:g} has no half and double"))
    if problems:
        raise InputError(problems)
    question = Question(source, settings, parameter, Target(measure, goal), replications, results, executor, workers)
    return question, between or (here / 2, here * 2)


def calibrate(
    question: Question,
    between: tuple[float, float],
    around: Around = FIT_ONLY,
    reference: bool = False,
    bands: Sequence[Band] = BANDS,
    say: Callable[[str], None] = say_on_stderr,
) -> Calibrated:
    """Fit, run the points of the parameter space around the fit, and write the tables and the report.

    All goes into the results folder of the fit; with `reference` also into results/reference/calibration/.
    """
    compile_kernels(say)
    fitted, done = fit(question, *between, say)
    there, missing = measured(bands)
    space, places = None, None
    if around.points:
        ranges = ranges_around(question.parameter, fitted.value)
        plan = space_plan(
            name_of(question.source), question.source, question.settings,
            points(ranges, around.points, around.seed), around.replications,
        )  # fmt: skip
        say(f"the parameter space: {around.points} points x {around.replications} replications")
        places = conduct(plan, question.results, executor=question.executor, workers=question.workers, say=say)
        space = Space(ranges, means(places.outcome), around.replications, around.seed)
    found = Found(question, fitted, done.outcome, there, missing, space)
    files = [[*done.files, *_write(done.folder, found, places)]]
    if places is not None:
        files.append(places.files)
    if reference:
        folder = question.results / "reference" / "calibration"
        files.append(_refer(folder, files[0], [done, *([places] if places else [])]))
    return Calibrated(fitted, lines(found), files, len(places.outcome.failed) if places else 0)


def _write(folder: Path, found: Found, places: Conducted | None) -> list[Path]:
    tried = [
        {found.fit.parameter: value, "replications": e.n, "measure": found.fit.target.measure, "mean": e.mean,
         "sd": e.sd, "low": e.low, "high": e.high} for value, e in found.fit.tested
    ]  # fmt: skip
    replace_text(folder / "fit.csv", csv_text(tried))
    files = [folder / "fit.csv"]
    if found.space is not None and places is not None:
        rows = []
        for arm, values in zip(places.outcome.plan.arms, found.space.at, strict=True):
            row: dict[str, Any] = dict(arm.levels)
            for band in found.bands:
                row |= {band.name: band.value(values), f"{band.name} in band": int(band.met(band.value(values)))}
            rows.append(row)
        replace_text(folder / "space.csv", csv_text(rows))
        files.append(folder / "space.csv")
    replace_text(folder / "calibration.md", markdown(found))
    return [*files, folder / "calibration.md"]


def _refer(folder: Path, files: Sequence[Path], done: Sequence[Conducted]) -> list[Path]:
    from copsim.foundation.model_hash import model_hash

    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name in OWN:  # what an earlier one left must not stand beside a new one
        (folder / name).unlink(missing_ok=True)
    copied = [Path(shutil.copy(path, folder / path.name)) for path in files if path.name in OWN]
    told = {
        "command": command_line(),
        "date": datetime.date.today().isoformat(),
        "copsim": copsim_version(),
        "model_hash": model_hash(),
        "git": git_state(),
        "versions": {name: version_of(name) for name in LIBRARIES},
        "studies": [{"plan_hash": d.outcome.plan.digest(), "digests": dict(d.outcome.digests)} for d in done],
    }
    replace_text(folder / "provenance.json", json.dumps(told, indent=1) + "\n")
    return [*copied, folder / "provenance.json"]
