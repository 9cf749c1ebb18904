"""Brokers: who was in two groups this week tells somebody in one of them about the matter of the other."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from .draws import choose, draw, event
from .shared import Activity, Contact, Count, Decision
from .story import Kind, Membership, Person, Story
from .told_field import kind_by_law
from .told_hours import minutes_left, pay_from_own_first
from .told_learning import copying
from .told_ties import acknowledge, trust_in


class Telling(NamedTuple):
    """What a broker tells: about which kind, for how many minutes it comes across, and as member of which group."""

    broker: Person
    standing: Membership
    listening: Membership
    kind: Kind
    minutes: int


def brokers_carry(story: Story, week: int, tally: Counter) -> None:
    """All pay and tell; each listens to one, by the lowest uid; all lessons are formed before any is taken up."""
    heard: dict[int, Telling] = {}
    for broker in story.people:
        if broker.broker and minutes_left(broker) >= story.shared.rules.broker:
            telling = what_is_told(story, week, broker)
            if telling is not None:
                pay_from_own_first(broker, story.shared.rules.broker, Activity.BROKERING, tally)
                other = heard.setdefault(telling.listening.who, telling)
                heard[telling.listening.who] = min(telling, other, key=lambda told: told.broker.uid)
    lessons = []
    for seat, (broker, _, _, kind, minutes) in sorted(heard.items()):
        listener = story.people[seat]
        key = event(story.seed, Decision.BROKER_COPY, week, listener.uid, 0)
        trust = trust_in(story, listener, broker.seat)
        held = listener.beliefs, broker.beliefs
        lessons.append((listener, copying(story.field, story.shared.rules, *held, kind, trust, minutes, key)))
    for listener, lesson in lessons:
        broker, standing, listening, _, _ = heard[listener.seat]
        standing.gave += 1
        story.log.append((week, Contact.BROKERED, listener.seat, broker.seat, listening.group))
        if lesson:
            listener.beliefs.update(lesson)
            tally[Count.BY_BROKER] += len(lesson)
            listening.gained += len(lesson)
            acknowledge(story, listener, broker, standing, len(lesson), tally)


def what_is_told(story: Story, week: int, broker: Person) -> Telling | None:
    """From one group to another, both by chance of those one was present in, to anybody else present in the other."""
    here, there = two_groups(story, week, broker)
    if there is None:
        return None
    listening = listener(story, week, broker, there)
    if listening is None:
        return None
    minutes = 60 * translation(story, broker, here, there) // 65536
    return Telling(broker, there, listening, matter(story, week, broker, here), minutes)


def two_groups(story: Story, week: int, broker: Person) -> tuple[Membership | None, Membership | None]:
    """Where it comes from, and where it is carried to: counted on from the first, so that they differ."""
    present = [m for m in broker.memberships if m.present > 0]
    if len(present) < 2:
        return None, None
    key = event(story.seed, Decision.BROKER_TOPIC, week, broker.uid, 0)
    first = choose(key, 0, len(present))
    others = present[first + 1 :] + present[:first]
    return present[first], others[choose(key, 1, len(others))]


def listener(story: Story, week: int, broker: Person, there: Membership) -> Membership | None:
    """Anybody else who was present there."""
    others = [m for m in story.groups[there.group].members if m.present > 0 and m.who != broker.seat]
    key = event(story.seed, Decision.BROKER_LISTENER, week, broker.uid, 0)
    return others[choose(key, 0, len(others))] if others else None


def matter(story: Story, week: int, broker: Person, here: Membership) -> Kind:
    """Something that recurs in the domain of the group it comes from, or of the own job where it has none."""
    domain = story.groups[here.group].domain
    key = event(story.seed, Decision.BROKER_TOPIC, week, broker.uid, 0)
    return kind_by_law(story, broker.speciality if domain is None else domain, draw(key, 2))


def translation(story: Story, broker: Person, *both: Membership) -> int:
    """The least of competence in the theme and belonging, in both groups; full is 65,536."""
    parts = len(story.field.kinds[0].facets)
    competence = [broker.ability[story.groups[m.group].theme] // 2**parts for m in both]
    return min([65536, *competence, *(int(m.belonging * 65536) for m in both)])
