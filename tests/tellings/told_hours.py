"""Minutes: who has them, who pays, and what sponsors give."""

from __future__ import annotations

from collections import Counter

from .shared import Activity, Count, Payer
from .story import Group, Person, Story


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


def first_open_group(story: Story, person: Person) -> Group | None:
    """The first of a person's groups that is there this week."""
    return next((g for m in person.memberships if (g := story.groups[m.group]).open), None)


def sponsors_resource(story: Story, week: int, tally: Counter) -> None:
    """Hand out the week's minutes; ties are kept up first; coordination and praise need a group, else they are work."""
    grant, rules = grant_of(story, week), story.shared.rules
    found: dict[int, int] = Counter()
    for person in story.people:
        allowance, coordinator, praise, match = (
            grant[lever][person.speciality] for lever in ("allowance", "coordinator", "praise", "match")
        )
        tally[Count.OFFERED] += rules.free + allowance + coordinator + praise
        person.slack, person.released, person.recognition = rules.free, allowance, 0
        group = first_open_group(story, person)
        if group is None:
            person.released += coordinator + praise
        else:
            tally[Payer.SPONSOR, Activity.COORDINATION] += coordinator
            person.recognition = praise
            found[group.number] += match
        upkeep = rules.keep_tie * sum(tie is not None for tie in person.ties)
        pay_from_own_first(person, min(upkeep, person.slack), Activity.TIES, tally)
    for group in story.groups:
        group.match = found[group.number] // len(group.members)


def recognition_is_given(story: Story, tally: Counter) -> None:
    """Praise is paid once for who contributed in any group's meeting this week; unpaid praise is working time."""
    contributors = {m.who for m in story.memberships() if m.gave > 0}
    for person in story.people:
        if person.seat in contributors:
            tally[Payer.SPONSOR, Activity.RECOGNITION] += person.recognition
        else:
            person.released += person.recognition
        person.recognition = 0
