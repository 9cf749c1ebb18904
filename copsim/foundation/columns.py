"""State lives in named arrays; each column is declared once, beside the bundle it belongs to.

A bundle is a NamedTuple whose annotations are `Annotated[Array, Column(...)]`. Kernels take bundles, the digest walks
them, and docs/model.md prints them. A bundle may say TOGETHER = tuples of names: the columns of each lie in one block,
row by row along the axes that they all begin with, so that what is read of somebody together stands together in memory;
a column is an array all the same (docs/decisions/0017-rows-in-memory.md).
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import numpy as np

Array = np.ndarray[Any, Any]


class Column(NamedTuple):
    """What one array of the state holds.

    axes: names of its dimensions, e.g. ("member", "slot").
    refers: "member" where values are rows of members (-1: none), so that a digest can name people, not rows.
    state: False for what only serves one week's work; the digest leaves it out.
    """

    dtype: str
    axes: tuple[str, ...]
    meaning: str
    fill: int = 0
    refers: str = ""
    state: bool = True


@functools.cache
def columns_of(bundle: type) -> tuple[tuple[str, Column], ...]:
    """The declared columns of a bundle, by name, in order."""
    return tuple(_columns_of(bundle))


def _columns_of(bundle: type) -> Iterator[tuple[str, Column]]:
    for name, hint in get_type_hints(bundle, include_extras=True).items():
        if get_origin(hint) is Annotated:
            column = next((a for a in get_args(hint)[1:] if isinstance(a, Column)), None)
            if column is not None:
                yield name, column


@functools.cache
def columns_in_rows(bundle: type) -> frozenset[str]:
    """Names of the columns of a bundle that lie in rows."""
    return frozenset(name for names in getattr(bundle, "TOGETHER", ()) for name in names)


def allocate(bundle: type, sizes: Mapping[str, int], **given: Array) -> Any:
    """A bundle with every column allocated by the sizes of its axes, or copied from `given` (checked)."""
    arrays = {}
    for name, column in columns_of(bundle):
        shape = tuple(sizes[axis] for axis in column.axes)
        if name in given and np.shape(given[name]) != shape:
            raise ValueError(f"{bundle.__name__}.{name} has shape {np.shape(given[name])}, declared {shape}")
        arrays[name] = _aligned(shape, column.dtype)  # no two columns share
        arrays[name][...] = given.get(name, column.fill)
    columns = dict(columns_of(bundle))
    for names in getattr(bundle, "TOGETHER", ()):
        depth = _shared_axes([columns[name] for name in names])
        arrays.update(_laid_in_rows({name: arrays[name] for name in names}, depth))
    return bundle(**arrays)


LINE = 64
"""Bytes that memory moves at once."""


def _aligned(shape: tuple[int, ...], dtype: str) -> Array:
    """An array, not filled, that begins where a line of memory does."""
    room = np.empty(math.prod(shape) * np.dtype(dtype).itemsize + LINE, np.uint8)
    return np.ndarray(shape, dtype, room, -room.ctypes.data % LINE)


def _shared_axes(columns: Sequence[Column]) -> int:
    """How many axes, from the first on, all of them have."""
    axes = zip(*(column.axes for column in columns), strict=False)
    return sum(1 for _ in itertools.takewhile(lambda named: len(set(named)) == 1, axes))


def _laid_in_rows(arrays: Mapping[str, Array], depth: int) -> dict[str, Array]:
    """The same arrays as parts of one block, a row after the other, the widest numbers of a row first."""
    names = sorted(arrays, key=lambda name: -arrays[name].itemsize)
    starts, width = {}, 0
    for name in names:
        starts[name] = width
        width += arrays[name].itemsize * math.prod(arrays[name].shape[depth:])
    step = -(-width // 8) * 8 if width <= LINE else -(-width // LINE) * LINE
    rows = arrays[names[0]].shape[:depth]
    block = _aligned((math.prod(rows) * step,), "uint8")
    steps = tuple(step * math.prod(rows[axis + 1 :]) for axis in range(depth))
    laid = {}
    for name in names:
        array = arrays[name]
        strides = steps + array.strides[depth:]
        laid[name] = np.ndarray(array.shape, array.dtype, block, starts[name], strides)
        laid[name][...] = array
    return laid
