"""Statistics of facts find what was put into made-up numbers, and watching a run changes nothing in it."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from copsim.constellation.kinds import read_situation
from copsim.foundation.errors import CopsimError
from copsim.study.facts import groups, newcomers, participation, solving, spreading
from copsim.study.facts.conducting import facts
from copsim.study.facts.fact import Fact, Found, Luck, Place, Reading, Run, Tried
from copsim.study.facts.telling import count_lines, facts_lines, facts_markdown
from copsim.study.facts.watching import watch
from copsim.study.plan import RunSpec
from copsim.study.record import execute, unpack
from tests.study.tiny import quiet

ABOVE = (0.0, math.inf)
SMALLER = {"people.members": 6, "people.units": 2, "weeks": 6}
SMALL = {"people.members": 12, "people.units": 2, "weeks": 30, "people.turnover": 0.05}


def made(places: tuple[Place, ...] = (Place("a"),), **more: object) -> Fact:
    given = {"each": lambda luck: luck["a"].summary["x"], "role": "held out", "ground": "observed", **more}
    return Fact("made", "it is so", "somebody", "S", "x", *more.pop("band", ABOVE), places=places, replications=12,
                **{k: v for k, v in given.items() if k != "band"})  # type: ignore[arg-type, misc]  # fmt: skip


def test_the_learning_curve_finds_the_progress_ratio_that_was_put_in() -> None:
    weeks, ratio = 104, 0.8
    solved = np.full(weeks, 40)
    before = np.cumsum(solved) - 20
    tries = 5 * (before / before[0]) ** math.log2(ratio)
    series = {
        "solved_in_time": solved, "solved_late": np.zeros(weeks, int), "failed_tries": solved * (tries - 1),
        "weeks_to_solve": tries,
    }  # fmt: skip
    assert solving.progress_ratio(solving.curve(series, "tries")) == pytest.approx(ratio, abs=0.01)
    assert solving.progress_ratio(solving.curve(series, "weeks")) == pytest.approx(ratio, abs=0.01)
    assert math.isnan(solving.progress_ratio([(1.0, 1.0), (2.0, 1.0)]))


def test_a_logistic_is_told_from_what_saturates_at_once() -> None:
    t, noise = np.arange(130), np.random.default_rng(1).normal(0, 0.01, 130)
    early = np.zeros(spreading.COMES - 1)
    for curve, bends in ((0.5 / (1 + np.exp(-0.12 * (t - 50))), True), (0.5 * (1 - np.exp(-0.05 * t)), False)):
        luck = {"innovation": Run({}, {"adopters": np.concatenate([early, curve + noise])})}
        assert (spreading.s_curve(luck) > 0) == bends
    found = spreading.fits({"adopters": np.concatenate([early, 0.5 / (1 + np.exp(-0.12 * (t - 50)))])})
    assert found is not None
    assert found.s == pytest.approx((0.5, 0.12, 50), rel=1e-3)
    assert spreading.fits({"adopters": np.full(156, 0.01)}) is None, "it died"


def test_a_cut_power_law_is_told_from_a_pure_one() -> None:
    rng, x = np.random.default_rng(3), np.arange(1, 5000)
    for cut, better in ((0.1, True), (0.0, False)):
        chance = x**-2.5 * np.exp(-cut * x)
        given = rng.choice(x, 5000, p=chance / chance.sum())
        luck = {"open": Run({}, {"watched_given": np.sort(given)[::-1]})}
        found = participation.truncated_is_better(luck)
        assert (found > 0.005) == better


def test_the_share_of_the_top_hundredth_is_of_those_who_belong() -> None:
    luck = {"open": Run({}, {"watched_given": np.array([75, 24, *[0] * 97, 1])})}
    assert participation.top_share(luck) == pytest.approx(0.75)


def test_newcomers_are_counted_by_reply_and_return() -> None:
    # week, answered, new, weeks until the second: the last three are too late, no newcomer, and back too late
    rows = np.array(
        [(5, 1, 1, 3), (6, 1, 1, -1), (7, 0, 1, 2), (8, 0, 1, -1), (28, 1, 1, 1), (9, 1, 0, 1), (9, 1, 1, 14)]
    )
    names = ("week", "answered", "new", "again")
    series = {f"watched_{name}": rows[:, n] for n, name in enumerate(names)} | {"questions": np.zeros(30)}
    run = [{"baseline": Run({}, series)}]
    assert newcomers.counts(run[0], "baseline") == (3, 1, 2, 1)
    assert newcomers.effect(run) == pytest.approx(1 / 3 - 1 / 2)
    assert newcomers.reply_rate(run) == pytest.approx(3 / 5)
    assert newcomers.again_share(run) == pytest.approx(2 / 5)


def test_an_optimum_in_between_is_held_against_the_better_end() -> None:
    def luck(*pay_offs: float) -> Luck:
        return {f"{b:g}": Run({"mean_payoff": p}, {}) for b, p in zip(groups.BETAS, pay_offs, strict=True)}

    assert groups.interior([luck(0.1, 0.5, 0.9, 0.8, 0.7, 0.6)]) == pytest.approx(0.3)
    assert groups.interior([luck(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)]) == pytest.approx(-0.3)


def test_watching_changes_nothing_and_sees_first_questions() -> None:
    spec = RunSpec("r", 0, 3, read_situation("baseline").with_values(**SMALL), "again")
    plain, seen = execute(spec), watch(spec)
    assert seen.status == "ok", seen.error
    assert seen.digest == plain.digest
    assert {k: v for k, v in seen.summary.items() if v == v} == {k: v for k, v in plain.summary.items() if v == v}
    series = unpack(seen.payload)
    assert len(series["watched_week"]) == series["first_questions"].sum() > 12
    assert series["watched_answered"].sum() == series["first_answered"].sum()
    again = (series["watched_again"] >= 1) & (series["watched_again"] <= 13)
    answered = series["watched_answered"] == 1
    assert (again & answered).sum() == series["again_after_answer"].sum()
    assert (again & ~answered).sum() == series["again_after_none"].sum()
    assert list(series["watched_given"]) == sorted(series["watched_given"], reverse=True)


def test_a_fact_is_not_judged_from_the_runs_that_happened_to_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copsim.study.facts import watching

    monkeypatch.setattr(watching, "given", lambda world: 1 / 0)
    with pytest.raises(CopsimError, match="4 of 4 runs of facts failed: ZeroDivisionError"):
        facts(tmp_path, True, table=[made((Place("a", settings=SMALLER),))], executor="serial", say=quiet)


def test_what_was_fitted_or_assumed_is_not_counted_as_validation() -> None:
    def found(role: str, ground: str) -> Found:
        reading = Reading(3, 1.0, 0.5, 1.5, "holds")
        return Found(made(role=role, ground=ground), reading, (), (), [])

    three = [found("fitted", "observed"), found("held out", "assumed"), found("held out", "observed")]
    assert "Held out: 1 holds (of 1). Besides: 2 fitted or assumed" in count_lines(three)[0]
    assert "by construction or assumed" in "\n".join(facts_markdown(three))


def test_where_else_a_fact_holds_is_told() -> None:
    def tried(level: float, word: str) -> Tried:
        return Tried("domain.turbulence", level, Reading(3, level, level, level, word))  # type: ignore[arg-type]

    missed = Reading(3, 1.0, 0.5, 1.5, "does not hold")
    found = Found(made(), missed, (tried(0.0, "holds"), tried(0.1, "does not hold")), (), [])
    assert "  made: holds at domain.turbulence = 0.0" in "\n".join(facts_lines([found]))
