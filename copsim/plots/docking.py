"""Does copsim give the known answers? Every reference cell of published models beside the same setting here."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from copsim.plots.style import GREY, INK, OKABE_ITO, RULE, WIDTH, drawing, heading, save
from copsim.study.docking.docks import Table
from copsim.study.docking.models import model_named

NAME = "docking.png"


def draw_docking(tables: Sequence[Table], folder: Path) -> Path:
    """Draw `docking.png` in `folder`: found against reference for each model above, z below."""
    height, columns = 6.5, len(tables)
    with drawing(WIDTH, height) as figure:
        note = (
            "Above: each reference cell (across) and copsim's mean in the same setting (up); on the line they are the "
            "same. Below: their difference in\ncombined standard errors, cell by cell; a right engine leaves the band "
            "of 3.3 once in 1,000 cells."
        )
        heading(figure, "Does copsim give the known answers?", note, height)
        grid = figure.add_gridspec(
            2, columns, left=0.065, right=0.985, top=0.79, bottom=0.085, hspace=0.34, wspace=0.28, height_ratios=(3, 2)
        )
        for n, table in enumerate(tables):
            colour, cells = OKABE_ITO[1 + n % 7], table.cells
            axes = figure.add_subplot(grid[0, n])
            means = [c.reference.mean for c in cells]
            found = [c.sample.mean for c in cells]
            low, high = min(means + found), max(means + found)
            edge = 0.06 * (high - low or 1)
            axes.plot([low - edge, high + edge], [low - edge, high + edge], color=RULE, linewidth=1.2, zorder=0)
            axes.plot(means, found, "o", color=colour, markersize=5, markeredgecolor="white", markeredgewidth=0.6)
            name = textwrap.wrap(model_named(table.model).title.partition(")")[0] + ")", 18)
            axes.set_title("\n".join([*name, f"{len(cells)} cells"]), fontsize=9.5)
            axes.set_xlabel("reference", color=GREY, fontsize=9)
            if n == 0:
                axes.set_ylabel("copsim", color=GREY, fontsize=9)
            axes.locator_params(nbins=4)
            below = figure.add_subplot(grid[1, n])
            below.axhspan(-3.3, 3.3, color="#eef2f7", zorder=0, linewidth=0)
            below.axhline(0, color=INK, linewidth=0.8)
            below.plot(range(1, len(cells) + 1), [c.z for c in cells], "o", color=colour, markersize=4)
            below.set_ylim(-5, 5)
            below.set_xlabel("cell", color=GREY, fontsize=9)
            if n == 0:
                below.set_ylabel("z", color=GREY, fontsize=9)
        return save(figure, folder / NAME)
