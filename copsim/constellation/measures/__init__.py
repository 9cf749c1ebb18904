"""What is measured: weekly series and one number a run, with name, unit and a sentence. Draws no random numbers.

A new measure is one line in the table of its subject, a new number of a run one line in `summaries`; or either is
part of an extension.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from copsim.constellation.measures import diffusion, participation, practice, relations, solving, value
from copsim.constellation.measures.contract import LAST_WEEKS, Measure, Seen, Summary
from copsim.constellation.measures.summaries import SUMMARIES as _SUMMARIES
from copsim.foundation.extensions import is_known_to

if TYPE_CHECKING:
    from copsim.constellation.settings import MoneySettings
    from copsim.constellation.world import World

__all__ = ["LAST_WEEKS", "MEASURES", "SUMMARIES", "Measure", "Summary"]
__all__ += ["names_for", "summaries_for", "summarise", "weekly_series"]

_SUBJECTS = (solving, diffusion, participation, relations, value, practice)

MEASURES: dict[str, Measure] = {m.name: m for subject in _SUBJECTS for m in subject.MEASURES}
SUMMARIES: dict[str, Summary] = {s.name: s for s in _SUMMARIES}


def weekly_series(
    world: World, money: MoneySettings | None = None, names: Iterable[str] | None = None, after: int = 0
) -> dict[str, Any]:
    """Measures by name (if none are named, all of copsim's own), each an array over the weeks past `after`.

    Counts are int64; shares, means, hours and money float64.
    """
    from copsim.constellation.settings import MoneySettings
    from copsim.constellation.world import weeks_of

    whole = Seen(world, money or MoneySettings(), {})
    seen = Seen(weeks_of(world, after, len(world.tally)), whole.money, {}) if after else whole
    return {
        name: MEASURES[name].of(whole)[after:] if MEASURES[name].whole else MEASURES[name].of(seen)
        for name in (names_for(()) if names is None else names)
    }


def names_for(extensions: Iterable[str]) -> list[str]:
    """The measures of a run whose scenario names these extensions: copsim's own and theirs."""
    return [name for name in MEASURES if is_known_to(extensions, "Measure", name)]


def summaries_for(extensions: Iterable[str]) -> list[str]:
    """The summaries of a run whose scenario names these extensions: copsim's own and theirs."""
    return [name for name in SUMMARIES if is_known_to(extensions, "Summary", name)]


def summarise(series: Mapping[str, Any], extensions: Iterable[str] = ()) -> dict[str, float]:
    """One number a run for every summary that it has; nan where it is not defined (no task fell due)."""
    return {name: SUMMARIES[name].of(series) for name in summaries_for(extensions)}
