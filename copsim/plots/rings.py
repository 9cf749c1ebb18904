"""Who is where, what do they know, and how do they move? Rings of participation, and the flows between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.constellation.measures.contract import LAST_WEEKS
from copsim.constellation.measures.participation import RINGS, TRAJECTORIES
from copsim.plots.series import mean_series
from copsim.plots.style import GREY, INK, WIDTH, drawing, heading, save, wrapped
from copsim.study.conduct import Conducted
from copsim.study.words import combination_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#08306b", "#2171b5", "#6baed6", "#dbe5ef")


def draw_rings(done: Conducted, shows: Sequence[str], path: Path) -> Path | None:
    """Draw the rings of one arm, that of the last level of the first factor; None where levels are never known."""
    plan = done.outcome.plan
    if not plan.factors:
        return None
    factor, *others = plan.factors
    levels = {**{factor: plan.factors[factor][-1]}, **{name: plan.factors[name][0] for name in others}}
    names = (*(level for ring in RINGS.values() for level in ring), *(f"knowledge_of_{ring}" for ring in RINGS))
    series = mean_series(done, done.outcome.arm_number(levels), (*names, *TRAJECTORIES))
    people = {ring: sum(_last(series[level]) for level in members) for ring, members in RINGS.items()} if series else {}
    everybody = sum(people.values())
    if not everybody:
        return None
    title, more = wrapped(plan.question)
    height = 5.6 + more
    with drawing(WIDTH, height) as figure:
        note = (
            f"{plan.replications} runs, {combination_label(levels)}; mean of the last {LAST_WEEKS} weeks. Areas are "
            "people; the figures say what share of their speciality they know."
        )
        heading(figure, title, note, height)
        axes = figure.add_axes((0.0, 0.0, 0.52, 0.86))
        _rings(axes, {ring: n / everybody for ring, n in people.items()}, {
            ring: _last(series[f"knowledge_of_{ring}"]) for ring in RINGS
        })  # fmt: skip
        moves = {name: float(series[name][-LAST_WEEKS:].sum()) for name in TRAJECTORIES}
        _moves(figure.add_axes((0.56, 0.12, 0.40, 0.62)), moves)
        figure.text(
            0.56,
            0.80,
            "Where memberships go in a quarter (of those not outside in both)",
            fontweight="bold",
            fontsize=10.5,
        )
        return save(figure, path)


def _last(values: Any) -> float:
    return float(values[-LAST_WEEKS:].mean())


def _rings(axes: Axes, shares: dict[str, float], known: dict[str, float]) -> None:
    from matplotlib.patches import Circle

    axes.set_xlim(-1.05, 2.15)
    axes.set_ylim(-1.25, 1.25)
    axes.set_aspect("equal")
    axes.axis("off")
    inside, edges = 0.0, {}
    for ring in RINGS:
        inside += shares[ring]
        edges[ring] = inside**0.5
    for ring, colour in reversed(list(zip(RINGS, COLOURS, strict=True))):
        axes.add_patch(Circle((0, 0), edges[ring], facecolor=colour, edgecolor="white", linewidth=1.5))
    before = 0.0
    for n, ring in enumerate(RINGS):
        middle, before = (edges[ring] + before) / 2 if n else 0.0, edges[ring]
        angle = math.radians((0, 25, -5, -35)[n])
        text = f"{ring}: {100 * shares[ring]:.0f} % of people\nknow {100 * known[ring]:.0f} % of their speciality"
        axes.annotate(
            text if shares[ring] > 0.0005 else f"{ring}: nobody",
            (middle * math.cos(angle), middle * math.sin(angle)), (1.15, 0.85 - 0.55 * n),
            va="center", fontsize=9.5, color=INK,
            arrowprops={
                "arrowstyle": "-|>", "color": INK, "linewidth": 0.8, "relpos": (0, 0.5), "mutation_scale": 8,
            },
        )  # fmt: skip


def _moves(axes: Axes, moves: dict[str, float]) -> None:
    total = sum(moves.values()) or 1.0
    shares = [100 * n / total for n in moves.values()]
    axes.barh(range(len(shares)), shares, 0.5, color=COLOURS[1])
    for row, (name, share) in enumerate(zip(moves, shares, strict=True)):
        axes.text(share + 0.8, row, f"{share:.1f} %", va="center", fontsize=9)
        axes.text(0, row - 0.42, _trajectory(name), va="bottom", fontsize=8.5, color=GREY)
    axes.set_yticks([])
    axes.set_xticks([])
    axes.set_ylim(len(shares) - 0.4, -0.9)
    axes.spines["bottom"].set_visible(False)


def _trajectory(name: str) -> str:
    return f"{name.removesuffix('_trajectory')}: {TRAJECTORIES[name][0]}"
