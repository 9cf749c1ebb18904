"""Outcomes made by hand, so that what a study says of them can be known beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from copsim.constellation.scenario import Scenario
from copsim.study.arms import combinations
from copsim.study.outcome import Outcome
from copsim.study.plan import Arm, Claim, Dial, Plan


def outcome_of_values(
    factors: Mapping[str, list[Any]],
    values: Mapping[tuple[Any, ...], Sequence[Mapping[str, float]]],
    claims: Sequence[Claim] = (),
    dials: Sequence[Dial] = (),
) -> Outcome:
    """`values`: by the levels of an arm, what each replication measured."""
    arms = [Arm(levels, Scenario()) for levels in combinations(factors)]
    replications = max(len(runs) for runs in values.values())
    plan = Plan("made", arms, replications, ["ability"], factors=dict(factors), claims=claims, dials=dials)
    found = {
        (n, r): run for n, arm in enumerate(arms) for r, run in enumerate(values.get(tuple(arm.levels.values()), ()))
    }
    return Outcome(plan, found, {}, {})
