"""What the contract asks of parts that are data or plain functions: structures, measures, summaries, pictures."""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from copsim.constellation.digest import state_digest
from copsim.constellation.measures import MEASURES, SUMMARIES, names_for, weekly_series
from copsim.constellation.measures.contract import Measure, Summary
from copsim.constellation.parts import label_of
from copsim.constellation.world import World, build_world, weeks_of
from copsim.extend.laws import (
    every_offered_minute_is_charged,
    groups_keep_to,
    live,
    nobody_overspends,
    who_is_present_pays,
)
from copsim.extend.trial import WEEKS, WORLDS, Promise, Trial
from copsim.foundation.extensions import Picture
from copsim.structures.structure import Structure
from copsim.study.progress import quiet

SHOWN = ("ability", "knowledge")
"""Names that are a summary and a weekly series, which a picture may be asked to show."""


def hours_are_conserved(trial: Trial) -> None:
    """In every world of the trial, in every phase of every week."""
    for number in range(len(WORLDS)):
        world = build_world(trial.scenario(number))

        def look(week: int, title: str, world: World = world) -> None:
            nobody_overspends(world, f"week {week}, {title or 'its end'}: ")
            if not title:
                who_is_present_pays(world, week)

        live(world, WEEKS, look)
        every_offered_minute_is_charged(world, WEEKS)


def of_structure(item: Structure, extension: str) -> Iterator[Promise]:
    """Worlds with it can be lived in, its groups are as its record says, and hours are conserved."""
    trial, label = Trial(extension, {"structure.kind": item.name}), label_of(item)

    def keeps_to_record() -> None:
        for number in range(len(WORLDS)):
            groups_keep_to(build_world(trial.scenario(number, also=[])), item)

    def meets() -> None:
        if item.meets:
            scenarios = [trial.scenario(number, also=[]) for number in range(len(WORLDS))]
            worlds = [live(build_world(one), WEEKS, lambda *_: None) for one in scenarios]
            assert any(world.memberships.minutes.any() for world in worlds), "nobody ever meets in it"

    yield Promise(label, "its groups are as large, and of such people, as its record says", keeps_to_record)
    yield Promise(label, f"people meet in it within {WEEKS} weeks", meets)
    yield Promise(label, "every offered minute is charged once, and nobody spends what they do not have",
                  lambda: hours_are_conserved(trial))  # fmt: skip


def of_measure(item: Measure, extension: str) -> Iterator[Promise]:
    """A number a week, the same when asked again or of some weeks only, and nothing is touched by asking."""
    trial, label = Trial(extension, {}), label_of(item)

    def lived() -> World:
        return live(build_world(trial.scenario()), WEEKS, lambda *_: None)

    def one(world: World, after: int = 0) -> Any:
        return weekly_series(world, None, [item.name], after)[item.name]

    def a_number_a_week() -> None:
        values = one(lived())
        assert isinstance(values, np.ndarray), f"it gives {type(values).__name__}, expected an array"
        assert values.shape == (WEEKS,), f"its shape is {values.shape}, expected ({WEEKS},)"
        assert values.dtype in (np.int64, np.float64), f"its type is {values.dtype}, expected int64 or float64"
        assert not np.isinf(values.astype(np.float64)).any(), "it is infinite in some week"

    def same_again() -> None:
        world, luck = lived(), _luck()
        assert np.array_equal(one(world), one(world), equal_nan=True), "asked again, it says something else"
        assert luck == _luck(), "it draws random numbers"

    def touches_nothing() -> None:
        world = lived()
        before, tally = state_digest(world), world.tally.copy()
        one(world)[:] = 0
        assert state_digest(world) == before, "it changes the state"
        assert (world.tally == tally).all(), "it gives the tally itself, or changes it; give a copy"

    def of_some_weeks() -> None:
        world = lived()
        whole = one(world)
        hint = "of the last weeks alone it says something else; is it whole = True?"
        assert np.array_equal(one(world, 10), whole[10:], equal_nan=True), hint
        hint = "what it says of a week depends on weeks that come later"
        assert np.array_equal(one(weeks_of(world, 0, 10)), whole[:10], equal_nan=True), hint

    yield Promise(label, "one number a week, finite or nan", a_number_a_week)
    yield Promise(label, "asked again it says the same, and draws nothing", same_again)
    yield Promise(label, "asking changes neither state nor counts", touches_nothing)
    yield Promise(label, "what it says of a week does not depend on how many are looked at", of_some_weeks)


def _luck() -> str:
    """The state of the generators that a function could draw from unasked."""
    told = np.random.get_state(legacy=True)  # noqa: NPY002
    return f"{random.getstate()} {told[1].tolist()} {told[2]}"  # type: ignore[index]


def of_summary(item: Summary, extension: str) -> Iterator[Promise]:
    """A number a run, the same when asked again; the series stay as they are."""
    trial, label = Trial(extension, {}), label_of(item)

    def a_number() -> None:
        scenario = trial.scenario()
        world = live(build_world(scenario), WEEKS, lambda *_: None)
        series = weekly_series(world, scenario.money, names_for(scenario.extensions))
        before = {name: values.copy() for name, values in series.items()}
        first, second = (SUMMARIES[item.name].of(series) for _ in range(2))
        assert isinstance(first, float), f"it gives {type(first).__name__}, expected a number"
        assert not math.isinf(first), "it is infinite"
        assert first == second or (math.isnan(first) and math.isnan(second)), "asked again, it says something else"
        for name, values in before.items():
            assert np.array_equal(values, series[name], equal_nan=True), f"it changes the series '{name}'"

    yield Promise(label, "one number a run, the same when asked again; no series is changed", a_number)


def of_picture(item: Picture, extension: str) -> Iterator[Promise]:
    """It draws a file where it is told to, or nothing; of the arms of a study."""
    label = label_of(item)

    def draws() -> None:
        from copsim.study.conduct import conduct
        from copsim.study.plan import Arm, Plan

        key, levels = "sponsorship.relation", ["unrecognised", "supported"]
        arms = [Arm({key: level}, Trial(extension, {key: level}).scenario(2)) for level in levels]
        own = [name for name in names_for([extension]) if name in SUMMARIES and name not in SHOWN]
        shows = [*SHOWN, *(name for name in own if name in MEASURES)][:3]
        plan = Plan("trial", arms, 2, list(SHOWN), factors={key: levels}, picture=item.name, shows=shows)
        with tempfile.TemporaryDirectory() as kept:
            done = conduct(plan, Path(kept) / "results", executor="serial", say=quiet)
            for outcome, names in ((done, shows), (done, [])):
                path = Path(kept) / "picture.png"
                drawn = item.draw(outcome, names, path)
                told = f"of shows = {names} it gives {drawn!r}"
                assert drawn is None or isinstance(drawn, Path), f"{told}, expected a path or None"
                assert drawn is None or (drawn.is_file() and drawn.stat().st_size > 0), f"{told}, and no such file"

    yield Promise(label, "it draws a file where it is told to, or gives None", draws)
