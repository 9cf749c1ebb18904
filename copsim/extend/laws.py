"""Laws that hold in every world, week by week: hours are conserved, and the rows in which people stand do not matter.

What copsim's own tests hold its structures and activities to, and an extension's contract holds its parts to. Each
raises AssertionError that says where it is broken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from copsim.constellation.phases import is_lived
from copsim.constellation.week import in_order
from copsim.constellation.world import World
from copsim.foundation.columns import Array, columns_of
from copsim.foundation.handles import handle
from copsim.foundation.tally import HOURS_FROM, Activity, Count, Payer
from copsim.structures.structure import Structure


def live(world: World, weeks: int, look: Callable[[int, str], object], *, after_phases: bool = True) -> World:
    """Live from week 1 on, phase by phase; `look(week, title)` is called after each phase, or after each week ("")."""
    seen = handle(world)
    for week in range(1, weeks + 1):
        for phase in in_order():
            if is_lived(phase, world.rules.phases):
                phase.kernel(seen, week, week - 1)
                if after_phases:
                    look(week, phase.title)
        look(week, "")
    return world


def hours(tally: Array) -> Array:
    """Minutes that were booked, of shape (weeks, payers, activities)."""
    return np.asarray(tally[:, HOURS_FROM:].reshape(-1, len(Payer), len(Activity)))


def every_offered_minute_is_charged(world: World, weeks: int) -> None:
    """What slack and sponsors paid in a week is what was offered in it, and nothing is booked below 0."""
    booked = hours(world.tally)[:weeks]
    charged = booked[:, Payer.SLACK].sum(axis=1) + booked[:, Payer.SPONSOR].sum(axis=1)
    offered = world.tally[:weeks, Count.OFFERED]
    for week in np.flatnonzero(charged != offered):
        raise AssertionError(f"week {week + 1}: {charged[week]} minutes are charged, {offered[week]} were offered")
    assert (booked >= 0).all(), "minutes below 0 are booked"


def nobody_overspends(world: World, where: str = "") -> None:
    """Nobody has spent minutes that they do not have."""
    for name in ("slack", "released"):
        least = getattr(world.people, name).min(initial=0)
        assert least >= 0, f"{where}somebody has {least} minutes left of {name}"


def who_is_present_pays(world: World, week: int) -> None:
    """After a week: minutes present are minutes charged to learning together, and none is more than was offered."""
    booked = hours(world.tally)[week - 1]
    learning = booked[:, : Activity.VISITS + 1].sum() + booked[:, [Activity.REPORTING, Activity.OTHER]].sum()
    present = world.memberships.present.sum()
    assert learning == present, f"week {week}: {present} minutes are present, {learning} are charged to learning"
    assert (world.memberships.present <= world.memberships.offered).all(), f"week {week}: more present than offered"


def groups_keep_to(world: World, record: Structure) -> None:
    """Groups have two people or more, up to what the record says; nobody is in one twice, and all fit its rule."""
    groups, people = world.groups, world.people
    for g in range(groups.domain.size):
        there = world.memberships.member[groups.start[g] : groups.start[g + 1]]
        assert 2 <= len(there) <= record.size, f"group {g} has {len(there)} people, expected 2 to {record.size}"
        assert len(set(there.tolist())) == len(there), f"somebody is in group {g} twice"
        if record.roster == "unit":
            assert len(set(people.unit[there].tolist())) == 1, f"group {g} is of several units"


def permuted(world: World, order: Array) -> World:
    """The same world with its people stored in other rows: new row r holds old row order[r]; uids are carried along."""
    where = np.empty_like(order)
    where[order] = np.arange(order.size)
    changed: dict[str, Any] = {}
    for name, bundle in zip(World._fields, world, strict=True):
        if not isinstance(bundle, tuple) or name == "rules":
            continue
        arrays = {}
        for column_name, column in columns_of(type(bundle)):
            array = getattr(bundle, column_name)
            if column.refers == "member":
                array = np.where(array >= 0, where[array], -1).astype(array.dtype)
            listed = column.axes == ("member",) and column.refers == "member"
            if column.axes[0] == "member" and not listed:
                array = np.ascontiguousarray(array[order])
            arrays[column_name] = array
        changed[name] = bundle._replace(**arrays)  # type: ignore[attr-defined]
    return world._replace(**changed)
