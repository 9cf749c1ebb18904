"""Groups: the instances of a structure, each with its settings as numbers, and who belongs to them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.participation.engagement import hours_offered
from copsim.participation.people import minutes_left


class Groups(NamedTuple):
    """One row a group; memberships stand group by group, those of group g in start[g] .. start[g + 1] - 1."""

    start: Annotated[Array, Column("int64", ("group + 1",), "first membership of each group")]
    domain: Annotated[Array, Column("int32", ("group",), "its domain; -1: any")]
    shelf: Annotated[Array, Column("int32", ("group",), "its shelf of documents; -1: keeps none")]
    founded: Annotated[Array, Column("int32", ("group",), "first week")]
    ends: Annotated[Array, Column("int32", ("group",), "last week; 0: none")]
    meets: Annotated[Array, Column("uint8", ("group",), "0: sponsored hours are working hours")]
    mandated: Annotated[Array, Column("int32", ("group",), "minutes each member must give; -1: offers")]
    along_ties: Annotated[Array, Column("uint8", ("group",), "1: meets in pairs along ties; 0: in circles")]
    circle: Annotated[Array, Column("int32", ("group",), "people who learn together in one hour")]
    hear: Annotated[Array, Column("int32", ("group",), "draws of members who hear a question; 0: only ties are asked")]
    law: Annotated[Array, Column("int64", ("group", "family"), "cumulative chance of each family, in 2^-32")]
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
def groups_open(groups, week):
    """Which groups are there this week: founded, and not ended."""
    for g in range(groups.domain.size):
        there = groups.founded[g] <= week and (groups.ends[g] == 0 or week <= groups.ends[g])
        groups.open[g] = 1 if there and groups.meets[g] else 0


@kernel
def members_offer(world, recognition):
    """Minutes offered to each group: mandated, or by engagement; never more than the member has left of the week.

    `recognition` is what the sponsor adds to vR, by speciality.
    """
    promised = world.people.mark
    for i in range(promised.size):
        promised[i] = 0
    for m in range(world.memberships.member.size):
        world.memberships.offered[m] = 0
        world.memberships.present[m] = 0
        world.memberships.gained[m] = 0
        world.memberships.gave_now[m] = 0
        world.memberships.thanked[m] = 0
        world.memberships.used_now[m] = 0
        group = int(world.memberships.group[m])
        if not world.groups.open[group]:
            continue
        who = int(world.memberships.member[m])
        cap = minutes_left(world.people, who) - int(promised[who])
        if world.groups.mandated[group] >= 0:
            minutes = min(int(world.groups.mandated[group]), cap)
        else:
            minutes = hours_offered(
                world.rules,
                world.tables,
                world.memberships.interest[m],
                world.memberships.learning[m],
                world.memberships.helped[m],
                world.memberships.belonging[m],
                world.people.workload[who],
                recognition[world.people.speciality[who]],
                world.groups.eased[group],
                world.groups.control[group],
                cap,
            )
        world.memberships.offered[m] = minutes
        promised[who] += minutes
    for i in range(promised.size):
        promised[i] = -1
