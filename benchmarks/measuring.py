"""How things are timed, and what a section of the benchmark comes to."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from copsim.constellation.scenario import Scenario, read_scenario

REPEATS = 5


class Section(NamedTuple):
    """A table of the benchmark.

    told: what was measured and how, in words. head, rows: the table. figures: numbers without a unit of time (ratios,
    shares), by name, that a later commit is held against.
    """

    title: str
    told: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: Mapping[str, float]


class Timed(NamedTuple):
    """Seconds, the median of several repeats, and the fastest and slowest as shares of it."""

    seconds: float
    spread: str


def timed(
    do: Callable[[Any], object], prepare: Callable[[], Any] = lambda: None, repeats: int = REPEATS, wall: bool = False
) -> Timed:
    """CPU seconds of this process (or wall seconds) that `do` takes with what `prepare` made, which is not timed."""
    clock = time.perf_counter if wall else time.process_time
    taken = []
    for _ in range(repeats):
        given = prepare()
        begun = clock()
        do(given)
        taken.append(clock() - begun)
    return _middle(taken)


class Case(NamedTuple):
    """One of several things that are timed in turn: what is done with what is prepared, and how often in a round.

    in_slices: what takes so long that a round does only a part of it, always with what was prepared first; it takes
    what all its parts take.
    """

    do: Callable[[Any], object]
    prepare: Callable[[], Any]
    times: int = 1
    in_slices: bool = False


def in_turn(cases: Mapping[str, Case], rounds: int) -> dict[str, Timed]:
    """CPU seconds of several things: a round has every one in turn, so that a slow minute falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    sliced = {name: case.prepare() for name, case in cases.items() if case.in_slices}
    for _ in range(rounds):
        for name, case in cases.items():
            for _ in range(case.times):
                given = None
                given = sliced[name] if case.in_slices else case.prepare()
                gc.collect()  # what others left behind is not counted here
                begun = time.process_time()
                case.do(given)
                taken[name].append(time.process_time() - begun)
    return {
        name: Timed(sum(seconds), f"{rounds} parts") if cases[name].in_slices else _middle(seconds)
        for name, seconds in taken.items()
    }


def _middle(taken: Sequence[float]) -> Timed:
    middle = statistics.median(taken)
    return Timed(middle, f"{min(taken) / middle:.2f}-{max(taken) / middle:.2f}")


def baseline(members: int, weeks: int, **values: Any) -> Scenario:
    """The baseline scenario at another size, with units of twelve."""
    given = {"people.members": members, "people.units": max(1, members // 12), "weeks": weeks, **values}
    return read_scenario("baseline").with_values(**given)


def as_text(section: Section) -> str:
    """A section for a terminal."""
    width = [max(len(row[n]) for row in (section.head, *section.rows)) for n in range(len(section.head))]
    lines = [
        "  ".join(
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, width, strict=True))
        )
        for row in (section.head, *section.rows)
    ]
    return "\n".join(["", f"== {section.title}", section.told, "", *lines])


def as_markdown(section: Section) -> str:
    """A section for a page."""
    rows = [section.head, ["---"] * len(section.head), *section.rows]
    return "\n".join(
        [f"## {section.title}", "", section.told, "", *("| " + " | ".join(row) + " |" for row in rows), ""]
    )
