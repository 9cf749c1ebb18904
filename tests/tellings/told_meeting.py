"""A group's week: hour after hour, who is there, what the hour is spent on, and who sits together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .draws import draw, event, word
from .shared import Activity, Contact, Count, Decision
from .story import Group, Membership, Person, Story
from .told_agenda import listed_kind
from .told_asking import tie_that_draws
from .told_circles import Circle, Seat
from .told_holding import booked_under, hold_hour
from .told_hours import pay_from_sponsor_first
from .told_news import news_in_circle


class Hour(NamedTuple):
    """The nth hour of a group's week, spent on one family of activity; `turn` is its number in draws."""

    group: Group
    family: int
    nth: int

    @property
    def turn(self) -> int:
        return 512 * self.group.number + 64 * self.family + self.nth


def groups_convene(story: Story, week: int, tally: Counter) -> None:
    """Each open group meets hour by hour (64 at most) while at least two have time left for it."""
    for group in story.groups:
        for nth in range(64 if group.open else 0):
            there = [(m, min(m.offered - 60 * nth, 60)) for m in group.members if m.offered > 60 * nth]
            if len(there) < 2:
                break
            hour = Hour(group, family_of_hour(story, week, group, nth), nth)
            group.listed = listed_kind(story, week, group, nth)
            there.sort(key=lambda seat: luck_in_order(story, week, story.people[seat[0].who], hour.turn))
            seats = [Seat(story.people[m.who], m, minutes) for m, minutes in there]
            tables = pairs_along_ties(story, week, hour, seats) if group.given.along_ties else circles(group, seats)
            for table in tables:
                sit_down(story, week, hour, table, tally)
        group.listed = None


def luck_in_order(story: Story, week: int, who: Person, turn: int) -> int:
    """The number of chance by which people come into the room."""
    return word(event(story.seed, Decision.ORDER, week, who.uid, turn), 0)


def family_of_hour(story: Story, week: int, group: Group, nth: int) -> int:
    """The first family whose cumulative chance exceeds the hour's draw."""
    drawn = draw(event(story.seed, Decision.FAMILY, week, group.number, nth), 0)
    return [drawn < chance for chance in group.given.families].index(True)


def circles(group: Group, seats: list[Seat]) -> Iterator[list[Seat]]:
    """As few circles as hold everybody, of about equal size; one who would sit alone goes home."""
    most = min(group.given.circle, 64)
    count = -(-len(seats) // most)
    cuts = [c * len(seats) // count for c in range(count + 1)]
    for low, high in pairwise(cuts):
        if high - low > 1:
            yield seats[low:high]


def pairs_along_ties(story: Story, week: int, hour: Hour, seats: list[Seat]) -> Iterator[list[Seat]]:
    """In the order of coming, each who is free takes the free tie that draws most; without one they leave."""
    free = {seat.person.seat: seat for seat in seats}
    for seat in seats:
        who: Person = seat.person
        if free.pop(who.seat, None):
            key = event(story.seed, Decision.GATHER, week, who.uid, hour.turn)
            partner = tie_that_draws(who, who.ties, key, set(free))
            if partner is not None:
                yield [seat, free.pop(partner)]


def sit_down(story: Story, week: int, hour: Hour, table: list[Seat], tally: Counter) -> None:
    """Everybody pays for the minutes they are there; under control some of them are for reports, the rest to learn."""
    mixed = len({seat.person.legacy for seat in table}) > 1
    reports = story.shared.rules.reporting * hour.group.control // 65536
    learning = []
    for person, membership, minutes in table:
        report = minutes * reports // 65536
        learning.append(Seat(person, membership, minutes - report))
        person.across += minutes * mixed
        pay_from_sponsor_first(person, report, Activity.REPORTING, tally)
        pay_from_sponsor_first(person, minutes - report, booked_under(hour.family), tally)
        tally[Count.HOURS_LISTED] += minutes * (hour.group.listed is not None)
        attend(membership, minutes)
        story.log.append((week, Contact.MEETING, person.seat, hour.group.number, 64 * hour.family + hour.nth))
    hold_hour(story, week, hour.family, Circle(hour.group, learning, hour.turn), tally)
    news_in_circle(story, week, [seat.person for seat in table], hour.turn)


def attend(membership: Membership, minutes: int) -> None:
    """Minutes present add up over the week."""
    membership.present += minutes
