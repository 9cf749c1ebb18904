"""The week: one printed, tested list. Each phase is a kernel `(world, week, row)`; a model's method may replace it."""

from __future__ import annotations

from typing import Any

from copsim.activities.arriving import challenges_arrive, challenges_fall_due, tasks_arrive
from copsim.activities.asking import everybody_asks
from copsim.activities.brokering import brokers_carry
from copsim.activities.looking_up import everybody_looks_up
from copsim.activities.posing import problem_is_posed, problem_is_shared_out
from copsim.activities.requesting import desks_give_out, requests_arrive
from copsim.activities.telling_news import news_along_ties
from copsim.activities.trying import everybody_tries
from copsim.constellation.counting import week_is_counted
from copsim.constellation.phases import BROUGHT, METHODS, Phase, is_lived
from copsim.constellation.sharing import sharing_is_counted
from copsim.domain.field import truths_flip
from copsim.domain.news import news_arises
from copsim.domain.relevance import relevance_moves
from copsim.foundation.kernels import COMPILED, addresses, call_at, kernel, telling_why
from copsim.knowledge.innovations import innovations_come
from copsim.participation import levels, ties
from copsim.participation.engagement import engagement_follows as engagement_moves
from copsim.participation.engagement import interest_moves, workload_moves
from copsim.participation.people import identity_grows
from copsim.participation.turnover import people_come_and_go
from copsim.sponsorship import grants, portfolio, resourcing
from copsim.sponsorship.voice import they_listen
from copsim.structures.convening import groups_convene
from copsim.structures.founding import conveners_act, groups_dissolve
from copsim.structures.groups import groups_open, members_offer
from copsim.structures.schism import groups_split
from copsim.structures.stages import stages_are_read


@kernel
def the_field_moves(world, week, row):
    """Truths flip, relevance drifts, innovations and news come, people leave and join, groups begin and end."""
    truths_flip(world.field, world.seed, world.rules.turbulence, week)
    relevance_moves(world.field, world.rules, world.seed, week)
    if world.innovations.week.size > 0:
        innovations_come(world, week)
    if world.rules.news_items > 0:
        news_arises(world, week, row)
    people_come_and_go(world, week, row)
    problem_is_posed(world, week)
    groups_split(world, week)
    groups_open(world, week)


@kernel
def the_organisation_talks(world, week, row):
    """Every quarter the organisation divides its budget over domains by its policy; every week it is handed out."""
    portfolio.the_organisation_talks(world, week, row)


@kernel
def sponsors_resource(world, week, row):
    """Everybody is given the week's hours; levers go to the groups; talks and the upkeep of ties are charged."""
    resourcing.sponsors_resource(world, week, row)


@kernel
def members_offer_hours(world, week, row):
    """Workloads move, jobs change, conveners act, and members offer hours to their groups."""
    workload_moves(world.people, world.tables, world.rules, world.seed, week)
    interest_moves(world.memberships, world.people, world.tables, world.rules, world.seed, week)
    conveners_act(world, week, row)
    granted = world.sponsors.recognition[grants.grant_of(world.sponsors, week)]
    members_offer(world, granted + world.portfolio.recognition)


@kernel
def communities_convene(world, week, row):
    """Hours become activities, brokers carry, news passes along ties; who contributed is recognised."""
    groups_convene(world, week, row)
    brokers_carry(world, week, row)
    if world.rules.news_items > 0:
        news_along_ties(world, week)
    resourcing.grants_are_used(world, row)
    if world.hearing.uptake > 0:
        they_listen(world, week, row)


@kernel
def challenges_are_met(world, week, row):
    """Challenges arrive and are tried: own knowledge, then ask, then look up, then try."""
    challenges_arrive(world, week, row)
    if world.rules.task_every > 0:
        tasks_arrive(world, week, row)
    if world.rules.problem_every > 0:
        problem_is_shared_out(world, week, row)
    if world.rules.clients > 0:
        requests_arrive(world, week, row)
    desks_give_out(world, week, row)
    everybody_asks(world, week, row)
    everybody_looks_up(world, week, row)
    everybody_tries(world, week, row)
    challenges_fall_due(world, week, row)


@kernel
def ties_change(world, week, row):
    """Ties strengthen where help worked and fade elsewhere; identification grows with joint activity."""
    ties.ties_change(world.ties, world.rules)
    identity_grows(world.people, world.rules)


@kernel
def engagement_follows(world, week, row):
    """Engagement follows the value received less the hours it took; levels and stages are read, groups dissolve."""
    engagement_moves(world.memberships, world.rules)
    levels.levels_change(world.memberships, world.chronicle, world.tally, row, week)
    groups_dissolve(world, week, row)
    stages_are_read(world.groups, week)


@kernel
def the_week_is_counted(world, week, row):
    """Abilities are read and the week is counted."""
    week_is_counted(world, week, row)
    sharing_is_counted(world, row)


OWN = (
    Phase(
        "The field moves",
        "Truths flip, relevance drifts, innovations and news come; people leave and join; groups begin and end.",
        "the_field_moves",
        the_field_moves,
    ),
    Phase(
        "The organisation talks and allots",
        "Every quarter: the strategic conversation, then the portfolio divides one budget over the domains.",
        "the_organisation_talks",
        the_organisation_talks,
    ),
    Phase(
        "Sponsors resource groups",
        "Hours released, coordination, convening, curation, experts, control; the upkeep of ties is charged.",
        "sponsors_resource",
        sponsors_resource,
    ),
    Phase(
        "Members offer hours",
        "Conveners start groups; hours are offered by engagement and by what is allowed, or as mandated.",
        "members_offer_hours",
        members_offer_hours,
    ),
    Phase(
        "Communities convene",
        "Hours become learning activities, brokers carry, news passes; contributors are recognised.",
        "communities_convene",
        communities_convene,
    ),
    Phase(
        "Challenges arrive and are tried",
        "Own knowledge, then ask, then look up, then try; solved, or back in the queue.",
        "challenges_are_met",
        challenges_are_met,
    ),
    Phase(
        "Ties change",
        "They strengthen where help worked and fade elsewhere; identification with the whole grows.",
        "ties_change",
        ties_change,
    ),
    Phase(
        "Engagement follows",
        "The value received less the hours it took; levels and stages are read, groups below critical mass dissolve.",
        "engagement_follows",
        engagement_follows,
    ),
    Phase(
        "The week is counted",
        "Abilities are read; sums are entered into the tally.",
        "the_week_is_counted",
        the_week_is_counted,
    ),
)
"""The phases of copsim itself, in order."""
assert tuple(phase.method for phase in OWN) == METHODS


def in_order() -> tuple[Phase, ...]:
    """The week in order: the phases of copsim, each followed by those that extensions put after it.

    Of several that follow one phase, names decide, not which extension was loaded first.
    """
    brought = sorted(BROUGHT, key=lambda phase: phase.method)
    found = [one for phase in OWN for one in (phase, *(new for new in brought if new.after == phase.method))]
    return tuple(phase._replace(number=number) for number, phase in enumerate(found, 1))


@kernel
def weeks_pass(world, first, weeks, row, phases):
    """Live weeks by the addresses of their phases, in order."""
    for t in range(weeks):
        for n in range(phases.size):
            call_at(phases[n], world, first + t, row + t)


def run_weeks(world: Any, first: int, weeks: int, row: int) -> None:
    """Live `weeks` weeks from week `first` on, counted from `row` on; world: a handle.

    The phases are called in order, as machine code, without a stop in between; those that were brought, where the
    scenario switched them on.
    """
    switched = getattr(world, "bundle", world).rules.phases
    kernels = [phase.kernel for phase in WEEK if is_lived(phase, switched)]
    if COMPILED:
        with telling_why():
            weeks_pass(world, first, weeks, row, addresses(kernels, world))
        return
    for t in range(weeks):
        for phase in kernels:
            phase(world, first + t, row + t)


def phases_are_chained() -> None:
    """Put the week in order with all phases that are known now."""
    global WEEK
    WEEK = in_order()


WEEK = in_order()
"""The week in order."""
