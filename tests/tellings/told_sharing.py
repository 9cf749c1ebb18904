"""What units and legacies come to share: trust both ways, and a view of the matter."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from .shared import Count
from .story import Story

MOST_UNITS = 500


def sharing_is_counted(story: Story, tally: Counter) -> None:
    """Links between units, and, where there are legacies, shared practice."""
    links_are_counted(story, tally)
    if story.shared.rules.legacies > 1:
        shared_practice_is_counted(story, tally)


def links_are_counted(story: Story, tally: Counter) -> None:
    """Two units are linked when somebody here trusts somebody there enough, and somebody there somebody here."""
    enough = story.shared.rules.link
    bonds = [(person.unit, tie) for person in story.people for tie in person.ties if tie is not None]
    trusts = {(unit, story.people[tie.to].unit) for unit, tie in bonds if tie.trust >= enough}
    if len(story.units) <= MOST_UNITS:
        for a, b in combinations(range(len(story.units)), 2):
            tally[Count.LINKED_UNITS] += (a, b) in trusts and (b, a) in trusts


def shared_practice_is_counted(story: Story, tally: Counter) -> None:
    """Facets of which, in every legacy, those of the job lean the same way."""
    for d, facets in enumerate(story.field.facets):
        for facet in facets:
            leaning = Counter({legacy: 0 for legacy in range(story.shared.rules.legacies)})
            for person in story.people:
                if person.speciality == d:
                    leaning[person.legacy] += person.beliefs.get(facet, 0)
            ways = {(votes > 0) - (votes < 0) for votes in leaning.values()}
            tally[Count.SHARED_PRACTICE] += ways in ({1}, {-1})
