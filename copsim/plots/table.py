"""Which arm does what? Arms down, measures across, each cell a mean with its interval, shaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copsim.plots.style import GREY, INK, WIDTH, as_table, drawing, heading, save, wrapped
from copsim.study.arms import combinations
from copsim.study.conduct import Conducted
from copsim.study.words import combination_label, measure_label, shown_unit, value_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 0.42
"""Inches of an arm."""
MOST = 24


def draw_table(done: Conducted, shows: Sequence[str], path: Path) -> Path | None:
    """Draw arms (at most 24) against summaries; None without any."""
    from copsim.constellation.kinds import SUMMARIES

    plan = done.outcome.plan
    names = [name for name in shows if name in SUMMARIES]
    arms = list(combinations(plan.factors))[:MOST]
    if not names or not plan.factors:
        return None
    title, more = wrapped(plan.question)
    head = 1.55 + more
    height = head + ROW * len(arms) + 0.2
    with drawing(WIDTH, height) as figure:
        note = (
            f"Means of {plan.replications} runs, with half of the 95 % interval. Darker: higher within its column. "
            "Bold: the highest.\n\u2013: there is nothing of the kind."
        )
        heading(figure, title, note, height)
        axes = figure.add_axes((0.30, 0.15 / height, 0.69, ROW * len(arms) / height))
        for column, name in enumerate(names):
            found = [done.outcome.estimate(done.outcome.arm_number(arm), name) for arm in arms]
            known = [one.mean for one in found if one.n]
            low, high = (min(known), max(known)) if known else (0.0, 0.0)
            for row, one in enumerate(found):
                shade = (one.mean - low) / (high - low) if one.n and high > low else 0.0
                best = bool(one.n) and high > low and one.mean == high
                _cell(axes, row, column, shade, _text(one, SUMMARIES[name].unit), best)
        axes.set_yticks(range(len(arms)), [_short(combination_label(arm)) for arm in arms], fontsize=9)
        labels = [f"{_wrapped(measure_label(n))}\n{shown_unit(SUMMARIES[n].unit)}".strip() for n in names]
        axes.set_xticks(range(len(names)), labels, fontsize=9)
        as_table(axes, len(arms), len(names))
        return save(figure, path)


def _cell(axes: Axes, row: int, column: int, shade: float, text: str, best: bool) -> None:
    from matplotlib.patches import Rectangle

    fill = tuple(1 - shade * (1 - part) for part in (0.55, 0.74, 0.90))
    axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=fill, edgecolor="white", linewidth=1.5))
    weight = "bold" if best else "normal"
    axes.text(column, row, text, ha="center", va="center", fontsize=9, fontweight=weight, color=INK if text else GREY)


def _text(one: object, unit: str) -> str:
    mean, high, n = (getattr(one, name) for name in ("mean", "high", "n"))
    if not n:
        return "\u2013"
    shown = value_text(mean, unit).split(" ")[0]
    return shown if n < 2 else f"{shown} \u00b1{value_text(high - mean, unit).split(' ')[0]}"


def _wrapped(text: str, width: int = 16) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, width))


def _short(text: str, most: int = 44) -> str:
    return text if len(text) <= most else text[: most - 1] + "\u2026"
