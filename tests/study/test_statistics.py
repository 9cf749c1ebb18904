"""Intervals and tests agree with textbooks and with scipy.stats; sentences never claim more than the interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsim.study.comparison import contrast
from copsim.study.sentences import group_sentence, interval_text, sentence, verdict
from copsim.study.statistics import bca_interval, holm, mean_with_interval

HERE = [5.1, 4.8, 6.0, 5.5, 5.9, 4.7]
THERE = [4.9, 4.1, 5.2, 5.4, 5.0, 4.4]
NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12)


def test_a_mean_has_the_interval_of_student() -> None:
    found = mean_with_interval([1.0, 2.0, 3.0, 4.0])
    # By hand: sd = sqrt(5/3), t(.975, 3) = 3.18245.
    half = 3.182446 * math.sqrt(5 / 3) / 2
    assert found.mean == 2.5
    assert found.low == pytest.approx(2.5 - half, rel=1e-6)
    assert found.high == pytest.approx(2.5 + half, rel=1e-6)


def test_a_contrast_is_the_paired_t_test_of_scipy() -> None:
    from scipy import stats

    test = stats.ttest_rel(HERE, THERE)
    low, high = test.confidence_interval(0.95)
    found = contrast(list(zip(HERE, THERE, strict=True)))
    gap = np.array(HERE) - np.array(THERE)
    assert found.p == pytest.approx(test.pvalue)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.dz == pytest.approx(gap.mean() / gap.std(ddof=1))
    assert found.in_sd == pytest.approx(gap.mean() / np.std(THERE, ddof=1))
    assert found.correlation == pytest.approx(np.corrcoef(HERE, THERE)[0, 1])
    assert found.variance_ratio == pytest.approx((np.var(HERE, ddof=1) + np.var(THERE, ddof=1)) / gap.var(ddof=1))
    assert found.wins == 1.0


def test_the_bootstrap_interval_is_near_that_of_scipy() -> None:
    from scipy import stats

    values = np.random.default_rng(3).exponential(size=25)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=9999, rng=np.random.default_rng(1)).confidence_interval
    low, high = bca_interval(list(values))
    # Two bootstraps of about 5,000 and 10,000 resamples: a quantile at 2.5 % has a standard error of about .03 sd.
    assert low == pytest.approx(theirs.low, abs=0.05)
    assert high == pytest.approx(theirs.high, abs=0.05)
    assert bca_interval(list(values)) == (low, high)


def test_the_correction_of_holm_is_the_textbook_example() -> None:
    # Holm (1979) by hand: .01 x 4, .02 x 3, then never falling; nan takes no part.
    assert holm([0.01, 0.04, math.nan, 0.03, 0.02]) == pytest.approx([0.04, 0.06, math.nan, 0.06, 0.06], nan_ok=True)
    assert holm([0.5, 0.9]) == [1.0, 1.0]


def test_one_pair_gives_no_interval_and_no_claim() -> None:
    found = contrast([(2.0, 1.0)], "ability", "structure.kind", "team", "none")
    assert math.isnan(found.low)
    assert "nothing can be claimed from one pair" in sentence(found, "share")


def test_pairs_that_are_all_the_same_are_said_to_be_the_same() -> None:
    found = contrast([(0.3, 0.3), (0.5, 0.5), (0.1 + 0.2, 0.3)], "ability", "structure.kind", "team", "none")
    assert sentence(found, "share") == "team: the same ability as no structure in each of 3 pairs"


def test_a_sentence_reads_as_it_should() -> None:
    pairs = [(0.36, 0.30), (0.37, 0.30), (0.35, 0.30), (0.36, 0.30)]
    found = contrast(pairs, "ability", "structure.kind", "community_of_practice", "none")
    assert (
        sentence(found, "share")
        == "community of practice: +6.0 points [4.7, 7.3] of ability over no structure (4 pairs)"
    )
    doubtful = sentence(found._replace(p_holm=0.2), "share")
    assert "not told apart once all comparisons are counted" in doubtful


@given(PAIRS, st.sampled_from(["share", "h/week", ""]))
def test_no_sentence_claims_more_than_its_interval(pairs: list[tuple[float, float]], unit: str) -> None:
    found = contrast(pairs, "ability", "structure.kind", "team", "none")
    said = sentence(found, unit)
    contains_zero = found.low <= 0 <= found.high
    claims = " over no structure" in said or " under no structure" in said
    assert claims == (len(pairs) > 1 and not contains_zero)
    if claims:
        assert (" over " in said) == (found.difference > 0)
    if len(pairs) > 1 and contains_zero:
        assert "can be told apart" in said or "the same" in said
        grouped = group_sentence([found], unit)
        assert "not told apart" in grouped or "the same in every pair" in grouped


@given(PAIRS, st.sampled_from(["share", "h/week", ""]))
def test_the_ends_as_shown_lie_on_the_side_of_zero_where_they_are(pairs: list[tuple[float, float]], unit: str) -> None:
    found = contrast(pairs, "ability", "structure.kind", "team", "none")
    if (
        verdict(found.low, found.high, found.difference) in ("more", "less")
        and min(abs(found.low), abs(found.high)) > 1e-6
    ):
        low, high = (
            float(end.replace(",", "")) for end in interval_text(found, unit).split("[")[1].rstrip("]").split(", ")
        )
        assert (low > 0) == (found.low > 0)
        assert (high < 0) == (found.high < 0)
