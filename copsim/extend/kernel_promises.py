"""What the contract asks of parts that are compiled into the week: activities, policies, phases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from copsim.activities.activity import Circle, turn_of
from copsim.activities.families import FAMILIES, Family
from copsim.constellation import week as weeks
from copsim.constellation.digest import state_columns, state_digest
from copsim.constellation.parts import label_of
from copsim.constellation.phases import Phase
from copsim.constellation.world import World, build_world
from copsim.extend.laws import live, permuted
from copsim.extend.promises import hours_are_conserved
from copsim.extend.trial import WEEKS, WORLDS, Promise, Trial, seen, seen_plainly
from copsim.foundation.columns import Array
from copsim.foundation.handles import handle
from copsim.foundation.tally import Count
from copsim.sponsorship.policies import Policy

SUCCESS = (Count.BY_OWN_SUCCESS, Count.BY_SUCCESS_TOGETHER)
ONE = 65536


def of_family(item: Family, extension: str) -> Iterator[Promise]:
    """An activity: who is not there is not touched, and nothing is learnt that nobody there held."""
    trial, label = Trial(extension, {"activities": {"other": 1.0}}), label_of(item)

    def only_those_present() -> None:
        for world, circle, before in _circles(item, trial):
            away = np.setdiff1d(np.arange(world.people.uid.size), circle.who)
            assert (world.people.beliefs[away] == before[away]).all(), "somebody who is not there has learnt"

    def nothing_new() -> None:
        if item.sources == "outside":
            return
        for world, circle, before in _circles(item, trial):
            known = np.bitwise_or.reduce(before[circle.who], axis=0)
            if circle.shelf >= 0:
                known |= world.repertoire.says[circle.shelf]
            if world.tally[WEEKS - 1, SUCCESS].any():
                known[0::2] |= world.field.truth
                known[1::2] |= ~world.field.truth
            new = world.people.beliefs[circle.who] & ~known
            assert not new.any(), "something is learnt that nobody present held, and no document of the group says"

    yield Promise(label, "who is not present learns nothing", only_those_present)
    yield Promise(label, "nothing is learnt that nobody present held (unless from outside, or by a try)", nothing_new)
    yield from _of_kernel(label, trial)


def _circles(item: Family, trial: Trial) -> Iterator[tuple[World, Circle, Array]]:
    """Worlds before their last week, each after a circle of a group has spent an hour; with beliefs before that."""
    number = next(n for n, family in enumerate(FAMILIES) if family.name == item.name)
    for at in range(len(WORLDS)):
        before_it = Trial(trial.extension, {}).scenario(at)  # else it might have taught everybody by then
        world = live(build_world(before_it), WEEKS - 1, lambda *_: None)
        for group in range(min(3, world.groups.domain.size)):
            first, end = world.groups.start[group : group + 2].tolist()
            places = np.arange(first, min(first + 4, end))
            circle = Circle(
                world.memberships.member[places].astype(np.int64),
                places,
                np.full(places.size, 60),
                group,
                int(world.groups.domain[group]),
                int(world.groups.shelf[group]),
                int(turn_of(group, number, 0)),
                0,
                -1,
            )
            before = world.people.beliefs.copy()
            world.tally[WEEKS - 1] = 0
            kernel = item.kernel
            assert callable(kernel)
            kernel(handle(world), WEEKS, WEEKS - 1, circle)
            yield world, circle, before


def of_policy(item: Policy, extension: str) -> Iterator[Promise]:
    """A policy: it wants nothing below 0, touches the portfolio only, and no more is spent than there is."""
    trial, label = Trial(extension, {"portfolio.policy": item.name, "portfolio.investing": 1.0}), label_of(item)

    def wants() -> None:
        for number in range(len(WORLDS)):
            world = live(build_world(trial.scenario(number)), WEEKS, lambda *_: None)
            before = [(name, array.copy()) for name, _, array in state_columns(world)]
            world.portfolio.wanted[:] = -1
            assert callable(item.file)
            item.file(handle(world), WEEKS + 1)
            wanted = world.portfolio.wanted
            assert (wanted >= 0).all(), f"portfolio.wanted is {wanted.tolist()}: below 0, or left as it was (-1)"
            assert int(wanted.sum()) < 2**47, f"portfolio.wanted is {wanted.tolist()}: sums to 2^47 or more"
            for (name, was), (_, _, now) in zip(before, state_columns(world), strict=True):
                assert name.startswith("portfolio.") or (was == now).all(), f"it changes {name}"

    def within_budget() -> None:
        for number in range(len(WORLDS)):
            scenario = trial.scenario(number)
            world = build_world(scenario)

            def look(week: int, title: str, world: World = world, weeks: float = scenario.portfolio.investing) -> None:
                portfolio = world.portfolio
                weight = portfolio.weight
                assert (weight >= 0).all(), f"week {week}: a share of the budget is below 0"
                assert weight.sum() in (0, ONE), f"week {week}: shares sum to {weight.sum() / ONE:g}, expected 1 or 0"
                bought = portfolio.allowance + portfolio.coordinator + portfolio.convening + portfolio.curation
                spent, budget = int((bought * portfolio.people).sum()), round(weeks * 60) * world.people.uid.size
                assert spent <= budget, f"week {week}: {spent} minutes are spent of {budget}"

            live(world, WEEKS, look, after_phases=False)

    yield Promise(label, "what it wants is not below 0, and nothing but the portfolio is touched", wants)
    yield Promise(label, "shares sum to 1, and no more is spent than the budget", within_budget)
    yield from _of_kernel(label, trial)


def of_phase(item: Phase, extension: str) -> Iterator[Promise]:
    """A phase: it is lived where it is switched on, and nowhere else."""
    trial, label = Trial(extension, {"phases": [item.method]}), label_of(item)

    def switched() -> None:
        without = trial.scenario(phases=[])
        world = build_world(without)
        weeks.run_weeks(handle(world), 1, WEEKS, 0)
        alone = build_world(without)
        for week in range(1, WEEKS + 1):
            for phase in weeks.OWN:
                phase.kernel(handle(alone), week, week - 1)
        assert state_digest(world) == state_digest(alone), "it is lived where no scenario names it"

    yield Promise(label, "it is lived only where `phases` names it", switched)
    yield from _of_kernel(label, trial)


def _of_kernel(label: str, trial: Trial) -> Iterator[Promise]:
    def as_plain_python() -> None:
        scenarios = [trial.scenario(number) for number in range(len(WORLDS))]
        for scenario, plain in zip(scenarios, seen_plainly(scenarios), strict=True):
            compiled = seen(scenario)
            assert compiled == plain, f"compiled: {compiled}; as plain Python: {plain}"

    def rows_do_not_matter() -> None:
        for number in range(len(WORLDS)):
            scenario = trial.scenario(number)
            order = np.arange(scenario.people.members)[::-1].copy()
            order[:3] = order[[2, 0, 1]]
            straight, other = build_world(scenario), permuted(build_world(scenario), order)
            for world in (straight, other):
                weeks.run_weeks(handle(world), 1, WEEKS, 0)
            same = state_digest(straight) == state_digest(other)
            assert same, "with people stored in another order it comes to another state; draw by uid, not by row"

    def threads_do_not_matter() -> None:
        scenario = trial.scenario()
        with ThreadPoolExecutor(2) as pool:
            together = list(pool.map(lambda r: seen(scenario, r), range(4)))
        assert together == [seen(scenario, r) for r in range(4)], "runs on threads come to other states"

    yield Promise(label, "every offered minute is charged once, and nobody spends what they do not have",
                  lambda: hours_are_conserved(trial))  # fmt: skip
    yield Promise(label, "compiled and as plain Python it comes to the same, to the bit", as_plain_python)
    yield Promise(label, "the order in which people are stored changes nothing", rows_do_not_matter)
    yield Promise(label, "runs on threads come to what they come to one by one", threads_do_not_matter)
