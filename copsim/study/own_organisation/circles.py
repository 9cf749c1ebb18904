"""Chains that go round in a circle: of managers, or of units within units."""

from __future__ import annotations

import numpy as np

from copsim.foundation.columns import Array

SHOWN = 6


def circles(above: Array) -> list[list[int]]:
    """Every circle, from its lowest row on; `above` (rows,) is the row above each, -1 for none."""
    reached = above.copy()
    for _ in range(max(1, int(above.size).bit_length())):  # twice as far up each time, until further than all rows
        reached = np.where(reached < 0, -1, reached[reached])
    left = np.zeros(above.size, bool)
    left[reached[reached >= 0]] = True  # whoever is still somewhere after so many steps goes round
    found = []
    for start in np.flatnonzero(left).tolist():
        if not left[start]:
            continue
        round_, row = [], start
        while left[row]:
            left[row] = False
            round_.append(row)
            row = int(above[row])
        found.append(round_)
    return found


def circle_told(names: list[str]) -> str:
    """A circle in words, its first name again at the end."""

    middle = [*names[:SHOWN], f"... ({len(names) - SHOWN:,} more)"] if len(names) > SHOWN else names
    return " > ".join([*middle, names[0]])
