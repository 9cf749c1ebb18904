"""A column of a table as codes and words: what it says, each once, and which of it each row says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from copsim.foundation.columns import Array


class Words(NamedTuple):
    """A column: `code` (rows,) is the place in `words` of what a row says, -1 where it says nothing.

    `words` has each word once, in alphabetical order.
    """

    code: Array
    words: Array

    def at(self, row: int) -> str:
        """What a row says."""
        return str(self.words[self.code[row]]) if self.code[row] >= 0 else ""

    def first(self) -> Array:
        """The first row that says each word."""
        rows = np.full(self.words.size, self.code.size, np.int64)
        said = np.flatnonzero(self.code >= 0)
        np.minimum.at(rows, self.code[said], said)
        return rows

    def of_each(self, value: Callable[[str], Any], empty: Any) -> Array:
        """A value for each row, worked out once for each word; `empty` where a row says nothing."""
        return np.array([*(value(str(word)) for word in self.words), empty])[self.code]

    def places_in(self, known: Array) -> Array:
        """For each row, the place of what it says among words in alphabetical order; -1 where not there or empty."""
        if not known.size or not self.words.size:
            return np.full(self.code.size, -1)
        place = pd.Index(known, dtype=object).get_indexer(pd.Index(self.words, dtype=object))
        return np.where(self.code < 0, -1, place[self.code])


class Batch(NamedTuple):
    """Some rows of a column: as `Words`, in no order and not yet stripped of blanks."""

    code: Array
    words: Array


def batch_of(values: Sequence[str]) -> Batch:
    """Some rows of a column."""
    cells = np.empty(len(values), object)
    cells[:] = values
    code, words = pd.factorize(cells)
    return Batch(np.asarray(code, np.int32), np.asarray(words, object))


def words_of(batches: Sequence[Batch]) -> Words:
    """A column of these rows; blanks around a word do not count, and an empty one says nothing."""
    told = [str(word).strip() for batch in batches for word in batch.words]
    cells = np.empty(len(told), object)
    cells[:] = told
    place, words = pd.factorize(cells, sort=True)
    if words.size and words[0] == "":
        place, words = place - 1, words[1:]
    start = np.cumsum([0, *(batch.words.size for batch in batches)])
    code = [place[batch.code + first] for batch, first in zip(batches, start, strict=False)]
    return Words(np.concatenate([np.empty(0, np.int64), *code]), np.asarray(words, object))


def silent(rows: int) -> Words:
    """A column that says nothing."""
    return Words(np.full(rows, -1, np.int64), np.empty(0, object))
