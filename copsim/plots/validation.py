"""The files of a validation: its page with figures, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from copsim.plots.docking import draw_docking
from copsim.plots.facts import draw_facts
from copsim.study.analytic import Check
from copsim.study.docking.science import Science
from copsim.study.docking.telling import json_text, tables_record
from copsim.study.facts.fact import Found
from copsim.study.facts.limits import limits_markdown, verdict_line
from copsim.study.facts.telling import count_lines, facts_markdown
from copsim.study.results import replace_text
from copsim.study.validation import Part, validation_markdown

DOCKING = "Reference cells of published models, beside what copsim gives in the same settings"


def write_science(
    found: Science, checks: Sequence[Check], facts: Sequence[Found], folder: Path, page: Path | None
) -> list[Path]:
    """Write validation.md, science.json and figures into `folder`; with `page`, the page and figures there as well.

    No facts: they are left out. Figures of a page go into the folder `images` beside it.
    """
    numbers = folder / "science.json"
    replace_text(numbers, json_text(tables_record(found.tables)) + "\n")
    files = [numbers]
    for place, images in ((folder / "validation.md", "figures"), (page, "images")):
        if place is not None:
            docked = draw_docking(found.tables, place.parent / images)
            drawn = draw_facts(facts, place.parent / images) if facts else []
            parts = [Part("Analytic checks", limits_markdown(checks), verdict_line(checks))]
            if facts:
                shown = [(f"{images}/{path.name}", what) for path, what in drawn]
                parts.append(Part("Stylised facts", facts_markdown(facts, shown), " ".join(count_lines(facts))))
            replace_text(place, validation_markdown(found, parts, [(f"{images}/{docked.name}", DOCKING)]))
            files += [place, docked, *(path for path, _ in drawn)]
    return files
