"""Several measures of one unit side by side: which is larger, and does it differ by arm?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from copsim.plots.roles import along
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
    wrapped,
)
from copsim.study.conduct import Conducted
from copsim.study.words import level_label, measure_label, scale, shown_unit, value_text


def draw_measures(done: Conducted, shows: Sequence[str], path: Path) -> Path | None:
    """Draw the means of summaries, a row each, with a marker for each level of the first factor; None without any."""
    from copsim.constellation.kinds import SUMMARIES

    plan = done.outcome.plan
    names = [name for name in shows if name in SUMMARIES]
    shown = along(plan)
    if not names or shown is None:
        return None
    levels = shown.levels
    labels = [level_label(shown.factor, level) for level in levels]
    unit = SUMMARIES[names[0]].unit
    title, more = wrapped(plan.question)
    head = 1.0 + key_height(labels) + more
    height = head + row_height(len(levels), 0.55) * len(names) + 0.75
    with drawing(WIDTH, height) as figure:
        note = f"Means of {plan.replications} runs with 95 % intervals.{shown.held}"
        heading(figure, title, note, height)
        key(figure, labels, height, below=more)
        axes = figure.add_axes((0.24, 0.6 / height, 0.73, 1 - (head + 0.65) / height))
        stripes(axes, len(names))
        for row, name in enumerate(names):
            for n, level in enumerate(levels):
                found = done.outcome.estimate(done.outcome.arm_number(shown.arm(level)), name)
                at, by = row + (n - (len(levels) - 1) / 2) * 0.62 / max(1, len(levels)), scale(unit)
                axes.plot([found.low * by, found.high * by], [at, at], color=OKABE_ITO[n % 8], linewidth=2)
                axes.plot(found.mean * by, at, MARKERS[n % 8], color=OKABE_ITO[n % 8], markersize=6.5)
                if n == len(levels) - 1:
                    text = value_text(found.mean, unit)
                    axes.annotate(text, (max(found.high, found.mean) * by, at), (6, 0), textcoords="offset points",
                                  va="center", fontsize=8.5, color=GREY)  # fmt: skip
        axes.set_yticks(range(len(names)), [measure_label(name) for name in names])
        axes.set_xlim(left=0)
        axes.set_xlabel(shown_unit(unit), color=GREY, fontsize=9)
        axes.margins(x=0.12)
        return save(figure, path)
