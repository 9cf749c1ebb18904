"""How well does each arm do? Means with 95 % intervals, a panel for each need and measure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.plots.roles import Roles, panel_title, roles, two_measures
from copsim.plots.style import (
    GREY,
    MARKERS,
    OKABE_ITO,
    WIDTH,
    drawing,
    heading,
    key,
    key_height,
    row_height,
    save,
    stripes,
)
from copsim.study.outcome import Outcome
from copsim.study.words import factor_label, level_label, measure_label, scale, shown_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "arms.png"
GAP = 0.9
"""Inches between rows of panels."""


def draw_arms(outcome: Outcome, folder: Path) -> Path | None:
    """Draw `arms.png` in `folder`; None when the study has no factor to show."""
    found = roles(outcome.plan)
    if not found.rows:
        return None
    plan = outcome.plan
    rows = len(plan.factors[found.rows])
    cells = [(panel, two_measures(outcome, found, panel)) for panel in found.panels]
    columns = max(len(measures) for _, measures in cells)
    hues = [level_label(found.hue, level) for level in plan.factors[found.hue]] if found.hue else []
    head, each = 0.95 + key_height(hues), row_height(len(hues), 0.52) * rows + GAP
    height = head + each * len(cells)
    with drawing(WIDTH, height) as figure:
        named = f"{factor_label(found.rows)} and {factor_label(found.hue)}" if found.hue else factor_label(found.rows)
        title = f"What difference do {named} make?" if found.hue else f"What difference does {named} make?"
        lasting = plan.arms[0].scenario.in_short().partition(",")[0]
        runs = f"{plan.replications} replications of {lasting}"
        note = f"Means with 95 % intervals over {runs}. Scales do not begin at 0."
        heading(figure, title, note, height)
        if hues:
            key(figure, hues, height)
        grid = figure.add_gridspec(
            len(cells), columns, left=0.185, right=0.985, top=1 - head / height, bottom=0.55 / height,
            hspace=GAP / (each - GAP), wspace=0.10,
        )  # fmt: skip
        drawn: dict[tuple[int, str], Axes] = {}
        for row, (panel, measures) in enumerate(cells):
            for column, measure in enumerate(measures):
                axes = figure.add_subplot(grid[row, column], sharex=drawn.get((column, measure)))
                drawn[column, measure] = axes
                _panel(axes, outcome, found, panel, measure)
                if column:
                    axes.set_yticklabels([])
                name = f" · {measure_label(measure)}" if panel else measure_label(measure)
                axes.set_title(panel_title(panel) + (name if panel else name[:1].upper() + name[1:]))
        return save(figure, folder / NAME)


def _panel(axes: Axes, outcome: Outcome, found: Roles, panel: Mapping[str, Any], measure: str) -> None:
    from copsim.constellation.kinds import SUMMARIES

    factors, unit = outcome.plan.factors, SUMMARIES[measure].unit
    levels, hues = factors[found.rows], factors[found.hue] if found.hue else [None]
    stripes(axes, len(levels))
    step = (0.62 if len(hues) < 4 else 0.8) / max(1, len(hues))
    for row, level in enumerate(levels):
        for n, hue in enumerate(hues):
            wanted = {**panel, found.rows: level, **({found.hue: hue} if found.hue else {})}
            arm = outcome.arm_number({k: wanted[k] for k in factors})
            value = outcome.estimate(arm, measure)
            at, colour = row + (n - (len(hues) - 1) / 2) * step, OKABE_ITO[n % 8 if found.hue else 1]
            by = scale(unit)
            if value.n > 1:
                axes.plot([value.low * by, value.high * by], [at, at], color=colour, linewidth=2, solid_capstyle="butt")
            axes.plot(
                value.mean * by,
                at,
                MARKERS[n % 8],
                color=colour,
                markersize=6.5,
                markeredgecolor="white",
                markeredgewidth=0.8,
            )
    axes.set_yticks(range(len(levels)), [level_label(found.rows, level) for level in levels])
    axes.set_xlabel(SUMMARIES[measure].unit and f"{measure_label(measure)}, {shown_unit(unit)}", color=GREY, fontsize=9)
    axes.margins(x=0.06)
