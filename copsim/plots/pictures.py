"""The picture that answers an experiment's question, by the name that its file gives. A new one is one line here, or
part of an extension."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from copsim.foundation import extensions
from copsim.plots.arms import draw_arms
from copsim.plots.courses import draw_courses
from copsim.plots.dial import draw_dial
from copsim.plots.differences import draw_differences
from copsim.plots.levels_of import draw_levels_of
from copsim.plots.measured import draw_measures
from copsim.plots.needs_table import draw_needs_table
from copsim.plots.profiles import draw_profiles
from copsim.plots.rings import draw_rings
from copsim.plots.table import draw_table
from copsim.plots.tornado import draw_tornado
from copsim.study.conduct import Conducted
from copsim.study.reference import Made

PICTURES: dict[str, Callable[[Conducted, Sequence[str], Path], Path | None]] = {
    "courses": draw_courses,
    "dial": draw_dial,
    "measures": draw_measures,
    "table": draw_table,
    "profiles": draw_profiles,
    "rings": draw_rings,
}
"""Pictures that show what the file names (`shows`)."""


def draw_picture(done: Conducted, path: Path) -> Path | None:
    """Draw the picture that the experiment's file asks for, if it is not one of the usual figures."""
    plan = done.outcome.plan
    draw = {**extensions.PICTURES, **PICTURES}.get(plan.picture)
    return draw(done, plan.shows, path) if draw is not None else None


def draw_reference(made: Made, path: Path) -> Path | None:
    """Draw the one picture that is kept with a reference result."""
    plan = made.done.outcome.plan
    if plan.picture == "tornado":
        return draw_tornado(made.claims, path, plan.question)
    return draw_picture(made.done, path) or _usual(made, plan.picture, path)


def _usual(made: Made, picture: str, path: Path) -> Path | None:
    outcome = made.done.outcome
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as kept:
        folder = Path(kept)
        drawn: Path | None = None
        if picture == "needs_table":
            drawn = draw_needs_table(outcome, folder)
        elif picture == "differences":
            drawn = next(iter(draw_differences(outcome, folder)), None)
        elif picture == "levels":
            drawn = draw_levels_of(made.done, folder)
        drawn = drawn or draw_arms(outcome, folder)
        return drawn.replace(path) if drawn else None
