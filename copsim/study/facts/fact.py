"""What a stylised fact is here, and how it is judged: one number with an interval, and where it ought to lie."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, NamedTuple

from copsim.constellation.kinds import kind_of
from copsim.constellation.scenario import Scenario
from copsim.constellation.situation import Situation
from copsim.study.docking.models import model_named
from copsim.study.runner import cores
from copsim.study.statistics import Estimate, mean_with_interval
from copsim.study.words import level_text

Series = Mapping[str, Any]
Role = Literal["fitted", "held out", "by construction"]
POSITIVE = (0.0, math.inf)
"""An ordering: the difference must be above 0."""


class Fact(NamedTuple):
    """A fact: what is known, whence, how it is measured, where the number ought to lie, and how it is found.

    role: whether a parameter was fitted to it, it was held out, or the model's rules imply it. `found` answers the
    number of each replication; `under` the same under other parameters, by what is changed (stated beforehand).
    """

    key: str
    says: str
    source: str
    statistic: str
    limits: tuple[float, float]
    role: Role
    found: Callable[[Lives], Sequence[float]]
    under: Mapping[str, Callable[[Lives], Sequence[float]]] = {}


class Found(NamedTuple):
    """A fact and what was found: by default, and under other parameters."""

    fact: Fact
    default: Estimate
    under: Mapping[str, Estimate]


def verdict(estimate: Estimate, limits: tuple[float, float]) -> str:
    """ "holds" when the whole interval lies within the limits, "does not hold" when all of it lies outside.

    A difference of exactly 0 is no lead.
    """
    low, high = limits
    if math.isnan(estimate.mean):
        return "not defined"
    ends = (estimate.mean, estimate.mean) if math.isnan(estimate.low) else (estimate.low, estimate.high)
    if low < ends[0] and ends[1] <= high:
        return "holds"
    return "does not hold" if ends[1] <= low or ends[0] > high else "not told apart"


def estimate(values: Sequence[float]) -> Estimate:
    """Mean and 95 % interval over the replications in which the number is defined."""
    return mean_with_interval([value for value in values if not math.isnan(value)])


class Lives:
    """Runs, each done once: `community` by settings over the default scenario, `published` by model and cell."""

    def __init__(self, replications: int = 20) -> None:
        self.replications = replications
        self._done: dict[str, list[Any]] = {}

    def community(self, **settings: Any) -> list[Series]:
        """The series of every replication of the default community with settings ("people__members") changed."""
        return self._lived(Scenario().with_values(seed=4242, **settings), lambda result: result.series)

    def published(self, model: str, cell: Mapping[str, Any], metric: str, times: int = 3) -> list[float]:
        """A metric of `times` x replications runs of a published model's cell, with luck of its own."""
        scenario = model_named(model).scenario(cell, 4243)
        summary = kind_of(scenario).summaries[metric].of
        return self._lived(scenario, lambda result: summary(result.series), metric, times)

    def worlds(self, look: Callable[[Any], Any], name: str, **settings: Any) -> list[Any]:
        """What `look` (called `name`) sees of the world after the last week, of every replication."""
        from copsim.constellation.week import run_weeks
        from copsim.constellation.world import build_world
        from copsim.foundation.kernels import handle

        scenario = Scenario().with_values(seed=4242, **settings)

        def one(replication: int) -> Any:
            world = build_world(scenario, replication)
            run_weeks(handle(world), 1, scenario.weeks, 0)
            return look(world)

        key = f"{name} {scenario.model_dump_json()}"
        if key not in self._done:
            with ThreadPoolExecutor(cores(), "copsim") as pool:
                self._done[key] = list(pool.map(one, range(self.replications)))
        return self._done[key]

    def _lived(self, scenario: Situation, take: Callable[[Any], Any], name: str = "", times: int = 1) -> list[Any]:
        key = f"{name} {scenario.model_dump_json()}"
        if key not in self._done:
            kind = kind_of(scenario)
            kind.warm([scenario])
            with ThreadPoolExecutor(cores(), "copsim") as pool:
                runs = pool.map(lambda r: take(kind.run(scenario, r)), range(times * self.replications))
                self._done[key] = list(runs)
        return self._done[key]


def find(fact: Fact, lives: Lives) -> Found:
    """Measure a fact."""
    under = {what: estimate(found(lives)) for what, found in fact.under.items()}
    return Found(fact, estimate(fact.found(lives)), under)


def summary(name: str, **settings: Any) -> Callable[[Lives], Sequence[float]]:
    """A fact's number: one summary of the default community with settings changed."""
    from copsim.constellation.measures import SUMMARIES

    return lambda lives: [SUMMARIES[name].of(series) for series in lives.community(**settings)]


def more(name: str, here: Mapping[str, Any], there: Mapping[str, Any]) -> Callable[[Lives], Sequence[float]]:
    """A fact's number: by how much a summary is higher with some settings than with others, with the same luck."""
    one, other = summary(name, **here), summary(name, **there)
    return lambda lives: [a - b for a, b in zip(one(lives), other(lives), strict=True)]


def told(settings: Mapping[str, Any]) -> str:
    """Settings as they are given on a command line."""
    return ", ".join(f"{key.replace('__', '.')} = {level_text(value)}" for key, value in settings.items())
