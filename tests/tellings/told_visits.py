"""Visits: an outside expert comes, or people of other units show what they do."""

from __future__ import annotations

from collections import Counter

from .draws import event
from .shared import Activity, Count, Decision, Payer
from .story import Beliefs, Kind, Story
from .told_circles import Circle, Lesson, Seat, learn, topic_of_circle
from .told_learning import copying, hearing_an_expert
from .told_ties import trust_in

EXPERT_HOUR = 60


def visiting(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """With an expert, if those present can bring one hour together; else a fair."""
    kind, _ = topic_of_circle(story, week, circle)
    if expert_comes(circle, tally):
        meeting_an_expert(story, week, circle, kind, tally)
    else:
        holding_a_fair(story, week, circle, kind, tally)


def expert_comes(circle: Circle, tally: Counter) -> bool:
    """The first in the circle give all they have, until the hour is paid."""
    people = [seat.person for seat in circle.seats]
    if sum(person.expert for person in people) < EXPERT_HOUR:
        return False
    missing = EXPERT_HOUR
    for person in people:
        given = min(person.expert, missing)
        person.expert, missing = person.expert - given, missing - given
    tally[Payer.SPONSOR, Activity.EXPERTS] += EXPERT_HOUR
    tally[Count.VISITS_BY_EXPERTS] += 1
    return True


def meeting_an_expert(story: Story, week: int, circle: Circle, kind: Kind, tally: Counter) -> None:
    """All listen, each for themselves."""
    for seat in circle.seats:
        key = event(story.seed, Decision.VISIT, week, seat.person.uid, circle.turn)
        taken = hearing_an_expert(story, circle.group.number, seat.person.beliefs, kind, seat.minutes, key)
        learn(story, circle, Lesson(seat, None, kind, taken), Count.BY_VISIT, tally)


def holding_a_fair(story: Story, week: int, circle: Circle, kind: Kind, tally: Counter) -> None:
    """Each sees what the most able of another unit does, and so need not trust them much."""
    lessons = []
    for seat in circle.seats:
        source = most_able_elsewhere(circle, kind.domain, seat)
        if source is not None:
            source.membership.gave += 1
            lessons.append(Lesson(seat, source, kind, seen_done(story, week, circle, seat, source, kind)))
    for lesson in lessons:
        learn(story, circle, lesson, Count.BY_VISIT, tally)


def seen_done(story: Story, week: int, circle: Circle, seat: Seat, source: Seat, kind: Kind) -> Beliefs:
    """Copied with trust, or with `seen` where that is more."""
    mine, theirs, rules = seat.person, source.person, story.shared.rules
    key = event(story.seed, Decision.VISIT, week, mine.uid, circle.turn)
    trust = max(trust_in(story, mine, theirs.seat), rules.seen)
    minutes = min(seat.minutes, source.minutes)
    return copying(story.field, rules, mine.beliefs, theirs.beliefs, kind, trust, minutes, key)


def most_able_elsewhere(circle: Circle, domain: int, learner: Seat) -> Seat | None:
    """The most able of other units, the first of equals."""
    others = [seat for seat in circle.seats if seat.person.unit != learner.person.unit]
    return max(others, key=lambda seat: seat.person.ability[domain], default=None)
