"""Stylised facts as figures: each shows what runs gave beside what was published."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.plots.style import GREY, INK, OKABE_ITO, RULE, WIDTH, drawing, heading, save
from copsim.study.facts import documents, groups, solving, spreading
from copsim.study.facts.fact import Found, Luck

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PUBLISHED = "#e3e8ef"
BLUE, RED, GREEN = OKABE_ITO[1], OKABE_ITO[2], OKABE_ITO[3]
HALF = WIDTH * 0.45
"""Inches of the height of every figure."""


def draw_facts(found: Sequence[Found], folder: Path) -> list[tuple[Path, str]]:
    """Draw every figure for which there are facts; each with what it shows."""
    runs = {one.fact.key: one.runs for one in found}
    drawn = []
    if "core" in runs and "top_1_percent" in runs:
        path = _participation(runs["core"], runs["top_1_percent"], folder / "fact_participation.png")
        drawn.append((path, "Levels of participation and Lorenz curves of contributions beside what was published"))
    if "learning_curve" in runs:
        path = _learning(runs["learning_curve"], folder / "fact_learning.png")
        drawn.append((path, "The learning curve: labour per challenge against challenges solved"))
    if "stale" in runs:
        path = _staleness(runs["stale"], folder / "fact_staleness.png")
        drawn.append((path, "Staleness and use of documents against turbulence"))
    if "s_curve" in runs:
        path = _spreading(runs["s_curve"], runs.get("s_curve_clean", ()), folder / "fact_spreading.png")
        drawn.append((path, "Adopters of seeded innovations, week by week, with the curves fitted"))
    if "bridges" in runs and "bridges_best" in runs:
        path = _bridges(runs["bridges"], runs["bridges_best"], folder / "fact_bridges.png")
        drawn.append((path, "Pay-off against the share of links between groups, by rule of learning"))
    return drawn


def _axes(figure: Any, place: Any, title: str, across: str, up: str) -> Axes:
    axes: Axes = figure.add_subplot(place)
    axes.set_title(title)
    axes.set_xlabel(across, color=GREY, fontsize=9)
    axes.set_ylabel(up, color=GREY, fontsize=9)
    return axes


def _grid(figure: Any, columns: int, **more: Any) -> Any:
    return figure.add_gridspec(1, columns, left=0.075, right=0.975, top=0.76, bottom=0.125, wspace=0.28, **more)


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """Mean and half the width of its 95 % interval."""
    from copsim.study.statistics import mean_with_interval

    found = mean_with_interval([value for value in values if not math.isnan(value)])
    return found.mean, found.high - found.mean


def _level(luck: Luck, name: str) -> float:
    """Share of people at a level; transactional are those at no other."""
    told = luck["baseline"].summary
    if name == "transactional":
        return 1 - told["core_active"] - told["periphery"] - told["outside"]
    return told[name]


def _participation(mature: Sequence[Luck], large: Sequence[Luck], path: Path) -> Path:
    import numpy as np

    with drawing(WIDTH, HALF) as figure:
        note = (
            "Left: share of people at each level, last 26 weeks (dots, 95 % intervals of the mean), and published bands"
            " (grey; only core + active was fitted).\nRight: what the least active contribute together. Crosses: van"
            " Mierlo 2014, 90 % of people make 1.3 %, 99 % make 25.3 %."
        )
        heading(figure, "Who takes part, and how unequally?", note, HALF)
        grid = _grid(figure, 2)
        axes = _axes(figure, grid[0], "Levels, baseline", "", "people, %")
        bands = {"core": (10, 15), "active": (15, 20), "core_active": (25, 35)}
        names = ("core", "active", "core_active", "periphery", "transactional", "outside")
        for n, name in enumerate(names):
            if name in bands:
                low, high = bands[name]
                axes.bar(n, high - low, bottom=low, width=0.62, color=PUBLISHED, zorder=1)
            mean, half = _interval([100 * _level(luck, name) for luck in mature])
            axes.errorbar(n, mean, half, fmt="o", color=BLUE, markersize=6, capsize=3, zorder=3)
            axes.text(n + 0.16, mean, f"{mean:.0f}", va="center", fontsize=9)
        axes.set_xticks(
            range(len(names)),
            ["core", "active", "core +\nactive", "occasional,\nperipheral", "trans-\nactional", "outside"],
        )
        axes.set_xlim(-0.6, len(names) - 0.4)
        axes.set_ylim(0)
        axes.grid(axis="y")
        axes = _axes(figure, grid[1], "Contributions", "people, least active first, %", "contributions, %")
        axes.plot([0, 100], [0, 100], color=RULE, linewidth=1.2)
        for label, place, runs, colour, style in (
            ("baseline, 120 people", "baseline", mature, BLUE, "-"),
            ("open, 2,000 people", "open", large, RED, "--"),
        ):
            ranks = np.linspace(0, 1, 201)
            curves = []
            for luck in runs:
                given = luck[place].series["watched_given"][::-1]
                up = np.concatenate([[0.0], np.cumsum(given) / max(1, int(given.sum()))])
                curves.append(np.interp(ranks, np.linspace(0, 1, up.size), up))
            axes.plot(100 * ranks, 100 * np.mean(curves, axis=0), style, color=colour, linewidth=2, label=label)
        axes.plot(99, 25.3, "x", color=INK, markersize=8, markeredgewidth=2, label="published, 4 health networks")
        axes.plot(90, 1.3, "x", color=INK, markersize=8, markeredgewidth=2)
        axes.legend(frameon=False, loc="upper left", fontsize=9)
        return save(figure, path)


def _learning(runs: Sequence[Luck], path: Path) -> Path:
    import numpy as np

    with drawing(WIDTH, HALF) as figure:
        note = (
            "Each grey line is a run of the baseline, quarter by quarter; blue: their mean. Grey wedge: labour falls to"
            " .75-.90 with every doubling, as published,\ndrawn from the first mean shown, that of the second quarter."
            " Both axes are logarithmic."
        )
        heading(figure, "Does labour fall with what was done before?", note, HALF)
        grid = _grid(figure, 2)
        for n, (labour, up) in enumerate((("tries", "tries per challenge"), ("weeks", "weeks per challenge"))):
            axes = _axes(figure, grid[n], up[:1].upper() + up[1:], "challenges solved so far", up)
            curves = [solving.curve(luck["baseline"].series, labour) for luck in runs]
            for points in curves:
                axes.plot(*zip(*points, strict=True), color=RULE, linewidth=0.8)
            least = min(len(points) for points in curves)
            mean = np.array([points[:least] for points in curves]).mean(axis=0)
            x = np.array([mean[0, 0], mean[-1, 0]])
            doublings = np.log2(x / x[0])
            axes.fill_between(x, mean[0, 1] * 0.75**doublings, mean[0, 1] * 0.90**doublings, color=PUBLISHED, zorder=0)
            axes.plot(mean[:, 0], mean[:, 1], "o-", color=BLUE, linewidth=2, markersize=5)
            axes.set_xscale("log")
            axes.set_yscale("log")
            _plain_ticks(axes)
            axes.grid(axis="y")
        return save(figure, path)


def _plain_ticks(axes: Axes) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    for axis, marks in ((axes.xaxis, (1, 2, 3, 5, 7)), (axes.yaxis, range(1, 10))):
        axis.set_major_locator(LogLocator(subs=tuple(marks), numticks=12))
        axis.set_minor_locator(LogLocator(subs=(1,), numticks=12))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axis.set_minor_formatter(NullFormatter())


def _staleness(runs: Sequence[Luck], path: Path) -> Path:
    with drawing(WIDTH, HALF) as figure:
        note = (
            "Means of the last 26 weeks with 95 % intervals, against the chance a week that what is true of a facet"
            " flips (default .009).\nPublished is only the direction: documents go stale, and then are used less."
        )
        heading(figure, "What becomes of documents where the world moves?", note, HALF)
        grid = _grid(figure, 3)
        panels = (
            ("Wrong, of what is written", "%", 100, documents.staleness, BLUE),
            ("Look-ups per challenge", "look-ups", 1, documents.use, RED),
            ("Of use, of look-ups", "%", 100, documents.usefulness, GREEN),
        )
        for n, (title, up, scale, of, colour) in enumerate(panels):
            axes = _axes(figure, grid[n], title, "turbulence", up)
            told = [_interval([scale * of(luck, place.name) for luck in runs]) for place in documents.PLACES]
            axes.errorbar(
                range(len(told)), [t[0] for t in told], [t[1] for t in told], fmt="o-", color=colour, capsize=3
            )
            axes.set_xticks(range(len(told)), [f"{level:g}" for level in documents.LEVELS])
            axes.set_ylim(0)
            axes.grid(axis="y")
        return save(figure, path)


def _spreading(runs: Sequence[Luck], clean: Sequence[Luck], path: Path) -> Path:
    import numpy as np

    with drawing(WIDTH, HALF) as figure:
        note = (
            "An innovation comes in week 27 to 3 people; whoever was wrong of it before holds it at once. Left: every"
            " run (grey), means.\nRight: the runs of the middle and of the highest peak, with the logistic (line) and"
            " the saturating exponential (dashes) fitted."
        )
        heading(figure, "Does something new spread along an S-curve?", note, HALF)
        grid = _grid(figure, 2)
        held = [np.asarray(luck["innovation"].series["adopters"])[spreading.COMES - 1 :] for luck in runs]
        axes = _axes(figure, grid[0], f"{len(held)} runs", "weeks since it came", "people who hold it, %")
        for line in held:
            axes.plot(100 * line, color=RULE, linewidth=0.8)
        axes.plot(100 * np.mean(held, axis=0), color=BLUE, linewidth=2.2, label="mean")
        if clean:
            others = [np.asarray(luck["innovation"].series["adopters"])[spreading.COMES - 1 :] for luck in clean]
            mean = 100 * np.mean(others, axis=0)
            axes.plot(mean, "--", color=GREEN, linewidth=2.2, label="mean where nobody was wrong at first")
        axes.legend(frameon=False, loc="upper left", fontsize=9)
        axes.set_ylim(0, 108)
        axes.grid(axis="y")
        axes = _axes(figure, grid[1], "Two of them, fitted", "weeks since it came", "people who hold it, %")
        order = sorted(range(len(held)), key=lambda n: float(held[n].max()))
        for n, colour in ((order[len(order) // 2], RED), (order[-1], BLUE)):
            t = np.arange(held[n].size)
            axes.plot(t, 100 * held[n], "o", color=colour, markersize=2.5, alpha=0.6)
            fitted = spreading.fits(runs[n]["innovation"].series)
            if fitted:
                axes.plot(t, 100 * fitted.at(t), color=colour, linewidth=2)
                axes.plot(t, 100 * fitted.saturating(t), "--", color=colour, linewidth=1.4)
        axes.set_ylim(0)
        axes.grid(axis="y")
        return save(figure, path)


def _bridges(majority: Sequence[Luck], best: Sequence[Luck], path: Path) -> Path:
    with drawing(WIDTH, HALF) as figure:
        note = (
            "280 people in groups of 7, 100 facets that count in blocks of 5 (Fang, Lee & Schilling 2010), at rest;"
            " means, 95 % intervals.\nCrosses: reference programs of the same rules (literature C): above, the"
            " majority's; below, the best contact's."
        )
        heading(figure, "How many links between semi-isolated groups?", note, HALF)
        axes = _axes(figure, _grid(figure, 1)[0], "", "share of links led outside the group", "mean pay-off")
        reference = (
            (majority, BLUE, "o-", "taking up the majority view of those who do better",
             (0.033, 0.623, 0.883, 0.873, 0.769, 0.730)),
            (best, RED, "s--", "copying the best contact", (0.025, 0.245, 0.404, 0.448, 0.434, 0.480)),
        )  # fmt: skip
        for runs, colour, style, label, published in reference:
            told = [_interval([luck[f"{b:g}"].summary["mean_payoff"] for luck in runs]) for b in groups.BETAS]
            axes.errorbar(
                range(len(told)), [t[0] for t in told], [t[1] for t in told], fmt=style, color=colour, capsize=3,
                linewidth=2, label=label,
            )  # fmt: skip
            axes.plot(range(len(told)), published, "x", color=INK, markersize=8, markeredgewidth=1.5, zorder=4)
        axes.set_xticks(range(len(groups.BETAS)), [f"{beta:g}" for beta in groups.BETAS])
        axes.set_ylim(0, 1)
        axes.grid(axis="y")
        axes.legend(frameon=False, loc="lower right", fontsize=9.5)
        return save(figure, path)
