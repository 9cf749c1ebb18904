"""The figures of a study, drawn into its results folder."""

from __future__ import annotations

from pathlib import Path

from copsim.plots.arms import draw_arms
from copsim.plots.differences import draw_differences
from copsim.plots.levels_of import draw_levels_of
from copsim.plots.needs_table import draw_needs_table
from copsim.plots.pictures import draw_picture
from copsim.plots.points import draw_points
from copsim.plots.sensitivity import draw_sensitivity
from copsim.study.conduct import Conducted


def draw_figures(done: Conducted) -> list[Path]:
    """Draw every figure that the study has something for; returns the files."""
    folder = done.folder / "figures"
    outcome = done.outcome
    if outcome.plan.design is not None:
        return [path for path in (draw_points(outcome, folder), draw_sensitivity(outcome, folder)) if path]
    drawn: list[Path | None] = [
        draw_needs_table(outcome, folder),
        draw_arms(outcome, folder),
        *draw_differences(outcome, folder),
    ]
    drawn += [draw_levels_of(done, folder), draw_picture(done, folder / "picture.png")]
    return [path for path in drawn if path is not None]
