"""The week as a story, phase by phase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from .story import Story
from .told_arriving import challenges_arrive, challenges_fall_due, tasks_arrive
from .told_asking import everybody_asks
from .told_brokering import brokers_carry
from .told_counting import week_is_counted
from .told_field import truths_flip
from .told_groups import conveners_act, groups_dissolve, groups_open, members_offer, stages_are_read
from .told_innovations import innovations_come
from .told_levels import levels_change
from .told_looking_up import everybody_looks_up
from .told_meeting import groups_convene
from .told_news import news_along_ties, news_arises
from .told_participation import engagement_follows as engagement_moves
from .told_participation import jobs_change, workload_moves
from .told_portfolio import the_organisation_talks as portfolio_is_divided
from .told_relevance import relevance_moves
from .told_requesting import desks_give_out, problem_is_posed, problem_is_shared_out, requests_arrive
from .told_resourcing import grants_are_used
from .told_resourcing import sponsors_resource as sponsors_give
from .told_schism import groups_split
from .told_sharing import sharing_is_counted
from .told_solving import everybody_tries
from .told_ties import identity_grows
from .told_ties import ties_change as trust_moves
from .told_turnover import people_come_and_go
from .told_voice import they_listen


def the_field_moves(story: Story, week: int, tally: Counter) -> None:
    """First what is true, then who is there."""
    truths_flip(story, week)
    relevance_moves(story, week)
    innovations_come(story, week)
    news_arises(story, week, tally)
    people_come_and_go(story, week, tally)
    problem_is_posed(story, week)
    groups_split(story, week)
    groups_open(story, week)


def the_organisation_talks(story: Story, week: int, tally: Counter) -> None:
    """Then what the organisation makes of it."""
    portfolio_is_divided(story, week, tally)


def sponsors_resource(story: Story, week: int, tally: Counter) -> None:
    """Then the means."""
    sponsors_give(story, week, tally)


def members_offer_hours(story: Story, week: int, tally: Counter) -> None:
    """Then what people want to give of their time."""
    workload_moves(story, week)
    jobs_change(story, week)
    conveners_act(story, week, tally)
    members_offer(story, week)


def communities_convene(story: Story, week: int, tally: Counter) -> None:
    """Then they meet, and praise is due."""
    groups_convene(story, week, tally)
    brokers_carry(story, week, tally)
    news_along_ties(story, week)
    grants_are_used(story, tally)
    they_listen(story, week, tally)


def challenges_are_met(story: Story, week: int, tally: Counter) -> None:
    """Then the work of the week."""
    challenges_arrive(story, week, tally)
    tasks_arrive(story, week, tally)
    problem_is_shared_out(story, week, tally)
    requests_arrive(story, week, tally)
    desks_give_out(story, week, tally)
    everybody_asks(story, week, tally)
    everybody_looks_up(story, week, tally)
    everybody_tries(story, week, tally)
    challenges_fall_due(story, week, tally)


def ties_change(story: Story, week: int, tally: Counter) -> None:
    """Then trust."""
    trust_moves(story)
    identity_grows(story)


def engagement_follows(story: Story, week: int, tally: Counter) -> None:
    """Then what people make of it."""
    engagement_moves(story)
    levels_change(story, week, tally)
    groups_dissolve(story, week, tally)
    stages_are_read(story, week)


def the_week_is_counted(story: Story, week: int, tally: Counter) -> None:
    """At last the account."""
    week_is_counted(story, week, tally)
    sharing_is_counted(story, tally)


TOLD_WEEK: dict[str, Callable[[Story, int, Counter], None]] = {
    phase.__name__: phase
    for phase in (
        the_field_moves,
        the_organisation_talks,
        sponsors_resource,
        members_offer_hours,
        communities_convene,
        challenges_are_met,
        ties_change,
        engagement_follows,
        the_week_is_counted,
    )
}
"""Phases by the name of the method that runs them, in the order of the week."""


def tell_weeks(story: Story, first: int, weeks: int) -> None:
    """Tell some weeks; week w is counted in row w - 1 of the tally."""
    for week in range(first, first + weeks):
        tally = story.tally.setdefault(week - 1, Counter())
        for phase in TOLD_WEEK.values():
            phase(story, week, tally)
