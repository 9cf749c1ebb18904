"""Facts about what is written in a world that moves (slides, first wave; theory 6b and 9a; literature E.3 no. 12)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from copsim.study.facts.fact import Fact, Luck, Place, share_of

LEVELS = (0.0, 0.003, 0.009, 0.03, 0.09)
PLACES = tuple(Place(f"q {level:g}", settings={"domain.turbulence": level}) for level in LEVELS)
CALM, ROUGH = PLACES[1].name, PLACES[3].name
LAST = 26


def staleness(luck: Luck, place: str) -> float:
    """Share of written facets that are wrong, last 26 weeks."""
    return luck[place].summary["staleness"]


def use(luck: Luck, place: str) -> float:
    """Look-ups per challenge that came, last 26 weeks."""
    series = luck[place].series
    return share_of(float(series["look_ups"][-LAST:].sum()), float(series["arrived"][-LAST:].sum()))


def usefulness(luck: Luck, place: str) -> float:
    """Share of look-ups from which something was taken up, last 26 weeks."""
    series = luck[place].series
    return share_of(float(series["look_ups_useful"][-LAST:].sum()), float(series["look_ups"][-LAST:].sum()))


def least_rise(runs: Sequence[Luck]) -> float:
    """The smallest rise of mean staleness from one level of turbulence to the next."""
    means = [math.fsum(staleness(luck, place.name) for luck in runs) / len(runs) for place in PLACES]
    return min(b - a for a, b in pairwise(means))


FIRST = "slides, first wave: databases go stale and are not used; theory 6b"
FACTS = (
    Fact(
        "stale", "the faster the world moves, the more of what is written is wrong", FIRST, "S (qualitative)",
        f"staleness, last 26 weeks: the smallest rise from one turbulence to the next of {LEVELS}", 0.0, math.inf,
        "held out", "observed", PLACES, 20, pool=least_rise,
    ),
    Fact(
        "stale_unused", "documents that go stale are used less", FIRST, "S (qualitative)", "look-ups per challenge,"
        f" last 26 weeks, at turbulence {LEVELS[1]} less at {LEVELS[3]}", 0.0, math.inf, "held out", "observed",
        PLACES, 20, each=lambda luck: use(luck, CALM) - use(luck, ROUGH),
    ),
    Fact(
        "stale_useless", "and help less often", FIRST, "S (qualitative)", "share of look-ups from which something was"
        f" taken up, last 26 weeks, at turbulence {LEVELS[1]} less at {LEVELS[3]}", 0.0, math.inf, "held out",
        "observed", PLACES, 20, each=lambda luck: usefulness(luck, CALM) - usefulness(luck, ROUGH),
    ),
)  # fmt: skip
