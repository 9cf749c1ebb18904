"""Innovations: something new becomes true, a few know it, and others may take it up."""

from __future__ import annotations

from collections import Counter

from .draws import choose, event
from .shared import Decision
from .story import Story
from .told_requesting import anybody


def innovations_come(story: Story, week: int) -> None:
    """In its week a facet of its domain turns round, and whoever is drawn holds the new truth."""
    for n, new in enumerate(story.innovations):
        if new.week == week:
            key = event(story.seed, Decision.INNOVATION, 0, n, 0)
            facets = story.field.facets[new.domain]
            new.facet = facets[choose(key, 0, len(facets))]
            new.value = story.field.truth[new.facet] = -story.field.truth[new.facet]
            for drawn in range(1, new.seeds + 1):
                anybody(story, key, drawn).beliefs[new.facet] = new.value


def adopters_are_counted(story: Story, tally: Counter) -> None:
    """Who holds what became true then, also if it is true no longer."""
    for n, new in enumerate(story.innovations):
        if new.facet is not None:
            tally["adopters", n] += sum(person.beliefs.get(new.facet) == new.value for person in story.people)
