"""The week: one printed, tested list. Each phase is a kernel `(world, week, row)`; a model's method may replace it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from copsim.activities.arriving import challenges_arrive, challenges_fall_due, tasks_arrive
from copsim.activities.asking import everybody_asks
from copsim.activities.looking_up import everybody_looks_up
from copsim.activities.trying import everybody_tries
from copsim.constellation.counting import week_is_counted
from copsim.domain.field import truths_flip
from copsim.foundation.kernels import kernel
from copsim.participation import levels, ties
from copsim.participation.engagement import engagement_follows as engagement_moves
from copsim.participation.engagement import interest_moves, workload_moves
from copsim.sponsorship import grants
from copsim.structures.convening import groups_convene
from copsim.structures.groups import groups_open, members_offer


@kernel
def the_field_moves(world, week, row):
    """Truths flip; groups are founded and end."""
    truths_flip(world.field, world.seed, world.rules.turbulence, week)
    groups_open(world.groups, week)


@kernel
def sponsors_resource(world, week, row):
    """Everybody is given the week's hours, and the upkeep of ties is charged."""
    grants.sponsors_resource(world, week, row)


@kernel
def members_offer_hours(world, week, row):
    """Workloads move, jobs change, and members offer hours to their groups."""
    workload_moves(world.people, world.tables, world.rules, world.seed, week)
    interest_moves(world.memberships, world.people, world.tables, world.rules, world.seed, week)
    members_offer(world, world.sponsors.recognition[grants.grant_of(world.sponsors, week)])


@kernel
def communities_convene(world, week, row):
    """Hours become activities; who contributed is recognised."""
    groups_convene(world, week, row)
    grants.recognition_is_given(world, row)


@kernel
def challenges_are_met(world, week, row):
    """Challenges arrive and are tried: own knowledge, then ask, then look up, then try."""
    challenges_arrive(world, week, row)
    tasks_arrive(world, week, row)
    everybody_asks(world, week, row)
    everybody_looks_up(world, week, row)
    everybody_tries(world, week, row)
    challenges_fall_due(world, week, row)


@kernel
def ties_change(world, week, row):
    """Ties strengthen where help worked and fade elsewhere."""
    ties.ties_change(world.ties, world.rules)


@kernel
def engagement_follows(world, week, row):
    """Engagement follows the value received less the hours it took; levels are read."""
    engagement_moves(world.memberships, world.rules)
    levels.levels_change(world.memberships, world.groups.founded, week)


@kernel
def the_week_is_counted(world, week, row):
    """Abilities are read and the week is counted."""
    week_is_counted(world, row)


class Phase(NamedTuple):
    """One phase of the week: its number in the design, title, what happens, the method that runs it, its kernel."""

    number: int
    title: str
    sentence: str
    method: str
    kernel: Callable[..., None]


WEEK = (
    Phase(
        1,
        "The field moves",
        "Truths flip with the turbulence of the domain; groups are founded and end.",
        "the_field_moves",
        the_field_moves,
    ),
    Phase(
        3,
        "Sponsors resource groups",
        "Hours released, coordination, recognition; the upkeep of ties is charged.",
        "sponsors_resource",
        sponsors_resource,
    ),
    Phase(
        4,
        "Members offer hours",
        "By engagement and by what is allowed, or as mandated.",
        "members_offer_hours",
        members_offer_hours,
    ),
    Phase(
        5,
        "Communities convene",
        "Hours become exchanges, inquiries, assets and teaching; contributors are recognised.",
        "communities_convene",
        communities_convene,
    ),
    Phase(
        6,
        "Challenges arrive and are tried",
        "Own knowledge, then ask, then look up, then try; solved, or back in the queue.",
        "challenges_are_met",
        challenges_are_met,
    ),
    Phase(7, "Ties change", "They strengthen where help worked and fade elsewhere.", "ties_change", ties_change),
    Phase(
        8,
        "Engagement follows",
        "The value received less the hours it took; levels of participation are read.",
        "engagement_follows",
        engagement_follows,
    ),
    Phase(
        9,
        "The week is counted",
        "Abilities are read; sums are entered into the tally.",
        "the_week_is_counted",
        the_week_is_counted,
    ),
)
"""The week in order. Phase 2, the strategic conversation, is not in this version."""


@kernel
def run_weeks(world, first, weeks, row):
    """Run `weeks` weeks from week `first` on, counting into the tally from `row` on."""
    for t in range(weeks):
        the_field_moves(world, first + t, row + t)
        sponsors_resource(world, first + t, row + t)
        members_offer_hours(world, first + t, row + t)
        communities_convene(world, first + t, row + t)
        challenges_are_met(world, first + t, row + t)
        ties_change(world, first + t, row + t)
        engagement_follows(world, first + t, row + t)
        the_week_is_counted(world, first + t, row + t)
