"""Story against arrays: the story is laid out in the columns of a world, and each cell is compared to the bit."""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

import numpy as np

from copsim.constellation.world import World
from copsim.foundation.chronicle import Chronicle
from copsim.foundation.columns import Column, columns_of
from copsim.foundation.tally import ACTIVITIES, COUNTS, HOURS_FROM

from .columns import COLUMNS
from .shared import Activity, Count, Payer
from .story import Story

SHARED = {"rules", "tables", "departures", "sponsors", "allotting", "commitments", "hearing", "log", "chronicle"}
"""Bundles of declared numbers: shared, not told. The log is compared line by line, the chronicle row by row."""

SETTLED = {
    *("field.exists", "field.explicit", "field.kind", "field.other", "field.home_facets", "field.other_facets"),
    *(
        "field.law",
        "field.weight",
        "innovations.week",
        "innovations.domain",
        "innovations.seeds",
        "innovations.standing",
        "innovations.unheard",
    ),
    *("people.unit", "people.legacy", "people.speciality", "people.second", "units.start", "units.people"),
    *(
        "units.legacy",
        "memberships.member",
        "memberships.group",
        "memberships.before",
        "groups.start",
        "groups.domain",
        "groups.theme",
        "groups.made_by",
    ),
    *("groups.shelf", "groups.starts", "groups.convened", "groups.ends", "groups.until_delivery", "groups.lasts"),
    *("groups.takes_problem", "groups.serves", "groups.critical_mass", "groups.meets", "groups.mandated"),
    *("groups.along_ties", "groups.circle", "groups.hear", "groups.law", "groups.services", "groups.of_member"),
}
"""Columns that no phase of the week changes: compared at the beginning and the end of a run."""


@cache
def told_names() -> list[tuple[str, str, Column]]:
    """Bundle, name and declaration of every column that a telling must have."""
    parts = get_type_hints(World, include_extras=True)
    told = [(bundle, part) for bundle, part in parts.items() if bundle not in SHARED and hasattr(part, "_fields")]
    return [(bundle, name, column) for bundle, part in told for name, column in columns_of(part)]


def told_columns(world: World) -> list[tuple[str, Column, Any]]:
    """The same with a world's arrays: ("people.uid", its declaration, its array)."""
    return [(f"{bundle}.{name}", c, getattr(getattr(world, bundle), name)) for bundle, name, c in told_names()]


def differences(world: World, story: Story, row: int | None = None) -> list[str]:
    """What differs, a line a column: its first differing cell, whose it is, and both values.

    Looks at everything; or, with `row`, at that row of the tally and at what a week can change.
    """
    found = []
    for name, column, array in told_columns(world):
        if row is not None and name in SETTLED:
            continue
        told = COLUMNS[name](story)
        if not _same(array, told):
            found.append(_first_difference(world, name, column, array, told))
    for at in range(len(world.tally)) if row is None else (row,):
        found += _in_tally(at, world.tally[at].tolist(), tally_row(story, at))
        found += _in_chronicle(at, world, story.tally.get(at, {}))
    return found + (_in_log(world, story) if row is None else [])


def _same(array: Any, told: Any) -> bool:
    if array.tolist() != told:
        return False
    return array.dtype != np.float64 or np.array(told, np.float64).tobytes() == array.tobytes()


def tally_row(story: Story, row: int) -> list[int]:
    """A row of the tally as the kernels lay it out."""
    cells = [0] * COUNTS
    for key, number in story.tally.get(row, {}).items():
        if not isinstance(key, tuple):
            cells[key] += number
        elif not isinstance(key[0], str):
            cells[HOURS_FROM + ACTIVITIES * key[0] + key[1]] += number
    return cells


def assert_same(world: World, story: Story, when: str, row: int | None = None) -> None:
    """Fail with every column that differs."""
    found = differences(world, story, row)
    assert not found, f"{when}: kernel and telling differ\n  " + "\n  ".join(found)


def lay_into(world: World, story: Story) -> None:
    """Make the arrays of a world say what the story says (rows of people are uids in a new world)."""
    for name, _, array in told_columns(world):
        array[...] = np.array(COLUMNS[name](story), array.dtype).reshape(array.shape)
    world.tally[...] = [tally_row(story, row) for row in range(len(world.tally))]


def _hex(value: float | int) -> str:
    return value.hex() if isinstance(value, float) else str(int(value))


def _first_difference(world: World, name: str, column: Column, array: Any, told: Any) -> str:
    shape = np.shape(told)
    if shape != array.shape:
        return f"{name}: the kernel's has shape {array.shape}, the telling's {shape}"
    for at in np.ndindex(array.shape):
        here, there = array[at].item(), told
        for index in at:
            there = there[index]
        if _hex(here) != _hex(there):
            place = ", ".join(f"{axis} {index}" for axis, index in zip(column.axes, at, strict=True))
            return f"{name}: {_whose(world, column, at[0])}{place}: kernel {here!r}, telling {there!r}"
    return f"{name}: same values of other types"


def _whose(world: World, column: Column, row: int) -> str:
    if column.axes[0] == "member":
        return f"uid {world.people.uid[row]}, "
    if column.axes[0] == "membership":
        return f"uid {world.people.uid[world.memberships.member[row]]} in group {world.memberships.group[row]}, "
    return ""


def _in_tally(row: int, kernel: list[int], told: list[int]) -> list[str]:
    found = []
    for column, (here, there) in enumerate(zip(kernel, told, strict=True)):
        if here != there:
            payer, activity = divmod(column - HOURS_FROM, ACTIVITIES)
            hours = column >= HOURS_FROM
            label = f"{Payer(payer).name}, {Activity(activity).name}" if hours else Count(column).name
            found.append(f"tally: week {row + 1}, {label}: kernel {here}, telling {there}")
    return found


def _in_chronicle(row: int, world: World, told: Any) -> list[str]:
    found = []
    for name, column in columns_of(Chronicle):
        here = getattr(world.chronicle, name)[row]
        there = np.zeros_like(here)
        for key, number in told.items():
            if isinstance(key, tuple) and key[0] == name:
                there[key[1:]] += number
        for at in np.argwhere(here != there)[:3].tolist():
            place = ", ".join(f"{axis} {index}" for axis, index in zip(column.axes[1:], at, strict=True))
            values = f"kernel {here[tuple(at)]}, telling {there[tuple(at)]}"
            found.append(f"chronicle.{name}: week {row + 1}, {place}: {values}")
    return found


def _in_log(world: World, story: Story) -> list[str]:
    room = len(world.log.line)
    if room == 0:
        return []
    lines = [tuple(line) for line in world.log.line[: int(world.log.count[0])].tolist()]
    told = [tuple(int(entry) for entry in line) for line in story.log[:room]]
    if int(world.log.count[0]) != len(story.log):
        return [f"log: the kernels wrote {world.log.count[0]} lines, the telling {len(story.log)}"]
    return [
        f"log: line {n}: kernel {a}, telling {b}" for n, (a, b) in enumerate(zip(lines, told, strict=True)) if a != b
    ][:1]
