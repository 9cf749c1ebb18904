"""Filming: a run is lived week by week, and what can be seen of it is written down: who is where, who helps whom, why.

Nothing here changes the run: its digest is that of the same run unfilmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from copsim.foundation.columns import Array

if TYPE_CHECKING:
    from copsim.constellation.scenario import Scenario
    from copsim.constellation.world import World

SEAT = 2**32 - 1
"""The bits of a uid that name the seat."""
QUARTER = 13
"""Weeks that a level is read off."""


class Moves(NamedTuple):
    """One row for each time the level of a membership became another, in the order of weeks; see `terms`.

    membership, week (from 1), level; minutes: present in 13 weeks; contributed: weeks of those with a contribution.
    The rule of their offers, as means over the same 13 weeks: interest z, learning eL, helped eR, belonging b, load w,
    recognition added to vR, eased c, control u; offered, and left: minutes offered, and what there was room for.
    """

    membership: Array
    week: Array
    level: Array
    minutes: Array
    contributed: Array
    interest: Array
    learning: Array
    helped: Array
    belonging: Array
    load: Array
    recognition: Array
    eased: Array
    control: Array
    offered: Array
    left: Array


class Film(NamedTuple):
    """What was seen of one run. People are in the order of seats, memberships group by group.

    speciality, unit (members,); member, group (memberships,); labels: of the groups; meets (groups,): 0 where nobody
    meets. level (memberships, weeks): -1 not yet known, 0 outside .. 5 core. ability (members, weeks): in the own
    speciality, in whole per cent. open (groups, weeks). came: (week, seat) of every newcomer, (n, 2). help: (week,
    who helped, who was helped), by seats, (n, 3). mandated (groups,): minutes a week, -1 where members offer.
    """

    speciality: Array
    unit: Array
    member: Array
    group: Array
    labels: list[str]
    meets: Array
    mandated: Array
    level: Array
    ability: Array
    open: Array
    came: Array
    help: Array
    moves: Moves
    series: Mapping[str, Array]
    digest: str


class _Camera:
    """Takes down a week while it is lived."""

    def __init__(self, world: World, weeks: int) -> None:
        people = world.people.uid.size
        self.seat = (world.people.uid & SEAT).astype(np.int64)
        self.level = np.full((weeks, world.memberships.member.size), -1, np.int8)
        self.ability = np.zeros((weeks, people), np.uint8)
        self.open = np.zeros((weeks, world.groups.domain.size), np.uint8)
        self.came: list[tuple[int, int]] = []
        self.help: list[Array] = []
        self.moves: list[list[Array]] = []
        self.holder = world.people.uid.copy()
        self._terms = np.zeros((QUARTER, 10, world.memberships.member.size))

    def newcomers(self, world: World, week: int) -> None:
        """Who has taken a seat this week."""
        new = np.flatnonzero(world.people.uid != self.holder)
        self.came += [(week, seat) for seat in sorted(self.seat[new].tolist())]
        self.holder = world.people.uid.copy()

    def terms(self, world: World, week: int) -> None:
        """The terms of this week's offers, as they stand when hours are offered, in place of those of 13 weeks ago."""
        m, people, groups = world.memberships, world.people, world.groups
        who, group = m.member, m.group
        granted = world.sponsors.recognition[int(np.searchsorted(world.sponsors.week, week, "right")) - 1]
        step = np.clip(((people.workload[who] + 1.0) * 1024.0).astype(np.int64), 0, world.tables.workload.size - 1)
        terms = [
            *(m.interest.copy(), m.learning.copy(), m.helped.copy(), m.belonging.copy(), world.tables.workload[step]),
            (granted + world.portfolio.recognition)[people.speciality[who]],
            *(groups.eased[group] / 65536.0, groups.control[group] / 65536.0, m.offered.copy()),
            people.slack[who] + people.released[who],
        ]
        self._terms[week % QUARTER] = np.array(terms, np.float64)

    def helpers(self, world: World, week: int) -> None:
        """Who helped whom, before the week's ties are settled."""
        helped, nth = np.nonzero(world.ties.helper >= 0)
        by = self.seat[world.ties.helper[helped, nth]]
        pairs = np.stack([np.full(by.size, week), by, self.seat[helped]], axis=1)
        self.help.append(pairs[np.lexsort((pairs[:, 2], pairs[:, 1]))])

    def week_is_over(self, world: World, week: int) -> None:
        """Levels and abilities at the end of the week, and who changed level."""
        m, people, at = world.memberships, world.people, week - 1
        self.level[at] = m.level
        mine = people.ability[np.arange(people.uid.size), people.speciality]
        parts = 16 + world.field.kind.shape[1]
        self.ability[at, self.seat] = np.floor(mine * 100 / (1 << parts) + 0.5).astype(np.uint8)
        self.open[at] = world.groups.open
        before = self.level[at - 1] if at else np.full_like(m.level, -1)
        moved = np.flatnonzero((m.level != before) & (m.level >= 0))
        contributed = sum((m.gave[moved] >> np.uint16(bit)) & np.uint16(1) for bit in range(QUARTER))
        told = [moved, np.full(moved.size, week), m.level[moved], m.minutes[moved].sum(axis=1), contributed]
        means = self._terms[:, :, moved].mean(axis=0)
        self.moves.append([np.asarray(column) for column in (*told, *means)])


def film(scenario: Scenario, replication: int = 0, base: Scenario | None = None, branch: int = 0) -> Film:
    """Live through a run and film it. `base`: what is lived up to the week before `branch`, if it is not the same."""
    from copsim.constellation.digest import state_digest
    from copsim.constellation.measures import names_for, weekly_series
    from copsim.constellation.world import build_world
    from copsim.study.branching import go_on

    world = build_world(base or scenario, replication, weeks=scenario.weeks)
    camera = _Camera(world, scenario.weeks)
    if base is not None:
        _live(world, camera, 1, branch)
        burnt, world = world, build_world(scenario, replication)
        go_on(burnt, world, branch - 1)
    _live(world, camera, branch or 1, scenario.weeks + 1)
    series = weekly_series(world, scenario.money, names_for(scenario.extensions))
    return _film(scenario, world, camera, series, state_digest(world))


def _live(world: World, camera: _Camera, first: int, end: int) -> None:
    from copsim.constellation.phases import is_lived
    from copsim.constellation.week import WEEK
    from copsim.foundation.kernels import handle

    seen = handle(world)
    for week in range(first, end):
        for phase in WEEK:
            if phase.method == "ties_change":
                camera.helpers(world, week)
            if is_lived(phase, world.rules.phases):
                phase.kernel(seen, week, week - 1)
            if phase.method == "the_field_moves":
                camera.newcomers(world, week)
            elif phase.method == "members_offer_hours":
                camera.terms(world, week)
        camera.week_is_over(world, week)


def _film(scenario: Scenario, world: World, camera: _Camera, series: Mapping[str, Array], digest: str) -> Film:
    by_seat = np.argsort(camera.seat)
    return Film(
        speciality=world.people.speciality[by_seat],
        unit=world.people.unit[by_seat],
        member=camera.seat[world.memberships.member],
        group=world.memberships.group.copy(),
        labels=labels_of(scenario, world),
        meets=world.groups.meets.copy(),
        mandated=world.groups.mandated.copy(),
        level=camera.level.T.copy(),
        ability=camera.ability.T.copy(),
        open=camera.open.T.copy(),
        came=np.array(camera.came, np.int64).reshape(-1, 2),
        help=np.concatenate([np.zeros((0, 3), np.int64), *camera.help]),
        moves=Moves(*(np.concatenate(column) for column in zip(*camera.moves, strict=True))),
        series=series,
        digest=digest,
    )


def labels_of(scenario: Scenario, world: World) -> list[str]:
    """What to call each group: its domain where it is the only one of it, else its structure and a number."""
    kinds = [settings.kind.replace("_", " ") for settings in (scenario.structure, *scenario.also)]
    several, names = len(kinds) > 1, scenario.domain.names
    found: list[str] = []
    groups: list[tuple[int, int]] = list(zip(world.groups.made_by.tolist(), world.groups.domain.tolist(), strict=True))
    for nth, (by, domain) in enumerate(groups):
        alike = [at for at, other in enumerate(groups) if other == (by, domain)]
        kind = "everybody, no structure" if kinds[by] == "none" else kinds[by]
        name = kind if domain < 0 else names[domain] + (f" ({kind})" if several else "")
        found.append(f"{name} {alike.index(nth) + 1}" if len(alike) > 1 else name)
    return found
