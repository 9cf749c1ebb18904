"""docs/findings.md: every idea of the slides with question, expectation, finding and picture."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from copsim.study.assuming import AS_IT_IS
from copsim.study.experiment import read_asked
from copsim.study.ideas import IDEAS, Idea, all_experiments
from copsim.study.provenance import FILE
from copsim.study.reference import FIGURE
from copsim.study.words import SHARES, decimals, signed

PAGE = Path("docs/findings.md")
Row = Mapping[str, str]
TOLD = ("borne out", "contradicted")

INTRO = """# What was found

Written by `copsim findings` (`make results`) from [results/reference](../results/reference): nothing was typed in. For
each idea of the slides (E. Wenger, *Communities of practice: the art of learning together*): what was asked, what was
expected, written down before the runs (`experiments/*.toml`), and what came out, whichever way it went.

Differences are means over runs that share people and luck, pair by pair, with 95 % intervals (Student's t). A claim is
**borne out** or **contradicted** if its difference is told from 0 after Holm's correction over all claims of its
experiment; else it is *not told apart*. Each claim was held again where an assumed parameter had another value, beside
the claim as it is with as few runs: that it *flips* there, *is lost* or is told apart only there is said, since such an
answer is one of the assumption's. No parameter was set to make an expectation come true; every default with its source:
`copsim explain baseline`.
"""


def page(reference: Path, links: str = "../results/reference") -> str:
    """The whole page. `reference`: where results are kept; `links`: how the page names that place. What is missing is
    told."""
    told = {name: Told(reference / name, f"{links}/{name}") for name in all_experiments()}
    lines = [INTRO, *_counts(told), *_contents(told)]
    done: set[str] = set()
    for number, idea in enumerate(IDEAS, 1):
        lines += _idea(number, idea, told, done)
    return "\n".join(lines).rstrip() + "\n"


class Told:
    """A reference result as it is kept: its claims (default and tried), dials, provenance."""

    def __init__(self, folder: Path, link: str = "") -> None:
        self.link = link
        self.there = (folder / FILE).exists()
        rows = _table(folder / "claims.csv")
        self.claims = [row for row in rows if not row["assumption"]]
        self.tried = [row for row in rows if row["assumption"] not in ("", AS_IT_IS)]
        fewer = {_claim(row): row for row in rows if row["assumption"] == AS_IT_IS}
        self.base = {_claim(row): fewer.get(_claim(row), row) for row in self.claims}
        self.dials = _table(folder / "dials.csv")
        self.provenance: dict[str, Any] = json.loads((folder / FILE).read_text("utf-8")) if self.there else {}

    def of(self, idea: Idea) -> list[Row]:
        """The claims that are about an idea: its own, or those that name none."""
        return [row for row in self.claims if row["row"] in ("", idea.key)]


def _claim(row: Row) -> tuple[str, str]:
    return row["row"], row["says"]


def _table(path: Path) -> list[Row]:
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _counts(told: Mapping[str, Told]) -> list[str]:
    claims = [row for one in told.values() for row in one.claims]
    count = {v: sum(row["verdict"] == v for row in claims) for v in (*TOLD, "not told apart", "no value")}
    hang = sum(bool(_hangs(one, row)) for one in told.values() for row in one.claims)
    runs = sum(one.provenance.get("times", {}).get("runs", 0) for one in told.values())
    seconds = sum(one.provenance.get("times", {}).get("core_seconds", 0.0) for one in told.values())
    return [
        f"**In all**: {len(claims)} claims in {len(told)} experiments; {count['borne out']} borne out, "
        f"{count['contradicted']} contradicted, {count['not told apart'] + count['no value']} not told apart. "
        f"{hang} of them change with an assumption within the values tried. {runs:,} runs, {seconds / 60:.0f} minutes "
        "of one core.",
        "",
    ]


def _contents(told: Mapping[str, Told]) -> Iterator[str]:
    yield "| idea | borne out | contradicted | not told apart | changes with an assumption |"
    yield "|---|---|---|---|---|"
    for number, idea in enumerate(IDEAS, 1):
        rows = [(told[name], row) for name in idea.experiments for row in told[name].of(idea)]
        counts = [sum(row["verdict"] == verdict for _, row in rows) for verdict in TOLD]
        hang = sum(bool(_hangs(one, row)) for one, row in rows)
        yield f"| {number}. {idea.title} | {counts[0]} | {counts[1]} | {len(rows) - sum(counts)} | {hang} |"
    yield ""


def _idea(number: int, idea: Idea, told: Mapping[str, Told], done: set[str]) -> Iterator[str]:
    yield f"## {number}. {idea.title}"
    yield ""
    yield f"*Slides: {idea.slide}.*"
    yield ""
    yield f"What the rules settle beforehand: {idea.settled}"
    yield ""
    for name in idea.experiments:
        if len(idea.experiments) > 1:
            yield f"### {name.replace('_', ' ')}"
            yield ""
        yield from _experiment(name, idea, told[name], name in done)
        done.add(name)


def _experiment(name: str, idea: Idea, told: Told, seen: bool) -> Iterator[str]:
    asked, _ = read_asked(name)
    yield f"**Asked.** {_one_line(asked.question)}"
    yield ""
    yield f"**Expected.** {_one_line(asked.expected)}"
    yield ""
    if not told.there:
        yield f"*No reference result yet: `copsim findings {name}`.*"
        yield ""
        return
    rows = told.of(idea)
    yield f"**Found.** {_tally(rows)}"
    yield ""
    yield "| expected | found | verdict | where an assumption changes it |"
    yield "|---|---|---|---|"
    for row in rows:
        yield f"| {row['says']} | {_found(row)} | {_shown(row['verdict'])} | {'; '.join(_hangs(told, row)) or '-'} |"
    yield ""
    if told.dials:
        yield "Where the best level lies (intervals widened for all pairs of levels):"
        yield ""
        yield from (f"- {row['sentence']}" for row in told.dials)
        yield ""
    influence = _influence(told)
    if influence:
        yield f"**What decides it.** {influence}"
        yield ""
    if not seen:
        yield f"![{_one_line(asked.question)}]({told.link}/{FIGURE})"
        yield ""
    times = told.provenance["times"]
    where = f"{told.link}/summary.md"
    yield (
        f"Anew: `copsim findings {name}` ({times['runs']:,} runs, {_minutes(times['core_seconds'])} of one core); "
        f"every arm: [summary]({where}); alone: `copsim experiment {name}`."
    )
    yield ""


def _tally(rows: Iterable[Row]) -> str:
    rows = list(rows)
    parts = [f"{sum(row['verdict'] == v for row in rows)} {v}" for v in TOLD]
    rest = sum(row["verdict"] not in TOLD for row in rows)
    contrary = [row["says"] for row in rows if row["verdict"] == "contradicted"]
    told = f"Of {len(rows)} claims {', '.join(parts)}, {rest} not told apart."
    return told + (f" Contrary to what was expected, it is *not* so that: {'; '.join(contrary)}." if contrary else "")


def _found(row: Row) -> str:
    from copsim.constellation.kinds import SUMMARIES

    if not row["difference"]:
        return "no value in any pair"
    unit = SUMMARIES[row["measure"]].unit
    by, name = (100.0, " points") if unit in SHARES else (1.0, f" {unit}" if unit else "")
    values = [float(row[key] or "nan") * by for key in ("difference", "low", "high")]
    digits = 1 if by == 100.0 else min(2, decimals(max(abs(v) for v in values if not math.isnan(v))))
    mean, low, high = (signed(value, digits) for value in values)
    level = f"{float(row['mean']) * by:,.{digits}f} against {float(row['mean_against']) * by:,.{digits}f}"
    return f"{mean}{name} [{low}, {high}] ({level}; {row['pairs']} pairs)"


def _shown(verdict: str) -> str:
    return f"**{verdict}**" if verdict in TOLD else f"*{verdict}*"


def _hangs(told: Told, row: Row) -> list[str]:
    """At which values of which assumptions a claim's verdict is another than with as few runs as it is."""
    base = told.base[_claim(row)]["verdict"]
    found = []
    for tried in told.tried:
        now = tried["verdict"]
        if _claim(tried) != _claim(row) or now == base or not {now, base} & set(TOLD):
            continue
        what = "flips" if now in TOLD and base in TOLD else "is lost" if base in TOLD else f"is {now}"
        found.append(f"{what} at {tried['assumption']} = {tried['value']}")
    return found


def _influence(told: Told) -> str:
    """Which assumptions move the claims' differences most: mean size of the change, in half-widths of intervals."""
    moved: dict[str, list[float]] = {}
    for row in told.tried:
        base = told.base.get(_claim(row), {})
        if not base.get("difference") or not row["difference"]:
            continue
        spread = (float(base["high"] or "nan") - float(base["low"] or "nan")) / 2
        if spread > 0:
            change = abs(float(row["difference"]) - float(base["difference"]))
            moved.setdefault(row["assumption"], []).append(change / spread)
    ranked = sorted(((math.fsum(sizes) / len(sizes), key) for key, sizes in moved.items()), reverse=True)
    if not ranked:
        return ""
    named = ", ".join(f"`{key}` ({size:.1f})" for size, key in ranked[:3])
    changed = sorted({row["assumption"] for row in told.tried if _changes(told, row)})
    tail = f"Verdicts change with {', '.join(f'`{key}`' for key in changed)}." if changed else "No verdict changes."
    return (
        f"The most influential of {len(ranked)} assumptions tried: {named} (mean change of a difference, in "
        f"half-widths of its interval). {tail}"
    )


def _changes(told: Told, tried: Row) -> bool:
    base = told.base.get(_claim(tried), tried)["verdict"]
    return base != tried["verdict"] and bool({base, tried["verdict"]} & set(TOLD))


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.1f} minutes"


def _one_line(text: str) -> str:
    return " ".join(text.split())
