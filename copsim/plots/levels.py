"""Who takes part, and how much, week by week? Levels of participation as stacked bands, core at the bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.plots.style import GREY, INK, WIDTH, drawing, heading, save
from copsim.study.words import FIRST_WEEK_OF_LEVELS as FIRST_WEEK
from copsim.study.words import LEVELS

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes

NAME = "levels.png"
COLOURS = ("#08306b", "#2171b5", "#6baed6", "#bdd7e7", "#f2d9a6", "#eceef1")
"""Dark to light from the middle outwards; the sand marks those who use without being there."""

Weekly = Mapping[str, "np.ndarray[Any, Any]"]


def draw_levels(panels: Sequence[tuple[str, Weekly]], folder: Path, note: str = "") -> Path | None:
    """Draw `levels.png` in `folder`: a panel for each (title, weekly counts of people, each of shape (weeks,)).

    None when no run is long enough for a level to be known (13 weeks).
    """
    usable = [
        (title, series) for title, series in panels if sum(series[name][FIRST_WEEK - 1 :].sum() for name in LEVELS) > 0
    ]
    if not usable:
        return None
    columns = min(2, len(usable))
    rows = -(-len(usable) // columns)
    height = 0.95 + 2.75 * rows
    with drawing(WIDTH, height) as figure:
        heading(figure, "Who takes part, and how much?", note, height)
        grid = figure.add_gridspec(
            rows, columns, left=0.06, right=0.845, top=1 - 0.95 / height, bottom=0.55 / height, hspace=0.42, wspace=0.46
        )
        for number, (title, series) in enumerate(usable):
            axes = figure.add_subplot(grid[number // columns, number % columns])
            _bands(axes, series)
            axes.set_title(title[:1].upper() + title[1:])
            if number % columns == 0:
                axes.set_ylabel("people, %", color=GREY, fontsize=9)
            else:
                axes.set_yticklabels([])
            if number // columns == rows - 1:
                axes.set_xlabel("week (levels are known from week 13 on)", color=GREY, fontsize=9)
        return save(figure, folder / NAME)


def _bands(axes: Axes, series: Weekly) -> None:
    import numpy as np

    counts = np.array([series[name] for name in LEVELS], dtype=float)
    begin = max(FIRST_WEEK - 1, int(np.flatnonzero(counts.sum(axis=0))[0]))  # before, levels are not known
    counts = counts[:, begin:]
    shares = 100 * counts / counts.sum(axis=0)
    weeks = np.arange(begin + 1, begin + 1 + shares.shape[1])
    axes.stackplot(weeks, shares, colors=COLOURS, edgecolor="white", linewidth=0.6)
    axes.set_xlim(weeks[0], max(weeks[-1], weeks[0] + 1))
    axes.set_ylim(0, 100)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", labelsize=9, labelcolor=GREY)
    top = np.cumsum(shares[:, -1])
    named = [n for n, share in enumerate(shares[:, -1]) if share > 0]
    middles = [float(top[n] - shares[n, -1] / 2) for n in named]
    line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0, "relpos": (0, 0.5)}
    for n, middle, at in zip(named, middles, _apart(middles), strict=True):
        axes.annotate(
            f"{LEVELS[n]} {shares[n, -1]:.0f} %", (weeks[-1], middle), (1.03, at / 100), textcoords="axes fraction",
            va="center", fontsize=9, color=INK, arrowprops=line,
        )  # fmt: skip


def _apart(middles: list[float], gap: float = 8.5) -> list[float]:
    """The heights of labels, at least `gap` per cent apart, as near to their bands as that allows."""
    placed: list[float] = []
    for middle in middles:
        placed.append(max(middle, placed[-1] + gap) if placed else max(middle, gap / 2))
    over = placed[-1] - (100 - gap / 2)
    if over > 0:
        placed[-1] -= over
        for n in range(len(placed) - 2, -1, -1):
            placed[n] = min(placed[n], placed[n + 1] - gap)
    return placed
