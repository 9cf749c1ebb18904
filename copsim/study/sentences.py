"""A comparison in plain words, which never claims more than its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from copsim.study.comparison import Contrast
from copsim.study.words import SHARES, decimals, difference_text, level_label, measure_label, scale, signed

Verdict = Literal["more", "less", "same", "unclear", "unknown"]
SURE = 0.05
"""The chance of a false claim in a whole family of comparisons, after Holm's correction."""


def verdict(low: float, high: float, mean: float) -> Verdict:
    """What an interval of a difference allows to be said.

    "more" or "less" when all of it lies on one side of 0, "same" when it is 0 and nothing else, "unclear" when it
    contains 0, "unknown" when there is no interval.
    """
    if math.isnan(low) or math.isnan(high):
        return "unknown"
    if low == high == mean == 0:
        return "same"
    return "more" if low > 0 else "less" if high < 0 else "unclear"


def sentence(contrast: Contrast, unit: str = "") -> str:
    """The contrast as one sentence, with its size, interval and number of pairs."""
    c, measure = contrast, measure_label(contrast.measure)
    who, whom = level_label(c.factor, c.level), level_label(c.factor, c.against)
    said, size = verdict(c.low, c.high, c.difference), interval_text(c, unit)
    pairs = f"{c.pairs} pairs"
    if said == "unknown":
        return (
            f"{who}: {size} of {measure} against {whom} in the one pair there is; nothing can be claimed from one pair"
        )
    if said == "same":
        return f"{who}: the same {measure} as {whom} in each of {pairs}"
    if said == "unclear":
        return f"{who}: no difference in {measure} from {whom} can be told apart ({size}, {pairs})"
    side = "over" if said == "more" else "under"
    return f"{who}: {size} of {measure} {side} {whom} ({pairs}{_caution(c)})"


def group_sentence(contrasts: Sequence[Contrast], unit: str = "") -> str:
    """Contrasts of one measure against one level, in one line: "ability, against no structure: team ..."."""
    first = contrasts[0]
    clauses = []
    for c in sorted(contrasts, key=lambda c: -c.difference):
        who, said = level_label(c.factor, c.level), verdict(c.low, c.high, c.difference)
        note = {"unclear": ", not told apart", "same": ", the same in every pair", "unknown": ", one pair only"}
        clauses.append(f"{who} {interval_text(c, unit)}{note.get(said, _caution(c).replace(';', ','))}")
    whom = level_label(first.factor, first.against)
    return f"{measure_label(first.measure)}, against {whom}: {'; '.join(clauses)}"


def interval_text(contrast: Contrast, unit: str = "") -> str:
    """The difference and its interval, with as many digits as it takes to see on which side of 0 the ends lie."""
    by = scale(unit)
    ends = [contrast.low * by, contrast.high * by]
    if any(math.isnan(end) for end in ends):
        return difference_text(contrast.difference, unit, _digits([contrast.difference * by], unit))
    digits = _digits(ends, unit)
    shown = ", ".join(signed(end, digits).removeprefix("+") for end in ends)
    return f"{difference_text(contrast.difference, unit, digits)} [{shown}]"


def _digits(values: Sequence[float], unit: str) -> int:
    digits = 1 if unit in SHARES else decimals(max(abs(value) for value in values))
    while digits < 9 and any(value != 0 and float(f"{value:.{digits}f}") == 0 for value in values):
        digits += 1
    return digits


def _caution(contrast: Contrast) -> str:
    if math.isnan(contrast.p_holm) or contrast.p_holm < SURE:
        return ""
    return "; not told apart once all comparisons are counted"
