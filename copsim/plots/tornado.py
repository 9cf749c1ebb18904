"""Which assumptions move what was found? Each claim's difference at each value of each assumption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from copsim.plots.style import GREY, INK, OKABE_ITO, WIDTH, drawing, heading, save, stripes, wrapped
from copsim.study.assuming import AS_IT_IS

TITLE = "Which assumptions move what was found?"
ROW, GAP = 0.26, 0.65
"""Inches of an assumption, and between panels."""
MOST = 5
"""Claims that are drawn, a panel each."""


def draw_tornado(rows: Sequence[Mapping[str, Any]], path: Path, question: str = TITLE) -> Path | None:
    """Draw what `reference.claim_rows` tells; None where no assumption was tried."""
    default = [row for row in rows if not row["assumption"]][:MOST]
    tried = [row for row in rows if row["assumption"] not in ("", AS_IT_IS)]
    keys = list(dict.fromkeys(row["assumption"] for row in tried))
    if not keys:
        return None
    title, more = wrapped(question)
    height = 1.15 + more + (ROW * len(keys) + GAP) * len(default)
    with drawing(WIDTH, height) as figure:
        note = (
            "Differences with 95 % intervals where one assumption is lower (blue) or higher (orange); grey band: by "
            "default. Hollow: not told from 0."
        )
        heading(figure, title, note, height)
        grid = figure.add_gridspec(
            len(default), 1, left=0.27, right=0.98, top=1 - (1.0 + more) / height, bottom=0.5 / height,
            hspace=GAP / (ROW * len(keys)),
        )  # fmt: skip
        for n, claim in enumerate(default):
            axes = figure.add_subplot(grid[n, 0])
            stripes(axes, len(keys))
            axes.axvline(0, color=INK, linewidth=1)
            axes.axvspan(100 * claim["low"], 100 * claim["high"], color=GREY, alpha=0.25, linewidth=0)
            for row, key in enumerate(keys):
                mine = [t for t in tried if t["assumption"] == key and t["says"] == claim["says"]]
                for place, one in enumerate(mine):
                    at = row + (place - (len(mine) - 1) / 2) * 0.36
                    colour = OKABE_ITO[1 + place % 2]
                    clear = one["low"] > 0 or one["high"] < 0
                    axes.plot([100 * one["low"], 100 * one["high"]], [at, at], color=colour, linewidth=1.8)
                    axes.plot(
                        100 * one["difference"], at, "o", markersize=5, markeredgecolor=colour, zorder=3,
                        markerfacecolor=colour if clear else "white", markeredgewidth=1.3,
                    )  # fmt: skip
            labels = []
            for key in keys:
                values = [str(t["value"]) for t in tried if t["assumption"] == key and t["says"] == claim["says"]]
                labels.append(f"{key}: {' | '.join(values)}")
            axes.set_yticks(range(len(keys)), labels, fontsize=8.5)
            axes.set_title(str(claim["says"])[:1].upper() + str(claim["says"])[1:], fontsize=10)
            axes.margins(x=0.05)
            if n == len(default) - 1:
                axes.set_xlabel("difference, points", color=GREY, fontsize=9)
        return save(figure, path)
