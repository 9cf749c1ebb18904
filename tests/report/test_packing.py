"""Numbers survive being packed, whatever they are; what cannot be sent is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsim.report.packing import bytes_of, packed, text_of, unpacked

columns = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.tuples(st.integers(0, 4), st.integers(0, 6), st.sampled_from([1, 255, 256, 65535]), st.integers(0, 2**32 - 1)),
    max_size=5,
)


@given(columns)
def test_columns_come_back_as_they_were(told: dict[str, tuple[int, int, int, int]]) -> None:
    arrays = {
        name: np.random.default_rng(seed).integers(0, high, (rows, width), endpoint=True)
        for name, (rows, width, high, seed) in told.items()
    }
    made = packed(arrays)
    assert "<" not in made.text
    back = unpacked(made)
    assert list(back) == list(arrays)
    for name, array in arrays.items():
        assert back[name].tolist() == array.tolist()


@given(st.binary(max_size=300))
def test_bytes_come_back_as_they_were(body: bytes) -> None:
    assert bytes_of(text_of(body)) == body


@pytest.mark.parametrize("value", [-1, 65536])
def test_what_does_not_fit_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="expected 0 to 65535"):
        packed({"x": np.array([value])})
