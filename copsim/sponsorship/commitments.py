"""What is committed: the budget and the policy of each stage, what a domain must reach to go on, and what it buys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import chance16
from copsim.foundation.tally import Count
from copsim.sponsorship.policies import POLICIES
from copsim.sponsorship.portfolio_settings import AS_SET, BOUGHT, Bought, PortfolioSettings


class Commitments(NamedTuple):
    """The budget by stage (stage 0 is the table [portfolio] itself), and how it is spent."""

    week: Annotated[Array, Column("int32", ("stage",), "first week of the stage; ascending", state=False)]
    policy: Annotated[Array, Column("int32", ("stage",), "place in POLICIES; -1: no portfolio", state=False)]
    investing: Annotated[Array, Column("int32", ("stage",), "minutes a week for each member, on average", state=False)]
    sponsoring: Annotated[Array, Column("int64", ("stage",), "recognition for each member, in 65,536ths", state=False)]
    least: Annotated[
        Array,
        Column("int64", ("stage",), "rise of capability without which a domain is stopped, in 65,536ths", state=False),
    ]
    gated: Annotated[Array, Column("uint8", ("stage",), "1: the stage has a gate", state=False)]
    saved: Annotated[
        Array, Column("uint8", ("one",), "1: what a stopped domain would have had is saved, not moved", state=False)
    ]
    shares: Annotated[Array, Column("int64", ("domain",), "share of policy by_hand, in 65,536ths", state=False)]
    ends: Annotated[
        Array,
        Column("int64", ("domain", "bought + 1"), "what goes to the levers before, in 65,536ths of hours", state=False),
    ]


def build_commitments(settings: PortfolioSettings, domains: list[str]) -> Commitments:
    """The stages of [portfolio], each with what the one before had where it says nothing."""
    policy, investing, sponsoring = settings.policy, settings.investing, settings.sponsoring
    rows: list[tuple[int, str, float, float, float | None]] = [(1, policy, investing, sponsoring, None)]
    for stage in sorted(settings.stage, key=lambda one: one.week):
        policy = policy if stage.policy is None else stage.policy
        investing = investing if stage.investing is None else stage.investing
        sponsoring = sponsoring if stage.sponsoring is None else stage.sponsoring
        rows.append((stage.week, policy, investing, sponsoring, stage.least))
    week, policies, hours, units, least = zip(*rows, strict=True)
    places = list(POLICIES)
    built: Commitments = allocate(
        Commitments,
        {"stage": len(rows), "one": 1, "domain": len(domains), "bought + 1": len(BOUGHT) + 1},
        week=np.array(week),
        policy=np.array([-1 if name == AS_SET else places.index(name) for name in policies]),
        investing=np.array([round(value * 60) for value in hours]),
        sponsoring=np.array([chance16(value) for value in units]),
        least=np.array([0 if value is None else round(value * 65536) for value in least]),
        gated=np.array([value is not None for value in least]),
        saved=np.array([settings.stopped == "saved"]),
        shares=np.array([chance16(settings.shares.get(name, 0.0)) for name in domains]),
        ends=np.array([_ends(settings.levers_of.get(name, settings.levers)) for name in domains]),
    )
    return built


def _ends(shares: Mapping[Bought, float]) -> list[int]:
    given = [shares.get(name, 0.0) for name in BOUGHT] if shares else [1.0, *[0.0] * (len(BOUGHT) - 1)]
    return [0, *(round(sum(given[: n + 1]) / sum(given) * 65536) for n in range(len(given)))]


@kernel
def stage_of(commitments, week):
    """The stage that holds this week: the last whose week has come."""
    at = 0
    for stage in range(commitments.week.size):
        if commitments.week[stage] <= week:
            at = stage
    return at


@kernel
def gates_are_passed(world, week, stage):
    """When a stage begins: where capability, as the organisation sees it, has risen by less than `least` since the
    stage before began, a domain is stopped for good; what is seen now is what the next gate is measured from."""
    portfolio, commitments = world.portfolio, world.commitments
    if commitments.week[stage] != week:
        return
    for d in range(portfolio.stopped.size):
        rise = int(portfolio.capability[d]) - int(portfolio.gate[d])
        if commitments.gated[stage] and rise < commitments.least[stage]:
            portfolio.stopped[d] = 1
        portfolio.gate[d] = portfolio.capability[d]


@kernel
def stopped_are_counted(world, row):
    """How many domains are stopped."""
    for d in range(world.portfolio.stopped.size):
        world.tally[row, Count.STOPPED] += int(world.portfolio.stopped[d])
