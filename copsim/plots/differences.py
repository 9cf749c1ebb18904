"""By how much do arms differ, pair by pair? Paired differences with 95 % intervals around a zero line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.plots.roles import Roles, panel_title, roles, two_measures
from copsim.plots.style import (
    GREY,
    INK,
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
from copsim.study.comparison import Contrast, compare
from copsim.study.outcome import Outcome
from copsim.study.plan import Comparison
from copsim.study.sentences import verdict
from copsim.study.words import SHARES, factor_label, level_label, level_text, measure_label, scale

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "differences.png"
GAP = 0.9
"""Inches between rows of panels."""
MOST_IN_ONE = 2
"""Panels that share one figure; of more, each has its own, as high as a screen."""
ROW = 0.46
"""Inches for one row of a panel."""


def draw_differences(outcome: Outcome, folder: Path) -> list[Path]:
    """Draw `differences.png` in `folder`, or one figure a panel where there are more than two.

    None at all when the study compares nothing.
    """
    found = roles(outcome.plan)
    contrasts = compare(outcome)
    comparisons = [c for c in outcome.plan.comparisons if c.factor in (found.rows, found.hue)]
    if not contrasts or not comparisons:
        return []
    if len(found.panels) <= MOST_IN_ONE:
        return [_figure(outcome, found, comparisons, contrasts, folder / NAME)]
    return [
        _figure(
            outcome, found._replace(panels=[panel]), comparisons, contrasts, folder / f"differences-{_file(panel)}.png"
        )
        for panel in found.panels
    ]


def _file(panel: Mapping[str, Any]) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "_", "-".join(level_text(value) for value in panel.values()))


def _figure(
    outcome: Outcome, found: Roles, comparisons: list[Comparison], contrasts: list[Contrast], path: Path
) -> Path:
    factors = outcome.plan.factors
    blocks = [(panel, comparison) for panel in found.panels for comparison in comparisons]
    rows = [[v for v in factors[found.rows] if c.factor != found.rows or v != c.against] for _, c in blocks]
    measures = [two_measures(outcome, roles(outcome.plan), panel) for panel, _ in blocks]
    hues = [level_label(found.hue, level) for level in factors[found.hue]] if found.hue else []
    head = 1.0 + key_height(hues)
    sizes = [row_height(len(hues), ROW) * len(r) for r in rows]
    height = head + sum(sizes) + GAP * len(rows)
    with drawing(WIDTH, height) as figure:
        note = (
            "Paired differences with 95 % intervals. Hollow: the interval contains 0, no difference can be told apart."
        )
        heading(figure, "By how much, with the same people and the same luck?", note, height)
        if hues:
            key(figure, hues, height)
        grid = figure.add_gridspec(
            len(rows), max(len(names) for names in measures), left=0.185, right=0.985, top=1 - head / height,
            bottom=0.55 / height, hspace=GAP * len(rows) / sum(sizes), wspace=0.10, height_ratios=sizes,
        )  # fmt: skip
        drawn: dict[tuple[int, str], Axes] = {}
        for row, (panel, comparison) in enumerate(blocks):
            for column, measure in enumerate(measures[row]):
                place = (found.panels.index(panel), measure)
                axes = drawn[place] = figure.add_subplot(grid[row, column], sharex=drawn.get(place))
                mine = [c for c in contrasts if c.factor == comparison.factor and c.measure == measure]
                _panel(axes, outcome, found, panel, comparison, rows[row], mine)
                over = level_label(comparison.factor, comparison.against)
                axes.set_title(f"{panel_title(panel)} · over {over}" if panel else f"Over {over}")
                axes.set_xlabel(_axis(measure), color=GREY, fontsize=9)
                if column:
                    axes.set_yticklabels([])
        return save(figure, path)


def _panel(
    axes: Axes,
    outcome: Outcome,
    found: Roles,
    panel: Mapping[str, Any],
    comparison: Comparison,
    levels: list[Any],
    contrasts: list[Contrast],
) -> None:
    from copsim.constellation.kinds import SUMMARIES

    hues = outcome.plan.factors[found.hue] if found.hue else [None]
    drawn = [n for n, hue in enumerate(hues) if comparison.factor != found.hue or hue != comparison.against]
    stripes(axes, len(levels))
    axes.axvline(0, color=INK, linewidth=1)
    step = (0.62 if len(drawn) < 4 else 0.8) / max(1, len(drawn))
    for row, level in enumerate(levels):
        for place, n in enumerate(drawn):
            wanted = {**panel, found.rows: level, **({found.hue: hues[n]} if found.hue else {})}
            c = next((c for c in contrasts if {**c.within, c.factor: c.level} == wanted), None)
            if c is None:
                continue
            by, at = scale(SUMMARIES[c.measure].unit), row + (place - (len(drawn) - 1) / 2) * step
            colour = OKABE_ITO[n % 8 if found.hue else 1]
            clear = verdict(c.low, c.high, c.difference) in ("more", "less")
            if c.pairs > 1:
                axes.plot([c.low * by, c.high * by], [at, at], color=colour, linewidth=2, solid_capstyle="butt")
            axes.plot(
                c.difference * by, at, MARKERS[n % 8], color=colour, markersize=6.5, zorder=3,
                markerfacecolor=colour if clear else "white", markeredgecolor="white" if clear else colour,
                markeredgewidth=0.8 if clear else 1.5,
            )  # fmt: skip
    axes.set_yticks(range(len(levels)), [level_label(found.rows, level) for level in levels])
    axes.margins(x=0.08)


def _axis(measure: str) -> str:
    from copsim.constellation.kinds import SUMMARIES

    unit = SUMMARIES[measure].unit
    return f"difference in {measure_label(measure)}, {'points' if unit in SHARES else unit or factor_label(measure)}"
