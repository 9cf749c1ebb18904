"""Over a whole parameter space, how often is one arm better? Paired differences at every point of a design."""

from __future__ import annotations

import math
from pathlib import Path

from copsim.plots.style import GREY, INK, OKABE_ITO, WIDTH, drawing, heading, save, wrapped
from copsim.study.comparison import pooled_values
from copsim.study.designs import POINT
from copsim.study.outcome import Outcome
from copsim.study.words import SHARES, level_label, measure_label, scale

NAME = "points.png"
MOST = 3


def draw_points(outcome: Outcome, folder: Path) -> Path | None:
    """Draw the first comparison's differences, a dot a point, sorted; None where nothing is compared."""
    from copsim.constellation.kinds import SUMMARIES

    plan = outcome.plan
    if not plan.comparisons or plan.design is None:
        return None
    comparison = plan.comparisons[0]
    levels = [level for level in plan.factors[comparison.factor] if level != comparison.against]
    measures = plan.measures[:MOST]
    others = [key for key in plan.factors if key not in (comparison.factor, POINT)]
    title, more = wrapped(plan.question)
    height = 1.1 + more + 2.6 * len(measures) + 0.3
    with drawing(WIDTH, height) as figure:
        note = (
            f"Mean paired difference from {level_label(comparison.factor, comparison.against)} at each of "
            f"{len(plan.design.places)} points, sorted; beside each line, at how many points it is above 0."
        )
        heading(figure, title, note, height)
        grid = figure.add_gridspec(
            len(measures), 1, left=0.07, right=0.72, top=1 - (0.95 + more) / height, bottom=0.5 / height, hspace=0.45
        )
        for row, measure in enumerate(measures):
            axes = figure.add_subplot(grid[row, 0])
            unit = SUMMARIES[measure].unit
            axes.axhline(0, color=INK, linewidth=1)
            for n, level in enumerate(levels, 1):
                gaps = []
                for point in plan.factors[POINT]:
                    here = pooled_values(outcome, measure, {comparison.factor: level, POINT: point}, others)
                    there = pooled_values(
                        outcome, measure, {comparison.factor: comparison.against, POINT: point}, others
                    )
                    both = sorted(set(here) & set(there))
                    if both:
                        gaps.append(math.fsum(here[r] - there[r] for r in both) / len(both) * scale(unit))
                if not gaps:
                    continue
                gaps.sort()
                at = [100 * (k + 0.5) / len(gaps) for k in range(len(gaps))]
                axes.plot(at, gaps, color=OKABE_ITO[n % 8], linewidth=1.5, marker=".", markersize=3)
                above = 100 * sum(gap > 0 for gap in gaps) / len(gaps)
                text = f"{level_label(comparison.factor, level)}: above at {above:.0f} %"
                axes.annotate(text, (1.02, 0.95 - 0.13 * (n - 1)), xycoords="axes fraction", color=OKABE_ITO[n % 8],
                              fontsize=9, va="top")  # fmt: skip
            axes.set_title(f"{measure_label(measure)}: difference, {'points' if unit in SHARES else unit}")
            axes.set_xlabel("share of points, %", color=GREY, fontsize=9)
            axes.grid(axis="y")
            axes.tick_params(labelsize=9, labelcolor=GREY)
            axes.margins(x=0.01)
        return save(figure, folder / NAME)
