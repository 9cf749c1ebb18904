"""Groups: the instances of a structure, each with its settings as numbers, and who belongs to them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import AHEAD, MANY, ahead, kernel
from copsim.participation.engagement import minutes_offered
from copsim.participation.people import minutes_left


class Groups(NamedTuple):
    """One row a group; memberships stand group by group, those of group g in start[g] .. start[g + 1] - 1."""

    start: Annotated[Array, Column("int64", ("group + 1",), "first membership of each group")]
    domain: Annotated[Array, Column("int32", ("group",), "its domain; -1: any")]
    shelf: Annotated[Array, Column("int32", ("group",), "its shelf of documents; -1: keeps none")]
    made_by: Annotated[Array, Column("int32", ("group",), "which of the scenario's structures made it: 0 the first")]
    theme: Annotated[Array, Column("int32", ("group",), "its domain, or the job's domain of most of its members")]
    starts: Annotated[Array, Column("int32", ("group",), "first week in which it may be there")]
    convened: Annotated[Array, Column("uint8", ("group",), "1: there once a convener starts it; 0: from `starts` on")]
    founded: Annotated[Array, Column("int32", ("group",), "week in which it was founded last; 0: not yet")]
    founder: Annotated[Array, Column("int64", ("group",), "uid of the convener who founded it; -1: nobody", -1)]
    closed: Annotated[Array, Column("int32", ("group",), "week in which it dissolved; 0: it has not")]
    ends: Annotated[Array, Column("int32", ("group",), "last week; 0: none")]
    until_delivery: Annotated[Array, Column("uint8", ("group",), "1: there while a problem is due; 0: open-ended")]
    lasts: Annotated[Array, Column("int32", ("group",), "weeks it is there if there is never anything to deliver")]
    takes_problem: Annotated[Array, Column("uint8", ("group",), "1: its members are given the parts of a problem")]
    serves: Annotated[Array, Column("uint8", ("group",), "1: clients bring requests to its desk")]
    critical_mass: Annotated[
        Array, Column("int32", ("group",), "people of a quarter below which it dissolves; 0: it never does")
    ]
    people: Annotated[Array, Column("int32", ("group",), "people present in the last 13 weeks")]
    before: Annotated[Array, Column("int32", ("group",), "the same, at the end of its last quarter")]
    below: Annotated[Array, Column("int32", ("group",), "weeks running below critical mass")]
    stage: Annotated[Array, Column("int8", ("group",), "stage of life, see structures.stages; no rule reads it")]
    meets: Annotated[Array, Column("uint8", ("group",), "0: sponsored hours are working hours")]
    mandated: Annotated[Array, Column("int32", ("group",), "minutes each member must give; -1: offers")]
    along_ties: Annotated[Array, Column("uint8", ("group",), "1: meets in pairs along ties; 0: in circles")]
    circle: Annotated[Array, Column("int32", ("group",), "people who learn together in one hour")]
    hear: Annotated[Array, Column("int32", ("group",), "draws of members who hear a question; 0: only ties are asked")]
    law: Annotated[Array, Column("int64", ("group", "family"), "cumulative chance of each family, in 2^-32")]
    services: Annotated[Array, Column("int32", ("service",), "groups that people who do not belong may ask")]
    open: Annotated[Array, Column("uint8", ("group",), "whether it is there this week", state=False)]
    match: Annotated[Array, Column("int64", ("group",), "chance of a found partner this week, in 2^-32", state=False)]
    eased: Annotated[
        Array, Column("int64", ("group",), "share of h0 that convening pays for this week, in 65,536ths", state=False)
    ]
    control: Annotated[
        Array, Column("int64", ("group",), "share of its hours that management sets, in 65,536ths", state=False)
    ]
    listed: Annotated[
        Array, Column("int32", ("group",), "kind that management sets for the hour it holds; -1: none", -1, "", False)
    ]
    of_member: Annotated[
        Array, Column("int32", ("member", "belonging"), "memberships of each member; -1: none", -1, state=False)
    ]


@kernel
def groups_open(world, week):
    """Which groups are there this week: founded, not ended or dissolved, and with something left to deliver.

    A group that no convener need start is founded in its first week.
    """
    groups = world.groups
    for g in range(groups.domain.size):
        groups.open[g] = 0
        if groups.founded[g] == 0 and groups.closed[g] == 0 and not groups.convened[g] and week >= groups.starts[g]:
            groups.founded[g] = week
        if groups.founded[g] == 0 or not groups.meets[g] or has_ended(groups, g, week) or nothing_due(world, g):
            continue
        delivers = groups.until_delivery[g] and world.rules.problem_every == 0
        if delivers and week >= groups.founded[g] + groups.lasts[g]:
            continue
        groups.open[g] = 1


@kernel
def has_ended(groups, group, week):
    """Whether the last week of a group is over."""
    return groups.ends[group] > 0 and week > groups.ends[group]


@kernel
def nothing_due(world, group):
    """Whether a group is there only until a problem is delivered, and problems are posed, but none is due."""
    return world.groups.until_delivery[group] == 1 and world.rules.problem_every > 0 and world.problem.due[0] == 0


@kernel
def members_offer(world, recognition):
    """Minutes offered to each group, so that nobody promises more than is left of their week.

    What is mandated comes first, group by group; then what is offered by engagement. Where a member would offer more
    than is left, each offer is cut in proportion (in whole minutes, downwards). `recognition` is what the sponsor
    adds to vR, by speciality.
    """
    forget_last_week(world.memberships)
    for i in range(world.people.uid.size):
        if world.people.uid.size - i - AHEAD > MANY:
            memberships_come(world, i + AHEAD)
        left = minutes_left(world.people, i)
        wanted = 0
        for g in range(world.groups.of_member.shape[1]):
            m = int(world.groups.of_member[i, g])
            if m < 0 or not world.groups.open[world.memberships.group[m]]:
                continue
            mandated = int(world.groups.mandated[world.memberships.group[m]])
            if mandated >= 0:
                world.memberships.offered[m] = min(mandated, left)
                left -= int(world.memberships.offered[m])
            else:
                world.memberships.offered[m] = would_offer(world, m, i, recognition[world.people.speciality[i]])
                wanted += int(world.memberships.offered[m])
        if wanted > left:
            for g in range(world.groups.of_member.shape[1]):
                m = int(world.groups.of_member[i, g])
                if m >= 0 and world.groups.mandated[world.memberships.group[m]] < 0:
                    world.memberships.offered[m] = int(world.memberships.offered[m]) * left // wanted


@kernel
def memberships_come(world, who):
    """Bring into the cache what is read of somebody's memberships before they offer."""
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            ahead(world.memberships.group, through)
            ahead(world.memberships.interest, through)
            ahead(world.memberships.learning, through)
            ahead(world.memberships.helped, through)
            ahead(world.memberships.belonging, through)
            ahead(world.memberships.offered, through)


@kernel
def would_offer(world, m, who, recognition):
    """Minutes that somebody would offer in a membership if there were nothing else to do, at most what is left."""
    group = int(world.memberships.group[m])
    return minutes_offered(
        world.rules,
        world.tables,
        world.memberships.interest[m],
        world.memberships.learning[m],
        world.memberships.helped[m],
        world.memberships.belonging[m],
        world.people.workload[who],
        recognition,
        world.groups.eased[group],
        world.groups.control[group],
        minutes_left(world.people, who),
    )


@kernel
def forget_last_week(memberships):
    """Clear what happened in the week before."""
    for m in range(memberships.member.size):
        memberships.offered[m] = 0
        memberships.present[m] = 0
        memberships.gained[m] = 0
        memberships.gave_now[m] = 0
        memberships.thanked[m] = 0
        memberships.used_now[m] = 0
