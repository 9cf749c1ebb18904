"""docs/validation.md: dockings, orderings, negative controls, analytic checks and stylised facts, as they came out."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from copsim.foundation.model_hash import model_hash
from copsim.study.docking.docks import Table
from copsim.study.docking.models import model_named
from copsim.study.docking.orderings import Ordered
from copsim.study.docking.science import Science, Tried
from copsim.study.docking.telling import HEADER, cell_row, verdict_line
from copsim.study.model_tables import table
from copsim.study.provenance import LIBRARIES, command_line, copsim_version, version_of

PAGE = Path("docs/validation.md")
HASH = "Model hash: "
CANNOT = (
    "**Kane & Alavi (2007)**, the nearest published relative: no figure or listing of it could be read.",
    "**Miller, Zhao & Calantone (2006)**: specification B* is docked; no number of the paper could be verified.",
    "**Fang, Lee & Schilling (2010)**: asynchronous updating was not run; parameters are partly from memory.",
    "**Barkoczi & Galesic (2016)**: a sample of so many contacts (s) is no part yet; the contrast of copying the best"
    " and following the majority is shown with the model of Fang, Lee & Schilling instead.",
    "**Lazer & Friedman (2007), caveman network**: the article gives no size of a cave, and none between line and"
    " lattice was found: caves of 4 end level with the lattice, of 5 and 10 below it. Copying with errors can be asked"
    " for (key `error`) but has no reference cell.",
    "**Lazer & Friedman (2007)**: how their random graphs were drawn is an open point (literature D); the plotted"
    " levels of those are missed by the reference programs, too.",
)
"""What cannot be expressed or checked, and why."""


class Part(NamedTuple):
    """A section of the page that something else makes: its lines, Markdown, and one line that says how it came out."""

    title: str
    lines: Sequence[str]
    verdict: str


def validation_markdown(found: Science, parts: Sequence[Part] = (), figures: Sequence[tuple[str, str]] = ()) -> str:
    """The whole page. `figures`: paths as the page names them, each with what it shows."""
    held = "all of it holds" if found.holds else "**not all of it holds**: see below"
    lines = ["# Validation", ""]
    versions = ", ".join(f"{name} {version_of(name)}" for name in LIBRARIES if version_of(name))
    lines += [
        f"Written by `{command_line()}` on {datetime.date.today().isoformat()}; {HASH}`{model_hash()}`. copsim "
        f"{copsim_version()}, Python {platform.python_version()}, {versions}. Of dockings, orderings and controls "
        f"{held}.",
        "",
        "A cell agrees when the means differ by at most 3.3 combined standard errors (by chance 1 in 1,000 right cells "
        "does not); a model when also the sum of z^2 is below what chance exceeds once in 1,000. A cell that is off is "
        "repeated once, with 4 times the runs on its second block of seeds, which decides. Seeds follow from model and "
        "cell.",
        "",
        *(f"- {verdict_line(one)}" for one in found.tables),
        f"- orderings: {sum(o.holds for o in found.orderings)} of {len(found.orderings)} hold",
        f"- negative controls: {sum(c.rejected for c in found.controls)} of {len(found.controls)} are rejected, as "
        "they should be",
        *(f"- {part.verdict}" for part in parts),
        "",
    ]
    for path, shows in figures:
        lines += [f"![{shows}]({path})", ""]
    for one in found.tables:
        lines += _docking(one)
    lines += _orderings(found.orderings)
    if found.peak:
        shares = ", ".join(f"{share:g}: {s.mean:.3f}" for share, s in found.peak.items())
        lines += [
            f"The share of rewired links that does best in the model of Fang, Lee & Schilling is **{found.best:g}** "
            f"(published: about .1; expected within .05 to .2). Mean pay-off by share, 100 runs each: {shares}.",
            "",
        ]
    lines += _controls(found.controls)
    for part in parts:
        lines += [f"## {part.title}", "", *part.lines, ""]
    lines += ["## What cannot be expressed, or was not checked", "", *(f"- {text}" for text in CANNOT), ""]
    return "\n".join(lines)


def _docking(one: Table) -> list[str]:
    model = model_named(one.model)
    head = HEADER[:-1]
    rows = [[*row[:-2], f"**{row[-2]}** {row[-1]}" if row[-1] else row[-2]] for row in map(cell_row, one.cells)]
    return [
        f"## {model.title}",
        "",
        f"Source: {model.source}. {verdict_line(one)}. Again: `copsim dock {one.model}`.",
        "",
        table(head, rows),
        "",
    ]


def _orderings(found: Sequence[Ordered]) -> list[str]:
    rows = [
        (
            o.ordering.says,
            f"{o.difference:+.4f}",
            f"{o.error:.4f}",
            f"{o.z:+.1f}",
            "holds" if o.holds else "**does not hold**",
        )
        for o in found
    ]
    told = (
        "The first must be ahead by 5 standard errors, with luck of its own for each side, and by as much as is said."
    )
    return ["## Orderings", "", told, "", table(("what is said", "difference", "se", "z", ""), rows), ""]


def _controls(found: Sequence[Tried]) -> list[str]:
    rows = [
        (
            c.control.model, c.control.says, str(len(c.table.cells)), str(c.control.replications),
            f"{max(abs(cell.z) for cell in c.table.cells):.1f}", f"{c.table.chi2:.0f} ({c.table.limit:.0f})",
            "rejected" if c.rejected else "**not rejected**",
        )
        for c in found
    ]  # fmt: skip
    told = "Deviant rules, put to the same test: a docking that they passed would prove nothing."
    head = ("model", "deviates", "cells", "runs of each", "largest |z|", "sum of z^2 (limit)", "")
    return ["## Negative controls", "", told, "", table(head, rows), ""]


def told_hash(page: Path) -> str:
    """The model hash that a page names, "" where it names none."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return text.partition(f"{HASH}`")[2].partition("`")[0]
