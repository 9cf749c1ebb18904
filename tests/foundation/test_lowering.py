"""What kernels do most is written in few instructions: the same as Python says, for all kinds of arrays and ranges."""

from __future__ import annotations

import os
import subprocess
import sys
from enum import IntEnum
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numba.core.caching import NullCache
from numba.core.runtime import _nrt_python, rtsys

from copsim.foundation.kernels import COMPILED, handle, kernel

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not COMPILED, reason="nothing is compiled")


class Held(NamedTuple):
    numbers: np.ndarray[Any, Any]
    short: np.ndarray[Any, Any]
    table: np.ndarray[Any, Any]
    across: np.ndarray[Any, Any]
    cube: np.ndarray[Any, Any]
    yes: np.ndarray[Any, Any]


def held() -> Held:
    return Held(
        numbers=np.arange(5, dtype=np.float64) + 0.5,
        short=np.arange(-3, 4, dtype=np.int8),
        table=np.arange(12, dtype=np.int32).reshape(3, 4),
        across=np.arange(12, dtype=np.int64).reshape(4, 3).T,
        cube=np.arange(24, dtype=np.int64).reshape(2, 3, 4),
        yes=np.array([True, False, True]),
    )


@kernel
def reads(bundle, answer):
    answer[0] = bundle.numbers[-1]
    answer[1] = bundle.short[-2]
    answer[2] = bundle.table[-1, 2]
    answer[3] = bundle.across[2, -1]
    answer[4] = bundle.cube[1, -1, 3]
    answer[5] = bundle.yes[2]
    answer[6] = bundle.table[np.uint64(1), np.int8(-1)]
    answer[7] = bundle.cube.size + 100 * bundle.cube.shape[1]
    answer[8] = bundle.across[1][2] + bundle.table[1, 1:].sum()
    row = bundle.cube[1]
    answer[9] = row[2, 3] + row.shape[0]
    answer[10] = bundle.short[bundle.short[3]]


@kernel
def writes(bundle):
    bundle.numbers[-1] = 7
    bundle.short[1] += 100
    bundle.table[1, -1] = 9.9
    bundle.across[0, 1] = -4
    bundle.cube[-1, 0, 1] = bundle.short[0]
    bundle.yes[1] = bundle.numbers[0] > 0
    bundle.table[2] = 5


def test_numbers_are_read_where_python_reads_them() -> None:
    told, found = np.zeros(11), np.zeros(11)
    reads.py_func(held(), told)
    reads(handle(held()), found)
    assert found.tolist() == told.tolist()


def test_numbers_are_written_where_python_writes_them() -> None:
    told, found = held(), held()
    writes.py_func(told)
    writes(handle(found))
    for one, other in zip(told, found, strict=True):
        assert np.array_equal(one, other)


@kernel
def steps_of(start, stop, step, answer):
    count = 0
    for x in range(stop):
        for y in range(start, stop):
            count += 1
            if y == x:
                break
        answer[0] = x
    for x in range(start, stop, step):
        answer[1] += x
    for _ in range(3):
        for x in range(count):
            answer[2] += x
    answer[3] = count
    ahead = range(start, stop)
    answer[4] = len(ahead)


NEAR = some.integers(-4, 6)


@given(NEAR, NEAR, some.sampled_from([-3, -1, 1, 2]))
def test_ranges_are_those_of_python(start: int, stop: int, step: int) -> None:
    told, found = np.zeros(5, np.int64), np.zeros(5, np.int64)
    steps_of.py_func(start, stop, step, told)
    steps_of(start, stop, step, found)
    assert found.tolist() == told.tolist()


class Kind(IntEnum):
    TWO = 2


@kernel
def twice(x):
    return 2 * x


@kernel
def calls(short):
    return twice(short[0]) + twice(3) + twice(Kind.TWO) + twice(np.int16(5)) + twice(-1)


@kernel
def calls_with_others(x):
    return twice(x) + twice(1.5)


if COMPILED:
    for _made in (twice, calls, calls_with_others):
        _made._cache = NullCache()


def test_a_kernel_is_translated_once_for_all_signed_integers() -> None:
    assert calls(np.array([100], np.int8)) == 218
    assert len(twice.inner.overloads) == 1
    assert calls_with_others(np.uint64(4)) == 11.0
    assert len(twice.inner.overloads) == 3


@kernel
def refuses(x):
    if x > 2:
        raise ValueError("too much")
    return x


@kernel
def passes_on(x):
    return refuses(x) + 1


@kernel
def catches(x):
    caught = 0
    try:
        caught = passes_on(x)
    except Exception:
        caught = -1
    return caught


def test_what_a_kernel_raises_comes_through_those_that_call_it() -> None:
    assert passes_on(2) == 3
    with pytest.raises(ValueError, match="too much"):
        passes_on(3)
    assert catches(1) == 2
    assert catches(5) == -1


@kernel
def makes(count):
    first, second = np.zeros(count, np.int64), np.ones(count, np.int64)
    for _ in range(3):
        first, second = second, first
        pair = (first, count, second)
        if count > 2:
            kept = pair[0]
            kept[0] += pair[2][0]
    return first


def test_arrays_that_kernels_make_are_let_go() -> None:
    _nrt_python.memsys_enable_stats()
    makes(4)
    before = rtsys.get_allocation_stats()
    for _ in range(10):
        assert makes(4).tolist() == makes.py_func(4).tolist()
    after = rtsys.get_allocation_stats()
    _nrt_python.memsys_disable_stats()
    assert after.alloc - before.alloc == after.free - before.free > 0


@kernel
def keeps_in_a_tuple(count):
    pair = (np.full(count, 3), np.full(count, 4))
    other = np.full(count, 50)
    another = np.full(count, 60)
    return pair[0].sum() + pair[1].sum() + other.sum() + another.sum()


def test_arrays_in_a_tuple_stay_while_it_does() -> None:
    assert keeps_in_a_tuple(100) == 100 * 117


@kernel
def maybe(x):
    if x > 1:
        return None
    return x


@kernel
def uses_what_may_be_none(w):
    for x in range(-1, 4):
        maybe(x)
        found = maybe(x)
        if found is None:
            w[0] += 100
        else:
            w[0] += found
        try:
            again = maybe(x)
            if again is None:
                w[1] += 1
        except Exception:
            w[1] -= 1000


def test_a_kernel_may_answer_none() -> None:
    found = np.zeros(2, np.int64)
    uses_what_may_be_none(found)
    assert found.tolist() == [200, 2]


@kernel
def unusual(count):
    pair = (1, count)
    total = 0
    for x in range(*pair):
        total += x
    rest = (count,)
    for x in range(1, *rest):
        total += x
    point = np.zeros(())
    point[()] = 3.0
    kept = None
    if count > 2:
        kept = np.zeros(3)
    if kept is not None:
        kept[0] = 4.0
        total += int(kept[0])
    return total + int(point[()])


def test_what_is_unusual_is_written_as_numba_does() -> None:
    assert [unusual(2), unusual(5)] == [5, 27]


def test_kernels_compile_with_what_a_debugger_needs(tmp_path: Path) -> None:
    code = (
        "import numpy as np\nfrom tests.foundation.test_lowering import held, reads, steps_of\n"
        "from copsim.foundation.kernels import handle\n"
        "told, found = np.zeros(11), np.zeros(11)\n"
        "reads.py_func(held(), told)\nreads(handle(held()), found)\n"
        "steps = np.zeros(5, np.int64)\nsteps_of(0, 3, 1, steps)\n"
        "print((told == found).all(), steps.tolist())"
    )
    environment = os.environ | {"NUMBA_DEBUGINFO": "1", "COPSIM_CACHE_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=ROOT)
    told = np.zeros(5, np.int64)
    steps_of.py_func(0, 3, 1, told)
    assert done.stdout == f"True {told.tolist()}\n", done.stderr
