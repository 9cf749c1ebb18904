"""The picture of a page for who has no JavaScript, or prints it: the last week of each world, and what it came to."""

from __future__ import annotations

import math
from html import escape

import numpy as np

from copsim.participation.levels import Level
from copsim.report.filming import Film
from copsim.report.replaying import Replay, Side

RINGS = (0, 0.31, 0.52, 0.70, 0.84, 0.93, 1.0)
TINTS = ("#b9c9e2", "#d0dbec", "#e2e9f4", "#eef2f8", "#f6f8fb", "#ffffff")
RAMP = ("#fbe8a6", "#f6b64f", "#e4703c", "#b93a63", "#6d2a80", "#2a1250")
LOW, HIGH = 5, 75
GOLDEN = 0.61803398875
WIDTH, HEIGHT = 560, 420
MOST_GROUPS = 12
MOST_DOTS = 600


def still(replay: Replay) -> str:
    """An SVG picture of each world in its last week, then a table of the curves."""
    pictures = "".join(
        f"<section><h2>{escape(_name(side, replay))}</h2>{_picture(side)}</section>" for side in replay.sides
    )
    last = f"<p>Week {replay.sides[0].scenario.weeks}, the last one.</p>"
    return f'<div class="still">{last}{pictures}{_table(replay)}</div>'


def _name(side: Side, replay: Replay) -> str:
    return f"{side.key}: {side.label}" if len(replay.sides) > 1 else side.label


def _table(replay: Replay) -> str:
    head = "".join(f"<th>{escape(_name(side, replay))}</th>" for side in replay.sides)
    rows = []
    for curve in replay.curves:
        cells = "".join(
            f"<td>{_text(float(curve.of(side.film.series)[-1]), curve.whole)}</td>" for side in replay.sides
        )
        rows.append(f"<tr><th>{escape(curve.label)} {escape(curve.unit)}</th>{cells}</tr>")
    for level in reversed(Level):
        name = level.name.lower()
        cells = "".join(f"<td>{int(side.film.series[name][-1])}</td>" for side in replay.sides)
        rows.append(f"<tr><th>people: {name.replace('_', ' ')}</th>{cells}</tr>")
    return f"<table><tr><th></th>{head}</tr>{''.join(rows)}</table>"


def _text(value: float, whole: bool) -> str:
    if math.isnan(value):
        return "not known"
    return f"{value:,.0f}" if whole else f"{value:,.1f}"


def _picture(side: Side) -> str:
    film, week = side.film, side.scenario.weeks - 1
    sizes = np.bincount(film.group, minlength=len(film.labels))
    order = np.argsort(-sizes, kind="stable")[:MOST_GROUPS]
    columns = max(1, round(math.sqrt(len(order) * WIDTH / HEIGHT)))
    rows = -(-len(order) // columns)
    cell = min(WIDTH / columns, HEIGHT / rows)
    parts, dots = [], dict[int, list[str]]()
    close = film.level.shape[0] <= MOST_DOTS
    for k, g in enumerate(order.tolist()):
        x, y = (k % columns + 0.5) * WIDTH / columns, (k // columns + 0.5) * HEIGHT / rows + 6
        radius = (cell / 2 - 14) * math.sqrt(sizes[g] / max(1, sizes[order[0]]))
        for ring in range(5, -1, -1):
            edge = ' stroke="#a9b0bf" stroke-dasharray="2 4"' if ring == 5 else ' stroke="#fff"'
            parts.append(
                f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius * RINGS[ring + 1]:.1f}" fill="{TINTS[ring]}"{edge}/>'
            )
        name = film.labels[g] if len(film.labels[g]) <= 32 else film.labels[g][:31] + "…"
        parts.append(f'<text x="{x:.0f}" y="{y - radius - 5:.0f}" text-anchor="middle">{escape(name)}</text>')
        if close:
            _dots(film, week, g, (x, y, radius), dots)
    paths = [f'<path d="{"".join(places)}" stroke="{RAMP[step]}"/>' for step, places in sorted(dots.items())]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    style = 'font-family="system-ui,sans-serif" font-size="13" stroke-linecap="round"'
    people = f'<g stroke-width="9">{"".join(paths)}</g>'
    return f'<svg {size} {style} role="img" aria-label="{escape(side.label)}">{"".join(parts)}{people}</svg>'


def _dots(film: Film, week: int, group: int, circle: tuple[float, float, float], dots: dict[int, list[str]]) -> None:
    x, y, radius = circle
    for k, m in enumerate(np.flatnonzero(film.group == group).tolist()):
        level = int(film.level[m, week])
        ring = 5 if level < 0 else 5 - level
        middle = (RINGS[ring] + RINGS[ring + 1]) / 2 * radius
        angle = 2 * math.pi * (k * GOLDEN % 1)
        share = (int(film.ability[film.member[m], week]) - LOW) / (HIGH - LOW)
        step = max(0, min(len(RAMP) - 1, int(share * len(RAMP))))
        dots.setdefault(step, []).append(f"M{x + middle * math.cos(angle):.0f} {y + middle * math.sin(angle):.0f}h0")
