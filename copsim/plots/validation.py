"""The files of a validation: its page with figures, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from copsim.plots.docking import draw_docking
from copsim.study.docking.science import Science
from copsim.study.docking.telling import json_text, tables_record
from copsim.study.results import replace_text
from copsim.study.validation import Part, validation_markdown


def write_science(found: Science, parts: Sequence[Part], folder: Path, page: Path | None = None) -> list[Path]:
    """Write validation.md, science.json and figures into `folder`; with `page`, the page and figures there as well.

    Figures of a page go into the folder `images` beside it.
    """
    numbers = folder / "science.json"
    replace_text(numbers, json_text(tables_record(found.tables)) + "\n")
    drawn = draw_docking(found.tables, folder / "figures")
    figures = [(f"figures/{drawn.name}", "Reference cells of published models beside copsim")]
    replace_text(folder / "validation.md", validation_markdown(found, parts, figures))
    files = [folder / "validation.md", numbers, drawn]
    if page is not None:
        copy = draw_docking(found.tables, page.parent / "images")
        named = [(f"images/{copy.name}", shows) for _, shows in figures]
        replace_text(page, validation_markdown(found, parts, named))
        files += [page, copy]
    return files
