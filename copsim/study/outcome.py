"""What a study gave: one number a measure for every run, looked up by arm and replication."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copsim.study.plan import Arm, Plan
from copsim.study.statistics import Estimate, mean_with_interval


@dataclass(frozen=True)
class Outcome:
    """The plan and its numbers.

    values: (arm, replication) -> measure -> value, for runs that worked. digests: run id -> state digest.
    failed: run id -> traceback. reused: runs taken from earlier.
    """

    plan: Plan
    values: Mapping[tuple[int, int], Mapping[str, float]]
    digests: Mapping[str, str]
    failed: Mapping[str, str]
    reused: int = 0

    def by_replication(self, arm: int, measure: str) -> dict[int, float]:
        """The values of one measure in one arm, by replication; undefined ones are left out."""
        first, count = self.plan.first, self.plan.replications
        found = {r: self.values.get((arm, r), {}).get(measure, math.nan) for r in range(first, first + count)}
        return {r: value for r, value in found.items() if not math.isnan(value)}

    def estimate(self, arm: int, measure: str) -> Estimate:
        """Mean and interval of one measure in one arm."""
        return mean_with_interval(list(self.by_replication(arm, measure).values()))

    def arm_number(self, levels: Mapping[str, Any]) -> int:
        """The number of the arm with these levels."""
        return next(number for number, arm in enumerate(self.plan.arms) if arm.levels == levels)

    def measures_in(self, arms: list[Arm] | None = None) -> list[str]:
        """The plan's measures that are defined in at least one run of these arms (of all, when left out)."""
        numbers = [n for n, arm in enumerate(self.plan.arms) if arms is None or arm in arms]
        return [m for m in self.plan.measures if any(self.by_replication(n, m) for n in numbers)]
