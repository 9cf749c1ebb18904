"""Where along a dial is it best? A measure against a factor of numbers, a line for each level of the next factor."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.plots.style import GREY, MARKERS, OKABE_ITO, WIDTH, drawing, heading, key, key_height, save, wrapped
from copsim.study.arms import combinations
from copsim.study.conduct import Conducted
from copsim.study.statistics import Estimate, mean_with_interval
from copsim.study.words import combination_label, factor_label, level_label, measure_label, scale, shown_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 6
PANEL = 2.7
NOTE = 0.2
"""Inches of the note's second line."""
WIDE = 50
"""Ratio of the largest to the least level from which the scale is logarithmic."""


def draw_dial(done: Conducted, shows: Sequence[str], path: Path) -> Path | None:
    """Draw measures against the first factor whose levels are all numbers; None where there is none."""
    plan = done.outcome.plan
    turned = next((name for name, levels in plan.factors.items() if _numbers(levels)), "")
    measures = list(shows) or plan.measures[:1]
    if not turned:
        return None
    rest = [name for name in plan.factors if name != turned]
    hue, others = (rest[0], rest[1:]) if rest else ("", [])
    fixed = list(combinations({name: plan.factors[name] for name in others}))
    panels = [(within, measure) for within in fixed for measure in measures]
    shown = panels[:MOST]
    labels = [level_label(hue, level) for level in plan.factors[hue]] if hue else []
    columns = 3 if len(shown) > 4 or len(shown) == 3 else min(2, len(shown))
    rows = -(-len(shown) // columns)
    title, lower = wrapped(plan.question)
    lower += NOTE
    head = 1.0 + key_height(labels) + lower
    height = head + PANEL * rows + 0.45
    with drawing(WIDTH, height) as figure:
        more = f" {len(panels) - len(shown)} more panels: see summary.md." if len(panels) > len(shown) else ""
        note = (
            f"Means of {plan.replications} runs; bars: 95 % intervals within pairs (what differs between worlds is "
            f"taken out, since arms share it).\nRinged: the highest mean of its line.{more}"
        )
        heading(figure, title, note, height)
        if labels:
            key(figure, labels, height, below=lower)
        grid = figure.add_gridspec(
            rows, columns, left=0.065, right=0.985, top=1 - (head + 0.15) / height, bottom=0.55 / height,
            hspace=0.55, wspace=0.2,
        )  # fmt: skip
        for n, (within, measure) in enumerate(shown):
            axes = figure.add_subplot(grid[n // columns, n % columns])
            _panel(axes, done, turned, hue, within, measure)
            title = combination_label(within)
            name = measure_label(measure) if len(measures) > 1 or not title else ""
            axes.set_title(" · ".join(part for part in (title, name) if part), fontsize=9.5)
            if n // columns == rows - 1:
                axes.set_xlabel(factor_label(turned), color=GREY, fontsize=9)
        return save(figure, path)


def _numbers(levels: Sequence[Any]) -> bool:
    return len(levels) > 1 and all(isinstance(x, int | float) and not isinstance(x, bool) for x in levels)


def _panel(axes: Axes, done: Conducted, turned: str, hue: str, within: Mapping[str, Any], measure: str) -> None:
    from copsim.constellation.kinds import SUMMARIES

    plan, unit = done.outcome.plan, SUMMARIES[measure].unit
    levels, by = sorted(plan.factors[turned]), scale(unit)
    spread = levels[0] > 0 and levels[-1] / levels[0] > WIDE
    lines = plan.factors[hue] if hue else [None]
    cells = {}
    for level in lines:
        for x in levels:
            wanted = {**within, turned: x, **({hue: level} if hue else {})}
            number = done.outcome.arm_number({k: wanted[k] for k in plan.factors})
            cells[str(level), x] = done.outcome.by_replication(number, measure)
    points_of = within_pairs(cells)
    for n, level in enumerate(lines):
        points = [points_of[str(level), x] for x in levels]
        colour = OKABE_ITO[n % 8 if hue else 1]
        width = (n - (len(plan.factors[hue]) - 1) / 2) * 0.01 if hue else 0.0
        at = [x * (1 + 2 * width) if spread else x + width * (levels[-1] - levels[0]) for x in levels]
        means = [point.mean * by for point in points]
        axes.plot(at, means, color=colour, linewidth=1.7)
        for x, point in zip(at, points, strict=True):
            axes.plot([x, x], [point.low * by, point.high * by], color=colour, linewidth=1.3)
        axes.plot(at, means, MARKERS[n % 8], color=colour, markersize=5.5, markeredgecolor="white")
        known = [k for k, mean in enumerate(means) if not math.isnan(mean)]
        if known:
            best = max(known, key=lambda k: means[k])
            axes.plot(at[best], means[best], "o", markersize=12, markerfacecolor="none", markeredgecolor=colour)
    if spread:
        axes.set_xscale("log")
    axes.set_xticks(levels, [f"{x:,g}" if x < 1e5 else f"{x / 1000:,.0f}k" for x in levels])
    axes.minorticks_off()
    axes.set_ylabel(shown_unit(unit), color=GREY, fontsize=9)
    axes.grid(axis="y")
    axes.tick_params(labelsize=9, labelcolor=GREY)
    axes.margins(x=0.08, y=0.12)


def within_pairs(cells: Mapping[Any, Mapping[int, float]]) -> dict[Any, Estimate]:
    """The mean of each cell over replications, with an interval from which what replications share is taken out.

    Of each value the mean of its replication over all cells is replaced by the mean of all (Cousineau 2005), and the
    sum of squares corrected for it (Morey 2008). Only replications that every cell has are used, where there are any.
    """
    shared = sorted(set.intersection(*(set(cell) for cell in cells.values())))
    count = len(cells)
    if len(shared) < 2 or count < 2:
        return {key: mean_with_interval(list(cell.values())) for key, cell in cells.items()}
    own = {r: math.fsum(cell[r] for cell in cells.values()) / count for r in shared}
    whole = math.fsum(own.values()) / len(shared)
    widened = math.sqrt(count / (count - 1))
    found = {}
    for name, cell in cells.items():
        mean = math.fsum(cell[r] for r in shared) / len(shared)
        found[name] = mean_with_interval([mean + (cell[r] - own[r] + whole - mean) * widened for r in shared])
    return found
