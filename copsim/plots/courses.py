"""How does it go, week by week? A panel for each series, a line for each level of the first factor, with bands."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.plots.roles import along
from copsim.plots.series import all_series, band
from copsim.plots.style import GREY, MARKERS, OKABE_ITO, WIDTH, drawing, heading, key, key_height, save, wrapped
from copsim.study.conduct import Conducted
from copsim.study.words import level_label, measure_label, scale, shown_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PANEL = 2.45
"""Inches of a row of panels, with its title."""
SMOOTH = 5
"""Weeks over which counts that jump from week to week are averaged."""


def draw_courses(done: Conducted, shows: Sequence[str], path: Path) -> Path | None:
    """Draw weekly series; None where the study has no factor or there is nothing to show."""
    from copsim.constellation.kinds import MEASURES

    plan = done.outcome.plan
    names = tuple(name for name in shows if name in MEASURES)
    shown = along(plan)
    if not names or shown is None:
        return None
    labels = [level_label(shown.factor, level) for level in shown.levels]
    rows = -(-len(names) // 2)
    title, more = wrapped(plan.question)
    head = 0.95 + key_height(labels) + more
    height = head + PANEL * rows + 0.45
    with drawing(WIDTH, height) as figure:
        note = f"Means of {plan.replications} runs with 95 % bands, means of {SMOOTH} weeks.{shown.held}"
        heading(figure, title, note, height)
        key(figure, labels, height, below=more)
        grid = figure.add_gridspec(
            rows, min(2, len(names)), left=0.065, right=0.985, top=1 - (head + 0.1) / height, bottom=0.5 / height,
            hspace=0.42, wspace=0.16,
        )  # fmt: skip
        panels = [figure.add_subplot(grid[n // 2, n % 2]) for n in range(len(names))]
        for n, level in enumerate(shown.levels):
            arm = done.outcome.arm_number(shown.arm(level))
            series = all_series(done, arm, names)
            for axes, name in zip(panels, names, strict=True):
                if name in series:
                    _line(axes, series[name] * scale(MEASURES[name].unit), n)
        for n, (axes, name) in enumerate(zip(panels, names, strict=True)):
            unit = shown_unit(MEASURES[name].unit)
            label = measure_label(name)
            axes.set_title(f"{label[:1].upper()}{label[1:]}" + (f", {unit}" if unit and unit != name else ""))
            axes.grid(axis="y")
            axes.tick_params(labelsize=9, labelcolor=GREY)
            axes.margins(x=0)
            if n >= len(names) - 2:
                axes.set_xlabel("week", color=GREY, fontsize=9)
        return save(figure, path)


def _line(axes: Axes, values: Any, n: int) -> None:
    import numpy as np

    weeks = values.shape[1]
    count = max(1, weeks // SMOOTH)
    edges = np.linspace(0, weeks, count + 1).round().astype(int)
    means = np.array([values[:, a:b].mean(axis=1) for a, b in itertools.pairwise(edges)]).T
    at = (edges[:-1] + edges[1:] + 1) / 2
    mean, low, high = band(means)
    colour = OKABE_ITO[n % 8]
    axes.fill_between(at, low, high, color=colour, alpha=0.18, linewidth=0)
    axes.plot(at, mean, color=colour, linewidth=1.9)
    every = max(1, count // 6)
    axes.plot(at[n::every], mean[n::every], MARKERS[n % 8], color=colour, markersize=5)
