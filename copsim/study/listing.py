"""`copsim list`: what there is to run, compare and look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copsim.constellation.scenario import library, names_in
from copsim.foundation.errors import InputError
from copsim.foundation.toml_file import read_toml
from copsim.study.printing import paragraph
from copsim.study.words import measure_label


def list_lines() -> Iterator[str]:
    """Scenarios and experiments with their questions; structures, relations, measures."""
    from copsim.constellation.measures import MEASURES, SUMMARIES
    from copsim.sponsorship.relations import RELATIONS
    from copsim.structures.table import STRUCTURES

    for folder in ("scenarios", "experiments"):
        yield folder.upper()
        for name, path in _files(folder).items():
            yield f"  {name}"
            yield paragraph(_question(path), "      ")
        yield ""
    yield "STRUCTURES"
    for structure in STRUCTURES.values():
        need = f"matched to the need '{structure.need.replace('_', ' ')}'" if structure.need else "the control"
        yield f"  {structure.name:<24} {need}; roster: {structure.roster}"
    yield ""
    yield "RELATIONS OF SPONSORSHIP"
    for name, levers in RELATIONS.items():
        yield f"  {name:<24} " + ", ".join(f"{lever} {value:g}" for lever, value in levers._asdict().items())
    yield ""
    yield "MEASURES of a run (for `measures` in an experiment)"
    for summary in SUMMARIES.values():
        yield paragraph(
            f"{summary.meaning} ({summary.unit})" if summary.unit else summary.meaning, f"  {summary.name:<24} "
        )
    yield ""
    yield "MEASURES of each week (columns of series.parquet)"
    yield paragraph(", ".join(measure_label(name) for name in MEASURES), "  ")


def _files(folder: str) -> dict[str, Path]:
    homes = (library(folder), Path(folder))
    return dict(sorted((name, home / f"{name}.toml") for home in homes for name in names_in(home)))


def _question(path: Path) -> str:
    try:
        return str(read_toml(path).data.get("question", "")).strip() or "(no question)"
    except InputError:
        return "(cannot be read; see `copsim check`)"
