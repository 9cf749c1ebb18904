"""The families of learning activity there are, and how a group's hours are divided over them.

A new family is one file and one line in `hold_hour` and FAMILIES.
"""

from __future__ import annotations

from copsim.activities.assets import producing_assets
from copsim.activities.exchanges import exchanging
from copsim.activities.formal_access import teaching
from copsim.activities.inquiries import inquiring
from copsim.activities.settings import ActivitiesSettings
from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Activity

FAMILIES = {
    "exchanges": Activity.EXCHANGES,
    "inquiries": Activity.INQUIRIES,
    "assets": Activity.ASSETS,
    "formal_access": Activity.FORMAL_ACCESS,
}
"""Share of [activities] -> family."""


@kernel
def hold_hour(world, week, row, family, circle):
    """Let a circle spend one hour on a family of activity."""
    if family == Activity.EXCHANGES:
        exchanging(world, week, row, circle)
    elif family == Activity.INQUIRIES:
        inquiring(world, week, row, circle)
    elif family == Activity.ASSETS:
        producing_assets(world, week, row, circle)
    elif family == Activity.FORMAL_ACCESS:
        teaching(world, week, row, circle)


def family_law(shares: ActivitiesSettings, documents: bool) -> list[int]:
    """Cumulative chances (in 2^-32) that an hour goes to each of the seven families.

    Where a group keeps no documents, the hours for assets are spent on the other families in proportion.
    """
    weight = [0.0] * 7
    for name, family in FAMILIES.items():
        weight[family] = getattr(shares, name)
    if not documents and weight[Activity.ASSETS] < 1:
        weight[Activity.ASSETS] = 0.0
    total = sum(weight)
    ends = [int(sum(weight[: k + 1]) / total * 4294967296.0) for k in range(7)]
    last = max(k for k in range(7) if weight[k] > 0)
    return [4294967296 if k >= last else end for k, end in enumerate(ends)]
