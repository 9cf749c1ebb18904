"""`copsim list`: what there is to run, compare and look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from copsim.constellation.extending import installed, load
from copsim.constellation.parts import label_of
from copsim.constellation.scenario import library, names_in
from copsim.foundation.errors import InputError
from copsim.foundation.extensions import Extension, owner_of
from copsim.foundation.toml_file import read_toml
from copsim.study.printing import paragraph
from copsim.study.words import measure_label


def list_lines(files: Iterable[str] = ()) -> Iterator[str]:
    """Scenarios and experiments with their questions; structures, relations, measures; and extensions: those that are
    installed, and those of `files`, with what each brings."""
    from copsim.constellation.measures import MEASURES, SUMMARIES
    from copsim.sponsorship.policies import POLICIES
    from copsim.sponsorship.relations import RELATIONS
    from copsim.structures.table import STRUCTURES

    told = list(_extensions(files))
    for folder in ("scenarios", "experiments"):
        yield folder.upper()
        for name, path in _files(folder).items():
            yield f"  {name}"
            yield paragraph(_question(path), "      ")
        yield ""
    yield "STRUCTURES"
    for structure in STRUCTURES.values():
        need = f"matched to the need '{structure.need.replace('_', ' ')}'" if structure.need else "the control"
        yield f"  {structure.name:<24} {need}; roster: {structure.roster}{_whose('Structure', structure.name)}"
    yield ""
    yield "RELATIONS OF SPONSORSHIP"
    for name, levers in RELATIONS.items():
        yield f"  {name:<24} " + ", ".join(f"{lever} {value:g}" for lever, value in levers._asdict().items())
    yield ""
    yield "POLICIES of the portfolio"
    for policy in POLICIES.values():
        yield f"  {policy.name:<24} {policy.sentence}{_whose('Policy', policy.name)}"
    yield ""
    yield "MEASURES of a run (for `measures` in an experiment)"
    for summary in SUMMARIES.values():
        meaning = f"{summary.meaning} ({summary.unit})" if summary.unit else summary.meaning
        yield paragraph(meaning + _whose("Summary", summary.name), f"  {summary.name:<24} ")
    yield ""
    yield "MEASURES of each week (columns of series.parquet)"
    yield paragraph(", ".join(measure_label(name) + _whose("Measure", name) for name in MEASURES), "  ")
    yield ""
    yield "EXTENSIONS that are installed, or named here (docs/tutorials/extending.md)"
    yield from told or ["  none"]


def _extensions(files: Iterable[str]) -> Iterator[str]:
    for name in [*installed(), *files]:
        try:
            yield from extension_lines(load(name))
        except ValueError as refused:
            yield from (paragraph(line, "  ", "      ") for line in str(refused).splitlines())


def extension_lines(found: Extension) -> Iterator[str]:
    """An extension with its version or fingerprint, and what it brings."""
    yield f"  {found.name} ({f'version {found.version}, ' if found.version else ''}source {found.fingerprint})"
    yield paragraph("brings " + ", ".join(label_of(item) for item in found.brought), "      ")


def _whose(kind: str, name: str) -> str:
    owner = owner_of(kind, name)
    return f" (of {owner})" if owner else ""


def _files(folder: str) -> dict[str, Path]:
    homes = (library(folder), Path(folder))
    return dict(sorted((name, home / f"{name}.toml") for home in homes for name in names_in(home)))


def _question(path: Path) -> str:
    try:
        return str(read_toml(path).data.get("question", "")).strip() or "(no question)"
    except InputError:
        return "(cannot be read; see `copsim check`)"
