"""The budget of the portfolio: what each domain gets of it, and what that is for each of its people."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Count
from copsim.sponsorship.portfolio_settings import QUARTER

__all__ = ["QUARTER"]

ALLOWANCE, COORDINATOR, CONVENING, CURATION, RECOGNITION = range(5)
"""Places in BOUGHT."""


class Allotting(NamedTuple):
    """The numbers of [portfolio] as kernels use them.

    engaging, most, recognise, full_coordination, full_convening: minutes. most_recognition, target, eta, least: in
    65,536ths. noise, report_noise: standard deviations. voices: people. What differs by stage is in `Commitments`.
    """

    engaging: int
    most: int
    most_recognition: int
    recognise: int
    full_coordination: int
    full_convening: int
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
    gate: Annotated[Array, Column("int64", ("domain",), "capability seen when the stage began, in 65,536ths")]
    stopped: Annotated[Array, Column("uint8", ("domain",), "1: stopped at a gate")]
    wanted: Annotated[Array, Column("int64", ("domain",), "how much the policy wants to give, any unit", state=False)]
    people: Annotated[Array, Column("int32", ("domain",), "members whose speciality it is", state=False)]
    allowance: Annotated[Array, Column("int32", ("domain",), "minutes a week released for each member", state=False)]
    coordinator: Annotated[
        Array, Column("int32", ("domain",), "minutes a week of coordination for each member", state=False)
    ]
    convening: Annotated[
        Array, Column("int32", ("domain",), "money for meetings of each member, in minutes a week", state=False)
    ]
    curation: Annotated[Array, Column("int32", ("domain",), "minutes a week of curation for each member", state=False)]
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
    weights sum to 65,536; they are all 0 where nothing is wanted. A domain that is stopped gets nothing: the others
    share it, unless it is saved. What moved, the sum of |change|, is counted unless this is the first allotment.
    """
    portfolio = world.portfolio
    saved = world.commitments.saved[0] > 0
    total = 0
    for d in range(portfolio.weight.size):
        if portfolio.people[d] > 0 and (saved or not portfolio.stopped[d]):
            total += int(portfolio.wanted[d])
    up_to = 0
    mark = 0
    moved = 0
    before = 0
    for d in range(portfolio.weight.size):
        if portfolio.people[d] > 0 and (saved or not portfolio.stopped[d]):
            up_to += int(portfolio.wanted[d])
        end = up_to * 65536 // total if total > 0 else 0
        weight = 0 if portfolio.stopped[d] else end - mark
        moved += abs(weight - int(portfolio.weight[d]))
        before += int(portfolio.weight[d])
        portfolio.weight[d] = weight
        mark = end
    if before > 0:
        world.tally[row, Count.REALLOTTED] += moved


@kernel
def budget_is_handed_out(world, row, stage):
    """Minutes of the week for each member, by speciality; what a cap or whole minutes leave over is counted as unspent.

    The budget is `investing` x members minutes, and (`sponsoring` x members x `recognise`) >> 16 for recognition. A
    domain's share of either is the difference of two marks, (weights up to it x budget + 32,768) >> 16; its hours are
    cut by lever in the same way. Each of its people gets share // people of a lever, at most `most`, and of recognition
    (its share of both) at most `most_recognition` x recognise >> 16. Recognition is these minutes / `recognise`; where
    recognising takes no time it is the least of weight x sponsoring // 65,536 x members // people and most_recognition,
    / 65,536.
    """
    portfolio, rules = world.portfolio, world.allotting
    members = world.people.uid.size
    sponsoring = int(world.commitments.sponsoring[stage])
    hours = int(world.commitments.investing[stage]) * members
    praise = (sponsoring * members * rules.recognise) >> 16
    up_to = 0
    for d in range(portfolio.weight.size):
        before = up_to
        up_to += int(portfolio.weight[d])
        people = int(portfolio.people[d])
        portfolio.allowance[d] = 0
        portfolio.coordinator[d] = 0
        portfolio.convening[d] = 0
        portfolio.curation[d] = 0
        portfolio.praise[d] = 0
        portfolio.recognition[d] = 0.0
        if people == 0 or up_to == before:
            continue
        share = ((up_to * hours + 32768) >> 16) - ((before * hours + 32768) >> 16)
        portfolio.allowance[d] = for_each_person(world, row, cut(world, d, share, ALLOWANCE), people, rules.most)
        portfolio.coordinator[d] = for_each_person(world, row, cut(world, d, share, COORDINATOR), people, rules.most)
        portfolio.convening[d] = for_each_person(world, row, cut(world, d, share, CONVENING), people, rules.most)
        portfolio.curation[d] = for_each_person(world, row, cut(world, d, share, CURATION), people, rules.most)
        share = cut(world, d, share, RECOGNITION)
        share += ((up_to * praise + 32768) >> 16) - ((before * praise + 32768) >> 16)
        each = for_each_person(world, row, share, people, (rules.most_recognition * rules.recognise) >> 16)
        portfolio.praise[d] = each
        if rules.recognise > 0:
            portfolio.recognition[d] = each / rules.recognise
        else:
            units = int(portfolio.weight[d]) * sponsoring // 65536 * members // people
            portfolio.recognition[d] = min(units, rules.most_recognition) / 65536.0


@kernel
def cut(world, domain, minutes, lever):
    """The part of a domain's minutes that buys a lever, between two marks, (ends x minutes + 32,768) >> 16."""
    ends = world.commitments.ends
    up_to = (int(ends[domain, lever + 1]) * minutes + 32768) >> 16
    return up_to - ((int(ends[domain, lever]) * minutes + 32768) >> 16)


@kernel
def for_each_person(world, row, minutes, people, most):
    """Whole minutes for each of so many people, at most `most`; what that leaves over is counted as unspent."""
    each = min(minutes // people, most)
    world.tally[row, Count.UNSPENT] += minutes - each * people
    return each
