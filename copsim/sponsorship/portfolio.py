"""The portfolio of domains: every quarter the organisation talks, and divides one budget by its policy.

Three separate levers: `investing` (hours released), `sponsoring` (recognition), `engaging` (hours of practitioners in
the strategic conversation). What is allotted comes on top of what sponsors grant, and is charged as theirs is.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import numpy as np

from copsim.domain.field import Field
from copsim.foundation.columns import allocate
from copsim.foundation.kernels import handle, kernel, late_kernel, one_of
from copsim.foundation.randomness import chance16
from copsim.participation.people import People
from copsim.sponsorship.alignment import capability_of_people
from copsim.sponsorship.budget import (
    Allotting,
    Portfolio,
    budget_is_divided,
    budget_is_handed_out,
    specialists_are_counted,
)
from copsim.sponsorship.commitments import gates_are_passed, stage_of, stopped_are_counted
from copsim.sponsorship.policies import POLICIES
from copsim.sponsorship.portfolio_settings import QUARTER, PortfolioSettings
from copsim.sponsorship.settings import SponsorshipSettings
from copsim.sponsorship.views import management_sees


def policies_are_chained() -> Callable[..., None]:
    """Chain the kernels `wants` of all policies that are known now: (number, world, week)."""
    global policy_wants
    kernels = [
        import_module(f"copsim.sponsorship.{policy.file}").wants if isinstance(policy.file, str) else policy.file
        for policy in POLICIES.values()
    ]
    policy_wants = one_of("policy_wants", "world, week", kernels)
    return policy_wants


policy_wants = policies_are_chained()


def build_portfolio(people: People, field: Field) -> Portfolio:
    """The portfolio before its first allotment; management knows the abilities of the start."""
    domains, members = field.truth.size, people.uid.size
    sizes = {"domain": domains, "member": members, "week of quarter": field.relevance_then.shape[0]}
    portfolio: Portfolio = allocate(Portfolio, sizes)
    capability = np.zeros(domains, np.int64)
    capability_of_people(handle(people), handle(field), capability)
    portfolio.capability_then[:] = capability
    return portfolio


def allotting_of(settings: PortfolioSettings, sponsorship: SponsorshipSettings, recognise: float) -> Allotting:
    """The numbers of [portfolio] in the units of the kernels. `recognise`: hours that a unit of recognition takes."""
    return Allotting(
        engaging=round(settings.engaging * 60),
        most=round(settings.most * 60),
        most_recognition=chance16(settings.most_recognition),
        recognise=round(recognise * 60),
        full_coordination=max(1, round(sponsorship.full_coordination * 60)),
        full_convening=max(1, round(sponsorship.full_convening * 60)),
        target=chance16(settings.target),
        noise=float(settings.noise),
        report_noise=float(settings.report_noise),
        voices=settings.voices,
        eta=chance16(settings.eta),
        least=chance16(settings.least),
    )


@kernel
def the_organisation_talks(world, week, row):
    """Every 13 weeks, from week 1 on, the policy divides the budget; every week it is handed out to the people.

    When a stage begins, domains that fall short of its gate are stopped before the budget is divided.
    """
    stage = stage_of(world.commitments, week)
    if world.commitments.policy[stage] >= 0:
        portfolio_is_managed(world, week, row, stage)


@late_kernel
def portfolio_is_managed(world, week, row, stage):
    """What the organisation does of it in a stage that has a policy."""
    specialists_are_counted(world)
    if (week - 1) % QUARTER == 0:
        management_sees(world, week)
        policy_wants(int(world.commitments.policy[stage]), world, week)
        gates_are_passed(world, week, stage)
        budget_is_divided(world, row)
    budget_is_handed_out(world, row, stage)
    stopped_are_counted(world, row)
