"""Engagement: hours offered to a group follow the value received less the hours it took (model.md 7.2).

The cost-benefit form is Ren & Kraut's (2014), in continuous hours.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import AHEAD, MANY, ahead, kernel
from copsim.foundation.randomness import Decision, draw, event

WEEKS_REMEMBERED = 13
"""A quarter: levels of participation are read off so many weeks."""


class Memberships(NamedTuple):
    """Who belongs to which group: one row each, group by group, in a group by uid."""

    member: Annotated[Array, Column("int32", ("membership",), "who belongs", refers="member")]
    group: Annotated[Array, Column("int32", ("membership",), "to which group")]
    interest: Annotated[Array, Column("float64", ("membership",), "z, interest in the group's domain; mean 1")]
    learning: Annotated[Array, Column("float64", ("membership",), "eL, running mean of own gains per hour present")]
    helped: Annotated[
        Array, Column("float64", ("membership",), "eR, running mean of acknowledged help per hour present")
    ]
    belonging: Annotated[Array, Column("float64", ("membership",), "b, 0 to 1")]
    since: Annotated[Array, Column("int32", ("membership",), "week in which it began")]
    faith: Annotated[Array, Column("int32", ("membership",), "faith in the group's documents, in 65,536ths")]
    level: Annotated[Array, Column("int8", ("membership",), "level of participation, see participation.levels", -1)]
    settled: Annotated[
        Array, Column("int8", ("membership",), "level held at the end of two quarters running; -1: none yet", -1)
    ]
    seen: Annotated[Array, Column("int8", ("membership",), "level at the end of the last quarter; -1: not known", -1)]
    contributions: Annotated[Array, Column("int32", ("membership",), "contributions since it began")]
    minutes: Annotated[Array, Column("int16", ("membership", "week of quarter"), "minutes present, last 13 weeks")]
    gave: Annotated[Array, Column("uint16", ("membership",), "bit w % 13: contributed in week w")]
    used: Annotated[Array, Column("uint16", ("membership",), "bit w % 13: used a document or an answer in week w")]
    before: Annotated[
        Array, Column("int32", ("membership",), "the membership that it goes on from, after a schism; -1: none", -1)
    ]
    offered: Annotated[Array, Column("int32", ("membership",), "minutes offered this week", state=False)]
    present: Annotated[Array, Column("int32", ("membership",), "minutes present this week", state=False)]
    gained: Annotated[Array, Column("int32", ("membership",), "facets taken up this week", state=False)]
    gave_now: Annotated[Array, Column("int32", ("membership",), "contributions this week", state=False)]
    thanked: Annotated[Array, Column("int32", ("membership",), "times help was acknowledged this week", state=False)]
    used_now: Annotated[Array, Column("int32", ("membership",), "answers and documents used this week", state=False)]


class Tables(NamedTuple):
    """Values that kernels look up, because exp and quantiles may differ in the last bit between machines."""

    normal: Annotated[Array, Column("float64", ("quantile",), "standard normal at 4,096 quantiles")]
    first: Annotated[
        Array, Column("int64", ("place", "limit"), "chance of a right, and of a right or wrong, first belief, in 2^-32")
    ]
    interest: Annotated[Array, Column("float64", ("quantile",), "interest z at 4,096 quantiles")]
    workload: Annotated[Array, Column("float64", ("load",), "exp(x) for x = -1 .. 1 in steps of 1/1024")]
    majority: Annotated[Array, Column("int64", ("margin",), "1-(1-p)^k for margins k, in 2^-32")]


@kernel
def minutes_offered(rules, tables, interest, learning, helped, belonging, workload, recognition, eased, control, cap):
    """Minutes offered: h = clip(A (1 - a u) / (kappa w) - h0 (1 - c), 0, cap).

    A = z (vL eL + (vR + recognition) eR + vB b). c is the share of h0 that convening pays for (`eased`), u the group's
    control, both given in 65,536ths; a is `autonomy`: A x (1.0 - a x (u / 65536.0)), h0 x (1.0 - c / 65536.0).
    """
    step = int((workload + 1.0) * 1024.0)
    load = tables.workload[min(max(step, 0), tables.workload.size - 1)]
    value = interest * (
        rules.v_learning * learning + (rules.v_recognition + recognition) * helped + rules.v_belonging * belonging
    )
    value = value * (1.0 - rules.autonomy * (control / 65536.0))
    hours = value / (rules.kappa * load) - rules.first_hour * (1.0 - eased / 65536.0)
    minutes = int(hours * 60.0)
    return min(max(minutes, 0), cap)


@kernel
def engagement_follows(memberships, rules):
    """After the week: eL and eR follow what an hour was worth; b follows the hours; the absent drift to hearsay."""
    for m in range(memberships.member.size):
        present = int(memberships.present[m])
        if present > 0:
            hours = present / 60.0
            memberships.learning[m] += rules.rate * (memberships.gained[m] / hours - memberships.learning[m])
            memberships.helped[m] += rules.rate * (memberships.thanked[m] / hours - memberships.helped[m])
        else:
            hours = 0.0
            memberships.learning[m] += rules.rate / 5.0 * (rules.hearsay - memberships.learning[m])
            memberships.helped[m] += rules.rate / 5.0 * (rules.hearsay - memberships.helped[m])
        memberships.belonging[m] += rules.rate / 2.0 * (min(1.0, hours) - memberships.belonging[m])


@kernel
def workload_moves(people, tables, rules, seed, week):
    """Log workload: x = memory x + noise N(0, 1)."""
    for i in range(people.uid.size):
        drawn = draw(event(seed, Decision.WORKLOAD, week, people.uid[i], 0), 0)
        noise = rules.workload_noise * tables.normal[drawn >> 20]
        people.workload[i] = rules.workload_memory * people.workload[i] + noise


@kernel
def interest_moves(memberships, people, tables, rules, seed, week):
    """With a change of job (or in week 0, at the start) the interest z of a membership is drawn anew."""
    for m in range(memberships.member.size):
        if memberships.member.size - m - AHEAD > MANY:
            ahead(people.uid, int(memberships.member[m + AHEAD]))
        uid = people.uid[memberships.member[m]]
        change = draw(event(seed, Decision.JOB_CHANGE, week, uid, 0), 0)
        if week == 0 or change < rules.job_change:
            drawn = draw(event(seed, Decision.INTEREST, week, uid, memberships.group[m]), 0)
            memberships.interest[m] = tables.interest[drawn >> 20]
