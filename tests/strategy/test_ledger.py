"""A ledger read from a study's results: every arm has its runs, also where two arms are the same scenario."""

from __future__ import annotations

import numpy as np

from copsim.study.strategy.futures import steps_of

from .small_study import small_verdict


def test_options_that_are_the_same_have_the_same_ledger() -> None:
    verdict, _ = small_verdict()
    evenly, same = (verdict.options.index(name) for name in ("spread_evenly", "even_by_another_name"))
    for ledger in (verdict.ledger, verdict.alone):
        assert (ledger.hours[evenly] == ledger.hours[same]).all()
        assert (ledger.realised[evenly] == ledger.realised[same]).all()
        assert (ledger.hours.sum(axis=-1) > 0).all()  # nobody learns for nothing: no arm was left out
    assert verdict.against_evenly[same].wins == verdict.against_evenly[same].futures / 2


def test_a_named_future_that_is_the_end_of_an_assumption_is_the_same_future() -> None:
    verdict, _ = small_verdict()
    place = {future.name: n for n, future in enumerate(verdict.alone.futures)}
    (step,) = [step for step in steps_of(verdict.asked) if step.key == "people.turnover"]
    end, named = place[step.futures[-1].name], place["many_leave"]
    assert end != named
    np.testing.assert_array_equal(verdict.alone.hours[:, end], verdict.alone.hours[:, named])


def test_the_ledger_is_what_a_run_of_the_scenario_counts() -> None:
    from copsim.constellation.run import run_once
    from copsim.study.strategy.futures import plan_of

    verdict, file = small_verdict()
    plan = plan_of(verdict.asked, file, [verdict.ledger.futures[3]], 1)
    for n, arm in enumerate(plan.arms):
        series = run_once(arm.scenario, 1).series  # type: ignore[arg-type]
        ends = [13, 26, 30]
        realised = [series["value_realised"][start:end].sum() for start, end in zip([0, 13, 26], ends, strict=True)]
        assert verdict.ledger.realised[n, 3, 1].tolist() == realised
        spent = series["cost"] / arm.scenario.money.hour  # type: ignore[attr-defined]
        np.testing.assert_allclose(verdict.ledger.hours[n, 3, 1, 0], spent[:13].sum(), rtol=1e-9)
