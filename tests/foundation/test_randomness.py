"""Draws: a fixed scheme, uniform, coupled between chances, and the same whatever else is drawn."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copsim.foundation.randomness import (
    Decision,
    bernoulli_word,
    chance32,
    chance64,
    choose,
    draw,
    run_seed,
    word,
)
from copsim.foundation.randomness import (
    event as drawn_event,
)

ALL = np.uint64(2**64 - 1)


def event(*coordinates) -> np.uint64:
    """A compiled kernel hands a uint64 to Python as an int; kernels take it as uint64."""
    return np.uint64(drawn_event(*coordinates))


words = st.integers(0, 2**64 - 1).map(np.uint64)


def test_the_scheme_is_the_one_of_decision_0001_for_ever() -> None:
    key = event(np.uint64(7), Decision.COPY, 3, 4, 5)
    assert int(key) == PINNED["event"]
    assert int(word(key, 2)) == PINNED["word"]
    assert draw(key, 6) == PINNED["draw"]
    assert run_seed(1, 0) == PINNED["run_seed"]


PINNED = {"event": 903925117759347397, "word": 8019420849311672353, "draw": 377573294, "run_seed": 5788715010134676979}
"""Computed from the formulas of the decision record in plain Python integers."""


def test_no_two_decisions_share_a_number() -> None:
    numbers = [int(decision) for decision in Decision.__members__.values()]
    assert len(set(numbers)) == len(Decision.__members__)


@given(words, st.integers(1, 1000))
def test_each_coordinate_makes_another_draw(seed: np.uint64, step: int) -> None:
    base = (Decision.COPY, 5, 9, 2)
    keys = {int(event(seed, *base)), int(event(np.uint64((int(seed) + step) % 2**64), *base))}
    for at in (1, 2, 3):
        moved = list(base)
        moved[at] = base[at] + step
        keys.add(int(event(seed, *moved)))
    keys.add(int(event(seed, Decision.READ, *base[1:])))
    assert len(keys) == 6


@given(words, words, st.floats(0, 1), st.floats(0, 1))
def test_what_is_kept_at_a_chance_is_kept_at_a_higher_one(key, wanted, one: float, other: float) -> None:
    low, high = sorted((one, other))
    kept = int(bernoulli_word(key, wanted, np.uint64(chance64(low))))
    more = int(bernoulli_word(key, wanted, np.uint64(chance64(high))))
    assert kept & ~more == 0
    assert more & ~int(wanted) == 0


@given(words, words, words, st.floats(0, 1))
def test_a_facet_s_luck_does_not_depend_on_which_others_are_wanted(key, wanted, also, chance: float) -> None:
    p = np.uint64(chance64(chance))
    together = int(bernoulli_word(key, wanted | also, p))
    assert together & int(wanted) == int(bernoulli_word(key, wanted, p))


def test_draws_are_uniform() -> None:
    """Chi-square over 64 cells of 64,000 draws; a true generator fails 1 time in 10,000 (limit 115.3 at 63 df)."""
    cells = np.zeros(64)
    for who in range(1000):
        key = event(np.uint64(11), Decision.COPY, 1, who, 0)
        for facet in range(64):
            cells[draw(key, facet) >> 26] += 1
    assert ((cells - 1000) ** 2 / 1000).sum() < 115.3


def test_bernoulli_words_keep_their_chance() -> None:
    """64,000 bits at .3: off by more than 4.5 standard errors 7 times in a million."""
    kept = sum(
        int(
            bernoulli_word(event(np.uint64(5), Decision.TURBULENCE, week, 0, 0), ALL, np.uint64(chance64(0.3)))
        ).bit_count()
        for week in range(1000)
    )
    assert abs(kept - 0.3 * 64_000) < 4.5 * math.sqrt(0.3 * 0.7 * 64_000)


@given(words, st.integers(1, 10**6))
def test_a_choice_is_one_of_those_offered(key, count: int) -> None:
    assert 0 <= choose(key, 3, count) < count


def test_certain_and_impossible_are_exact() -> None:
    key = event(np.uint64(1), Decision.COPY, 1, 1, 1)
    assert chance32(1.0) == 2**32
    assert all(0 <= draw(key, f) < chance32(1.0) for f in range(200))
    assert chance32(0.0) == 0
    assert int(bernoulli_word(key, ALL, np.uint64(0))) == 0
