"""Futures: points of a Latin hypercube over all that is uncertain; and steps, where one assumption moves alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from copsim.constellation.scenario import parameters
from copsim.foundation.checking import line_of
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.toml_file import TomlFile
from copsim.study.arms import arms_of
from copsim.study.extended import named_by
from copsim.study.plan import Arm, Plan
from copsim.study.strategy.settings import PRICES, StrategySettings, UncertainSettings, problem_of_goals

OPTION, FUTURE = "option", "future"
DISCOUNT = "discount"
BASE = "base"
DIGITS = 8


class Future(NamedTuple):
    """One way things may turn out: values of the scenario's keys, prices, the discount a year; shares: of each
    assumption how far along its range it is; weight: how likely it is beside the others."""

    name: str
    keys: Mapping[str, Any]
    money: Mapping[str, float]
    discount: float
    shares: Mapping[str, float] = {}
    weight: float = 1.0


class Steps(NamedTuple):
    """An assumption moved alone: the futures at its values, in order."""

    key: str
    values: tuple[float, ...]
    futures: tuple[Future, ...]


def base_future(asked: StrategySettings, name: str = BASE, moved: Mapping[str, float] | None = None) -> Future:
    """Everything as assumed, but for what is moved."""
    moved = moved or {}
    keys = {key: _whole(key, moved.get(key, told.base)) for key, told in asked.uncertain.items()}
    money: dict[str, float] = {name: moved.get(name, asked.money[name].base) for name in PRICES}
    return Future(name, keys, money, moved.get(DISCOUNT, asked.discount.base))


def futures_of(asked: StrategySettings) -> list[Future]:
    """The futures of a study, each with a value for every assumption."""
    import numpy as np
    from scipy.stats import qmc

    told = assumptions(asked)
    sampler = qmc.LatinHypercube(len(told), rng=np.random.default_rng(asked.futures.seed))
    points = sampler.random(asked.futures.count)
    found = []
    for n, point in enumerate(points.tolist()):
        moved = {key: placed(one, share) for (key, one), share in zip(told.items(), point, strict=True)}
        shares = dict(zip(told, point, strict=True))
        weight = float(np.prod([part_of(one, shares[key]) for key, one in told.items()]))
        found.append(base_future(asked, f"{n + 1}", moved)._replace(shares=shares, weight=weight))
    if not any(future.weight > 0 for future in found):
        raise InputError([Problem("uncertain", "the weights leave no future; take more futures, or fewer zeros")])
    return found


def part_of(told: UncertainSettings, share: float) -> float:
    """How likely the part of a range is in which this share of the way lies."""
    return told.weights[min(int(share * len(told.weights)), len(told.weights) - 1)]


def named_futures(asked: StrategySettings) -> list[Future]:
    """The futures with a name: everything as assumed, but for what they set."""
    found = []
    for name, one in asked.named.items():
        prices = {key.removeprefix("money."): value for key, value in one.set.items() if key.startswith("money.")}
        if DISCOUNT in one.set:
            prices[DISCOUNT] = one.set[DISCOUNT]
        base = base_future(asked, name, prices)
        keys = {key: value for key, value in one.set.items() if key != DISCOUNT and not key.startswith("money.")}
        found.append(base._replace(keys={**base.keys, **keys}))
    return found


def steps_of(asked: StrategySettings) -> list[Steps]:
    """Each assumption that the runs depend on, alone, from its low end to its high."""
    found = []
    for key, told in asked.uncertain.items():
        shares = [n / (asked.futures.steps - 1) for n in range(asked.futures.steps)]
        values = tuple(dict.fromkeys(_whole(key, placed(told, share)) for share in shares))
        at = tuple(base_future(asked, f"{key}={value:g}", {key: value}) for value in values)
        found.append(Steps(key, values, at))
    return found


def assumptions(asked: StrategySettings) -> dict[str, UncertainSettings]:
    """All that is uncertain, by key: of the scenario, prices, discount."""
    return {**asked.uncertain, **{name: asked.money[name] for name in PRICES}, DISCOUNT: asked.discount}


def value_in(future: Future, key: str) -> float:
    """The value of an assumption in a future."""
    if key == DISCOUNT:
        return future.discount
    return future.money[key] if key in future.money else future.keys[key]


def placed(told: UncertainSettings, share: float) -> float:
    """The value at a share of the way from the low end to the high, to eight digits."""
    if told.scale == "log":
        value = told.low * (told.high / told.low) ** share
    else:
        value = told.low + (told.high - told.low) * share
    return float(f"{value:.{DIGITS}g}")


def _whole(key: str, value: float) -> float:
    declared = parameters().get(key)
    return round(value) if declared is not None and isinstance(declared.default, int) else value


def plan_of(asked: StrategySettings, file: TomlFile, futures: list[Future], luck: int) -> Plan:
    """Every option in every future, as an ordinary study.

    Raises
    ------
    InputError
        When a setting of an option, or an assumption, is none of the scenario, with its line.
    """
    from copsim.constellation.measures import SUMMARIES

    named_by([asked.scenario], [asked.set])
    known = parameters()
    problems = [
        Problem(f"uncertain.{key}", "is no number of the scenario", 0, nearest(key, list(known)))
        for key in asked.uncertain
        if key not in known or not isinstance(known[key].default, int | float)
    ]
    problems += problem_of_goals(asked, list(SUMMARIES))
    options = {name: asked.settings_of(name) for name in asked.all_options()}
    by_name = {future.name: dict(future.keys) for future in futures}
    arms: list[Arm] = []
    settings = {"weeks": asked.weeks, **asked.set}
    factors: dict[str, list[Any]] = {OPTION: list(options), FUTURE: list(by_name)}
    if not problems:
        arms, problems = arms_of(asked.scenario, settings, factors, {OPTION: options, FUTURE: by_name})
    if problems:
        raise InputError([replace(p, line=p.line or line_of(p.key, file.lines)) for p in problems], file.name)
    return Plan(
        name=f"strategy-{Path(file.name).stem}",
        arms=arms,
        replications=luck,
        measures=list(SUMMARIES),
        question=asked.question.strip(),
        expected=asked.expected.strip(),
        kind="strategy",
        source=asked.scenario,
        settings=settings,
        factors=factors,
    )
