"""Which stylised facts does copsim give by default? What was found of each beside where it ought to lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from copsim.plots.style import BAND, GREY, INK, OKABE_ITO, WIDTH, drawing, heading, save
from copsim.study.facts.fact import Found, verdict
from copsim.study.facts.table import expected

NAME = "facts.png"
ROW = 0.36
COLOURS = {"holds": OKABE_ITO[3], "does not hold": OKABE_ITO[2], "not told apart": OKABE_ITO[0]}


def draw_facts(found: Sequence[Found], folder: Path) -> Path:
    """Draw `facts.png` in `folder`: each fact on a scale of its own, with the band and the interval found."""
    height = 1.05 + ROW * len(found) + 0.15
    with drawing(WIDTH, height) as figure:
        note = (
            "Shaded: where the published number or sign lies. Dot and line: mean and 95 % interval found by default.\n"
            "Each row has a scale of its own. Green: holds; orange: does not hold; grey: not told apart."
        )
        heading(figure, "Which stylised facts does copsim give by default?", note, height)
        for n, one in enumerate(found):
            bottom = (height - 1.05 - ROW * (n + 1)) / height
            axes = figure.add_axes((0.40, bottom + 0.18 * ROW / height, 0.36, 0.64 * ROW / height))
            word = verdict(one.default, one.fact.limits)
            colour = COLOURS.get(word, INK)
            low, high = one.fact.limits
            here = [one.default.low, one.default.high, low, 0.0 if math.isinf(high) else high]
            left, right = min(here), max(here)
            edge = 0.12 * (right - left or 1)
            axes.set_xlim(left - edge, right + edge)
            axes.axvspan(low, right + edge if math.isinf(high) else high, color="#cfe3f4", linewidth=0)
            axes.plot([one.default.low, one.default.high], [0, 0], color=colour, linewidth=2.4, solid_capstyle="butt")
            axes.plot(one.default.mean, 0, "o", color=colour, markersize=6.5, markeredgecolor="white")
            axes.set_yticks([])
            axes.set_xticks([])
            axes.set_facecolor(BAND)
            for side in axes.spines.values():
                side.set_visible(False)
            middle = bottom + 0.5 * ROW / height
            figure.text(0.012, middle, one.fact.key, fontsize=10, va="center", fontweight="bold")
            figure.text(0.205, middle, one.fact.role, fontsize=9, va="center", color=GREY)
            figure.text(0.30, middle, expected(one.fact.limits), fontsize=9, va="center", color=GREY)
            told = f"{one.default.mean:.3g} [{one.default.low:.3g}, {one.default.high:.3g}]"
            figure.text(0.775, middle, told, fontsize=9, va="center")
            figure.text(0.985, middle, word, fontsize=9, va="center", ha="right", color=colour, fontweight="bold")
        return save(figure, folder / NAME)
