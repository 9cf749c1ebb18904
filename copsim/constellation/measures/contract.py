"""What a measure is: a weekly series or one number of a run, with name, unit and a sentence; and how they are made.

Counts are named by text, so that a list of measures can be read without loading the model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from copsim.constellation.settings import MoneySettings
    from copsim.constellation.world import World

LAST_WEEKS = 26
"""Weeks over which the end of a run is averaged."""


class Seen(NamedTuple):
    """What a measure is made of: a world with the tally and chronicle of the weeks in question, and prices."""

    world: World
    money: MoneySettings

    @property
    def members(self) -> int:
        """People in the organisation."""
        return int(self.world.people.uid.size)

    @property
    def facets(self) -> int:
        """Facets of all domains."""
        return sum(int(word).bit_count() for word in self.world.field.exists)

    def count(self, *names: str) -> Any:
        """The sum of some columns of the tally, int64 of shape (weeks,)."""
        from copsim.foundation.tally import Count

        return sum(self.world.tally[:, Count[name]] for name in names)

    def hours(self, *activities: str, payer: str = "") -> Any:
        """Hours of some activities (none named: all) by all payers or by one, float64 of shape (weeks,)."""
        from copsim.foundation.tally import HOURS_FROM, Activity, Payer

        booked = self.world.tally[:, HOURS_FROM:].reshape(-1, len(Payer), len(Activity))
        booked = booked[:, [Payer[payer]]] if payer else booked
        wanted = [Activity[name] for name in activities] or list(Activity)
        return booked[:, :, wanted].sum(axis=(1, 2)) / 60


class Measure(NamedTuple):
    """A weekly series: `of` gives an array of shape (weeks,), counts as int64, all else as float64.

    whole: that what it says of a week depends on the weeks before, so that it must see all of them.
    """

    name: str
    unit: str
    meaning: str
    of: Callable[[Seen], Any]
    source: str = "model.md 4"
    whole: bool = False


class Summary(NamedTuple):
    """One number of a run; `better` says which direction a sponsor would want, "" where neither is."""

    name: str
    unit: str
    meaning: str
    better: Literal["higher", "lower", ""]
    of: Callable[[Mapping[str, Any]], float]


def count(*names: str) -> Callable[[Seen], Any]:
    """A series that counts: the sum of columns of the tally."""
    return lambda seen: seen.count(*names).copy()


def hours(*activities: str, payer: str = "") -> Callable[[Seen], Any]:
    """A series of hours."""
    return lambda seen: seen.hours(*activities, payer=payer)


def per_member(*names: str, scale: float = 1.0) -> Callable[[Seen], Any]:
    """A sum of columns divided by people and by `scale`."""
    return lambda seen: seen.count(*names) / (seen.members * scale)


def of_all(above: tuple[str, ...], below: tuple[str, ...], scale: float = 1.0) -> Callable[[Seen], Any]:
    """One sum of columns divided by another and by `scale`; 0 where the second is 0."""
    return lambda seen: ratio(seen.count(*above), seen.count(*below) * scale)


def ratio(above: Any, below: Any) -> Any:
    """above / below, 0 where below is 0."""
    import numpy as np

    above, below = np.asarray(above), np.asarray(below)
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


# ---- one number of a run


def total(series: Mapping[str, Any], *names: str, last: int = 0) -> float:
    """The exact sum of some series (of the last weeks, where `last` is given), equal on every version of NumPy."""
    return math.fsum(float(value) for name in names for value in series[name][-last:])


def end(name: str) -> Callable[[Mapping[str, Any]], float]:
    """The mean of a series over the last weeks."""
    return lambda series: total(series, name, last=LAST_WEEKS) / min(LAST_WEEKS, len(series[name]))


def share(*parts: str, of: tuple[str, ...], last: int = 0) -> Callable[[Mapping[str, Any]], float]:
    """The sum of some series as a share of that of others; nan where those are 0."""

    def made(series: Mapping[str, Any]) -> float:
        whole = total(series, *of, last=last)
        return total(series, *parts, last=last) / whole if whole else math.nan

    return made


def summed(*names: str) -> Callable[[Mapping[str, Any]], float]:
    """The sum of some series over the run."""
    return lambda series: total(series, *names)


def a_quarter(*names: str, of: tuple[str, ...]) -> Callable[[Mapping[str, Any]], float]:
    """What some series come to in 13 weeks as a share of others' mean, over the last weeks; nan where that is 0."""

    def made(series: Mapping[str, Any]) -> float:
        whole = total(series, *of, last=LAST_WEEKS)
        return 13 * total(series, *names, last=LAST_WEEKS) / whole if whole else math.nan

    return made
