"""Read a table: its bytes, its first line, its rows in columns, and on which line of the file each row begins."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.errors import nearest
from copsim.study.own_organisation.finding import Found, shown
from copsim.study.own_organisation.records import Broken, delimiter_of, records
from copsim.study.own_organisation.tables import TABLES, as_name, names_of
from copsim.study.own_organisation.words import Batch, Words, batch_of, silent, words_of

BATCH = 1000
"""Rows held as rows, before they are laid into columns; few, so that they stay near at hand (measured)."""


class Table(NamedTuple):
    """A table as read: columns by name, the file's name, the line of each row, columns that were not read, a hash."""

    columns: dict[str, Words]
    file: str
    line: Array
    unread: list[str]
    digest: str

    def column(self, name: str) -> Words:
        """A column; one that is not there says nothing."""
        return self.columns.get(name) or silent(self.line.size)


def read_table(path: Path, table: str, found: Found) -> Table | None:
    """Read a file as one of the tables; None where it cannot be read as such, which `found` then tells.

    Comma, semicolon or tab; UTF-8 with or without a mark; any line ends; quoted fields may have line breaks.
    """
    data = _bytes(path, found)
    if data is None:
        return None
    head = next((line for line in _lines(data) if line.strip()), "")
    if not head:
        found.say("", f"is empty, expected a first line with names of columns: {', '.join(names_of(table))}")
        return None
    delimiter = delimiter_of(head, table)
    rows = records(_lines(data), delimiter)
    try:
        begin, header = next(rows)
        places = _header(header, table, delimiter, begin, found)
        if places is None:
            return None
        columns = _columns(rows, places, len(header), found)
    except Broken as error:
        found.say("", str(error), error.line)
        return None
    if not found.line.size:
        found.say("", "has no rows below its first line")
        return None
    unread = [name.strip() for place, name in enumerate(header) if name.strip() and place not in places.values()]
    return Table(columns, found.file, found.line, unread, hashlib.blake2b(data, digest_size=8).hexdigest())


def _lines(data: bytes) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")


def _bytes(path: Path, found: Found) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        reasons = {FileNotFoundError: "no such file", IsADirectoryError: "is a folder, expected a CSV file"}
        found.say("", reasons.get(type(error), f"cannot be read ({error.strerror})"))
        return None
    advice = "(in a spreadsheet, save as CSV UTF-8)"
    if b"\0" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found.say("", f"is not a text file in UTF-8 {advice}")
        return None
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found.say("", f"byte {data[error.start]:#04x} is not UTF-8 {advice}", line)
        return None
    return data


def _header(header: list[str], table: str, delimiter: str, line: int, found: Found) -> dict[str, int] | None:
    """The place of each column of the table that the first line names; None where a needed one is missing."""
    names = [as_name(name) for name in header]
    known = names_of(table)
    if len(header) == 1 and names[0] not in known:
        one = f"the first line is one column, {shown(header[0])}"
        found.say("", f"{one}; expected commas, semicolons or tabs between names", line)
        return None
    before = found.count
    for name, times in Counter(names).items():
        if name in known and times > 1:
            found.say(name, f"there are {times} columns of this name", line)
    spare = [name for name in names if name and name not in known]
    missing = [name for name in known if name not in names]
    needed = [column.name for column in TABLES[table] if column.needed]
    meant = {near: name for name in spare if (near := nearest(name, missing))}
    for name in missing:
        if name in meant:
            written = header[names.index(meant[name])].strip()
            found.say(name, f"there is no such column, but {shown(written)}; rename it", line)
        elif name in needed:
            there = f"the first line has {shown(delimiter.join(header))}"
            found.say(name, f"there is no such column, and it is needed; {there}", line)
    return {name: names.index(name) for name in known if name in names} if found.count == before else None


def _columns(
    rows: Iterator[tuple[int, list[str]]], places: dict[str, int], width: int, found: Found
) -> dict[str, Words]:
    """What the rows say by column; `found` learns their lines, and which have too few values or too many."""
    batches: dict[str, list[Batch]] = {name: [] for name in places}
    lines: list[int] = []
    widths: dict[int, int] = {}
    batch: list[list[str]] = []

    def lay() -> None:
        cells = list(zip(*batch, strict=True)) or [()] * width
        for name, place in places.items():
            batches[name].append(batch_of(cells[place]))
        batch.clear()

    def values(count: int) -> str:
        return f"{count} value{'s' if count > 1 else ''}"

    for line, row in rows:
        if len(row) != width:
            widths[len(lines)] = len(row)
            row = (row + [""] * width)[:width]
        lines.append(line)
        batch.append(row)
        if len(batch) == BATCH:
            lay()
    lay()
    found.begin(np.array(lines, np.int64))
    ragged = np.zeros(len(lines), bool)
    ragged[list(widths)] = True
    found.rows(ragged, "", lambda row: f"has {values(widths[row])}, expected {width} as in the first line")
    found.passed = ragged
    return {name: words_of(rows_of) for name, rows_of in batches.items()}
