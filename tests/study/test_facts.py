"""Stylised facts: the verdict follows from interval and band, and every fact says where it comes from and its role."""

from __future__ import annotations

import math

import pytest
from click.testing import CliRunner

from copsim.cli import main
from copsim.study.facts.fact import POSITIVE, Fact, Found, Lives, estimate, find, verdict
from copsim.study.facts.page import facts_part, facts_record
from copsim.study.facts.table import FACTS, NOT_HAD
from copsim.study.statistics import Estimate


def at(low: float, high: float) -> Estimate:
    return Estimate(10, (low + high) / 2, 1.0, low, high, 0.5)


@pytest.mark.parametrize(
    ("low", "high", "limits", "word"),
    [
        (0.26, 0.34, (0.25, 0.35), "holds"),
        (0.20, 0.30, (0.25, 0.35), "not told apart"),
        (0.36, 0.40, (0.25, 0.35), "does not hold"),
        (0.01, 0.02, POSITIVE, "holds"),
        (0.0, 0.0, POSITIVE, "does not hold"),
        (-0.01, 0.02, POSITIVE, "not told apart"),
        (-0.02, -0.01, POSITIVE, "does not hold"),
    ],
)
def test_the_verdict_follows_from_interval_and_band(
    low: float, high: float, limits: tuple[float, float], word: str
) -> None:
    assert verdict(at(low, high), limits) == word


def test_nothing_defined_is_no_verdict() -> None:
    assert verdict(estimate([math.nan, math.nan]), POSITIVE) == "not defined"


def test_every_fact_says_whence_it_comes_how_it_is_measured_and_its_role() -> None:
    assert len({fact.key for fact in FACTS}) == len(FACTS) >= 20
    for fact in FACTS:
        assert fact.says
        assert fact.statistic
        assert fact.source
        assert fact.limits[0] < fact.limits[1]
    assert [fact.key for fact in FACTS if fact.role == "fitted"] == ["participation"], "only kappa was fitted"
    assert all(len(reason) > 20 for reason in NOT_HAD.values())


def test_a_fact_is_measured_by_default_and_otherwise() -> None:
    told = Fact("k", "says", "source", "number", POSITIVE, "held out", lambda lives: [1.0, 2.0, 3.0],
                {"otherwise": lambda lives: [-1.0, -2.0, -3.0]})  # fmt: skip
    found = find(told, Lives(3))
    assert found.default.mean == 2.0
    assert found.under["otherwise"].mean == -2.0
    part = facts_part([found], 3)
    assert part.verdict == "stylised facts: 0 of 1 held-out facts hold by default", "its interval reaches below 0"
    assert "not told apart" in "\n".join(part.lines)
    assert facts_record([found])[0]["otherwise"]["otherwise"]["mean"] == -2.0


def test_runs_are_shared_and_paired() -> None:
    lives = Lives(2)
    small = {"people__members": 20, "people__units": 2, "weeks": 14}
    assert lives.community(**small) is lives.community(**small)
    assert Found(FACTS[0], estimate([1.0]), {}).fact.role == "fitted"


def test_a_word_that_no_fact_has_is_refused() -> None:
    done = CliRunner().invoke(main, ["facts", "--only", "astrology"])
    assert done.exit_code == 2
    assert "no fact has this word" in done.stderr
