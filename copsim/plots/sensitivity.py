"""Which parameter moves a measure? Indices of a Sobol' or Morris design with their intervals."""

from __future__ import annotations

from pathlib import Path

from copsim.plots.style import GREY, OKABE_ITO, WIDTH, drawing, heading, save, stripes, wrapped
from copsim.study.design_told import all_sensitivities
from copsim.study.outcome import Outcome
from copsim.study.words import combination_label, measure_label

NAME = "sensitivity.png"
MOST = 6
ROW = 0.34


def draw_sensitivity(outcome: Outcome, folder: Path) -> Path | None:
    """Draw a panel for each measure (at most six) at each combination of other factors; None without indices."""
    found = [one for one in all_sensitivities(outcome) if one.indices][:MOST]
    design = outcome.plan.design
    if not found or design is None:
        return None
    title, more = wrapped(outcome.plan.question)
    rows = len(design.parameters)
    height = 1.1 + more + (ROW * rows + 0.75) * len(found)
    with drawing(WIDTH, height) as figure:
        if design.kind == "sobol":
            note = "Shares of variance with 95 % intervals. Filled: with all interactions (total); hollow: by itself."
        else:
            note = (
                "Morris: mean size of the effects over each range (mu*), in units of the measure, with 95 % intervals."
            )
        heading(figure, title, note, height)
        grid = figure.add_gridspec(
            len(found), 1, left=0.25, right=0.97, top=1 - (0.95 + more) / height, bottom=0.4 / height,
            hspace=0.75 / (ROW * rows),
        )  # fmt: skip
        for n, one in enumerate(found):
            axes = figure.add_subplot(grid[n, 0])
            stripes(axes, rows)
            axes.axvline(0, color=GREY, linewidth=0.8)
            for row, index in enumerate(one.indices):
                marks = [(index.first, index.first_half, "white", 0.12)]
                if design.kind == "sobol":
                    marks.append((index.total, index.total_half, OKABE_ITO[1], -0.12))
                for value, half, fill, off in marks:
                    at = row + (off if design.kind == "sobol" else 0.0)
                    axes.plot([value - half, value + half], [at, at], color=OKABE_ITO[1], linewidth=1.6)
                    axes.plot(value, at, "o", markersize=6, markerfacecolor=fill, markeredgecolor=OKABE_ITO[1])
            axes.set_yticks(range(rows), list(design.parameters), fontsize=9)
            where = f" ({combination_label(one.within)})" if one.within else ""
            axes.set_title(f"{measure_label(one.measure)}{where}")
        return save(figure, folder / NAME)
