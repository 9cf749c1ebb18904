"""How far a study has come: a bar with the time left on a terminal, a line every tenth elsewhere. Always on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

FEW = 10
"""Fewer things than this need no lines of progress."""


def say(line: str) -> None:
    """One line about what is going on, on stderr, so that stdout holds results only."""
    print(line, file=sys.stderr, flush=True)


def quiet(line: str) -> None:
    """In place of `say`, where nobody wants to hear of it."""


@contextmanager
def progress(total: int, what: str = "runs") -> Iterator[Callable[[], None]]:
    """Gives a function to be called once for each of `total` things done."""
    if total == 0:
        yield lambda: None
    elif sys.stderr.isatty():
        with _bar(total, what) as step:
            yield step
    elif total < FEW:
        yield lambda: None
    else:
        yield _lines(total, what)


@contextmanager
def _bar(total: int, what: str) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(None),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=total)
        yield lambda: shown.advance(task)


def _lines(total: int, what: str) -> Callable[[], None]:
    begun, done, tenth = time.perf_counter(), 0, 0

    def step() -> None:
        nonlocal done, tenth
        done += 1
        if done * 10 // total > tenth:
            tenth = done * 10 // total
            left = (time.perf_counter() - begun) / done * (total - done)
            end = "done" if done == total else f"about {left:.0f} s left"
            say(f"{done} of {total} {what}, {end}")

    return step
