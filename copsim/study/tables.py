"""The tables of a results folder: the same bytes from any number of workers, since order and format are fixed here."""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.study.comparison import Contrast
from copsim.study.plan import Plan, RunSpec
from copsim.study.record import GROUP, RunRecord, unpack
from copsim.study.results import replace_file, replace_text
from copsim.study.words import level_text

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_IN_GROUP = 16_384
ROWS_AT_ONCE = 1_024
"""Runs that are in memory together."""
GROUPS = "groups.parquet"

Row = dict[str, Any]


def run_row(plan: Plan, spec: RunSpec, record: RunRecord) -> Row:
    """The row of a run that worked: run, levels, replication, digest, every summary."""
    levels = {key: level_text(value) for key, value in plan.arms[spec.arm].levels.items()}
    row: Row = {"run": spec.run, "arm": spec.arm, **levels, "seed": spec.scenario.seed}
    return {**row, "replication": spec.replication, "digest": record.digest, **record.summary}


def write_run_tables(folder: Path, rows: Callable[[bool], Iterable[Row]]) -> list[Path]:
    """Write runs.csv (sorted by run) and runs.parquet (in run order).

    `rows`: gives the rows one by one, sorted by run (True) or in run order (False), so that none is in memory whole.
    """
    replace_file(folder / "runs.csv", lambda draft: _stream_csv(draft, rows(True)))
    _write_parquet(folder / "runs.parquet", _batches(rows(False)))
    return [folder / "runs.csv", folder / "runs.parquet"]


def _stream_csv(path: Path, rows: Iterable[Row]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for n, row in enumerate(rows):
            if n == 0:
                writer.writerow(row)
            writer.writerow([_cell(value) for value in row.values()])


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(itertools.islice(left, ROWS_AT_ONCE)):
        yield batch


def write_series(folder: Path, records: Iterable[RunRecord], clock: tuple[str, int] = ("week", 1)) -> Path:
    """Write series.parquet: one row for each run and week, one column a weekly measure. Holds one group in memory.

    `clock`: what a row is, and the number of the first (see `kinds.Kind`).
    """
    path = folder / "series.parquet"
    _write_parquet(path, _weeks(records, *clock))
    return path


def write_groups(folder: Path, records: Iterable[RunRecord]) -> Path | None:
    """Write groups.parquet: for each run and group its theme, members, four tests, and since when it passes them all.

    None where no run has groups.
    """
    tables = _of_groups(records)
    first = next(tables, None)
    if first is None:
        return None
    _write_parquet(folder / GROUPS, itertools.chain([first], tables))
    return folder / GROUPS


def _of_groups(records: Iterable[RunRecord]) -> Iterator[Mapping[str, Any]]:
    import numpy as np

    held: list[dict[str, Any]] = []
    count = 0
    for record in records:
        told = {name.removeprefix(GROUP): v for name, v in unpack(record.payload).items() if name.startswith(GROUP)}
        groups = len(next(iter(told.values()), ()))
        if groups:
            held.append({"run": np.full(groups, record.run), "group": np.arange(groups), **told})
            count += groups
        if count >= ROWS_IN_GROUP or len(held) >= ROWS_AT_ONCE:
            yield {name: np.concatenate([table[name] for table in held]) for name in held[0]}
            held, count = [], 0
    if held:
        yield {name: np.concatenate([table[name] for table in held]) for name in held[0]}


def write_comparison(folder: Path, contrasts: Sequence[Contrast]) -> Path:
    """Write comparison.csv: one row for each contrast, factors held fixed as columns of their own."""
    fixed = sorted({key for c in contrasts for key in c.within})
    rows = []
    for c in contrasts:
        row: Row = {"measure": c.measure, "factor": c.factor}
        row |= {"level": level_text(c.level), "against": level_text(c.against)}
        row |= {key: level_text(c.within[key]) if key in c.within else "" for key in fixed}
        row["averaged"] = " ".join(c.averaged)
        row |= {name: getattr(c, name) for name in Contrast._fields[Contrast._fields.index("pairs") :]}
        rows.append(row)
    replace_text(folder / "comparison.csv", csv_text(rows))
    return folder / "comparison.csv"


def csv_text(rows: Sequence[Row]) -> str:
    """Rows as CSV: integers as integers, floats in their shortest exact form, nothing for NaN, one newline a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(value)
    return str(value)


def _weeks(records: Iterable[RunRecord], unit: str, first: int) -> Iterator[Mapping[str, Any]]:
    import numpy as np

    held: list[dict[str, Any]] = []
    count = 0
    for record in records:
        series = {name: values for name, values in unpack(record.payload).items() if not name.startswith(GROUP)}
        weeks = len(next(iter(series.values())))
        held.append(
            {"run": np.full(weeks, record.run), unit: np.arange(first, first + weeks, dtype=np.int32), **series}
        )
        count += weeks
        if count >= ROWS_IN_GROUP or len(held) >= ROWS_AT_ONCE:
            yield {name: np.concatenate([table[name] for table in held]) for name in held[0]}
            held, count = [], 0
    if held:
        yield {name: np.concatenate([table[name] for table in held]) for name in held[0]}


def _write_parquet(path: Path, groups: Iterator[Any]) -> None:
    import pyarrow.parquet as pq

    def write(draft: Path) -> None:
        writer = None
        try:
            for table in _row_groups(groups):
                writer = writer or pq.ParquetWriter(draft, table.schema, compression="zstd")
                writer.write_table(table, row_group_size=ROWS_IN_GROUP)
        finally:
            if writer is not None:
                writer.close()

    replace_file(path, write)


def _row_groups(groups: Iterator[Any]) -> Iterator[pa.Table]:
    import pyarrow as pa

    held: list[pa.Table] = []
    schema = None
    for group in groups:
        held.append(_table(group, schema))
        schema = schema or held[0].schema
        if sum(table.num_rows for table in held) >= ROWS_IN_GROUP:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def _table(group: Any, schema: Any) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist(group, schema=schema) if isinstance(group, list) else pa.table(dict(group))
