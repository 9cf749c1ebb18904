"""What the whole organisation is faced with: clients' requests, and a problem in parts."""

from __future__ import annotations

from collections import Counter

from .draws import choose, draw, event
from .shared import Contact, Count, Decision, Source
from .story import Case, Group, Kind, Person, Request, Story
from .told_arriving import receive
from .told_asking import fits
from .told_field import kind_by_law
from .told_serving import queue_up


def requests_arrive(story: Story, week: int, tally: Counter) -> None:
    """A client's request waits at the first desk there is for it, or lands on anybody's."""
    rules = story.shared.rules
    for client in range(rules.clients):
        if draw(event(story.seed, Decision.CLIENT, week, client, 0), 0) < rules.requests:
            tally[Count.REQUESTS] += 1
            key = event(story.seed, Decision.CLIENT_KIND, week, client, 0)
            kind = kind_by_law(story, choose(key, 0, len(story.field.facets)), draw(key, 1))
            request = Request(kind, week, week + rules.deadline - 1)
            desk = desk_for(story, kind)
            if desk is not None:
                queue_up(desk, request, tally)
            else:
                given_to(story, week, anybody(story, key, 2), request, None, tally)


def desk_for(story: Story, kind: Kind) -> Group | None:
    """The first group that is there, serves clients and knows about the domain."""
    return next((g for g in story.groups if g.open and g.given.serves and fits(kind, g)), None)


def anybody(story: Story, key: int, facet: int) -> Person:
    """One of all, unit by unit, by a draw."""
    roll = [seat for unit in story.units for seat in unit.people]
    return story.people[roll[choose(key, facet, len(roll))]]


def given_to(story: Story, week: int, who: Person, request: Request, desk: Group | None, tally: Counter) -> None:
    """A request becomes somebody's case; it keeps its dates."""
    number = -1 if desk is None else desk.number
    story.log.append((week, Contact.GIVEN, who.seat, number, Source.REQUEST))
    receive(story, who, Case(request.kind, request.came, request.due, 0, Source.REQUEST), tally)


def desks_give_out(story: Story, week: int, tally: Counter) -> None:
    """The oldest request goes to the member with the fewest cases (the first of equals), until all have enough."""
    for group in story.groups:
        while group.desk:
            server = min((story.people[m.who] for m in group.members), key=lambda person: len(person.cases))
            if len(server.cases) >= story.shared.rules.at_once:
                break
            given_to(story, week, server, group.desk.pop(0), group, tally)
        tally[Count.QUEUED] += len(group.desk)


def problem_is_posed(story: Story, week: int) -> None:
    """A new problem in week 1 and every so many weeks from then on."""
    rules = story.shared.rules
    if is_posed_in(story, week):
        story.problem.number += 1
        story.problem.parts = rules.problem_parts
        story.problem.due = week + rules.problem_deadline - 1


def is_posed_in(story: Story, week: int) -> bool:
    """Whether a problem is posed in a week."""
    every = story.shared.rules.problem_every
    return bool(every) and week in range(1, week + 1, every)


def problem_is_shared_out(story: Story, week: int, tally: Counter) -> None:
    """Part by part, from the domains in turn, to somebody of the group whose agenda it is; without one to anybody."""
    if not is_posed_in(story, week):
        return
    group = next((g for g in story.groups if g.open and g.given.takes_problem), None)
    for part in range(story.shared.rules.problem_parts):
        key = event(story.seed, Decision.PROBLEM, week, 0, part)
        kind = kind_by_law(story, part % len(story.field.facets), draw(key, 0))
        if group is None:
            owner = anybody(story, key, 1)
        else:
            owner = story.people[group.members[choose(key, 1, len(group.members))].who]
        number = -1 if group is None else group.number
        story.log.append((week, Contact.GIVEN, owner.seat, number, Source.PROBLEM))
        receive(story, owner, Case(kind, week, story.problem.due, story.problem.number, Source.PROBLEM), tally)
