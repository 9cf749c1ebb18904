"""The week is counted: abilities are read, and what there is at its end is summed."""

from __future__ import annotations

from collections import Counter

from .shared import Count
from .story import Person, Story
from .told_beliefs import ability_in, right_of, wrong_of


def abilities_are_read(story: Story) -> None:
    """Everybody's ability in every domain."""
    field, weight = story.field, story.shared.weight
    for person in story.people:
        person.ability = [ability_in(person.beliefs, field, weight, d) for d in range(len(field.facets))]


def week_is_counted(story: Story, tally: Counter) -> None:
    """Sums over people (in their own domain), their ties, and the documents of all shelves."""
    abilities_are_read(story)
    for person in story.people:
        tally[Count.ABILITY] += person.ability[person.speciality]
        tally[Count.RIGHT] += right_of(person.beliefs, story.field, person.speciality)
        tally[Count.WRONG] += wrong_of(person.beliefs, story.field, person.speciality)
        tally[level_of_person(person)] += 1
        trusted = [tie.trust for tie in person.ties if tie is not None]
        tally[Count.TIES] += len(trusted)
        tally[Count.TRUST] += sum(trusted)
    for shelf in story.shelves:
        tally[Count.DOCUMENTS] += len(shelf)
        tally[Count.DOCUMENTS_WRONG] += sum(line.says != story.field.truth[facet] for facet, line in shelf.items())


def level_of_person(person: Person) -> Count:
    """The column of the highest level a person has anywhere."""
    names = ("OUTSIDE", "TRANSACTIONAL", "PERIPHERAL", "OCCASIONAL", "ACTIVE", "CORE")
    known = [m.level for m in person.memberships if m.level is not None]
    if person.memberships and not known:
        return Count.NOT_YET_KNOWN
    return Count[names[max(known, default=0)]]
