"""Building shared understanding: everybody weighs what all hold and what is written."""

from __future__ import annotations

from collections import Counter

from .draws import event
from .shared import Count, Decision
from .story import Story
from .told_circles import Circle, Lesson, learn, topic_of_circle
from .told_learning import shared_view, votes_of_all


def building_understanding(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """Views are weighed as they stand when the hour begins; who holds anything contributes, nobody is thanked."""
    kind, _ = topic_of_circle(story, week, circle)
    written = {} if circle.group.shelf is None else story.shelves[circle.group.shelf]
    votes = votes_of_all([seat.person.beliefs for seat in circle.seats], written, kind)
    lessons = []
    for seat in circle.seats:
        key = event(story.seed, Decision.SHARED_VIEW, week, seat.person.uid, circle.turn)
        taken = shared_view(story, votes, seat.person.beliefs, kind, seat.minutes, key)
        lessons.append(Lesson(seat, None, kind, taken))
        seat.membership.gave += any(facet in seat.person.beliefs for facet in kind.facets)
    for lesson in lessons:
        learn(story, circle, lesson, Count.BY_SHARED_VIEW, tally)
