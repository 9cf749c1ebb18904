"""The known id that a wrong one may stand for, found fast also among a million."""

from __future__ import annotations

import bisect

from copsim.foundation.columns import Array
from copsim.foundation.errors import nearest

FEW = 2000
AROUND = 40
"""Ids on either side, in alphabetical order, among which one is looked for where there are more than a few."""


def nearest_id(word: str, known: Array) -> str:
    """The nearest of `known`, in alphabetical order; "" when none is close."""
    word = word[:200]
    if known.size <= FEW:
        return nearest(word, [str(one) for one in known])
    near = set()
    for tried in {word, word.lower(), word.upper()}:
        at = bisect.bisect_left(known, tried)
        near |= {str(one) for one in known[max(0, at - AROUND) : at + AROUND]}
    return nearest(word, sorted(near))
