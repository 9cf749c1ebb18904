"""The journal: one row a run, committed as soon as the run is done, so that nothing done is done again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from copsim.foundation.errors import CopsimError
from copsim.study.record import RunRecord

_TABLE = """
CREATE TABLE IF NOT EXISTS runs (
  run TEXT PRIMARY KEY, status TEXT NOT NULL, digest TEXT NOT NULL, summary TEXT NOT NULL,
  payload BLOB NOT NULL, error TEXT NOT NULL, seconds REAL NOT NULL
) WITHOUT ROWID
"""
FORMAT = 1
"""Of the file; a change of its table or of what is packed in a payload is another one."""
UNTOLD = 0
"""What a new file says, and one from before the format was told, which is 1."""
_COLUMNS = "run, status, digest, summary, payload, error, seconds"


class Journal:
    """Every run ever done of one experiment, by run id. A run that worked is never replaced, one that failed may be."""

    def __init__(self, path: Path) -> None:
        """Open the journal, or begin it.

        Raises
        ------
        CopsimError
            When the file cannot be written, is not a journal, or is one of another format.
        """
        self.path = path
        try:
            self._file = sqlite3.connect(path, isolation_level=None, timeout=10)
        except sqlite3.DatabaseError as error:
            raise self._told(error) from None
        try:
            (found,) = self._file.execute("PRAGMA user_version").fetchone()
            if found not in (FORMAT, UNTOLD):
                self._file.close()
                raise CopsimError(
                    f"the journal {path} is of format {found}, and this copsim reads and writes format {FORMAT}: use "
                    "the copsim that wrote it (provenance.json beside its results names it), or other --results"
                )
            self._file.execute("PRAGMA journal_mode=WAL")
            self._file.execute("PRAGMA synchronous=NORMAL")
            self._file.execute(_TABLE)
            self._file.execute(f"PRAGMA user_version = {FORMAT}")
        except sqlite3.DatabaseError as error:
            self._file.close()
            raise self._told(error) from None

    def close(self) -> None:
        """Close the file; what was added is already there."""
        self._file.close()

    def add(self, record: RunRecord) -> None:
        """Keep one run.

        Raises
        ------
        CopsimError
            When it cannot be written (disk full, folder read-only).
        """
        row = (*record[:3], json.dumps(record.summary), *record[4:])
        try:
            self._file.execute(
                f"INSERT INTO runs ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run) DO UPDATE SET "
                "status = excluded.status, digest = excluded.digest, summary = excluded.summary, "
                "payload = excluded.payload, error = excluded.error, seconds = excluded.seconds "
                "WHERE runs.status <> 'ok'",
                row,
            )
        except sqlite3.DatabaseError as error:
            raise self._told(error) from None

    def done(self, runs: Iterable[str]) -> set[str]:
        """Those of `runs` that are here and worked."""
        wanted = set(runs)
        rows = self._read("SELECT run FROM runs WHERE status = 'ok'", ())
        return wanted.intersection(run for (run,) in rows)

    def seconds(self, runs: Iterable[str]) -> float:
        """The time that those of `runs` that are here took, each on one core."""
        wanted = set(runs)
        rows = self._read("SELECT run, seconds FROM runs", ())
        return sum(seconds for run, seconds in rows if run in wanted)

    def failed(self, runs: Iterable[str]) -> list[bool]:
        """Of those of `runs` that are here, whether they failed."""
        wanted = set(runs)
        rows = self._read("SELECT run, status FROM runs", ())
        return [status != "ok" for run, status in rows if run in wanted]

    def all(self) -> Iterator[RunRecord]:
        """Every record, in the order of run ids, one at a time."""
        for (run,) in self._read("SELECT run FROM runs ORDER BY run", ()):
            record = self.get(run)
            if record is not None:
                yield record

    def get(self, run: str) -> RunRecord | None:
        """The record of one run, or None."""
        for row in self._read(f"SELECT {_COLUMNS} FROM runs WHERE run = ?", (run,)):
            run, status, digest, summary, payload, error, seconds = row
            return RunRecord(run, status, digest, json.loads(summary), payload, error, seconds)
        return None

    def _read(self, query: str, values: tuple[str, ...]) -> list[Any]:
        try:
            with closing(self._file.execute(query, values)) as rows:
                return rows.fetchall()
        except sqlite3.DatabaseError as error:
            raise self._told(error) from None

    def _told(self, error: sqlite3.DatabaseError) -> CopsimError:
        return CopsimError(
            f"the journal {self.path} cannot be used: {error}. Runs kept so far stay in it; if it is damaged, move it "
            "away and run again"
        )
