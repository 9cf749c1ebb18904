"""Which structure serves which need best? A table of needs and structures with each need's own score, shaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from copsim.plots.roles import higher_measures, panel_title
from copsim.plots.style import GREY, INK, WIDTH, as_table, drawing, heading, save
from copsim.study.arms import combinations
from copsim.study.outcome import Outcome
from copsim.study.sentences import verdict
from copsim.study.statistics import LEVEL, Estimate, mean_with_interval
from copsim.study.words import level_label, measure_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "needs_table.png"
NEED, STRUCTURE = "need.kind", "structure.kind"
SCORE = "need_met"
"""The measure that is each need's own; where a version or a study has none, the need's own measure is looked for."""
MOST_TABLES = 6
ROW = 0.5
"""Inches for a need."""


class Cell(NamedTuple):
    """A structure's score on a need; `best`: highest of its row; `close`: not told apart from the highest."""

    score: Estimate
    best: bool
    close: bool


def draw_needs_table(outcome: Outcome, folder: Path) -> Path | None:
    """Draw `needs_table.png` in `folder`: a table for each combination of the other factors, at most six.

    None when the study does not vary both needs and structures.
    """
    factors = outcome.plan.factors
    if NEED not in factors or STRUCTURE not in factors:
        return None
    others = {key: levels for key, levels in factors.items() if key not in (NEED, STRUCTURE)}
    tables = list(combinations(others))
    shown = tables[:MOST_TABLES]
    measures = [own_measure(outcome, need) for need in factors[NEED]]
    needs, head, gap = len(measures), 1.2, 0.85
    height = head + (ROW * needs + gap) * len(shown)
    with drawing(WIDTH, height) as figure:
        note = (
            "Means, with half of the 95 % interval. Heavy frame: highest of its row; thin frame: not told apart from "
            "it, pair by pair.\nA dot: the structure that theory matches to the need. Darker is higher, within a row."
        )
        heading(figure, "Which structure serves which need best?", note, height)
        for n, fixed in enumerate(shown):
            top = 1 - (head + n * (ROW * needs + gap)) / height
            axes = figure.add_axes((0.2, top - ROW * needs / height, 0.79, ROW * needs / height))
            _table(axes, outcome, fixed, measures)
            title = panel_title(fixed)
            above = top + 0.14 / height  # beside the names of the structures
            figure.text(0.012, above, title[:1].upper() + title[1:], fontsize=10.5, fontweight="bold", va="bottom")
        if len(tables) > len(shown):
            more = f"{len(tables) - len(shown)} more tables: see runs.csv"
            figure.text(0.012, 0.1 / height, more, color=GREY, fontsize=9)
        return save(figure, folder / NAME)


def own_measure(outcome: Outcome, need: Any) -> str:
    """The measure by which a need is judged.

    `need_met` where it is measured; else the first that is defined for this need alone; else the study's first of
    which more is better.
    """
    if SCORE in outcome.measures_in():
        return SCORE
    mine = higher_measures(outcome, {NEED: need}) or outcome.measures_in()
    rest = {m for other in outcome.plan.factors[NEED] if other != need for m in higher_measures(outcome, {NEED: other})}
    return next((m for m in mine if m not in rest), mine[0])


def row_of(outcome: Outcome, need: Any, fixed: Mapping[str, Any], measure: str) -> list[Cell]:
    """The structures' scores on one need, in the order of their levels.

    The highest is picked after looking, so its differences from the others are held against intervals widened for all
    pairs of structures (Bonferroni).
    """
    factors = outcome.plan.factors
    values = []
    for structure in factors[STRUCTURE]:
        wanted = {**fixed, NEED: need, STRUCTURE: structure}
        values.append(outcome.by_replication(outcome.arm_number({key: wanted[key] for key in factors}), measure))
    scores = [mean_with_interval(list(found.values())) for found in values]
    known = [n for n, score in enumerate(scores) if score.n]
    leader = max(known, key=lambda n: scores[n].mean, default=-1)
    widened = 1 - (1 - LEVEL) / max(1, len(known) * (len(known) - 1) / 2)
    cells = []
    for n, score in enumerate(scores):
        close = False
        if n in known and n != leader:
            gaps = [values[leader][r] - values[n][r] for r in sorted(set(values[n]) & set(values[leader]))]
            gap = mean_with_interval(gaps, widened)
            close = verdict(gap.low, gap.high, gap.mean) != "more"
        cells.append(Cell(score, n == leader, close))
    return cells


def _table(axes: Axes, outcome: Outcome, fixed: Mapping[str, Any], measures: list[str]) -> None:
    from matplotlib.patches import Rectangle

    from copsim.structures.table import STRUCTURES

    structures, needs = outcome.plan.factors[STRUCTURE], outcome.plan.factors[NEED]
    for row, (need, measure) in enumerate(zip(needs, measures, strict=True)):
        cells = row_of(outcome, need, fixed, measure)
        known = [cell.score.mean for cell in cells if cell.score.n]
        low, high = (min(known), max(known)) if known else (0.0, 0.0)
        for column, (structure, cell) in enumerate(zip(structures, cells, strict=True)):
            shade = (cell.score.mean - low) / (high - low) if cell.score.n and high > low else 0.0
            fill = _blue(shade) if cell.score.n else "white"
            axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=fill, edgecolor="white", linewidth=1.5))
            if cell.best or cell.close:
                line = 2.4 if cell.best else 0.8
                place = (column - 0.46, row - 0.44)
                axes.add_patch(Rectangle(place, 0.92, 0.88, fill=False, edgecolor=INK, linewidth=line, zorder=3))
            weight = "bold" if cell.best else "normal"
            axes.text(column, row, _text(cell.score), ha="center", va="center", fontsize=10, fontweight=weight)
            if STRUCTURES[structure].need == need:
                axes.plot(column - 0.38, row - 0.26, "o", color=INK, markersize=4, zorder=4)
    names = [f"{level_label(NEED, need)}\n({measure_label(m)})" for need, m in zip(needs, measures, strict=True)]
    axes.set_yticks(range(len(needs)), names, fontsize=9)
    labels = [level_label(STRUCTURE, structure).replace(" of ", "\nof ") for structure in structures]
    axes.set_xticks(range(len(structures)), labels, fontsize=9)
    as_table(axes, len(needs), len(structures))


def _text(score: Estimate) -> str:
    if not score.n:
        return "-"
    mean = f"{score.mean:.2f}"
    return mean if score.n < 2 else f"{mean} ± {(score.high - score.low) / 2:.2f}"


def _blue(shade: float) -> tuple[float, float, float]:
    """From white to a blue on which black is still easy to read."""
    return 0.97 - 0.45 * shade, 0.98 - 0.26 * shade, 0.99 - 0.09 * shade
