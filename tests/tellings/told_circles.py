"""Circles: who sits together, what they talk about, and how credit is given for what is learnt."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from .draws import draw, event
from .shared import Count, Decision, GroupCount
from .story import Beliefs, Case, Group, Kind, Membership, Person, Story
from .told_asking import fits
from .told_field import kind_by_law
from .told_solving import is_helped
from .told_ties import acknowledge


class Seat(NamedTuple):
    """Somebody present, in which membership, for how many minutes of the hour."""

    person: Person
    membership: Membership
    minutes: int


class Circle(NamedTuple):
    """Those who learn together in one hour of a group."""

    group: Group
    seats: list[Seat]
    turn: int


def oldest_case(person: Person, group: Group) -> Case | None:
    """The oldest case on a desk that fits the group."""
    return next((case for case in person.cases if fits(case.kind, group)), None)


def topic_of(story: Story, week: int, person: Person, circle: Circle) -> Kind:
    """What management lists, else what is on one's desk, else what recurs in the group's domain (or in one's own)."""
    if circle.group.listed is not None:
        return circle.group.listed
    case = oldest_case(person, circle.group)
    if case is not None:
        return case.kind
    domain = person.speciality if circle.group.domain is None else circle.group.domain
    return kind_by_law(story, domain, draw(event(story.seed, Decision.TOPIC, week, person.uid, circle.turn), 0))


def topic_of_circle(story: Story, week: int, circle: Circle) -> tuple[Kind, Seat | None]:
    """The oldest fitting case of anybody there (of the first among equals), and whose it is; else the first's topic.

    What management lists comes before, and is nobody's.
    """
    if circle.group.listed is not None:
        return circle.group.listed, None
    brought = [(case.came, x) for x, s in enumerate(circle.seats) if (case := oldest_case(s.person, circle.group))]
    giver = circle.seats[min(brought)[1]] if brought else None
    return topic_of(story, week, (giver or circle.seats[0]).person, circle), giver


def most_able(circle: Circle, domain: int, but: Seat | None = None) -> Seat:
    """The most able there, as abilities were read last; the first of equals."""
    return max((seat for seat in circle.seats if seat is not but), key=lambda seat: seat.person.ability[domain])


class Lesson(NamedTuple):
    """What somebody in a circle takes up of a kind, and from whom (None: nobody in particular)."""

    learner: Seat
    source: Seat | None
    kind: Kind
    taken: Beliefs


def learn(story: Story, circle: Circle, lesson: Lesson, count: Count, tally: Counter) -> None:
    """A lesson is taken up, counted as a gain of the learner and of the group, and thanked for."""
    learner, source, kind, taken = lesson
    if taken:
        learner.person.beliefs.update(taken)
        tally[count] += len(taken)
        learner.membership.gained += len(taken)
        together = count in (Count.BY_MAJORITY, Count.BY_SUCCESS_TOGETHER, Count.BY_SHARED_VIEW)
        learnt = GroupCount.LEARNT_WITH if together else GroupCount.LEARNT_FROM
        tally["group", circle.group.number, learnt] += len(taken)
        tally[Count.APPLIED] += is_helped(learner.person, kind)
        if source is not None:
            acknowledge(story, learner.person, source.person, source.membership, len(taken), tally)
