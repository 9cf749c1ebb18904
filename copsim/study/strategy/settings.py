"""What a portfolio study may say: options, uncertain futures, what hours and solutions are worth, what is enough.

Options and futures become arms of an ordinary study, so that it resumes, runs anywhere and keeps its provenance.
Money acts on the ledger only (no rule of the model reads it), so it is weighed again without a run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from copsim.constellation.scenario import find
from copsim.foundation.checking import problems_of
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.parameters import Settings, parameter
from copsim.foundation.toml_file import TomlFile, read_toml
from copsim.study.experiment import flat

Price = Literal["hour", "solution", "attributable"]
NOTHING, EVENLY = "do_nothing", "spread_evenly"
ALWAYS: dict[str, dict[str, Any]] = {
    NOTHING: {"says": "Do nothing", "portfolio.policy": "none"},
    EVENLY: {"says": "Spread evenly", "portfolio.policy": "equal"},
}
"""Options that are always held against the others; a file may say them otherwise."""
PRICES: tuple[Price, ...] = ("hour", "solution", "attributable")
"""Assumptions about money: price of an hour; value of a challenge solved in time; share of it put down to learning."""


class UncertainSettings(Settings):
    """An uncertain assumption: its base value, how far it may be from that, and who says so."""

    base: float
    low: float
    high: float
    scale: Literal["linear", "log"] = "linear"
    weights: list[float] = parameter(
        [1.0], "how likely each of as many equal parts of the range is, from the low end to the high", min_length=1
    )
    says: str = parameter("", "what to call it")
    source: str = parameter(..., "who says so: yours, a default, a calibration", min_length=3)

    @model_validator(mode="after")
    def _ordered(self) -> UncertainSettings:
        if not self.low < self.high:
            raise ValueError(f"goes from {self.low:g} to {self.high:g}; expected a lower end first")
        if not self.low <= self.base <= self.high:
            raise ValueError(f"base = {self.base:g} lies outside {self.low:g} to {self.high:g}")
        if self.scale == "log" and self.low <= 0:
            raise ValueError("a logarithmic scale needs ends above 0")
        if min(self.weights) < 0 or max(self.weights) <= 0:
            raise ValueError("weights are not negative, and one of them is above 0")
        return self


class FuturesSettings(Settings):
    """The table [futures]: how many there are, and the luck that each is lived with."""

    count: int = parameter(60, "futures: points of a Latin hypercube over all that is uncertain", low=4, high=10_000)
    seed: int = parameter(1, "seed of the hypercube", low=0, high=2**32 - 1)
    luck: int = parameter(2, "runs of each option in each future, each with its own luck", low=1, high=1000)
    steps: int = parameter(
        5, "values at which each assumption is tried alone, from its low end to its high", low=3, high=25
    )
    luck_of_steps: int = parameter(10, "runs of each option at each of these values", low=2, high=1000)


class SearchSettings(Settings):
    """The table [search]: how `copsim optimise` looks for portfolios, and how it judges what it found."""

    generations: int = parameter(12, "generations of portfolios", low=1, high=1000)
    population: int = parameter(12, "portfolios of a generation", low=2, high=1000)
    futures: int = parameter(6, "futures on which a portfolio is searched", low=1, high=1000)
    luck: int = parameter(2, "runs of each portfolio in each of these futures", low=1, high=100)
    held_out: int = parameter(2, "runs of each in each future on which what was found is judged", low=1, high=1000)
    levers: bool = parameter(True, "whether the budget is divided over levers, too")


class NamedSettings(Settings):
    """A table [named.NAME]: a future with a name, in which some things are otherwise than assumed."""

    says: str = parameter(..., "what to call it", min_length=2)
    set: dict[str, Any] = parameter(..., "keys of the scenario, money.PRICE or discount, with their values")


class GoalSettings(Settings):
    """An item of [[goal]]: what must be reached for a future to count as good enough."""

    measure: str = parameter(..., "a summary of a run, or net_value")
    at_least: float


class StrategySettings(Settings):
    """A portfolio study file."""

    question: str = parameter(..., "what is to be decided", min_length=15)
    expected: str = parameter(..., "what theory leads one to expect, written before it runs", min_length=15)
    scenario: str = parameter("portfolio", "the organisation as it is")
    weeks: int = parameter(156, "horizon: weeks that every future lasts", unit="weeks", low=26, high=1040)
    set: dict[str, Any] = parameter({}, "values of the scenario changed in every option")
    options: dict[str, dict[str, Any]] = parameter(..., "options by name: `says`, and settings over the scenario")
    uncertain: dict[str, UncertainSettings] = parameter(..., "assumptions by key of the scenario")
    money: dict[Price, UncertainSettings] = parameter(..., "assumptions about money")
    discount: UncertainSettings = parameter(..., "discount a year")
    named: dict[str, NamedSettings] = parameter({}, "futures with a name, held beside the base")
    futures: FuturesSettings = Field(default_factory=FuturesSettings)
    search: SearchSettings = Field(default_factory=SearchSettings)
    goal: list[GoalSettings] = parameter([], "what is good enough")

    @model_validator(mode="after")
    def _whole(self) -> StrategySettings:
        missing = [name for name in PRICES if name not in self.money]
        if missing:
            raise ValueError(f"money says nothing of {', '.join(missing)}")
        known = {*(f"money.{name}" for name in PRICES), "discount"}
        odd = [key for one in self.named.values() for key in one.set if key.startswith("money.") and key not in known]
        if odd:
            raise ValueError(f"{odd[0]} is no price that futures may set: {', '.join(sorted(known))}")
        return self

    def all_options(self) -> dict[str, dict[str, Any]]:
        """The options of the file and those that are always there, these first."""
        return {**{name: self.options.get(name, given) for name, given in ALWAYS.items()}, **self.options}

    def name_of(self, option: str) -> str:
        """What to call an option."""
        return str(self.all_options()[option].get("says", option.replace("_", " ").capitalize()))

    def settings_of(self, option: str) -> dict[str, Any]:
        """What an option changes of the scenario, by dotted key."""
        return {key: value for key, value in self.all_options()[option].items() if key != "says"}


def read_strategy(name: str | Path) -> tuple[StrategySettings, TomlFile]:
    """Read a portfolio study by path, or by the name of one that comes with copsim.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    text = str(name)
    there = text.endswith(".toml") or "/" in text
    file = read_toml(find(name if there else f"strategy/{text}", "experiments"))
    data = dict(file.data)
    data["set"] = flat(data.get("set", {}))
    if isinstance(data.get("options"), Mapping):
        data["options"] = {option: flat(given) for option, given in data["options"].items()}
    if isinstance(data.get("named"), Mapping):
        data["named"] = {
            name: {**one, "set": flat(one["set"])} if isinstance(one, Mapping) and "set" in one else one
            for name, one in data["named"].items()
        }
    if isinstance(data.get("uncertain"), Mapping):
        data["uncertain"] = {key: given for key, given in _dotted(data["uncertain"]).items()}
    try:
        return StrategySettings.model_validate(data), file
    except ValidationError as refused:
        raise InputError(problems_of(StrategySettings, refused, file.lines), file.name) from None


def _dotted(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Tables of assumptions by the dotted key that they are about: what has a `base` is one."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, Mapping) and "base" not in value and any(isinstance(v, Mapping) for v in value.values()):
            found |= _dotted(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = value
    return found


def problem_of_goals(asked: StrategySettings, known: list[str]) -> list[Problem]:
    """Goals that no run answers."""
    return [
        Problem(f"goal.{n}.measure", f"{goal.measure!r} is no summary of a run, nor net_value")
        for n, goal in enumerate(asked.goal)
        if goal.measure not in (*known, "net_value")
    ]
