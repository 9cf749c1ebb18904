"""Reference tables: cells of published models with the means that others found, as CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from copsim.constellation.scenario import library
from copsim.foundation.errors import InputError, Problem
from copsim.study.docking.models import model_named
from copsim.study.docking.published import Cell

COLUMNS = ("model", "cell", "metric", "ref_mean", "ref_se", "engine_reps", "tol_in_combined_se")
"""Columns that a table of cells must have; further ones are kept for people."""


class Reference(NamedTuple):
    """A row of a reference table: what was measured in which cell, by how many runs, and how far off a mean may be.

    block: the seed of the cell's luck; second: that of the repetition which decides where the first fails.
    """

    model: str
    cell: Cell
    metric: str
    mean: float
    error: float
    replications: int
    tolerance: float
    block: int
    second: int
    line: int = 0


def own_table() -> Path:
    """The reference cells that come with copsim."""
    return library("experiments") / "docking" / "dock_cells.csv"


def block_of(model: str, cell: Cell, which: str = "first") -> int:
    """The seed of a cell's luck, of its own for every cell: 62 bits that follow from model and cell, and `which`."""
    text = json.dumps([model, dict(cell), which], sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 2


def read_references(path: Path, model: str | None = None) -> list[Reference]:
    """The cells of a CSV file, of all models or of one.

    Raises
    ------
    InputError
        With every line that cannot be used, and why.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        raise InputError([Problem("", "no such file")], str(path)) from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError([Problem("", f"cannot be read as a table of cells ({error})")], str(path)) from None
    there = rows[0] if rows else {}
    missing = [name for name in COLUMNS if name not in there]
    if missing:
        raise InputError(
            [Problem(name, "this column is missing (or there is no row)", 1) for name in missing], str(path)
        )
    found, problems = [], []
    for line, row in enumerate(rows, 2):
        if model not in (None, row["model"]):
            continue
        try:
            found.append(_reference(row, line))
        except InputError as refused:
            problems += [Problem(p.key, p.message, line, p.nearest) for p in refused.problems]
    if problems:
        raise InputError(problems, str(path))
    return found


def _reference(row: dict[str, Any], line: int) -> Reference:
    model = model_named(row["model"] or "")
    cell = cell_from(row["cell"] or "")
    model.scenario(cell)
    model.metric(row["metric"])
    numbers = {}
    for name in ("ref_mean", "ref_se", "engine_reps", "tol_in_combined_se"):
        try:
            numbers[name] = float(row[name])
        except (TypeError, ValueError):
            raise InputError([Problem(name, f"expected a number, got {row[name]!r}")]) from None
    count = int(numbers["engine_reps"])
    if count < 2 or numbers["ref_se"] < 0 or numbers["tol_in_combined_se"] <= 0:
        raise InputError([Problem("engine_reps", "expected at least 2 runs, an error from 0 and a tolerance above 0")])
    first, second = (
        int(row[name]) if (row.get(name) or "").isdigit() else block_of(model.name, cell, which)
        for name, which in (("block", "first"), ("second_block", "second"))
    )
    return Reference(
        model.name, cell, row["metric"], numbers["ref_mean"], numbers["ref_se"], count,
        numbers["tol_in_combined_se"], first, second, line,
    )  # fmt: skip


def cell_from(text: str) -> Cell:
    """A cell from JSON.

    Raises
    ------
    InputError
        When it is not a JSON object.
    """
    try:
        cell = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            [Problem("cell", f'expected a JSON object such as {{"p1": 0.1}}, got {text!r} ({error})')]
        ) from None
    if not isinstance(cell, dict):
        raise InputError([Problem("cell", f'expected a JSON object such as {{"p1": 0.1}}, got {text!r}')])
    return cell


def reference_for(model: str, cell: Cell, metric: str) -> Reference | None:
    """What copsim's own table says of a cell, whatever keys it leaves at their defaults; None where it says nothing."""
    wanted = _resolved(model, cell, metric)
    rows = read_references(own_table(), model)
    return next((row for row in rows if _resolved(model, row.cell, row.metric) == wanted), None)


def _resolved(model: str, cell: Cell, metric: str) -> tuple[Any, ...]:
    known = model_named(model)
    return known.scenario(cell), known.metric(metric)
