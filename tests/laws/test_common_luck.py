"""Luck is common: two scenarios that differ in one policy differ only where a chain of contacts leads from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.activities.log import Contact
from copsim.constellation.digest import state_columns
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.domain.challenges import Source
from copsim.foundation.kernels import handle

from .worlds import scenarios

LINES = 400_000
ACCOUNTS = {"challenges.known"}
"""Columns of members that no rule reads: whether anybody at all had solved a kind of challenge before."""


def side_by_side(one: Scenario, other: Scenario) -> Iterator[tuple[int, World, World]]:
    """Both worlds after each week."""
    worlds = [build_world(s, log_lines=LINES) for s in (one, other)]
    seen = [handle(world) for world in worlds]
    for week in range(1, one.weeks + 1):
        for world in seen:
            run_weeks(world, week, 1, week - 1)
        yield week, worlds[0], worlds[1]


def rows_unlike(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Which rows of two columns differ; there may be no rows (nobody belongs to any group)."""
    return (a != b).any(axis=tuple(range(1, a.ndim)))


def differing(one: World, other: World) -> set[int]:
    """Members (rows) of whom any column of the state differs, their memberships' columns included."""
    found: set[int] = set()
    by_uid = np.argsort(one.people.uid)
    for (name, column, a), (_, _, b) in zip(state_columns(one), state_columns(other), strict=True):
        if name in ACCOUNTS or a.size == 0:
            continue
        if column.axes[0] == "member" and name != "units.people":
            unlike = rows_unlike(a, b)
            found |= set(by_uid[unlike].tolist())
        elif column.axes[0] == "membership":
            unlike = rows_unlike(a, b)
            found |= set(one.memberships.member[unlike].tolist())
    return found


class Reach:
    """Whom the logs of two runs allow a change to have reached, week by week.

    people: rows of members. shelves: groups' documents. counted: groups in whose count of people somebody reached
    may be. opened: groups that may be there in one run and not in the other. problem: whether somebody reached has
    solved a part of it.
    """

    def __init__(self, world: World) -> None:
        groups = world.groups
        starts = groups.start.tolist()
        self.members = [set(world.memberships.member[a:b].tolist()) for a, b in pairwise(starts)]
        self.serving, self.posed, self.passing = (
            set(np.flatnonzero(column).tolist())
            for column in (groups.serves, groups.takes_problem, groups.until_delivery)
        )
        self.people: set[int] = set()
        self.shelves: set[int] = set()
        self.counted: set[int] = set()
        self.opened: set[int] = set()
        self.problem = False
        self.read = [0, 0]

    def size(self) -> int:
        """How much has been reached."""
        return sum(map(len, (self.people, self.shelves, self.counted, self.opened))) + self.problem

    def follow(self, worlds: tuple[World, World]) -> None:
        """Follow this week's contacts in either run until nothing new is reached."""
        lines = []
        for at, world in enumerate(worlds):
            count = int(world.log.count[0])
            assert count < LINES, "the log is full"
            lines += world.log.line[self.read[at] : count].tolist()
            self.read[at] = count
        size, met = -1, set[int]()
        while size < self.size() + len(met):
            size = self.size() + len(met)
            for _, contact, who, first, second in lines:
                self.step(contact, who, first, second, met)
            for group in self.opened:
                self.people |= self.members[group]

    def step(self, contact: int, who: int, first: int, second: int, met: set[int]) -> None:
        """One line: what is reached by it. `met`: groups that somebody reached met in this week."""
        if contact == Contact.MEETING:
            if who in self.people:
                met.add(first)
                self.shelves.add(first)
                self.counted.add(first)
            elif first in met or first in self.shelves:  # what is written has a vote in a meeting
                self.people.add(who)
        elif contact in (Contact.QUESTION, Contact.BROKERED):
            if who in self.people or first in self.people:
                self.people |= {who, first}
        elif contact == Contact.HEARD:
            if first in self.people or second in self.opened:
                self.people.add(who)
        elif contact == Contact.READING:
            if first in self.shelves or first in self.opened:
                self.people.add(who)
        elif contact == Contact.CURATION:  # the curator looked for the most able of all
            if self.people & self.members[first]:
                self.shelves.add(first)
        elif contact == Contact.TOLD:
            if first in self.people:
                self.people.add(who)
        elif contact == Contact.GIVEN:
            # A desk gives to whom has fewest open challenges; without a group for it, anybody is given it.
            asked = self.serving if second == Source.REQUEST else self.posed
            at_the_desk = first >= 0 and second == Source.REQUEST and self.members[first] & self.people
            if at_the_desk or self.opened & asked:
                self.people.add(who)
        elif contact == Contact.PART:
            self.problem |= who in self.people
            if self.problem and second == 0:
                self.opened |= self.passing
        elif contact in (Contact.FOUNDED, Contact.HELD, Contact.DISSOLVED) and (
            who in self.people or first in self.counted
        ):
            self.opened.add(first)


def directly_touched(world: World, domain: int) -> set[int]:
    """Those whose grant changes, and all in a group with one of them: its coordinator's hours change."""
    sponsored = set(np.flatnonzero(world.people.speciality == domain).tolist())
    groups = {int(g) for m, g in zip(world.memberships.member, world.memberships.group, strict=True) if m in sponsored}
    there = [int(m) for m, g in zip(world.memberships.member, world.memberships.group, strict=True) if g in groups]
    return sponsored | set(there)


def check(scenario: Scenario, week_of_change: int) -> tuple[set[int], set[int]]:
    """Run with and without a sponsor of domain "a" from a week on; returns (who differs, who may) at the end."""
    change = [{"week": week_of_change, "relation": "supported", "domains": ["a"]}]
    changed = scenario.with_values(**{"sponsorship.change": change})
    reach = Reach(build_world(scenario))
    unlike: set[int] = set()
    for week, one, other in side_by_side(scenario, changed):
        unlike = differing(one, other)
        if week < week_of_change:
            reach.follow((one, other))
            assert not unlike, f"week {week}: different before the change"
            for (name, _, a), (_, _, b) in zip(state_columns(one), state_columns(other), strict=True):
                assert name.startswith("sponsors.") or (a == b).all(), f"week {week}: {name} differs before the change"
            continue
        if week == week_of_change:
            reach.people = directly_touched(one, 0)
        reach.follow((one, other))
        assert unlike <= reach.people, f"week {week}: {sorted(unlike - reach.people)} differ, unreached"
    return unlike, reach.people


@given(scenarios(sponsorship__change=[], portfolio__policy="as_set"), st.integers(2, 12))
@settings(max_examples=30)
def test_people_are_identical_until_a_chain_of_contacts_reaches_them(scenario: Scenario, week: int) -> None:
    check(scenario, week)


def test_a_sponsor_from_week_40_on_changes_nothing_before_and_no_isolated_unit_after() -> None:
    """One unit in six has nobody of the sponsored domain and no ties outside: it is never touched; others are."""
    scenario = Scenario().with_values(
        **{
            "people.members": 36,
            "people.units": 6,
            "people.specialities": {"a": 0.1, "b": 0.9},
            "weeks": 60,
            "domain.names": ["a", "b"],
            "ties.acquaintances": 0,
            "structure.kind": "team",
            "seed": 3,
        }
    )
    unlike, reached = check(scenario, 40)
    assert unlike
    assert len(reached) < 36


def test_a_sponsor_of_everybody_from_week_40_on_changes_nothing_before() -> None:
    scenario = Scenario().with_values(**{"people.members": 40, "people.units": 4, "weeks": 44})
    changed = scenario.with_values(**{"sponsorship.change": [{"week": 40, "relation": "supported"}]})
    different = {week: bool(differing(one, other)) for week, one, other in side_by_side(scenario, changed)}
    assert next(week for week, unlike in different.items() if unlike) == 40
