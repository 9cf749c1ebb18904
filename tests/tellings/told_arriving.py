"""Challenges come, to people and to units, and are given up when they have been open too long."""

from __future__ import annotations

from collections import Counter

from .draws import choose, draw, event
from .shared import Count, Decision, GroupCount, Source
from .story import Case, Kind, Person, Story
from .told_field import kind_by_law
from .told_serving import requests_fall_due
from .told_solving import right_setting

PLACES = 16


def challenges_arrive(story: Story, week: int, tally: Counter) -> None:
    """Some meet a challenge this week: of the own speciality, or else of any other domain alike."""
    rules, domains = story.shared.rules, len(story.field.facets)
    for person in story.people:
        if draw(event(story.seed, Decision.ARRIVAL, week, person.uid, 0), 0) < rules.arrivals:
            domain = person.speciality
            key = event(story.seed, Decision.ARRIVAL_DOMAIN, week, person.uid, 0)
            if domains > 1 and draw(key, 0) >= rules.own_domain:
                others = [(domain + away) % domains for away in range(1, domains)]
                domain = others[choose(key, 1, len(others))]
            drawn = draw(event(story.seed, Decision.ARRIVAL_KIND, week, person.uid, 0), 0)
            kind = kind_by_law(story, domain, drawn)
            receive(story, person, Case(kind, week, week + rules.deadline - 1, 0, Source.OWN), tally)


def receive(story: Story, person: Person, case: Case, tally: Counter) -> None:
    """A desk holds sixteen; what comes on top of that is lost. Each group that the person is in has one more case."""
    tally[Count.ARRIVED] += 1
    case.known = a_colleague_knows(story, person, case.kind)
    for m in person.memberships:
        tally["group", m.group, GroupCount.CASES] += 1
        tally["group", m.group, GroupCount.CASES_SHARED] += story.groups[m.group].theme == case.kind.domain
    if len(person.cases) < PLACES:
        person.cases.append(case)
    else:
        tally[Count.OVERDUE] += 1
        tally[Count.ABANDONED] += 1


def a_colleague_knows(story: Story, person: Person, kind: Kind) -> bool:
    """Somebody else solved the kind last, and nothing about it has changed since."""
    right, _, who = story.solved.get(kind.number, (None, 0, person.uid))
    return who != person.uid and right == right_setting(story, kind)


def tasks_arrive(story: Story, week: int, tally: Counter) -> None:
    """Unit u's tasks begin in week 1 + u (round the cycle), and come every `task_every` weeks from then on."""
    rules = story.shared.rules
    for u, unit in enumerate(story.units):
        if rules.task_every and week in range(1 + u % rules.task_every, week + 1, rules.task_every):
            unit.task += 1
            unit.parts = rules.task_parts
            unit.due = week + rules.task_deadline - 1
            for part in range(rules.task_parts):
                owner = unit.people[choose(event(story.seed, Decision.TASK_OWNER, week, u, part), 0, len(unit.people))]
                kind = kind_of_part(story, week, u, part)
                receive(story, story.people[owner], Case(kind, week, unit.due, unit.task, Source.TASK), tally)


def kind_of_part(story: Story, week: int, unit: int, part: int) -> Kind:
    """Any domain alike; within it by the law of recurrence."""
    domain = choose(event(story.seed, Decision.TASK_DOMAIN, week, unit, part), 0, len(story.field.facets))
    return kind_by_law(story, domain, draw(event(story.seed, Decision.TASK_KIND, week, unit, part), 0))


def challenges_fall_due(story: Story, week: int, tally: Counter) -> None:
    """The week's end: deadlines pass, cases older than `abandon` weeks are given up, a problem or a task has failed."""
    for person in story.people:
        tally[Count.OVERDUE] += sum(case.due == week for case in person.cases)
        kept = [case for case in person.cases if week < case.came + story.shared.rules.abandon - 1]
        tally[Count.ABANDONED] += len(person.cases) - len(kept)
        tally[Count.OPEN] += len(kept)
        person.cases = kept
    for group in story.groups:
        requests_fall_due(story, week, group, tally)
    if story.problem.due == week:
        tally[Count.PROBLEMS_DUE] += 1
        story.problem.due = None
    for unit in story.units:
        if unit.due == week:
            tally[Count.TASKS_DUE] += 1
            unit.due = None
