"""What would turn the answer round: the difference of two options as one assumption moves, where its sign changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from copsim.study.statistics import Estimate, mean_with_interval
from copsim.study.strategy.futures import DISCOUNT, assumptions, base_future, placed
from copsim.study.strategy.ledger import Ledger, net_value
from copsim.study.strategy.settings import PRICES, StrategySettings

FINE = 41
"""Values of a price at which the difference is worked out; between them it is as good as straight."""


class Bar(NamedTuple):
    """One assumption: its values, at each the mean difference with its 95 % interval over luck, pair by pair; and where
    the mean changes sign."""

    key: str
    values: tuple[float, ...]
    differences: tuple[Estimate, ...]
    switches: tuple[float, ...]

    @property
    def swing(self) -> float:
        """How far the mean difference goes from its least to its greatest."""
        means = [one.mean for one in self.differences]
        return max(means) - min(means)

    @property
    def turns(self) -> bool:
        """Whether the answer is another at one value than at another, beyond what luck does."""
        return any(one.low > 0 for one in self.differences) and any(one.high < 0 for one in self.differences)


def switch_points(values: Sequence[float], differences: Sequence[float]) -> tuple[float, ...]:
    """Where a line through the differences crosses 0, between neighbouring values."""
    found = []
    for n in range(len(values) - 1):
        here, there = differences[n], differences[n + 1]
        if here * there < 0:
            found.append(values[n] + (values[n + 1] - values[n]) * here / (here - there))
        elif here == 0 and n and differences[n - 1] * there < 0:
            found.append(values[n])
    return tuple(found)


def price_bar(asked: StrategySettings, ledger: Ledger, key: str, option: int, other: int) -> Bar:
    """An assumption about money: no run depends on it, so the base's runs are weighed anew. `ledger`: of the base."""
    told = assumptions(asked)[key]
    values = tuple(placed(told, share) for share in np.linspace(0, 1, FINE).tolist())
    found = []
    for value in values:
        net = net_value(ledger, [base_future(asked, moved={key: value})])[:, 0]
        found.append(mean_with_interval((net[option] - net[other]).tolist()))
    return Bar(key, values, tuple(found), switch_points(values, [one.mean for one in found]))


def stepped_bar(ledger: Ledger, key: str, values: Sequence[float], option: int, other: int) -> Bar:
    """An assumption that the runs depend on: `ledger` has a future for each value, in order."""
    net = net_value(ledger)
    found = tuple(mean_with_interval(pairs.tolist()) for pairs in net[option] - net[other])
    return Bar(key, tuple(values), found, switch_points(values, [one.mean for one in found]))


def tornado(bars: Sequence[Bar]) -> list[Bar]:
    """The bars, the one that moves the answer most first."""
    return sorted(bars, key=lambda bar: (-bar.swing, bar.key))


PRICED = (*PRICES, DISCOUNT)
"""Assumptions that are weighed anew without a run."""
