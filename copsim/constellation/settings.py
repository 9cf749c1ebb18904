"""What a scenario may say about money: prices of hours, supplies and equipment, and what a solution is worth."""

from __future__ import annotations

from copsim.foundation.parameters import Settings, parameter


class MoneySettings(Settings):
    """The table [money]. Prices act on measures only: no rule of the model reads them."""

    hour: float = parameter(50.0, "price of an hour of work", unit="money", low=0, high=10_000)
    solution: float = parameter(
        600.0,
        "value of a challenge solved in time",
        unit="money",
        low=0,
        high=1_000_000,
        source="value of a resolved internal discussion at Caterpillar, $600 (nickmilton.com/2012/09; theory 10d)",
    )
    attributable: float = parameter(
        0.8, "share of that value which is put down to what was learnt from others", low=0, high=1, source="theory 10d"
    )
    supplies: float = parameter(0.0, "supplies bought for each member", unit="money/week", low=0, high=10_000)
    discount: float = parameter(
        0.1, "discount on supplies if all units buy together", low=0, high=1, source="assumed (5-15 %, theory 9c)"
    )
    machine: float = parameter(0.0, "cost of the equipment of a unit", unit="money/week", low=0, high=100_000)
    used_alone: float = parameter(
        0.4, "share of time in which a unit's equipment is used", low=0.01, high=1, source="assumed (theory 9c)"
    )
    used_shared: float = parameter(
        0.6, "the same where units share equipment", low=0.01, high=1, source="assumed (theory 9c)"
    )
    link: float = parameter(
        0.5, "trust between people of two units from which the units buy together and share equipment", low=0, high=1
    )
