"""Innovations: something new becomes true, a few know it, and others may take it up."""

from __future__ import annotations

from collections import Counter

from .draws import choose, event, word
from .shared import Decision
from .story import Innovation, Person, Story
from .told_requesting import anybody


def innovations_come(story: Story, week: int) -> None:
    """In its week a facet of its domain turns round, and whoever is drawn holds the new truth."""
    for n, new in enumerate(story.innovations):
        if new.week == week:
            key = event(story.seed, Decision.INNOVATION, 0, n, 0)
            facets = story.field.facets[new.domain]
            new.facet = facets[choose(key, 0, len(facets))]
            new.value = story.field.truth[new.facet] = -story.field.truth[new.facet]
            if new.unheard:
                everybody_is_new_to(story, new.facet)
            for person in those_who_know(story, n, new, key):
                person.beliefs[new.facet] = new.value


def everybody_is_new_to(story: Story, facet: int) -> None:
    """Nobody has a view, and nothing is written."""
    for holder in (*(person.beliefs for person in story.people), *story.shelves):
        holder.pop(facet, None)


def those_who_know(story: Story, n: int, new: Innovation, key: int) -> list[Person]:
    """Anybody, by draws; or the first of the domain by ability, the highest or the lowest, equals by chance."""
    if new.standing == 0:
        return [anybody(story, key, drawn) for drawn in range(1, new.seeds + 1)]

    def rank(person: Person) -> tuple[int, int]:
        chance = word(event(story.seed, Decision.INNOVATION, 0, person.uid, n + 1), 0)
        return -new.standing * person.ability[new.domain], -chance

    return sorted((p for p in story.people if p.speciality == new.domain), key=rank)[: new.seeds]


def adopters_are_counted(story: Story, tally: Counter) -> None:
    """Who holds what became true then, also if it is true no longer."""
    for n, new in enumerate(story.innovations):
        if new.facet is not None:
            tally["adopters", n] += sum(person.beliefs.get(new.facet) == new.value for person in story.people)
