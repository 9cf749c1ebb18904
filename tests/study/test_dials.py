"""Along a dial the best level is inside, at an end, or not told apart; intervals are widened for having looked."""

from __future__ import annotations

import pytest

from copsim.study.dials import dial_sentence, turned
from copsim.study.plan import Dial
from tests.study.made import outcome_of_values

LEVELS = [0.0, 0.5, 1.0]
NOISE = [0.002, -0.001, 0.0, 0.001, -0.002, 0.0]


@pytest.mark.parametrize(
    ("means", "spread", "best", "place"),
    [
        ((0.3, 0.4, 0.35), 1.0, 0.5, "inside"),
        ((0.3, 0.4, 0.5), 1.0, 1.0, "at an end"),
        ((0.5, 0.4, 0.3), 1.0, 0.0, "at an end"),
        ((0.300, 0.301, 0.300), 5.0, 0.5, "not told apart"),
        ((0.300, 0.299, 0.301), 5.0, 1.0, "not told apart"),
    ],
)
def test_where_the_best_level_lies(means: tuple[float, ...], spread: float, best: float, place: str) -> None:
    values = {
        (x,): [{"ability": mean + spread * (n + 1) * noise} for noise in NOISE]
        for n, (x, mean) in enumerate(zip(LEVELS, means, strict=True))
    }
    dial = Dial("sponsorship.control", "ability")
    found = list(turned(outcome_of_values({"sponsorship.control": LEVELS}, values, dials=[dial])))
    assert [(one.best, one.place) for one in found] == [(best, place)]
    assert "along control" in dial_sentence(found[0])


def test_named_arms_stand_in_the_order_of_the_file() -> None:
    values = {(name,): [{"ability": mean + noise} for noise in NOISE] for name, mean in (("z", 1), ("a", 3), ("m", 2))}
    outcome = outcome_of_values({"arm": ["z", "a", "m"]}, values, dials=[Dial("arm", "ability")])
    assert [(one.best, one.place) for one in turned(outcome)] == [("a", "inside")]
