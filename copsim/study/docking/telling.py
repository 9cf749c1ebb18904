"""What is printed of a docking: lines for people, numbers for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from copsim.study.docking.docks import Docked, Sample, Table, z_of
from copsim.study.docking.models import model_named
from copsim.study.docking.published import Cell
from copsim.study.docking.references import Reference
from copsim.study.printing import table

HEADER = ("cell", "metric", "reference", "se", "found", "se", "runs", "z", "")


def cell_text(cell: Cell) -> str:
    """A cell in one short line: "m=30 n=50 p1=0.1"."""
    return " ".join(f"{key}={value}" for key, value in cell.items())


def sample_record(model: str, cell: Cell, metric: str, found: Sample, reference: Reference | None) -> dict[str, Any]:
    """One cell's numbers as plain values, beside its reference where there is one."""
    record: dict[str, Any] = {
        "model": model, "cell": dict(cell), "metric": metric, "replications": found.runs, "mean": found.mean,
        "se": found.error, "sd": found.sd, "standard_error": found.error, "standard_deviation": found.sd,
    }  # fmt: skip
    if reference is not None:
        z = z_of(found, reference.mean, reference.error)
        record |= {"ref_mean": reference.mean, "ref_se": reference.error, "z": z}
        record |= {"tolerance": reference.tolerance, "agrees": abs(z) <= reference.tolerance}
    return record


def sample_lines(record: dict[str, Any]) -> list[str]:
    """One cell's numbers for people."""
    lines = [
        f"{model_named(record['model']).title}",
        f"{cell_text(record['cell'])}: {record['metric']} {record['mean']:.5f}, standard error {record['se']:.5f}, "
        f"standard deviation {record['sd']:.5f}, {record['replications']} runs",
    ]
    if "z" in record:
        verdict = "agrees" if record["agrees"] else "does not agree"
        lines.append(
            f"reference {record['ref_mean']:.5f}, standard error {record['ref_se']:.5f}: z = {record['z']:+.2f}, "
            f"{verdict} (limit {record['tolerance']:g})"
        )
    else:
        lines.append("no reference for this cell")
    return lines


def table_lines(found: Sequence[Table]) -> list[str]:
    """Every model with its cells and its verdict."""
    lines = []
    for one in found:
        lines += [
            model_named(one.model).title,
            *table(HEADER, [cell_row(cell) for cell in one.cells], 2),
            verdict_line(one),
            "",
        ]
    return lines


def verdict_line(one: Table) -> str:
    """Whether a model agrees with its references, in a sentence."""
    off = sum(not cell.agrees for cell in one.cells)
    worst = max(abs(cell.z) for cell in one.cells)
    decided = sum(cell.decided for cell in one.cells)
    again = f"; {decided} decided by a second block of seeds" if decided else ""
    return (
        f"{one.model}: {'agrees' if one.agrees else 'DOES NOT AGREE'}: {len(one.cells) - off} of {len(one.cells)} "
        f"cells, largest |z| {worst:.2f}, sum of z^2 {one.chi2:.1f} (limit {one.limit:.1f}){again}"
    )


def tables_record(found: Sequence[Table]) -> list[dict[str, Any]]:
    """All verdicts as plain values."""
    return [
        {
            "model": one.model, "agrees": one.agrees, "chi2": one.chi2, "limit": one.limit,
            "cells": [
                {**sample_record(one.model, c.reference.cell, c.reference.metric, c.sample, c.reference),
                 "decided": c.decided}
                for c in one.cells
            ],
        }
        for one in found
    ]  # fmt: skip


def json_text(value: Any) -> str:
    """Plain values as JSON for a program to read."""
    from copsim.study.words import plain

    return json.dumps(plain(value), indent=1)


def cell_row(cell: Docked) -> list[str]:
    """A cell as a row of a table, under HEADER."""
    told = cell.reference
    mark = ("" if cell.agrees else "off") + (" (second block)" if cell.decided else "")
    return [
        cell_text(told.cell), told.metric, f"{told.mean:.4f}", f"{told.error:.4f}", f"{cell.sample.mean:.4f}",
        f"{cell.sample.error:.4f}", str(cell.sample.runs), f"{cell.z:+.2f}", mark,
    ]  # fmt: skip
