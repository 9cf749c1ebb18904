"""State lives in named arrays; each column is declared once, beside the bundle it belongs to.

A bundle is a NamedTuple whose annotations are `Annotated[Array, Column(...)]`. Kernels take bundles, the digest walks
them, and docs/model.md prints them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
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


def allocate(bundle: type, sizes: Mapping[str, int], **given: Array) -> Any:
    """A bundle with every column allocated by the sizes of its axes, or copied from `given` (checked)."""
    arrays = {}
    for name, column in columns_of(bundle):
        shape = tuple(sizes[axis] for axis in column.axes)
        if name in given:
            arrays[name] = np.array(given[name], dtype=column.dtype, order="C")  # a copy: no two columns share
            if arrays[name].shape != shape:
                raise ValueError(f"{bundle.__name__}.{name} has shape {arrays[name].shape}, declared {shape}")
        else:
            arrays[name] = np.full(shape, column.fill, dtype=column.dtype)
    return bundle(**arrays)
