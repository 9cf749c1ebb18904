"""Holding an hour: a circle spends it on a family of activity. The kernels are found by the table of families."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from copsim.activities.families import FAMILIES, PLACES, Family
from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Activity

LAST_OF_SEVEN = int(Activity.VISITS)
OTHER = int(Activity.OTHER)


def kernel_of(family: Family) -> Any:
    """The kernel that a record of FAMILIES names, or brings."""
    if not isinstance(family.kernel, str):
        return family.kernel
    module, _, name = family.kernel.rpartition(".")
    return getattr(import_module(f"copsim.activities.{module}"), name)


def dispatch(families: Sequence[Family]) -> Any:
    """A kernel `(world, week, row, family, circle)` that holds the hour of the family with this number.

    It is written as one chain of comparisons, as one would by hand. A chain of closures would do as well, but Numba
    keys a closure that holds kernels by numbers that differ from process to process: nothing would come from the cache.

    Raises
    ------
    ValueError
        When there are more families than places.
    """
    if len(families) > PLACES:
        raise ValueError(f"{len(families)} families of activity, expected at most {PLACES}")
    space: dict[str, Any] = {f"hold_{number}": kernel_of(family) for number, family in enumerate(families)}
    lines = ["def held(world, week, row, family, circle):"]
    for number in range(len(families)):
        lines += [f"    if family == {number}:", f"        hold_{number}(world, week, row, circle)"]
    space["__name__"] = __name__
    exec("\n".join(lines), space)
    return kernel(space["held"])


def families_are_chained() -> None:
    """Chain the kernels of all families that are known now."""
    global _held
    _held = dispatch(FAMILIES)


_held = dispatch(FAMILIES)


@kernel
def hold_hour(world, week, row, family, circle):
    """Let a circle spend one hour on a family of activity; a number without a family is an hour without effect."""
    _held(world, week, row, family, circle)


@kernel
def booked_under(family):
    """The activity that a family's hours are charged to: its own, or OTHER for a family that came to Wenger's seven."""
    if family <= LAST_OF_SEVEN:
        return family
    return OTHER
