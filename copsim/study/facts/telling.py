"""What was found of stylised facts: for the terminal, for docs/validation.md, and as numbers."""

from __future__ import annotations

import datetime
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from copsim.study.facts.fact import Found, Reading, Tried
from copsim.study.facts.table import NOT_HAD
from copsim.study.model_tables import table as markdown_table
from copsim.study.printing import table as text_table
from copsim.study.provenance import command_line, copsim_version
from copsim.study.results import replace_text
from copsim.study.tables import csv_text
from copsim.study.words import level_text, plain

HEAD = ("fact", "band", "found", "95 % interval", "runs", "role", "verdict")


def facts_lines(found: Sequence[Found]) -> list[str]:
    """The table for a terminal, where else what does not hold was found to hold, and the count."""
    rows = [
        (
            one.fact.key, one.fact.band, number(one.reading.mean), interval(one.reading), str(one.reading.n),
            role(one), one.reading.verdict,
        )
        for one in found
    ]  # fmt: skip
    lines = text_table(HEAD, rows)
    elsewhere = [f"  {one.fact.key}: {where(one)}" for one in found if one.tried]
    if elsewhere:
        lines += ["", "Along parameters, where it does not hold by default:", *elsewhere]
    return [*lines, "", *count_lines(found)]


def count_lines(found: Sequence[Found]) -> list[str]:
    """How many facts there are of each verdict; only those that were held out, and not assumed, are validation."""
    counting = [one for one in found if role(one) == "held out"]
    verdicts = Counter(one.reading.verdict for one in counting)
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    others = len(found) - len(counting)
    return [
        f"Held out: {told or 'none'} (of {len(counting)}). Besides: {others} fitted or assumed, which validate nothing;"
        f" {len(NOT_HAD)} more cannot be asked."
    ]


def role(one: Found) -> str:
    """Fitted, held out, or assumed (which makes it hold by construction or is no fact at all)."""
    return "assumed" if one.fact.ground == "assumed" else one.fact.role


def where(one: Found) -> str:
    """Under which parameters a fact holds that does not hold by default, and how near the others come."""
    holding = [setting(tried) for tried in one.holds_where]
    if holding:
        return "holds at " + ", ".join(holding)
    told = ", ".join(f"{setting(tried)}: {number(tried.reading.mean)}" for tried in one.tried)
    return f"holds at none of those tried ({told})" if told else ""


def setting(tried: Tried) -> str:
    """The parameter and its level."""
    return f"{tried.key} = {level_text(tried.level)}"


def number(value: float) -> str:
    """Three decimals, or a dash."""
    return "-" if math.isnan(value) else f"{value:.3f}" if abs(value) < 100 else f"{value:.0f}"


def interval(reading: Reading) -> str:
    """The interval in brackets."""
    return f"[{number(reading.low)}, {number(reading.high)}]"


def facts_markdown(found: Sequence[Found], figures: Sequence[tuple[str, str]] = ()) -> list[str]:
    """The section of docs/validation.md: table, notes, what cannot be asked, figures (path, what it shows)."""
    rows = []
    for one in found:
        fact, shown = one.fact, one.reading.verdict
        verdict = shown if shown == "holds" else f"**{shown}**"
        if fact.ground == "assumed":
            verdict += " (by construction or assumed)"
        rows.append(
            (
                fact.says, f"{fact.source} [{fact.mark}]", fact.statistic, fact.band,
                f"{number(one.reading.mean)} {interval(one.reading)}", str(one.reading.n),
                f"{role(one)}, {fact.ground}", verdict, where(one),
            )
        )  # fmt: skip
    head = ("fact", "source", "statistic", "band", "found", "runs", "role, ground", "verdict", "elsewhere")
    lines = [
        "Each fact was declared fitted or held out, with its band and levels, before it was run; what was added or"
        " mended after results had been seen says so in its note. Only facts held out, and not assumed, count as"
        " validation. A fact holds when the whole 95 % interval (Student's t over replications, or a bootstrap over"
        " them where the statistic is of all together) lies in the band, does not when none of it does, and else is not"
        " told apart. What does not hold by default was asked again along parameters and at levels that its record"
        " names; no default was changed for it. With so many facts, one interval in twenty misses by chance. Ground:"
        " what the fact rests on; one that was simulated was found in another model, not in the world.",
        "",
        *count_lines(found),
        "",
        markdown_table(head, rows),
        "",
        *(f"- `{one.fact.key}`: {one.fact.note}." for one in found if one.fact.note),
        "",
        "Facts not had:",
        "",
        *(f"- {fact.says} ({fact.source}): not had, {fact.why}." for fact in NOT_HAD),
    ]
    for path, shows in figures:
        lines += ["", f"![{shows}]({path})"]
    return lines


def rows_of(found: Sequence[Found]) -> Iterator[dict[str, Any]]:
    """One row a reading, by default first and then along parameters."""
    for one in found:
        fact = one.fact
        common = {
            "fact": fact.key, "says": fact.says, "source": fact.source, "mark": fact.mark, "statistic": fact.statistic,
            "low": fact.low, "high": fact.high, "role": fact.role, "ground": fact.ground,
        }  # fmt: skip
        yield {**common, "parameter": "", "level": "", **_numbers(one.reading)}
        for tried in one.tried:
            yield {**common, "parameter": tried.key, "level": level_text(tried.level), **_numbers(tried.reading)}


def _numbers(reading: Reading) -> dict[str, Any]:
    return {
        "runs": reading.n, "mean": reading.mean, "interval_low": reading.low, "interval_high": reading.high,
        "verdict": reading.verdict,
    }  # fmt: skip


def write_facts(found: Sequence[Found], folder: Path) -> list[Path]:
    """Write facts.csv and facts.json: numbers, commands, model hash and date."""
    from copsim.foundation.model_hash import model_hash

    told = {
        "command": command_line(),
        "date": datetime.date.today().isoformat(),
        "copsim": copsim_version(),
        "model_hash": model_hash(),
        "facts": [{key: plain(value) for key, value in row.items()} for row in rows_of(found)],
        "first_runs": {one.fact.key: list(one.commands) for one in found},
        "not_had": [fact._asdict() for fact in NOT_HAD],
    }
    replace_text(folder / "facts.csv", csv_text(list(rows_of(found))))
    replace_text(folder / "facts.json", json.dumps(told, indent=1) + "\n")
    return [folder / "facts.csv", folder / "facts.json"]
