"""What was intended, what was seen? Nine-spoke profiles in and out, and hours of the seven families of activity."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.plots.roles import along
from copsim.plots.series import mean_series
from copsim.plots.style import GREY, OKABE_ITO, RULE, WIDTH, drawing, heading, key, key_height, save, wrapped
from copsim.study.conduct import Conducted
from copsim.study.words import level_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FAMILIES = ("exchanges", "inquiries", "understanding", "assets", "standards", "formal_access", "visits")
MOST = 6
PANEL = 3.9
LABELS = ("intended", "observed")


def draw_profiles(done: Conducted, shows: Sequence[str], path: Path) -> Path | None:
    """Draw a profile for each level of the first factor; None where nobody spent an hour learning together.

    Nine weights do not follow from seven hours: the observed profile is the nearest one (non-negative least squares).
    """
    from copsim.activities.observing import observed_profile
    from copsim.activities.orientations import shares_by_family

    plan = done.outcome.plan
    shown = along(plan)
    if shown is None:
        return None
    panels = []
    for level in shown.levels[:MOST]:
        number = done.outcome.arm_number(shown.arm(level))
        series = mean_series(done, number, tuple(f"hours_{family}" for family in FAMILIES))
        hours = [float(series[f"hours_{family}"].sum()) for family in FAMILIES] if series else [0.0]
        if sum(hours) > 0:
            scenario: Any = plan.arms[number].scenario
            record = scenario.structure.record()
            intended = scenario.orientation.profile(record.orientation)
            shares = shares_by_family(scenario.activities, intended, record.documents)[:7]
            panels.append((level_label(shown.factor, level), intended, shares, observed_profile(hours)))
    if not panels:
        return None
    columns = min(3, len(panels))
    rows = -(-len(panels) // columns)
    title, more = wrapped(plan.question)
    head = 0.95 + key_height(LABELS) + more
    height = head + 0.2 + PANEL * rows + 0.15
    with drawing(WIDTH, height) as figure:
        note = (
            f"Spokes: orientations, 0 to 4. Bars: hours by family of activity, which is what is seen.{shown.held}\n"
            "Nine spokes do not follow from seven families: the observed profile is the nearest that fits the hours."
        )
        heading(figure, title, note, height)
        key(figure, list(LABELS), height, 1, more + 0.2)
        for n, (title, intended, shares, seen) in enumerate(panels):
            left = 0.02 + (n % columns) * 0.98 / columns
            top = 1 - (head + 0.2 + PANEL * (n // columns)) / height
            wide = 0.98 / columns
            radar: Any = figure.add_axes(
                (left + 0.05, top - 2.35 / height, wide - 0.13, 1.85 / height), projection="polar"
            )
            _radar(radar, intended, seen.profile)
            figure.text(left + 0.01, top - 0.1 / height, title[:1].upper() + title[1:], fontweight="bold", va="top")
            _bars(figure.add_axes((left + 0.1, top - 3.7 / height, wide - 0.13, 1.05 / height)), shares, seen.shares)
        return save(figure, path)


def _radar(axes: Any, intended: Sequence[float], seen: Sequence[float]) -> None:
    from copsim.activities.orientations import ORIENTATIONS

    angles = [2 * math.pi * n / 9 for n in range(9)]
    round_ = [*angles, angles[0]]
    axes.set_theta_offset(math.pi / 2)
    axes.set_theta_direction(-1)
    top = 4.0 / max(intended) if max(intended) > 0 else 1.0
    axes.fill(round_, [*seen, seen[0]], color=OKABE_ITO[2], alpha=0.30, linewidth=0)
    axes.plot(round_, [*seen, seen[0]], color=OKABE_ITO[2], linewidth=1.3, marker="^", markersize=4)
    scaled = [weight * top for weight in intended]
    axes.plot(round_, [*scaled, scaled[0]], color=OKABE_ITO[1], linewidth=2, marker="s", markersize=4)
    axes.set_ylim(0, 4)
    axes.set_yticks([1, 2, 3, 4], [])
    axes.set_xticks(angles, [name.replace("conversations", "conver-\nsations") for name in ORIENTATIONS], fontsize=7.5)
    axes.tick_params(pad=-1)
    axes.grid(color=RULE)
    axes.spines["polar"].set_color(RULE)


def _bars(axes: Axes, intended: Sequence[float], seen: Sequence[float]) -> None:
    rows = range(7)
    axes.barh([row - 0.2 for row in rows], [100 * share for share in intended], 0.36, color=OKABE_ITO[1])
    axes.barh([row + 0.2 for row in rows], [100 * share for share in seen], 0.36, color=OKABE_ITO[2])
    axes.set_yticks(rows, [name.replace("_", " ") for name in FAMILIES], fontsize=7.5)
    axes.invert_yaxis()
    axes.tick_params(axis="x", labelsize=7.5)
    axes.set_xlabel("% of hours", fontsize=7.5, color=GREY, labelpad=1)
    axes.spines["left"].set_visible(False)
