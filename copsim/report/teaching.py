"""Lessons built: from each source file its text with the numbers filled in, and its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from copsim.foundation.errors import InputError, Problem
from copsim.report.asked import replay
from copsim.report.lesson import Lesson, filled, lesson_names, read_lesson
from copsim.report.page import write_page
from copsim.report.replaying import Replay
from copsim.study.progress import say as say_on_stderr
from copsim.study.results import replace_text


def lesson_replay(lesson: Lesson, say: Callable[[str], None] = say_on_stderr) -> Replay:
    """The worlds of a lesson, with what it asks, where it pauses, and its text."""
    made = replay(
        lesson.scenario,
        settings=lesson.settings,
        differs=lesson.differs,
        branch=lesson.branch,
        runs=lesson.runs,
        curves=lesson.curves,
        labels=lesson.labels,
        title=lesson.title,
        question=lesson.question,
        say=say,
    )
    return made._replace(predict=asked(lesson), pauses=pauses(lesson), text=filled(lesson, made))


def asked(lesson: Lesson) -> dict[str, Any]:
    """What the page asks before it plays."""
    options = [{"says": option.says, "below": option.below} for option in lesson.predict.option]
    told = lesson.predict
    return {"ask": told.ask, "curve": told.curve, "week": told.week, "since": told.since, "options": options}


def pauses(lesson: Lesson) -> list[dict[str, Any]]:
    """Where the page stops, and what it says there."""
    return [{"week": pause.week, "says": pause.says} for pause in lesson.pause]


def lesson_file(name: str, made: Replay, still: bool = True) -> str:
    """The text of a built lesson: under its title the page to teach from, and, where there is one, a still of it."""
    title, _, rest = made.text.partition("\n")
    picture = f"\n![The page in its last week]({name}.png)\n" if still else ""
    return f"{title}\n\nThe page: [{name}.html]({name}.html)\n{picture}{rest}"


def build_lessons(
    names: Sequence[str], folder: Path, say: Callable[[str], None] = say_on_stderr
) -> list[tuple[Path, Path]]:
    """Write the text and the page of each lesson (names or paths; none: all) into a folder, over those that are there.

    Raises
    ------
    InputError
        When there is no lesson of a name, or one is wrong.
    """
    lessons = {}
    wrong: list[Problem] = []
    for name in names or lesson_names():
        try:
            lessons[Path(name).stem if name.endswith(".md") else name] = read_lesson(name)
        except InputError as refused:
            wrong += refused.problems
    for name in lessons:
        if any(str(folder / f"{name}.md") == given for given in names):
            wrong.append(Problem(f"{name}.md", "would be written over itself; name another folder (-o)"))
    if wrong:
        raise InputError(wrong)
    written = []
    for name, lesson in lessons.items():
        made = lesson_replay(lesson, say)
        text, page = folder / f"{name}.md", folder / f"{name}.html"
        folder.mkdir(parents=True, exist_ok=True)
        replace_text(text, lesson_file(name, made, page.with_suffix(".png").exists()))
        written.append((text, write_page(page, made.html(), replace=True)))
    return written
