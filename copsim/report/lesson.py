"""A lesson: one Markdown file with fixed headings, whose numbers are filled in from the runs that its page shows.

The file begins with a head in TOML between two lines "+++" (see `Lesson`). In its text, {{CURVE SIDE WEEK}} is a number
of the run shown, {{CURVE SIDE WEEK band}} the middle 80 % of all runs; SIDE is A, B, or B-A for the difference of the
pair. {{CURVE B-A WEEK mean}} is the mean over all pairs with its 95 % interval.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import Field

from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import Settings
from copsim.report.curves import Curve, curve_named
from copsim.study.plan import Plan
from copsim.study.statistics import mean_with_interval

if TYPE_CHECKING:
    from copsim.report.replaying import Replay

FOLDER = Path(__file__).parent / "lessons"
HEADINGS = (
    *("Question", "For whom and how long", "Before class", "Predict", "Observe", "Explain", "Try"),
    *("What the model leaves out", "Typical wrong ideas", "Handout"),
)
PLACE = re.compile(r"\{\{([^{}]*)\}\}")
FENCE = "+++"
MINUS = "\N{MINUS SIGN}"
ENDS = (0.1, 0.9)
"""The quantiles of "band": the middle 80 %, as on the page."""


class Option(Settings):
    """An answer that is right below a bound (of B less A; of A where there is one world); the last has none."""

    says: str = Field(min_length=1)
    below: float | None = None


class Predict(Settings):
    """What is asked before the page plays."""

    ask: str = Field(min_length=10)
    curve: str
    week: int = Field(ge=1)
    since: int = Field(0, ge=0)
    option: list[Option] = Field(min_length=2, max_length=5)


class Pause(Settings):
    """Where the page stops, and what it asks the class to look at."""

    week: int = Field(ge=2)
    says: str = Field(min_length=10)


class Lesson(Settings):
    """The head of a lesson, and its text. scenario .. labels are those of `copsim.replay`."""

    title: str = Field(min_length=3, max_length=60)
    question: str = Field(min_length=10)
    minutes: int = Field(20, ge=5, le=90)
    scenario: str = "baseline"
    settings: dict[str, Any] = Field(default_factory=dict)
    differs: dict[str, Any] = Field(default_factory=dict)
    branch: int = Field(0, ge=0)
    labels: list[str] = Field(min_length=1, max_length=2)
    runs: int = Field(40, ge=10, le=200)
    curves: list[str] = Field(min_length=3, max_length=3)
    predict: Predict
    pause: list[Pause] = Field(default_factory=list, max_length=3)
    text: str = ""


def lesson_names() -> list[str]:
    """The lessons that come with copsim, in their order."""
    return sorted(path.stem for path in FOLDER.glob("*.md"))


def read_lesson(name: str | Path) -> Lesson:
    """Read and check a lesson by name or path.

    Raises
    ------
    InputError
        With everything that is wrong of it.
    """
    path = Path(name) if str(name).endswith(".md") else FOLDER / f"{name}.md"
    if not path.exists():
        known = lesson_names()
        raise InputError(
            [Problem("", f"no lesson of this name; known: {', '.join(known)}", 0, nearest(str(name), known))], str(name)
        )
    parts = path.read_text(encoding="utf-8").split(f"{FENCE}\n", 2)
    if len(parts) < 3 or parts[0].strip():
        raise InputError([Problem("", f"expected a head in TOML between two lines {FENCE}")], str(path))
    try:
        head = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        raise InputError([Problem("", f"the head is not TOML: {error}")], str(path)) from None
    lesson = checked(Lesson, {**head, "text": parts[2].strip() + "\n"}, file=str(path))
    problems = list(_problems(lesson))
    if problems:
        raise InputError(problems, str(path))
    return lesson


def plan_of_lesson(lesson: Lesson) -> Plan:
    """The plan of a lesson's worlds; raises InputError with what is wrong of them."""
    from copsim.report.asking import asked_plan

    return asked_plan(lesson.scenario, lesson.settings, differs=lesson.differs, branch=lesson.branch, runs=lesson.runs)


def _problems(lesson: Lesson) -> Iterator[Problem]:
    weeks = 10**9
    try:
        plan = plan_of_lesson(lesson)
    except InputError as refused:
        yield from refused.problems
    else:
        weeks = int(plan.arms[0].scenario.weeks)  # type: ignore[attr-defined]
        if len(lesson.labels) != len(plan.arms):
            yield Problem("labels", f"{len(lesson.labels)} names for {len(plan.arms)} worlds")
    for name in lesson.curves:
        try:
            curve_named(name)
        except InputError as refused:
            yield from refused.problems
    told = lesson.predict
    if told.curve not in lesson.curves:
        yield Problem("predict.curve", f"{told.curve!r} is not one of curves: {', '.join(lesson.curves)}")
    for key, week in (("predict.week", told.week), *((f"pause.{n}.week", p.week) for n, p in enumerate(lesson.pause))):
        if week > weeks:
            yield Problem(key, f"week {week} is beyond the last, {weeks}")
    bounds = [option.below for option in told.option]
    if bounds[-1] is not None or None in bounds[:-1] or bounds[:-1] != sorted(set(bounds[:-1])):  # type: ignore[type-var]
        yield Problem("predict.option", "every option but the last has a bound `below`, and they ascend")
    yield from _of_the_text(lesson, weeks)


def _of_the_text(lesson: Lesson, weeks: int) -> Iterator[Problem]:
    found = tuple(re.findall(r"^## (.+)$", lesson.text, re.MULTILINE))
    if found != HEADINGS:
        yield Problem("text", f"has the headings {', '.join(found)}; expected, in this order: {', '.join(HEADINGS)}")
    for place in PLACE.findall(lesson.text):
        words = place.split()
        if place in PLAIN:
            continue
        sides = ("A", "B", "B-A") if lesson.differs else ("A",)
        right = (
            len(words) in (3, 4)
            and words[0] in lesson.curves
            and words[1] in sides
            and words[2].isdigit()
            and 1 <= int(words[2]) <= weeks
            and (words[3:] in ([], ["band"]) or (words[3:] == ["mean"] and words[1] == "B-A"))
        )
        if not right:
            known = f"CURVE SIDE WEEK [band], CURVE B-A WEEK mean, or {', '.join(PLAIN)}"
            yield Problem("text", f"{{{{{place}}}}} cannot be filled; expected {known}")
    pauses = {pause.week for pause in lesson.pause}
    for week in map(int, re.findall(r"[Pp]ause at week (\d+)", lesson.text)):
        if week not in pauses:
            yield Problem("text", f"names a pause at week {week}; the head's are {sorted(pauses)}")


PLAIN: dict[str, Callable[[Any], int]] = {
    "people": lambda made: made.sides[0].film.speciality.size,
    "weeks": lambda made: made.sides[0].scenario.weeks,
    "runs": lambda made: made.runs,
    "groups": lambda made: len(made.sides[0].film.labels),
}
"""Placeholders of one word."""


def filled(lesson: Lesson, made: Replay) -> str:
    """The text of a lesson with its numbers, from the replay of its page."""
    return PLACE.sub(lambda found: _number(found.group(1), made), lesson.text)


def _number(place: str, made: Replay) -> str:
    if place in PLAIN:
        return f"{PLAIN[place](made):,}"
    name, side, week, *band = place.split()
    curve, at = curve_named(name), int(week) - 1
    sides = {one.key: one for one in made.sides}
    if band == ["mean"]:
        found = mean_with_interval((sides["B"].ensemble[name][:, at] - sides["A"].ensemble[name][:, at]).tolist())
        said = [_said(curve, one, True) for one in (found.mean, found.low, found.high)]
        return f"{said[0]}{_unit(curve, True)} (95 % interval {said[1]} to {said[2]})"
    if band:
        runs = [sides[key].ensemble[name][:, at] for key in reversed(side.split("-"))]
        values = runs[1] - runs[0] if len(runs) == 2 else runs[0]
        low, high = (float(value) for value in np.nanquantile(values, ENDS))
        return (
            f"{_said(curve, low, len(runs) == 2)} to {_said(curve, high, len(runs) == 2)}{_unit(curve, len(runs) == 2)}"
        )
    shown = [float(curve.of(sides[key].film.series)[at]) for key in reversed(side.split("-"))]
    value = shown[1] - shown[0] if len(shown) == 2 else shown[0]
    return _said(curve, value, len(shown) == 2) + _unit(curve, len(shown) == 2)


def _said(curve: Curve, value: float, signed: bool) -> str:
    digits = 0 if curve.whole or abs(value) >= 9.95 else 1
    text = f"{value:+,.{digits}f}" if signed else f"{value:,.{digits}f}"
    return text.replace("-", MINUS)


def _unit(curve: Curve, difference: bool) -> str:
    if curve.unit == "%":
        return " points" if difference else " %"
    return f" {curve.unit}" if curve.unit else ""
