"""What is kept in results folders: listed, queried and exported, without touching it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from copsim.foundation.errors import InputError, Problem, nearest
from copsim.study.extras import must_have
from copsim.study.printing import table
from copsim.study.provenance import FILE, what_differs
from copsim.study.results import JOURNAL, replace_file

if TYPE_CHECKING:
    import pandas

TABLES = {"runs": "runs.parquet", "series": "series.parquet", "groups": "groups.parquet"}
FORMATS = (".csv", ".parquet", ".json", ".xlsx")


class Kept(NamedTuple):
    """A finished study: name, folder, provenance."""

    name: str
    folder: Path
    told: dict[str, Any]


def studies(results: Path) -> Iterator[Kept]:
    """Every study below a results folder that has its provenance, by name and date."""
    for path in sorted(results.glob(f"*/*/{FILE}")):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(told, dict) and "runs" in told:
            yield Kept(path.parent.parent.name, path.parent, told)


def study_named(results: Path, name: str) -> Kept:
    """The newest study of a name, or that of a folder.

    Raises
    ------
    InputError
        When there is none.
    """
    found = list(studies(results))
    wanted = [one for one in found if one.name == name or one.folder == Path(name) or one.folder.name == name]
    if wanted:
        return max(wanted, key=_when)
    known = sorted({one.name for one in found})
    message = f"no finished study of this name below {results}; there are: {', '.join(known) or 'none'}"
    raise InputError([Problem(name, message, 0, nearest(name, known))])


def _when(one: Kept) -> tuple[str, int]:
    """When a study began, to the second; of those that began within one, when it was written."""
    return str(one.told.get("times", {}).get("begun", "")), (one.folder / FILE).stat().st_mtime_ns


def listing(results: Path) -> Iterator[str]:
    """A line a study, and a line for every journal whose study never finished."""
    found = list(studies(results))
    rows, commands = [], ["by", "--"]
    for one in found:
        failed = sum(run["status"] != "ok" for run in one.told["runs"])
        state = "older model" if what_differs(one.told) else "as it is here"
        rows.append(
            [one.name, one.folder.name, str(len(one.told["runs"])), str(failed), one.told.get("profile") or "-", state]
        )
        commands.append(one.told["command"])
    if rows:
        lines = table(["study", "folder", "runs", "failed", "profile", "model"], rows, 2)
        yield from (f"{line}  {command}" for line, command in zip(lines, commands, strict=True))
    named = {one.name for one in found}
    for path in sorted(results.glob(f"*/{JOURNAL}")):
        if path.parent.name not in named:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
                (count,) = file.execute("SELECT count(*) FROM runs").fetchone()
            yield f"{path.parent.name}: {count} runs in its journal, no study finished; the same command goes on"
    if not rows:
        yield f"no finished studies below {results}/"


def queried(kept: Kept, query: str, which: str = "runs") -> pandas.DataFrame:
    """Rows of a study's table (`runs`, `series` or `groups`); `query`: SQL over tables of these names, or "" for all.

    Raises
    ------
    InputError
        When the SQL cannot be run, naming the columns there are.
    """
    import pandas

    there = {name: kept.folder / file for name, file in TABLES.items() if (kept.folder / file).exists()}
    if not query:
        return pandas.read_parquet(there[which]) if which in there else pandas.DataFrame()
    used = {name: path for name, path in there.items() if name in query.lower()}
    with closing(sqlite3.connect(":memory:")) as file:
        columns = {}
        for name, path in used.items():
            frame = pandas.read_parquet(path)
            frame.to_sql(name, file, index=False)
            columns[name] = list(frame.columns)
        try:
            return pandas.read_sql_query(query, file)
        except (pandas.errors.DatabaseError, sqlite3.Error) as error:
            told = str(error).rpartition("': ")[2]  # what SQLite says, without the query again
            names = [name for columns_here in columns.values() for name in columns_here]
            meant = nearest(told.rpartition(": ")[2].replace("_", "."), [name for name in names if "." in name])
            told += f' (a name with a dot stands in double quotes: "{meant}")' if meant else ""
            known = "; ".join(f"{name}: {', '.join(names)}" for name, names in columns.items())
            hint = f"tables: {', '.join(there)}" if not used else f"columns are {known}"
            raise InputError([Problem("--query", f"{told}; {hint}")]) from None


def export(frame: pandas.DataFrame, path: Path) -> None:
    """Write rows as a new file, in the format that its name says.

    Raises
    ------
    InputError
        When the file is there already, or its name says no format that is known.
    """
    if path.exists():
        raise InputError([Problem("--export", f"{path} is there already; nothing was overwritten")])
    if path.suffix not in FORMATS:
        raise InputError([Problem("--export", f"{path.name} says no format; known: {', '.join(FORMATS)}")])

    def write(draft: Path) -> None:
        if path.suffix == ".csv":
            frame.to_csv(draft, index=False, lineterminator="\n")
        elif path.suffix == ".parquet":
            frame.to_parquet(draft, index=False)
        elif path.suffix == ".json":
            frame.to_json(draft, orient="records", indent=1)
        else:
            _write_excel(frame, draft)

    replace_file(path, write)


def _write_excel(frame: pandas.DataFrame, path: Path) -> None:
    must_have("openpyxl", "--export: .xlsx needs openpyxl")
    frame.to_excel(path, index=False)
