"""A claim is borne out, contradicted or not told apart, after Holm's correction over all claims."""

from __future__ import annotations

import math
from typing import Any

import pytest

from copsim.study.claims import claim_sentence, judge, what_is_held
from copsim.study.plan import Claim
from tests.study.made import outcome_of_values

FACTORS = {"structure.kind": ["none", "team"], "sponsorship.relation": ["unrecognised", "supported"]}


def runs(base: float, step: float = 0.01) -> list[dict[str, float]]:
    return [{"ability": base + step * r, "knowledge": 0.5 + step * (r % 2)} for r in range(6)]


VALUES = {
    ("none", "unrecognised"): runs(0.30),
    ("none", "supported"): runs(0.32),
    ("team", "unrecognised"): [{**run, "ability": run["ability"] + 0.001 * r} for r, run in enumerate(runs(0.40))],
    ("team", "supported"): [{**run, "ability": run["ability"] - 0.02 * (-1) ** r} for r, run in enumerate(runs(0.32))],
}


def claim(**given: Any) -> Claim:
    whole: dict[str, Any] = {"says": "a team does better", "measure": "ability", "side": "more"}
    return Claim(**{**whole, "factor": "structure.kind", "level": "team", "against": "none", **given})


@pytest.mark.parametrize(
    ("given", "verdict", "difference"),
    [
        ({"within": {"sponsorship.relation": "unrecognised"}}, "borne out", 0.1025),
        ({"within": {"sponsorship.relation": "unrecognised"}, "side": "less"}, "contradicted", 0.1025),
        ({"within": {"sponsorship.relation": "supported"}}, "not told apart", 0.0),
        ({}, "borne out", 0.05125),
        ({"against": None, "than": 0.3}, "borne out", 0.08625),
        ({"against": None, "over": "knowledge"}, "contradicted", -0.11875),
        ({"factor": "", "level": None, "against": None, "than": 0.9, "side": "less"}, "borne out", -0.539375),
    ],
)
def test_the_verdict_follows_the_runs(given: dict[str, Any], verdict: str, difference: float) -> None:
    one = judge(outcome_of_values(FACTORS, VALUES, [claim(**given)]))[0]
    assert one.found is not None
    assert one.verdict == verdict
    assert math.isclose(one.found.difference, difference, abs_tol=1e-9)
    assert verdict in claim_sentence(one)


def test_many_claims_are_corrected_together() -> None:
    weak = {("none", "unrecognised"): [], ("team", "unrecognised"): [], ("none", "supported"): []}
    here = [0.10, 0.02, 0.06, -0.01, 0.05, 0.03]
    weak |= {("none", "supported"): [{"ability": 0.5} for _ in here]}
    weak |= {("team", "supported"): [{"ability": 0.5 + gap} for gap in here]}
    asked = claim(within={"sponsorship.relation": "supported"})
    alone = judge(outcome_of_values(FACTORS, weak, [asked]))[0]
    among = judge(outcome_of_values(FACTORS, weak, [asked] * 10))[0]
    assert (alone.verdict, among.verdict) == ("borne out", "not told apart")


def test_claims_about_levels_that_a_profile_leaves_out_are_not_asked() -> None:
    asked = [claim(level="network"), claim(within={"sponsorship.relation": "legitimised"}), claim()]
    assert [one.claim for one in judge(outcome_of_values(FACTORS, VALUES, asked))] == [asked[2]]


def test_without_a_value_nothing_is_claimed() -> None:
    one = judge(outcome_of_values(FACTORS, VALUES, [claim(measure="half_time")]))[0]
    assert (one.verdict, one.found) == ("no value", None)


def test_what_is_held_is_said_in_words() -> None:
    assert what_is_held(claim(within={"sponsorship.relation": "supported"})) == (
        "ability: team against no structure (supported)"
    )
