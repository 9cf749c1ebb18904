"""Regret, wins, switch points and the ledger, held against what can be worked out by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsim.foundation.errors import InputError
from copsim.study.strategy.discovery import box_of
from copsim.study.strategy.finding_out import gain, worth_of_knowing
from copsim.study.strategy.futures import Future, assumptions, base_future, futures_of, named_futures, plan_of, steps_of
from copsim.study.strategy.ledger import Ledger, flows, net_value
from copsim.study.strategy.regret import (
    beaten,
    dip,
    good_enough,
    payback,
    regrets,
    worst,
    worth_of,
)
from copsim.study.strategy.settings import StrategySettings, read_strategy
from copsim.study.strategy.switching import price_bar, switch_points
from copsim.study.strategy.told import headline, two_digits, where_worse
from copsim.study.strategy.verdict import Verdict, weigh

MONEY = {"hour": 50.0, "solution": 600.0, "attributable": 0.5}


def study(**changes: object) -> StrategySettings:
    data: dict[str, object] = {
        "question": "Which of them should it be?",
        "expected": "The one that is worth more.",
        "weeks": 26,
        "options": {"other": {"says": "The other", "portfolio.policy": "gap"}},
        "uncertain": {"people.turnover": {"base": 0.01, "low": 0.0, "high": 0.02, "source": "assumed"}},
        "money": {
            "hour": {"base": 50.0, "low": 10.0, "high": 100.0, "source": "assumed"},
            "solution": {"base": 600.0, "low": 100.0, "high": 1000.0, "source": "assumed"},
            "attributable": {"base": 0.5, "low": 0.1, "high": 1.0, "source": "assumed"},
        },
        "discount": {"base": 0.0, "low": 0.0, "high": 0.1, "source": "assumed"},
        "futures": {"count": 6, "luck": 2, "steps": 3, "luck_of_steps": 3},
    }
    return StrategySettings.model_validate({**data, **changes})


def ledger(hours: list[list[float]], realised: list[list[float]], futures: list[Future] | None = None) -> Ledger:
    """One week, one luck, from hours and solutions by option and future."""
    shape = (len(hours), len(hours[0]), 1, 1)
    told = futures or [Future(str(n), {}, MONEY, 0.0) for n in range(shape[1])]
    names = ["do_nothing", "spread_evenly", "other"][: shape[0]]
    return Ledger(names, told, np.reshape(hours, shape), np.reshape(realised, shape), np.zeros((*shape[:3], 5)), {})


def test_net_value_is_solutions_at_their_price_less_hours_at_theirs_discounted() -> None:
    made = ledger([[2.0]], [[3.0]])
    assert net_value(made)[0, 0, 0] == 3 * 600 * 0.5 - 2 * 50
    later = made._replace(
        futures=[Future("x", {}, MONEY, 0.1)], hours=np.zeros((1, 1, 1, 4)), realised=np.zeros((1, 1, 1, 4))
    )
    later.realised[..., 3] = 1.0
    assert net_value(later)[0, 0, 0] == pytest.approx(300 / 1.1)
    assert flows(later)[0, 0, 0, 2] == 0


def test_regret_is_what_the_best_of_the_same_future_has_more() -> None:
    value = np.array([[1.0, 5.0, 0.0], [3.0, 4.0, 0.0]])
    assert regrets(value).tolist() == [[2.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    assert worst(regrets(value)).tolist() == [2.0, 1.0]


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=1, max_size=5))
def test_in_every_future_somebody_has_no_regret_and_nobody_less(rows: list[list[float]]) -> None:
    regret = regrets(np.array(rows))
    assert (regret >= 0).all()
    assert (regret.min(axis=0) == 0).all()


@pytest.mark.parametrize(
    ("ahead", "of", "toss"), [(11, 20, True), (15, 20, False), (5, 20, False), (14, 20, True), (20, 20, False)]
)
def test_eleven_of_twenty_is_a_coin_toss_and_fifteen_is_not(ahead: int, of: int, toss: bool) -> None:
    value = np.zeros((2, of))
    value[1] = [1.0] * ahead + [-1.0] * (of - ahead)
    found = beaten(value, 1, 0)
    assert (found.wins, found.futures, found.coin_toss) == (ahead, of, toss)


def test_equal_values_count_half_and_decide_nothing() -> None:
    found = beaten(np.zeros((2, 8)), 1, 0)
    assert found.wins == 4
    assert found.coin_toss


def test_good_enough_is_every_goal_at_once() -> None:
    first, second = np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[9.0, 0.0, 9.0, 9.0]])
    assert good_enough([(first, 2.0), (second, 5.0)]).tolist() == [0.5]


def test_payback_is_the_first_week_after_which_it_never_falls_below_nothing_again() -> None:
    assert payback(np.array([-1.0, 2.0, -3.0, 0.0, 5.0])) == 4
    assert payback(np.array([1.0, 2.0])) == 1
    assert payback(np.array([1.0, -2.0])) == 0


def test_the_bottom_of_a_j_curve_is_its_first_lowest_point_below_nothing() -> None:
    assert dip(np.array([-1.0, -3.0, -3.0, 2.0])) == (2, -3.0)
    assert dip(np.array([0.0, 2.0])) == (0, 0.0)


def test_switch_points_are_where_the_difference_crosses_nothing() -> None:
    assert switch_points([0.0, 10.0, 20.0], [-5.0, 5.0, 10.0]) == (5.0,)
    assert switch_points([0.0, 1.0, 2.0], [-1.0, 0.0, 1.0]) == (1.0,)
    assert switch_points([0.0, 1.0, 2.0], [1.0, 0.0, 1.0]) == ()
    assert switch_points([0.0, 1.0, 2.0, 3.0], [1.0, -1.0, -1.0, 1.0]) == (0.5, 2.5)


def by_hand(asked: StrategySettings) -> Verdict:
    """Evenly costs 10 h more than doing nothing and solves 1 more; the other costs 30 and solves 3."""
    futures = futures_of(asked)
    wide = ledger([[0.0] * 6, [10.0] * 6, [30.0] * 6], [[0.0] * 6, [1.0] * 6, [3.0] * 6], futures)
    alone = [base_future(asked), *(one for step in steps_of(asked) for one in step.futures)]
    unique = list({one.name: one for one in alone}.values())
    count = len(unique)
    narrow = ledger(
        [[0.0] * count, [10.0] * count, [30.0] * count], [[0.0] * count, [1.0] * count, [3.0] * count], unique
    )
    three = {name: np.repeat(getattr(narrow, name), 3, axis=2) for name in ("hours", "realised", "cycles")}
    return weigh(asked, wide, narrow._replace(**three), [])


def test_the_answer_changes_when_and_only_when_a_price_crosses_the_point_that_is_named() -> None:
    """The other is better exactly while two solutions are worth more than twenty hours: 2 s a > 20 h."""
    asked = study()
    found = {bar.key: bar for bar in by_hand(asked).bars}
    exact = {"hour": 2 * 600 * 0.5 / 20, "solution": 20 * 50 / (2 * 0.5), "attributable": 20 * 50 / (2 * 600)}
    for key, point in exact.items():
        told = assumptions(asked)[key]
        inside = told.low < point < told.high
        assert found[key].switches == (pytest.approx((point,), rel=1e-6) if inside else ())
        for value in (told.low, point - 1e-3 * point, point + 1e-3 * point, told.high):
            if told.low <= value <= told.high:
                moved = study(**_with_base(asked, key, value))
                verdict = by_hand(moved)
                better = verdict.base[2] > verdict.base[1]
                assert better == ((value < point) if key == "hour" else (value > point)), (key, value)
    assert found["people.turnover"].switches == ()
    assert found["discount"].switches == ()


def _with_base(asked: StrategySettings, key: str, value: float) -> dict[str, object]:
    money = {name: one.model_dump() for name, one in asked.money.items()}
    money[key]["base"] = value  # type: ignore[index]
    return {"money": money}


def test_where_nothing_matters_the_verdict_says_so() -> None:
    asked = study()
    futures = futures_of(asked)
    luck = np.random.default_rng(3).normal(100.0, 1.0, (3, 6))
    wide = ledger(luck.tolist(), [[1.0] * 6] * 3, futures)
    alone = list(
        {one.name: one for one in [base_future(asked), *(f for s in steps_of(asked) for f in s.futures)]}.values()
    )
    noise = np.random.default_rng(4).normal(100.0, 1.0, (3, len(alone), 3, 1))
    narrow = Ledger(wide.options, alone, noise, np.ones_like(noise), np.zeros((*noise.shape[:3], 5)), {})
    said = headline(weigh(asked, wide, narrow, []))
    assert "close to a coin toss" in said or "No option beats" in said
    assert "No assumption" in said


def test_a_price_that_no_run_depends_on_is_weighed_without_one() -> None:
    asked = study()
    made = ledger([[0.0], [10.0], [30.0]], [[0.0], [1.0], [3.0]], [base_future(asked)])
    bar = price_bar(asked, made, "hour", 2, 1)
    assert [one.mean for one in bar.differences] == pytest.approx([2 * 300 - 20 * value for value in bar.values])


def test_finding_out_is_worth_what_choosing_by_it_brings() -> None:
    """Option 0 is better by 1 where x is low, option 1 where x is high: knowing brings half a unit; y says nothing."""
    x = np.arange(40.0)
    y = np.tile([0.0, 3.0, 1.0, 2.0], 10)
    value = np.stack([np.where(x < 20, 1.0, 0.0), np.where(x < 20, 0.0, 1.0)])
    assert gain(value, (x >= 20).astype(int)) == pytest.approx(0.5)
    assert gain(value, np.zeros(40)) == 0
    found = {one.key: one for one in worth_of_knowing(value, {"x": x.tolist(), "y": y.tolist()})}
    assert 0.35 < found["x"].value <= 0.5
    assert found["x"].by_luck == 0
    assert found["y"].value == 0
    assert found["y"].by_luck > 0.3


def test_nothing_is_worth_knowing_where_one_option_is_always_best() -> None:
    value = np.stack([np.linspace(0, 1, 24), np.linspace(0, 1, 24) + 0.1])
    (found,) = worth_of_knowing(value, {"x": list(range(24))})
    assert found.value == pytest.approx(0.0, abs=1e-12)
    assert found.by_luck == 1


def test_numbers_are_said_with_two_digits() -> None:
    assert [two_digits(value) for value in (0, 1234567, -0.0456, 9.96, 61.4)] == [
        "0",
        "1,200,000",
        "-0.046",
        "10",
        "61",
    ]


def test_the_study_that_comes_with_copsim_is_right_and_always_holds_nothing_and_evenly() -> None:
    asked, file = read_strategy("where_should_the_budget_go")
    futures = futures_of(asked)
    plan = plan_of(asked, file, futures, asked.futures.luck)
    assert list(plan.factors["option"])[:2] == ["do_nothing", "spread_evenly"]
    assert len(plan.arms) == 9 * asked.futures.count
    assert len({tuple(future.keys.values()) for future in futures}) == asked.futures.count
    for future in futures:
        for key, told in asked.uncertain.items():
            assert told.low <= future.keys[key] <= told.high
    assert {step.key for step in steps_of(asked)} == set(asked.uncertain)


def planned(path: Path) -> None:
    asked, file = read_strategy(path)
    plan_of(asked, file, futures_of(asked), 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[uncertain.people.turnover]", "[uncertain.people.turnovr]", "people.turnovr"),
        ('portfolio.policy = "gap"', 'portfolio.policy = "gab"', "did you mean 'gap'"),
        ("base = 50.0", "base = 500.0", "lies outside 30 to 90"),
        ("low = 0.003", "low = 0.3", "expected a lower end first"),
        ('measure = "relevant_ability"', 'measure = "relevant_abilty"', "is no summary"),
        ("[money.hour]", "[money.hours]", "money"),
        ("question =", "questio =", "question"),
    ],
)
def test_what_is_wrong_with_a_study_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = Path("experiments/strategy/where_should_the_budget_go.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        planned(path)
    assert said in str(refused.value)
    assert "mine.toml" in str(refused.value)


def test_weights_count_as_copies_would() -> None:
    value = np.array([[1.0, 2.0, 5.0], [2.0, 1.0, 1.0]])
    copied, weight = value[:, [0, 1, 1, 1, 2]], np.array([1.0, 3.0, 1.0])
    assert good_enough([(value, 2.0)], weight).tolist() == good_enough([(copied, 2.0)]).tolist() == [0.8, 0.2]
    assert beaten(value, 0, 1, np.array([0.0, 1.0, 1.0]))[:2] == (2, 2)  # what has no weight is not counted
    assert worth_of(np.array([5.0, 5.0, 0.0])) == 2


def test_parts_of_a_range_weigh_as_they_are_told() -> None:
    told = {"base": 0.01, "low": 0.0, "high": 0.02, "source": "assumed", "weights": [0.0, 1.0]}
    futures = futures_of(study(uncertain={"people.turnover": told}))
    assert {future.weight for future in futures} == {0.0, 1.0}
    assert all((future.weight == 1.0) == (future.keys["people.turnover"] >= 0.01) for future in futures)


def test_a_box_is_found_where_there_is_one_and_none_where_there_is_not() -> None:
    pytest.importorskip("prim")
    luck = np.random.default_rng(2)
    places = {key: luck.random(200).tolist() for key in "abc"}
    wanted = (np.array(places["a"]) > 0.7) & (np.array(places["c"]) < 0.5)
    found = box_of(wanted, places)
    assert found is not None
    assert set(found.limits) == {"a", "c"}
    assert found.density > 0.8
    assert found.coverage >= 0.5
    few = np.zeros(200, bool)
    few[:4] = True
    assert box_of(few, places) is None


def test_named_futures_set_prices_and_keys() -> None:
    named = {"bad": {"says": "It goes wrong", "set": {"people.turnover": 0.02, "money.hour": 90.0, "discount": 0.1}}}
    (future,) = named_futures(study(named=named))
    assert (future.keys["people.turnover"], future.money["hour"], future.discount) == (0.02, 90.0, 0.1)
    with pytest.raises(ValueError, match="no price"):
        study(named={"bad": {"says": "x y", "set": {"money.hours": 1.0}}})


def test_without_the_library_nobody_says_that_there_is_no_box(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = by_hand(study())
    assert "no box of assumptions" in where_worse(verdict)
    monkeypatch.setitem(sys.modules, "prim", None)
    assert "copsim[studies]" in where_worse(verdict)
