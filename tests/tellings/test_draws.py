"""Draws are told twice: every coordinate of an address moves both in the same way."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from copsim.foundation import randomness

from . import draws

words = st.integers(0, 2**64 - 1)
coordinates = st.integers(0, 2**62)


@given(words)
def test_mix(z: int) -> None:
    assert int(randomness.mix(np.uint64(z))) == draws.mix(z)


@given(words, st.sampled_from(list(randomness.Decision)), st.integers(0, 10**6), coordinates, coordinates)
def test_event(seed: int, decision: randomness.Decision, week: int, who: int, turn: int) -> None:
    told = draws.event(seed, decision, week, who, turn)
    assert int(randomness.event(np.uint64(seed), decision, week, who, turn)) == told


@given(words, coordinates, st.integers(1, 2**31 - 1))
def test_word_draw_and_choose(key: int, nth: int, count: int) -> None:
    assert int(randomness.word(np.uint64(key), nth)) == draws.word(key, nth)
    assert int(randomness.draw(np.uint64(key), nth)) == draws.draw(key, nth)
    assert int(randomness.choose(np.uint64(key), nth, count)) == draws.choose(key, nth, count) < count


@given(words, words, st.one_of(words, st.sampled_from([0, 1, 2**63, 2**64 - 1])))
@example(key=1, wanted=2**64 - 1, chance=2**63)
def test_bernoulli_word_keeps_each_bit_by_its_own_uniform(key: int, wanted: int, chance: int) -> None:
    kept = int(randomness.bernoulli_word(np.uint64(key), np.uint64(wanted), np.uint64(chance)))
    bits = [bit for bit in range(64) if wanted >> bit & 1]
    assert [bit for bit in range(64) if kept >> bit & 1] == draws.bernoulli(key, bits, chance)


@given(words, st.integers(0, 63))
def test_a_uniform_is_compared_down_to_its_last_digit(key: int, bit: int) -> None:
    uniform = sum((draws.word(key, nth) >> bit & 1) << (63 - nth) for nth in range(64))
    wanted = np.uint64(1 << bit)
    for chance in {uniform, min(uniform + 1, 2**64 - 1)}:
        kept = randomness.bernoulli_word(np.uint64(key), wanted, np.uint64(chance)) == wanted
        assert kept == (uniform < chance) == draws.falls_below(key, bit, chance)
