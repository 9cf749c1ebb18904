"""What a measure is: a weekly series or one number of a run, with name, unit and a sentence; and how they are made.

Counts are named by text, so that a list of measures can be read without loading the model.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from copsim.constellation.settings import MoneySettings
    from copsim.constellation.world import World

LAST_WEEKS = 26
"""Weeks over which the end of a run is averaged."""


class Seen(NamedTuple):
    """What a measure is made of.

    world: the state, with the tally and chronicle of the weeks in question. money: the prices of [money]. shared: what
    several measures have been made of, by what made it (None: nothing is shared).
    """

    world: World
    money: MoneySettings
    shared: dict[Callable[[World], Any], Any] | None = None

    def once(self, make: Callable[[World], Any]) -> Any:
        """What `make` makes of the world; made once for all measures that ask for it."""
        shared = {} if self.shared is None else self.shared
        if make not in shared:
            shared[make] = make(self.world)
        return shared[make]

    @property
    def members(self) -> int:
        """People in the organisation."""
        return int(self.world.people.uid.size)

    @property
    def facets(self) -> int:
        """Facets of all domains."""
        return sum(int(word).bit_count() for word in self.world.field.exists)

    def count(self, *names: str) -> Any:
        """The sum of some columns of the tally, int64 of shape (weeks,).

        names: of `Count`. A KeyError names one that there is not.
        """
        from copsim.foundation.tally import Count

        return sum(self.world.tally[:, Count[name]] for name in names)

    def hours(self, *activities: str, payer: str = "") -> Any:
        """Hours of some activities (none named: all) by all payers or by one, float64 of shape (weeks,).

        activities: names of `Activity`. payer: "SLACK", "JOB" or "SPONSOR"; "" for all.
        """
        from copsim.foundation.tally import HOURS_FROM, Activity, Payer

        booked = self.world.tally[:, HOURS_FROM:].reshape(-1, len(Payer), len(Activity))
        booked = booked[:, [Payer[payer]]] if payer else booked
        wanted = [Activity[name] for name in activities] or list(Activity)
        return booked[:, :, wanted].sum(axis=(1, 2)) / 60


class Measure(NamedTuple):
    """A weekly series: `of` gives an array of shape (weeks,), counts as int64, all else as float64.

    name: of its column in tables, and of `CommunityModel.measure`. unit: "share", "h", "people" ... meaning: what it
    says, in a few words. source: where it comes from.
    whole: that what it says of a week depends on the weeks before, so that it must see all of them.
    """

    name: str
    unit: str
    meaning: str
    of: Callable[[Seen], Any]
    source: str = "model.md 4"
    whole: bool = False


class Summary(NamedTuple):
    """One number of a run, made by `of` from its series by name, each of shape (weeks,); nan where it is not defined.

    name: of its column in tables, and of `measures` in an experiment. unit, meaning: as of a `Measure`. better: which
    direction a sponsor would want, "" where neither is.
    """

    name: str
    unit: str
    meaning: str
    better: Literal["higher", "lower", ""]
    of: Callable[[Mapping[str, Any]], float]


def count(*names: str) -> Callable[[Seen], Any]:
    """A series that counts, int64 of shape (weeks,): the sum of columns of the tally, by `names` of `Count`."""
    return lambda seen: seen.count(*names).copy()


def hours(*activities: str, payer: str = "") -> Callable[[Seen], Any]:
    """A series of hours, float64 of shape (weeks,).

    activities: names of `Activity` (none: all). payer: "SLACK", "JOB" or "SPONSOR"; "" for all.
    """
    return lambda seen: seen.hours(*activities, payer=payer)


def per_member(*names: str, scale: float = 1.0) -> Callable[[Seen], Any]:
    """A series: the sum of the columns of the tally called `names`, divided by people and by `scale`."""
    return lambda seen: seen.count(*names) / (seen.members * scale)


def of_all(above: tuple[str, ...], below: tuple[str, ...], scale: float = 1.0) -> Callable[[Seen], Any]:
    """A series: the sum of columns `above` divided by that of columns `below` and by `scale`; 0 where that is 0."""
    return lambda seen: ratio(seen.count(*above), seen.count(*below) * scale)


def ratio(above: Any, below: Any) -> Any:
    """above / below, both of shape (weeks,); 0 where below is 0."""
    import numpy as np

    above, below = np.asarray(above), np.asarray(below)
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


# ---- one number of a run


def total(series: Mapping[str, Any], *names: str, last: int = 0) -> float:
    """The exact sum of the series called `names`, over the `last` weeks (0: all); equal on every version of NumPy.

    series: by name, each of shape (weeks,).
    """
    import numpy as np

    return math.fsum(itertools.chain.from_iterable(np.asarray(series[name])[-last:].tolist() for name in names))


def end(name: str) -> Callable[[Mapping[str, Any]], float]:
    """A summary: the mean of the series called `name` over the last 26 weeks (all, where there are fewer)."""
    return lambda series: total(series, name, last=LAST_WEEKS) / min(LAST_WEEKS, len(series[name]))


def share(*parts: str, of: tuple[str, ...], last: int = 0) -> Callable[[Mapping[str, Any]], float]:
    """A summary: the sum of the series `parts` as a share of that of the series `of`; nan where that is 0.

    last: weeks at the end that count; 0: all.
    """

    def made(series: Mapping[str, Any]) -> float:
        whole = total(series, *of, last=last)
        return total(series, *parts, last=last) / whole if whole else math.nan

    return made


def summed(*names: str) -> Callable[[Mapping[str, Any]], float]:
    """A summary: the sum over the run of the series called `names`."""
    return lambda series: total(series, *names)


def a_quarter(*names: str, of: tuple[str, ...]) -> Callable[[Mapping[str, Any]], float]:
    """A summary: what the series `names` come to in 13 weeks as a share of the mean of the series `of`.

    Over the last 26 weeks; nan where that mean is 0.
    """

    def made(series: Mapping[str, Any]) -> float:
        whole = total(series, *of, last=LAST_WEEKS)
        return 13 * total(series, *names, last=LAST_WEEKS) / whole if whole else math.nan

    return made
