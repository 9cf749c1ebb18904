"""What is measured: weekly series and one number a run, with name, unit and a sentence. Draws no random numbers.

A new measure is one line in the table of its subject; a new number of a run one line in `summaries`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from copsim.constellation.measures import diffusion, participation, relations, solving, value
from copsim.constellation.measures.contract import LAST_WEEKS, Measure, Seen, Summary
from copsim.constellation.measures.summaries import SUMMARIES as _SUMMARIES

if TYPE_CHECKING:
    from copsim.constellation.settings import MoneySettings
    from copsim.constellation.world import World

__all__ = ["LAST_WEEKS", "MEASURES", "SUMMARIES", "Measure", "Summary", "summarise", "weekly_series"]

_SUBJECTS = (solving, diffusion, participation, relations, value)

MEASURES: dict[str, Measure] = {m.name: m for subject in _SUBJECTS for m in subject.MEASURES}
SUMMARIES: dict[str, Summary] = {s.name: s for s in _SUMMARIES}


def weekly_series(world: World, money: MoneySettings | None = None) -> dict[str, Any]:
    """Every measure as an array of shape (weeks,): counts as int64, shares, means, hours and money as float64."""
    from copsim.constellation.settings import MoneySettings

    seen = Seen(world, money or MoneySettings())
    return {name: measure.of(seen) for name, measure in MEASURES.items()}


def summarise(series: Mapping[str, Any]) -> dict[str, float]:
    """One number a run for every summary; nan where it is not defined (no task fell due)."""
    return {name: summary.of(series) for name, summary in SUMMARIES.items()}
