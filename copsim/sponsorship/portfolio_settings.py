"""What a scenario may say about the portfolio: one budget over all domains, and the policy that divides it."""

from __future__ import annotations

from pydantic import field_validator

from copsim.foundation.errors import nearest
from copsim.foundation.parameters import Settings, parameter
from copsim.sponsorship.policies import POLICIES

AS_SET = "as_set"


class PortfolioSettings(Settings):
    """The table [portfolio]. What it allots comes on top of what [sponsorship] grants."""

    policy: str = parameter(
        AS_SET,
        f"who gets what: {AS_SET} (no portfolio: levers as [sponsorship] says); "
        + "; ".join(f"{policy.name} ({policy.sentence})" for policy in POLICIES.values()),
        source="slides (portfolio of domains); rules assumed (theory 8)",
    )
    investing: float = parameter(
        1.0, "the budget: hours released for each member, on average over all", unit="h/week", low=0, high=20
    )
    sponsoring: float = parameter(
        0.5, "recognition added to vR for each member, on average over all", unit="units", low=0, high=5
    )
    engaging: float = parameter(
        1.0,
        "own hours that a member of a reporting group spends on the strategic conversation each quarter",
        unit="h/quarter",
        low=0,
        high=10,
    )
    most: float = parameter(8.0, "most hours released for one member by the portfolio", unit="h/week", low=0, high=40)
    most_recognition: float = parameter(
        5.0, "most recognition of one member by the portfolio", unit="units", low=0, high=50
    )
    target: float = parameter(
        0.8, "ability in a domain that the organisation wants to have", unit="share", low=0, high=1
    )
    noise: float = parameter(
        0.3, "sd of management's error, relative to what it sees a quarter late", unit="share", low=0, high=2
    )
    report_noise: float = parameter(
        0.3, "sd of a group's error, relative to what it reports as it stands", unit="share", low=0, high=2
    )
    voices: int = parameter(
        3, "members present last week from whom on a group reports", unit="people", low=1, high=10_000_000
    )
    eta: float = parameter(0.5, "step by which results move the shares (policy results)", low=0, high=4)
    least: float = parameter(
        0.05,
        "least weight of a domain under the policy results, as a share of an equal one",
        unit="share",
        low=0,
        high=1,
    )

    @field_validator("policy")
    @classmethod
    def _known(cls, policy: str) -> str:
        known = [AS_SET, *POLICIES]
        if policy not in known:
            near = nearest(policy, known)
            raise ValueError(
                f"{policy!r} is not one of {', '.join(known)}" + (f"; did you mean '{near}'?" if near else "")
            )
        return policy
