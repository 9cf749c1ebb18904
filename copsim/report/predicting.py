"""What a page asks before it plays, where no lesson asks: where the last curve will end."""

from __future__ import annotations

from typing import Any

import numpy as np

from copsim.report.curves import QUARTER
from copsim.report.replaying import Replay

SAME, MUCH = 0.02, 0.10
"""As parts of the axis: what counts as about the same, and as much."""


def prediction(replay: Replay) -> dict[str, Any]:
    """A question about the last week of the last curve, with four answers.

    Each option holds below its bound, which is of B less A; of one world, of its end less week 13 (or week 1).
    """
    curve, weeks = replay.curves[-1], replay.sides[0].scenario.weeks
    high = max(float(np.nan_to_num(curve.of(side.film.series)).max()) for side in replay.sides)
    whole = 100.0 if curve.unit == "%" else high or 1.0
    same, much = SAME * whole, MUCH * whole
    name = curve.label[:1].lower() + curve.label[1:]
    if len(replay.sides) > 1:
        ask = f"In week {weeks}, what will “{name}” be in B, compared with A?"
        words = ("lower", "about the same", "higher", "much higher")
        since = 0
    else:
        since = min(QUARTER, weeks)
        ask = f"From week {since} to week {weeks}, what will “{name}” do?"
        words = ("fall", "stay about the same", "rise", "rise much")
    bounds = (-same, same, much, None)
    options = [{"says": says, "below": below} for says, below in zip(words, bounds, strict=True)]
    return {"ask": ask, "curve": curve.name, "week": weeks, "since": since, "options": options}
