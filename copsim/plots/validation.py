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
from copsim.study.facts.page import facts_part, facts_record
from copsim.study.results import replace_text
from copsim.study.validation import analytic_part, validation_markdown

DOCKING = "Reference cells of published models, beside what copsim gives in the same settings"
FACTS = "Stylised facts: where each ought to lie, and what was found"


def write_science(
    found: Science, checks: Sequence[Check], facts: Sequence[Found], replications: int, folder: Path, page: Path | None
) -> list[Path]:
    """Write validation.md, science.json and figures into `folder`; with `page`, the page and figures there as well.

    facts: measured with so many replications each; none: left out. Figures of a page go into `images` beside it.
    """
    parts = [analytic_part(checks), *([facts_part(facts, replications)] if facts else [])]
    numbers = folder / "science.json"
    record = {"dockings": tables_record(found.tables), "facts": facts_record(facts)}
    replace_text(numbers, json_text(record) + "\n")
    files = [numbers]
    for place, images in ((folder / "validation.md", "figures"), (page, "images")):
        if place is not None:
            drawn = [(draw_docking(found.tables, place.parent / images), DOCKING)]
            drawn += [(draw_facts(facts, place.parent / images), FACTS)] if facts else []
            named = [(f"{images}/{path.name}", shows) for path, shows in drawn]
            replace_text(place, validation_markdown(found, parts, named))
            files += [place, *(path for path, _ in drawn)]
    return files
