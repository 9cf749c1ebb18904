"""Minutes: who has them and who pays; and which grant holds."""

from __future__ import annotations

from collections import Counter

from .shared import Activity, Payer
from .story import Person, Story


def minutes_left(person: Person) -> int:
    """Own and sponsored minutes left this week."""
    return person.slack + person.released


def pay_from_sponsor_first(person: Person, minutes: int, activity: int, tally: Counter) -> None:
    """Learning together is what the sponsor released hours for; own hours make up the rest."""
    sponsored = min(minutes, person.released)
    _pay(person, minutes - sponsored, sponsored, activity, tally)


def pay_from_own_first(person: Person, minutes: int, activity: int, tally: Counter) -> None:
    """Everything else comes out of own hours, and only what is missing out of the sponsor's."""
    own = min(minutes, person.slack)
    _pay(person, own, minutes - own, activity, tally)


def _pay(person: Person, own: int, sponsored: int, activity: int, tally: Counter) -> None:
    person.slack -= own
    person.released -= sponsored
    tally[Payer.SLACK, Activity(activity)] += own
    tally[Payer.SPONSOR, Activity(activity)] += sponsored


def grant_of(story: Story, week: int) -> dict:
    """The latest grant that has begun (the first, before any has)."""
    begun = [grant for grant in story.shared.grants if grant["week"] <= week]
    return begun[-1] if begun else story.shared.grants[0]
