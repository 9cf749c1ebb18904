"""Payback and the bottom of the J-curve are of the difference to doing nothing, not of an option alone."""

from __future__ import annotations

from copsim.study.strategy.settings import NOTHING
from copsim.study.strategy.verdict import QUARTER, weigh
from tests.strategy.small_study import small_verdict


def test_options_that_gain_are_behind_all_along_where_doing_nothing_gains_more() -> None:
    verdict, _ = small_verdict()
    nothing = verdict.options.index(NOTHING)
    assert all(float(value.mean()) > 0 for value in verdict.value), "alone, none would have to be paid back"
    hours = verdict.ledger.hours.copy()
    hours[nothing] -= 1e6
    found = weigh(verdict.asked, verdict.ledger._replace(hours=hours), verdict.alone, verdict.folders)
    for n in range(len(found.options)):
        assert found.dips[n].place == (0 if n == nothing else QUARTER * hours.shape[-1])
        assert found.paid_back[n] == 0
