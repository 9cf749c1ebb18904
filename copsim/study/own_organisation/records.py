"""The records of a CSV file, each with the line on which it begins; blank ones are passed over."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from copsim.study.own_organisation.tables import as_name, names_of

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


class Broken(Exception):
    """A record that is not CSV: nothing after it can be read."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line (from 1) and fields of each record that says something.

    Raises
    ------
    Broken
        At the first record that is not CSV.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begin = 1
    try:
        for record in reader:
            if any(map(str.strip, record)):
                yield begin, record
            begin = reader.line_num + 1
    except csv.Error as error:
        raise Broken(begin, _in_words(str(error), delimiter)) from None


def _in_words(error: str, delimiter: str) -> str:
    if "unexpected end" in error:
        reason = "a quote that begins here is never closed"
    elif "field larger" in error:
        reason = f"a value of more than {csv.field_size_limit():,} characters; is a quote never closed?"
    else:
        reason = f"a quoted value is not followed by {DELIMITERS[delimiter]} or line end"
    return f"{reason}; nothing from here on could be read"


def delimiter_of(head: str, table: str) -> str:
    """The delimiter by which a first line has most of a table's columns."""
    known = set(names_of(table))

    def score(delimiter: str) -> tuple[int, int]:
        names = {as_name(name.strip('"')) for name in head.split(delimiter)}
        return len(names & known), len(names)

    return max(DELIMITERS, key=score)
