"""Science: limits that can be computed by hand. Seeds are fixed; a right engine is off by 3.3 errors once in 1,000."""

from __future__ import annotations

from typing import Any

import pytest

from copsim.study.analytic import (
    Check,
    copying_is_logistic,
    drift_to_chance,
    no_learning,
    solitary_trial,
    star_with_an_expert,
)

CHECKS = (no_learning, copying_is_logistic, star_with_an_expert, solitary_trial, drift_to_chance)


@pytest.mark.parametrize("check", CHECKS)
def test_a_limit_computed_by_hand_is_met(check: Any) -> None:
    found = check({})
    assert found.holds, found


@pytest.mark.parametrize(
    ("check", "changed"),
    [
        (no_learning, {"code": "full"}),
        (copying_is_logistic, {"p5": 0.21}),
        (star_with_an_expert, {"p5": 0.11}),
        (drift_to_chance, {"p4": 0.035}),
    ],
)
def test_another_rate_is_told_from_the_right_one(check: Any, changed: dict[str, Any]) -> None:
    assert not check(changed).holds


def test_a_search_that_repeated_itself_would_be_told_from_one_that_does_not() -> None:
    """Trying settings again, a challenge of four unknown facets takes 16 tries in the mean, not 8.5."""
    found = solitary_trial({})
    assert not found._replace(expected=16.0).holds


def test_without_an_error_only_equality_holds() -> None:
    assert Check("", "", 1.0, 1.0, 0.0).holds
    assert not Check("", "", 1.0, 1.1, 0.0).holds
