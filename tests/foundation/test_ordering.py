"""The order of numbers is that of Python's own sort: stable, for any numbers, however many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from copsim.foundation.ordering import RUN, order_of


@given(some.lists(some.integers(-5, 5), max_size=5 * RUN))
def test_equal_numbers_stay_in_the_order_in_which_they_stand(numbers: list[int]) -> None:
    order = order_of(np.array(numbers, np.int64))
    assert order.tolist() == sorted(range(len(numbers)), key=lambda place: numbers[place])


def test_they_stay_so_where_runs_are_merged() -> None:
    numbers = np.arange(5 * RUN) % 3
    assert np.array_equal(order_of(numbers), np.argsort(numbers, kind="stable"))


@pytest.mark.parametrize("size", [0, 1, RUN, RUN + 1, 2 * RUN, 3 * RUN + 1, 1000])
def test_words_of_all_64_bits(size: int) -> None:
    words = np.random.default_rng(size).integers(0, 2**64, size, np.uint64)
    assert np.array_equal(order_of(words), np.argsort(words, kind="stable"))
