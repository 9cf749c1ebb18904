"""What a scenario may say about the portfolio: one budget, the policy that divides it, what it buys, and stages."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import field_validator, model_validator

from copsim.foundation.errors import nearest
from copsim.foundation.parameters import Settings, parameter, shares_of_one
from copsim.sponsorship.policies import POLICIES

AS_SET = "as_set"
QUARTER = 13
Bought = Literal["allowance", "coordinator", "convening", "curation", "recognition"]
BOUGHT: tuple[Bought, ...] = get_args(Bought)
"""Levers that hours of the portfolio can buy, in the order in which a share is cut."""


def known_policy(policy: str) -> str:
    """The policy as given, if it is one.

    Raises
    ------
    ValueError
        With the policies there are, and the nearest.
    """
    known = [AS_SET, *POLICIES]
    if policy not in known:
        near = nearest(policy, known)
        raise ValueError(f"{policy!r} is not one of {', '.join(known)}" + (f"; did you mean '{near}'?" if near else ""))
    return policy


class StageSettings(Settings):
    """An item of [[portfolio.stage]]: what is committed from a quarter on, and the gate before it."""

    week: int = parameter(
        53, "first week of the stage, the first of a quarter (14, 27, 40, 53 ..)", unit="week", low=14, high=100_000
    )
    policy: str | None = parameter(None, "who gets what from then on (left out: as before)")
    investing: float | None = parameter(
        None, "the budget from then on (left out: as before)", unit="h/week", low=0, high=20
    )
    sponsoring: float | None = parameter(
        None, "recognition from then on (left out: as before)", unit="units", low=0, high=5
    )
    least: float | None = parameter(
        None,
        "rise of a domain's capability since the stage before began, as the organisation sees it, without which it "
        "is stopped for good (left out: no gate)",
        unit="share",
        low=-1,
        high=1,
        source="gate before money: ConocoPhillips (theory 8); form assumed",
    )

    @field_validator("week")
    @classmethod
    def _quarter(cls, week: int) -> int:
        if week % QUARTER != 1:
            raise ValueError(
                f"week {week} is not the first of a quarter; the nearest is {round((week - 1) / 13) * 13 + 1}"
            )
        return week

    @field_validator("policy")
    @classmethod
    def _known(cls, policy: str | None) -> str | None:
        if policy == AS_SET:
            raise ValueError(f"a stage cannot go back to '{AS_SET}'; 'none' allots nothing")
        return policy if policy is None else known_policy(policy)


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
    shares: dict[str, float] = parameter({}, "share of each domain (policy by_hand)", unit="share")
    levers: dict[Bought, float] = parameter(
        {},
        "share of a domain's hours for each lever: " + ", ".join(BOUGHT) + " (empty: all for allowance)",
        unit="share",
        source="levers: model.md 7.5",
    )
    levers_of: dict[str, dict[Bought, float]] = parameter(
        {}, "the same for single domains, where it differs", unit="share"
    )
    stage: list[StageSettings] = parameter([], "stages, each with its budget and its gate, in any order")
    stopped: Literal["saved", "moved"] = parameter(
        "saved", "what a stopped domain would have had: saved, or moved to the others"
    )

    @field_validator("policy")
    @classmethod
    def _known(cls, policy: str) -> str:
        return known_policy(policy)

    @field_validator("shares", "levers")
    @classmethod
    def _shares(cls, shares: dict[str, float]) -> dict[str, float]:
        return shares_of_one(shares)

    @field_validator("levers_of")
    @classmethod
    def _shares_of(cls, given: dict[str, dict[Bought, float]]) -> dict[str, dict[Bought, float]]:
        for name, shares in given.items():
            try:
                shares_of_one({str(lever): share for lever, share in shares.items()})
            except ValueError as wrong:
                raise ValueError(f"{name}: {wrong}") from None
        return given

    @model_validator(mode="after")
    def _fits(self) -> PortfolioSettings:
        weeks = [stage.week for stage in self.stage]
        twice = sorted({week for week in weeks if weeks.count(week) > 1})
        if twice:
            raise ValueError(f"week {twice[0]} begins two stages")
        if self.stage and self.policy == AS_SET:
            raise ValueError(f"stages need a policy; with '{AS_SET}' nothing is allotted ('none' begins with nothing)")
        used = self.policies()
        if "by_hand" in used and not self.shares:
            raise ValueError("policy 'by_hand' needs [portfolio.shares]")
        return self

    def policies(self) -> set[str]:
        """The policies of all stages."""
        return {self.policy, *(stage.policy for stage in self.stage if stage.policy is not None)}

    def without_effect(self) -> dict[str, str]:
        """Settings of this table that change nothing beside the others, each with the reason."""
        found = {}
        if self.shares and "by_hand" not in self.policies():
            found["shares"] = "has no effect, since no policy here is 'by_hand'"
        if self.policy == AS_SET:
            found |= {
                name: f"has no effect, since policy is '{AS_SET}'"
                for name in ("levers", "levers_of")
                if getattr(self, name)
            }
        return found
