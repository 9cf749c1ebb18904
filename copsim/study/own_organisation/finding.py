"""Problems as they are found: every one is counted, the first of a file are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from copsim.foundation.checking import LONGEST, as_written
from copsim.foundation.columns import Array
from copsim.foundation.errors import InputError, Problem

LISTED = 100
"""Problems of one file that are listed; the rest are counted."""

Message = str | tuple[str, str]
"""What is wrong, or that and the nearest known word."""


class Found:
    """The problems of one file, whose rows begin on the lines `line`; of rows that are `passed` over all is told."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.line: Array = np.empty(0, np.int64)
        self.passed: Array = np.empty(0, bool)
        self.count = 0
        self._problems: list[Problem] = []

    def begin(self, line: Array) -> None:
        """From here on there are rows, beginning on these lines."""
        self.line, self.passed = line, np.zeros(line.size, bool)

    def say(self, column: str, message: Message, line: int = 0) -> None:
        """One problem, of the file or of one of its lines."""
        text, near = message if isinstance(message, tuple) else (message, "")
        self._problems.append(Problem(column, text, line, near, self.file))
        self.count += 1

    def rows(self, wrong: Any, column: str, message: Callable[[int], Message]) -> None:
        """One problem for each row of a mask; `message` is asked only for those that may be listed."""
        rows = np.flatnonzero(wrong & ~self.passed)
        for row in rows[:LISTED].tolist():
            self.say(column, message(row), int(self.line[row]))
        self.count += max(0, rows.size - LISTED)

    def listed(self) -> list[Problem]:
        """The problems in the order of lines; if they are very many, the first and how many more."""
        first = sorted(self._problems, key=lambda p: p.line)[:LISTED]
        more = self.count - len(first)
        return [*first, Problem("", f"and {more:,} more", 0, "", self.file)] if more else first


def refuse(found: Iterable[Found]) -> None:
    """Raise InputError with the problems of all files, if there are any."""
    problems = [problem for one in found for problem in one.listed()]
    if problems:
        raise InputError(problems)


def shown(word: str) -> str:
    """A word as it is quoted in a message: in quotes, without line breaks, not longer than one can read."""
    text = as_written(word)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ... ({len(word):,} characters)"
