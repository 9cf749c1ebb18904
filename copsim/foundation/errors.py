"""Errors that say where, what, and what was expected."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class CopsimError(Exception):
    """Something copsim can explain in a sentence; the command line prints it without a traceback."""

    exit_code = 1


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input: the key it concerns; a message of what was found and what was expected.

    nearest: the known name that may have been meant, "" where none is close. file: "" where it is none.
    `line` is 0 where no line of a file can be named (a value given from Python).
    """

    key: str
    message: str
    line: int = 0
    nearest: str = ""
    file: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        hint = f" (did you mean '{self.nearest}'?)" if self.nearest else ""
        return f"{where}{self.key + ': ' if self.key else ''}{self.message}{hint}"


class InputError(CopsimError):
    """Input that cannot be used. Carries every one of the problems found, so that all can be mended in one go.

    file: the one that they are in, where they do not say so themselves.
    """

    exit_code = 2

    def __init__(self, problems: Iterable[Problem], file: str = "") -> None:
        self.problems = [p if p.file else Problem(p.key, p.message, p.line, p.nearest, file) for p in problems]
        super().__init__("\n".join(str(p) for p in self.problems))


def nearest(word: str, known: Sequence[str]) -> str:
    """The known name closest to `word`, or "" when none is close."""
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), "")
