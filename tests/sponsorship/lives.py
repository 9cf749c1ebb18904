"""Short lives of a small organisation, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from copsim.constellation.digest import state_columns
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.kernels import handle
from copsim.foundation.tally import HOURS_FROM, Activity, Count, Payer

MEMBERS = 26


def small(**settings: Any) -> Scenario:
    """26 members of three specialities in 4 units for 14 weeks, keen to take part."""
    given: dict[str, Any] = {"people.members": MEMBERS, "people.units": 4, "weeks": 14, "engagement.kappa": 0.4}
    return Scenario().with_values(**given | {key.replace("__", "."): value for key, value in settings.items()})


def lived(**settings: Any) -> World:
    """The world after all its weeks."""
    scenario = small(**settings)
    world = build_world(scenario)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    return world


def weeks_of(scenario: Scenario, change: Any = None) -> Iterator[tuple[int, World]]:
    """The world after each week; `change(world)` is done to it before the first."""
    world = build_world(scenario)
    if change is not None:
        change(world)
    seen = handle(world)
    for week in range(1, scenario.weeks + 1):
        run_weeks(seen, week, 1, week - 1)
        yield week, world


def minutes(world: World, activity: Activity, payer: Payer | None = None) -> int:
    """Minutes booked for an activity, by one payer or all, over all weeks."""
    hours = world.tally[:, HOURS_FROM:].reshape(-1, len(Payer), len(Activity))
    return int(hours[:, :, activity].sum() if payer is None else hours[:, payer, activity].sum())


def offered(world: World) -> int:
    """Minutes that members and sponsors had to spend, over all weeks."""
    return int(world.tally[:, Count.OFFERED].sum())


def same_life(one: World, other: World) -> bool:
    """Whether two organisations lived through the same, whatever sponsors called what they gave, or believed."""
    states = (state_columns(one), state_columns(other))
    alike = all(
        (a == b).all()
        for (name, _, a), (_, _, b) in zip(*states, strict=True)
        if not name.startswith(("sponsors.", "portfolio."))
    )
    return alike and bool((one.tally == other.tally).all())


def people_of(world: World) -> np.ndarray:
    """Members of each speciality."""
    return np.bincount(world.people.speciality, minlength=world.field.truth.size)
