"""Participation: people at each level, flows between levels, inequality, tenure, drop-outs, newcomers' replies."""

from __future__ import annotations

import math
from typing import Any

from copsim.constellation.measures.contract import Measure, Seen, count, of_all, per_member, ratio

LEVELS = ("not_yet_known", "outside", "transactional", "peripheral", "occasional", "active", "core")
RANKS = (1, 2, 4, 8, 16, 32, 64)
LOG_RANKS = [math.log(rank) for rank in RANKS]


def _gini(seen: Seen) -> Any:
    import numpy as np

    above, below = seen.count("GINI_ABOVE"), seen.count("GINI_BELOW")
    return np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)


def _zipf(seen: Seen) -> Any:
    """Minus the slope of log contributions on log rank, by least squares over the ranks with contributions."""
    import numpy as np

    counts = np.stack([seen.count(f"RANK_{rank}") for rank in RANKS], axis=1)
    return np.array([_slope(week) for week in counts.tolist()], np.float64)


def _slope(week: list[int]) -> float:
    across = [log for log, c in zip(LOG_RANKS, week, strict=True) if c > 0]
    if len(across) < 3:
        return math.nan
    up = [math.log(c) for c in week if c > 0]
    x, y = math.fsum(across) / len(across), math.fsum(up) / len(up)
    apart = [a - x for a in across]
    above = math.fsum([a * (b - y) for a, b in zip(apart, up, strict=True)])
    return round(-above / math.fsum([a**2 for a in apart]), 9)


RINGS = {
    "core": ("core",),
    "active": ("active",),
    "periphery": ("occasional", "peripheral"),
    "outside": ("transactional", "outside"),
}
"""Levels of participation, taken together as rings from the middle outwards."""


def _knowledge_of(ring: str) -> Any:
    def made(seen: Seen) -> Any:
        from copsim.foundation.tally import LevelCount

        told = seen.world.chronicle.level[:, [LEVELS.index(level) for level in RINGS[ring]]].sum(axis=1)
        facets = int(seen.world.field.exists[0]).bit_count()
        return ratio(told[:, LevelCount.RIGHT], told[:, LevelCount.PEOPLE] * facets)

    return made


def _moves(here: tuple[str, ...], there: tuple[str, ...]) -> Any:
    """Memberships whose quarter ends this week, from a ring of `here` a quarter before to one of `there` now."""

    def made(seen: Seen) -> Any:
        from copsim.foundation.tally import LevelCount

        now = [LEVELS.index(level) for ring in there for level in RINGS[ring]]
        before = [LevelCount[f"FROM_{level.upper()}"] for ring in here for level in RINGS[ring]]
        return seen.world.chronicle.level[:, now][:, :, before].sum(axis=(1, 2))

    return made


_IN, _EDGE, _OUT = ("core", "active"), ("periphery",), ("outside",)
TRAJECTORIES = {
    "inbound": ("from the periphery or outside to core or active", (*_EDGE, *_OUT), _IN),
    "insider": ("core or active in both", _IN, _IN),
    "outbound": ("from core or active to the periphery or outside", _IN, (*_EDGE, *_OUT)),
    "peripheral_trajectory": ("at the periphery in both", _EDGE, _EDGE),
    "arriving": ("from outside to the periphery", _OUT, _EDGE),
    "fading": ("from the periphery to outside", _EDGE, _OUT),
}
"""Where memberships go from one quarter to the next (Wenger 1998: trajectories; theory.md 4c)."""

MEASURES = (
    *(
        Measure(
            f"knowledge_of_{ring}",
            "share",
            f"facets of their speciality that people at the level {told} hold right",
            _knowledge_of(ring),
            "slides: forms of participation",
        )
        for ring, told in {**{r: r for r in RINGS}, "periphery": "occasional or peripheral"}.items()
    ),
    *(
        Measure(
            name,
            "memberships",
            f"memberships that went, in the quarter ending this week, {told}",
            _moves(here, there),
            "slides: forms of participation",
        )
        for name, (told, here, there) in TRAJECTORIES.items()
    ),
    *(
        Measure(
            level, "people", f"people whose level of participation is {level.replace('_', ' ')}", count(level.upper())
        )
        for level in LEVELS
    ),
    Measure("moved_up", "moves", "moves to a higher level that have lasted two quarters", count("MOVED_UP")),
    Measure("moved_down", "moves", "moves to a lower level that have lasted two quarters", count("MOVED_DOWN")),
    Measure(
        "dropped_out", "people", "memberships from peripheral or more to outside in a quarter", count("DROPPED_OUT")
    ),
    Measure("left", "people", "people who left and whose seat another took", count("LEFT")),
    Measure("tenure", "weeks", "mean weeks that people have been there", per_member("TENURE")),
    Measure("gini_contributions", "0 to 1", "Gini coefficient of people's contributions in groups so far", _gini),
    Measure("zipf_contributions", "slope", "Zipf slope of contributions by rank (ranks 1, 2, 4 .. 64)", _zipf),
    Measure("first_questions", "questions", "first questions of people", count("FIRST_QUESTIONS")),
    Measure("first_answered", "questions", "first questions that were answered", count("FIRST_ANSWERED")),
    Measure(
        "again_after_answer",
        "questions",
        "second questions within 13 weeks of an answered first one",
        count("AGAIN_AFTER_ANSWER"),
    ),
    Measure(
        "again_after_none",
        "questions",
        "second questions within 13 weeks of an unanswered first one",
        count("AGAIN_AFTER_NONE"),
    ),
    Measure("questions", "questions", "questions asked", count("QUESTIONS")),
    Measure("answers", "answers", "questions answered", count("ANSWERS")),
    Measure("in_several", "people", "people present in two groups or more this week", count("IN_SEVERAL")),
    Measure("open_groups", "groups", "groups that are there", count("OPEN_GROUPS")),
    Measure("founded", "groups", "groups started by conveners", count("FOUNDED")),
    Measure("dissolved", "groups", "groups dissolved below critical mass", count("DISSOLVED")),
    Measure(
        "identity", "share", "mean identification with the whole organisation", per_member("IDENTITY", scale=65536)
    ),
    Measure(
        "answered_first",
        "share",
        "first questions answered, of this week's",
        of_all(("FIRST_ANSWERED",), ("FIRST_QUESTIONS",)),
    ),
)
