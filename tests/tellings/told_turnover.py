"""People leave, and others take their seats, who begin anew in everything but the job."""

from __future__ import annotations

from collections import Counter

from .draws import draw, event
from .shared import Count, Decision
from .story import Membership, Person, Story
from .told_participation import interest_is_drawn
from .told_world import brings_along


def people_come_and_go(story: Story, week: int, tally: Counter) -> None:
    """All who leave are found first, and all ties of and to them are cut; then the newcomers settle in."""
    chance = story.shared.rules.turnover
    leaving = {
        person.seat
        for person in story.people
        if draw(event(story.seed, Decision.TURNOVER, week, person.uid, 0), 0) < chance
    }
    leaving |= experts_who_leave(story, week, leaving)
    tally[Count.LEFT] += len(leaving)
    for person in story.people:
        gone = leaving if person.seat not in leaving else {tie.to for tie in person.ties if tie}
        person.ties = [None if tie is not None and tie.to in gone else tie for tie in person.ties]
    for seat in sorted(leaving):
        settles_in(story, week, story.people[seat])


def experts_who_leave(story: Story, week: int, leaving: set[int]) -> set[int]:
    """Seats of the first of each dated domain by ability, older hands first, beside those who leave anyway."""
    seats: set[int] = set()
    for when, domain, count in story.shared.settings.leaving:
        if when == week:
            there = [p for p in story.people if p.speciality == domain and p.seat not in leaving | seats]
            there.sort(key=lambda person: (-person.ability[domain], person.uid))
            seats |= {person.seat for person in there[:count]}
    return seats


def settles_in(story: Story, week: int, person: Person) -> None:
    """The next holder of a seat: the same job, desk and groups, but nothing tried, offered or lived through yet."""
    person.uid += 2**32
    person.came = week
    person.workload, person.effort = 0.0, 0
    person.first_asked, person.first_reply, person.again = None, False, False
    person.served.clear()
    brings_along(story, person)
    for case in person.cases:
        case.failed.clear()
    for m in person.memberships:
        membership_begins(story, week, m)


def membership_begins(story: Story, week: int, m: Membership) -> None:
    """Hearsay, no past, no belonging, an interest of one's own; it counts from now, or from the group's first week."""
    hearsay = story.shared.rules.hearsay
    m.since = max(week, story.groups[m.group].founded or 0)
    m.learning = m.helped = hearsay
    m.belonging = 0.0
    m.faith = story.shared.rules.faith
    m.level = m.seen = m.settled = None
    m.contributions = 0
    m.quarter.clear()
    interest_is_drawn(story, week, story.people[m.who], m)
