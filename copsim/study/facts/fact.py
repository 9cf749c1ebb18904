"""What a stylised fact is: a sentence with a source, a statistic of runs, and the band it should lie in."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})

Role = Literal["fitted", "held out"]
Ground = Literal["observed", "experiment", "simulated", "assumed"]
Verdict = Literal["holds", "does not hold", "not told apart", "not measured"]


class Place(NamedTuple):
    """One arm of a fact: a scenario by name, with settings (dotted keys) over it."""

    name: str
    source: str = "baseline"
    settings: Mapping[str, Any] = NOTHING

    def put(self, key: str, value: Any) -> Place:
        """The same arm with one more setting, unless the arm itself says what it is."""
        return self if key in self.settings else self._replace(settings={**self.settings, key: value})


class Along(NamedTuple):
    """A parameter along which a fact that does not hold by default is asked for again, at levels stated beforehand."""

    key: str
    levels: tuple[Any, ...]


class Run(NamedTuple):
    """What is kept of one run: one number a measure; and its series, with what was `watched` beside them."""

    summary: Mapping[str, float]
    series: Mapping[str, Any]


Luck = Mapping[str, Run]
"""The runs of one replication, by name of the arm; all arms share their luck."""


class Fact(NamedTuple):
    """A stylised fact.

    mark: how well the source is known (theory.md: S sourced, M from memory, D derived by arithmetic, A assumed).
    low, high: the band, open at both ends; infinite where only the sign is known. ground: what the fact itself rests
    on; one that is assumed holds by construction, one that was simulated was found in another model.
    each: the statistic of one replication (nan: not defined there); the interval is Student's t of its mean.
    pool: in place of `each`, the statistic of all replications together; its interval is a bootstrap over them.
    """

    key: str
    says: str
    source: str
    mark: str
    statistic: str
    low: float
    high: float
    role: Role
    ground: Ground
    places: tuple[Place, ...]
    replications: int
    each: Callable[[Luck], float] | None = None
    pool: Callable[[Sequence[Luck]], float] | None = None
    along: tuple[Along, ...] = ()
    note: str = ""

    def at(self, key: str, level: Any) -> tuple[Place, ...]:
        """The arms with one parameter changed."""
        return tuple(place.put(key, level) for place in self.places)

    @property
    def band(self) -> str:
        """The band in words."""
        if math.isinf(self.high):
            return f"above {self.low:g}"
        return f"below {self.high:g}" if math.isinf(self.low) else f"{self.low:g} to {self.high:g}"


class NotHad(NamedTuple):
    """A fact that copsim cannot be asked about, and why."""

    says: str
    source: str
    why: str


class Reading(NamedTuple):
    """What runs came to: mean, 95 % interval and the verdict on it; n: replications in which it was defined."""

    n: int
    mean: float
    low: float
    high: float
    verdict: Verdict


class Tried(NamedTuple):
    """A reading at another level of one parameter."""

    key: str
    level: Any
    reading: Reading


class Found(NamedTuple):
    """A fact with its reading by default, and what came of changing declared parameters.

    commands: lines that do the first run of each arm again. runs: what it was read from.
    """

    fact: Fact
    reading: Reading
    tried: tuple[Tried, ...]
    commands: tuple[str, ...]
    runs: Sequence[Luck]

    @property
    def holds_where(self) -> list[Tried]:
        """The levels at which it holds though by default it does not."""
        return [t for t in self.tried if t.reading.verdict == "holds"]


def share_of(above: float, below: float) -> float:
    """above / below, nan where below is 0."""
    return above / below if below else math.nan
