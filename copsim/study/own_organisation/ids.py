"""Ids: there once, referred to by others, and never above themselves."""

from __future__ import annotations

import numpy as np

from copsim.foundation.columns import Array
from copsim.study.own_organisation.circles import circle_told, circles
from copsim.study.own_organisation.finding import Found, Message, shown
from copsim.study.own_organisation.nearest_id import nearest_id
from copsim.study.own_organisation.words import Words


def must_be_once(ids: Words, found: Found, column: str = "id") -> Array:
    """Tell ids that are missing or there before; the first row of each id."""
    first = ids.first()
    before = np.append(first, -1)[ids.code]
    found.rows(ids.code < 0, column, lambda _: "is empty, expected an id")
    again = (ids.code >= 0) & (before != np.arange(ids.code.size))
    found.rows(again, column, lambda row: f"{shown(ids.at(row))} is there already, in line {found.line[before[row]]}")
    return first


def must_be_known(said: Words, known: Words, found: Found, column: str, where: str, empty: bool = False) -> Array:
    """Tell what is no id of `where`, and empty cells unless they may be; the place of each in `known`, else -1."""
    place = said.places_in(known.words)

    def message(row: int) -> Message:
        word = said.at(row)
        return f"{shown(word)} is no id in {where}", nearest_id(word, known.words)

    found.rows((said.code >= 0) & (place < 0), column, message)
    if not empty:
        found.rows(said.code < 0, column, lambda _: f"is empty, expected an id of {where}")
    return place


def must_end(ids: Words, first: Array, above: Array, found: Found, column: str) -> None:
    """Tell every circle: `above` (rows,) is the place in `ids` of the one above, -1 for none."""
    up = np.full(ids.words.size, -1, np.int64)
    up[:] = above[first]
    for circle in circles(up):
        row = int(min(first[place] for place in circle))
        names = [shown(str(ids.words[place])) for place in _from(circle, first.tolist())]
        found.say(
            column, f"goes round in a circle: {circle_told(names)}; expected one that has none", int(found.line[row])
        )


def _from(circle: list[int], first: list[int]) -> list[int]:
    start = min(range(len(circle)), key=lambda n: first[circle[n]])
    return circle[start:] + circle[:start]
