"""Tables and lines for a terminal: plain text of at most about a hundred columns."""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.study.findings import averaging_note, findings
from copsim.study.outcome import Outcome
from copsim.study.summary import arm_rows
from copsim.study.words import FIRST_WEEK_OF_LEVELS, LEVELS, decimals, measure_label, scale, shown_unit, value_text

if TYPE_CHECKING:
    import numpy as np

COLUMNS = 100
MOST_ARMS = 60
"""Arms of which a table is printed; nobody reads more on a terminal."""
BARS = "▁▂▃▄▅▆▇█"
SPARK = 24
QUARTER = 13


def table(header: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> list[str]:
    """Rows in columns; the first `words` columns to the left, numbers to the right."""
    widths = [max(len(row[n]) for row in [header, *rows]) for n in range(len(header))]
    lines = []
    for row in [header, ["-" * width for width in widths], *rows]:
        cells = [c.ljust(w) if n < words else c.rjust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return lines


def paragraph(text: str, first: str = "", rest: str = "") -> str:
    """Text wrapped to the width of a page."""
    return textwrap.fill(
        " ".join(text.split()), COLUMNS, initial_indent=first, subsequent_indent=rest or " " * len(first)
    )


def sparkline(values: Sequence[float], width: int = SPARK) -> str:
    """Values as a line of small bars, each the mean of a stretch of weeks; a blank where there is none (nan)."""
    count = min(width, len(values))
    edges = [round(n * len(values) / count) for n in range(count + 1)] if count else []
    means = [_mean(values[a:b]) for a, b in itertools.pairwise(edges)]
    known = [mean for mean in means if not math.isnan(mean)]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    by = 8 / (high - low) if high - low >= 1e-12 else 0.0
    return "".join(" " if math.isnan(mean) else BARS[min(7, int((mean - low) * by))] for mean in means)


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return math.fsum(known) / len(known) if known else math.nan


def arms_lines(outcome: Outcome) -> list[str]:
    """Every arm with as many of its measures as fit a page; the rest stand in summary.md, as do all of many arms."""
    if len(outcome.plan.arms) > MOST_ARMS:
        where = "summary.md" if outcome.plan.design is None else "runs.csv, the points in design.csv"
        return [paragraph(f"All {len(outcome.plan.arms)} arms stand in {where}."), ""]
    header, rows = arm_rows(outcome)
    words = len(outcome.plan.factors)
    widths = [2 + max(len(row[n]) for row in [header, *rows]) for n in range(len(header))]
    shown = list(range(words + 1))
    while len(shown) < len(header) and sum(widths[: len(shown) + 1]) <= COLUMNS + 20:
        shown.append(len(shown))
    lines = table([header[n] for n in shown], [[row[n] for n in shown] for row in rows], words)
    left = [text.partition(",")[0] for text in header[len(shown) :]]
    more = [paragraph(f"Also measured, in summary.md: {', '.join(left)}.")] if left else []
    return [*lines, "", *more, *([""] if more else [])]


def findings_lines(outcome: Outcome) -> list[str]:
    """What was expected, and beside it what was found, whichever way it went."""
    plan = outcome.plan
    lines = ["Expected, before it ran:", paragraph(plan.expected, "  "), ""] if plan.expected else []
    sections = findings(outcome)
    if sections:
        lines.append("Found (mean difference [95 % interval], pair by pair):")
    for section in sections:
        lines.append(f"  {section.title[:1].upper()}{section.title[1:]}")
        lines += [paragraph(line, "    - ", "      ") for line in [*section.headlines, *section.lines]]
    note = averaging_note(outcome)
    return [*lines, paragraph(note, "  ")] if note and sections else lines


def run_lines(series: Mapping[str, np.ndarray[Any, Any]], outcome: Outcome, everything: bool = False) -> list[str]:
    """One scenario over its weeks: measures at the start, in the middle and at the end, and their course.

    everything: all that are not nought in every week, not only those to look at first.
    """
    from copsim.constellation.kinds import MEASURES
    from copsim.study.first_look import first_look

    weekly, numbers = set(series), set(outcome.measures_in())
    if not everything:
        weekly, numbers = first_look(outcome.plan.arms[0].scenario, series)

    weeks = len(next(iter(series.values())))
    span = min(QUARTER, max(1, weeks // 3))
    starts = list(dict.fromkeys([0, (weeks - span) // 2, weeks - span]))  # one or two weeks have no middle
    header = ["", *(f"{at + 1}-{at + span}" if span > 1 else f"week {at + 1}" for at in starts), "course"]
    groups: dict[str, list[str]] = {"What happened, mean of weeks": [], "Hours a week, by what they went into": []}
    groups["People by level (known from week 13 on)"] = []
    first, hours, levels = groups.values()
    for name in [*(name for name in MEASURES if name not in LEVELS), *LEVELS]:
        if name in series and name != "not_yet_known":
            (levels if name in LEVELS else hours if name.startswith("hours_") else first).append(name)
    lines, left = [], 0
    for title, names in groups.items():
        shown = [name for name in names if series[name].any() and name in weekly]
        left += sum(bool(series[name].any()) for name in names) - len(shown)
        if not shown:
            continue
        rows = [_course(name, series[name], MEASURES[name].unit, starts, span) for name in shown]
        lines += [*table([title, *header[1:]], rows), ""]
    summaries = [name for name in outcome.measures_in() if name in numbers]
    left += len(outcome.measures_in()) - len(summaries)
    more = [f"  ({left} more weekly series and numbers: --all)"] if left else []
    return [*lines, *_summary(outcome, summaries), *more]


def files_lines(files: Sequence[Path]) -> list[str]:
    """The names of the files written, the folder once."""
    if not files:
        return []
    folder = min((path.parent for path in files), key=lambda path: len(path.parts))
    names = ", ".join(path.relative_to(folder).as_posix() for path in files)
    return [f"Written to {folder}/", paragraph(names, "  ")]


def _summary(outcome: Outcome, names: Sequence[str]) -> list[str]:
    from copsim.constellation.kinds import SUMMARIES

    rows = []
    for name in names:
        value, unit = outcome.estimate(0, name), SUMMARIES[name].unit
        low, high = (value_text(end, unit).split(" ")[0] for end in (value.low, value.high))
        interval = f"[{low}, {high}]" if value.n > 1 else ""
        rows.append([measure_label(name), value_text(value.mean, unit), interval, SUMMARIES[name].meaning])
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(3)]
    lines = ["Summary" + (f" (mean [95 % interval] of {outcome.plan.replications} runs)" if widths[2] else "")]
    for name, value_shown, interval, meaning in rows:
        start = f"  {name.ljust(widths[0])}  {value_shown.rjust(widths[1])} {interval.rjust(widths[2])}  "
        lines.append(paragraph(meaning, start))
    return lines


def _course(name: str, values: np.ndarray[Any, Any], unit: str, starts: Sequence[int], span: int) -> list[str]:
    by = scale(unit)
    begin = FIRST_WEEK_OF_LEVELS - 1 if name in LEVELS else 0
    course = [float(value) for value in values]
    means = [_mean(course[max(at, begin) : at + span]) * by if at + span > begin else math.nan for at in starts]
    sizes = [abs(mean) for mean in means if not math.isnan(mean)]
    digits = min(2, decimals(max(sizes))) if any(sizes) else 1
    label = measure_label(name) + (f", {shown_unit(unit)}" if unit and unit not in name else "")
    shown = ["-" if math.isnan(mean) else f"{mean:,.{digits}f}" for mean in means]
    return [label, *shown, sparkline(course[begin:])]
