"""The budget of the portfolio: what each domain gets of it, and what that is for each of its people."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Count

QUARTER = 13
"""Weeks from one allotment to the next, the first in week 1."""


class Allotting(NamedTuple):
    """The numbers of [portfolio] as kernels use them.

    policy: place in POLICIES; -1: no portfolio. investing, engaging, most, recognise: minutes. sponsoring,
    most_recognition, target, eta, least: in 65,536ths. noise, report_noise: standard deviations. voices: people.
    """

    policy: int
    investing: int
    sponsoring: int
    engaging: int
    most: int
    most_recognition: int
    recognise: int
    target: int
    noise: float
    report_noise: float
    voices: int
    eta: int
    least: int


class Portfolio(NamedTuple):
    """What the organisation believes of its domains, and what it allots to them."""

    weight: Annotated[
        Array, Column("int64", ("domain",), "share of the budget; together 65,536, or 0 without a policy")
    ]
    relevance: Annotated[
        Array, Column("int64", ("domain",), "relevance as the organisation saw it when it allotted, in 65,536ths")
    ]
    capability: Annotated[
        Array, Column("int64", ("domain",), "capability as the organisation saw it when it allotted, in 65,536ths")
    ]
    result: Annotated[
        Array, Column("int64", ("domain",), "relevance x capability a quarter before the allotment, in 2^-32")
    ]
    capability_then: Annotated[
        Array,
        Column("int64", ("week of quarter", "domain"), "mean ability of its people, in 65,536ths, week w at w % 13"),
    ]
    wanted: Annotated[Array, Column("int64", ("domain",), "how much the policy wants to give, any unit", state=False)]
    people: Annotated[Array, Column("int32", ("domain",), "members whose speciality it is", state=False)]
    allowance: Annotated[Array, Column("int32", ("domain",), "minutes a week released for each member", state=False)]
    praise: Annotated[
        Array, Column("int32", ("domain",), "minutes a week to recognise a member who contributed", state=False)
    ]
    recognition: Annotated[Array, Column("float64", ("domain",), "recognition added to vR", state=False)]
    talks: Annotated[
        Array, Column("int32", ("member",), "minutes to be spent on the strategic conversation", state=False)
    ]


@kernel
def specialists_are_counted(world):
    """How many members have each domain as their speciality."""
    for d in range(world.portfolio.people.size):
        world.portfolio.people[d] = 0
    for i in range(world.people.uid.size):
        world.portfolio.people[world.people.speciality[i]] += 1


@kernel
def budget_is_divided(world, row):
    """Weights in proportion to what the policy wants; a domain that is nobody's speciality gets nothing.

    The weight of a domain is the difference of two marks, (sum of `wanted` up to it) x 65,536 // (sum of all): so the
    weights sum to 65,536; they are all 0 where nothing is wanted. What moved, the sum of |change|, is counted
    unless this is the first allotment.
    """
    portfolio = world.portfolio
    total = 0
    for d in range(portfolio.weight.size):
        if portfolio.people[d] > 0:
            total += int(portfolio.wanted[d])
    up_to = 0
    mark = 0
    moved = 0
    before = 0
    for d in range(portfolio.weight.size):
        if portfolio.people[d] > 0:
            up_to += int(portfolio.wanted[d])
        end = up_to * 65536 // total if total > 0 else 0
        moved += abs(end - mark - int(portfolio.weight[d]))
        before += int(portfolio.weight[d])
        portfolio.weight[d] = end - mark
        mark = end
    if before > 0:
        world.tally[row, Count.REALLOTTED] += moved


@kernel
def budget_is_handed_out(world, row):
    """Minutes of the week for each member, by speciality; what a cap or whole minutes leave over is counted as unspent.

    The budget is `investing` x members minutes, and (`sponsoring` x members x `recognise`) >> 16 for recognition. A
    domain's share of either is the difference of two marks, (weights up to it x budget + 32,768) >> 16. Each of its
    people gets share // people, at most `most` (`most_recognition` x recognise >> 16). Recognition is these minutes /
    `recognise`; where recognising takes no time it is the least of weight x sponsoring // 65,536 x members // people
    and most_recognition, / 65,536.
    """
    portfolio, rules = world.portfolio, world.allotting
    members = world.people.uid.size
    hours = rules.investing * members
    praise = (rules.sponsoring * members * rules.recognise) >> 16
    up_to = 0
    for d in range(portfolio.weight.size):
        before = up_to
        up_to += int(portfolio.weight[d])
        people = int(portfolio.people[d])
        portfolio.allowance[d] = 0
        portfolio.praise[d] = 0
        portfolio.recognition[d] = 0.0
        if people == 0 or up_to == before:
            continue
        share = ((up_to * hours + 32768) >> 16) - ((before * hours + 32768) >> 16)
        each = min(share // people, rules.most)
        portfolio.allowance[d] = each
        world.tally[row, Count.UNSPENT] += share - each * people
        share = ((up_to * praise + 32768) >> 16) - ((before * praise + 32768) >> 16)
        each = min(share // people, (rules.most_recognition * rules.recognise) >> 16)
        portfolio.praise[d] = each
        world.tally[row, Count.UNSPENT] += share - each * people
        if rules.recognise > 0:
            portfolio.recognition[d] = each / rules.recognise
        else:
            units = int(portfolio.weight[d]) * rules.sponsoring // 65536 * members // people
            portfolio.recognition[d] = min(units, rules.most_recognition) / 65536.0
