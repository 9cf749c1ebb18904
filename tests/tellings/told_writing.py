"""Writing: what a circle puts on its shelf, as it holds it or as a standard."""

from __future__ import annotations

from collections import Counter

from .draws import draw, event
from .shared import Contact, Decision
from .story import Beliefs, Kind, Line, Story
from .told_beliefs import held_of
from .told_circles import Circle, Seat, most_able, topic_of_circle


def producing_assets(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """The author is who holds most of the topic; writing something is a contribution and is thanked for."""
    if circle.group.shelf is not None:
        kind, _ = topic_of_circle(story, week, circle)
        author = max(circle.seats, key=lambda seat: held_of(seat.person.beliefs, kind))
        present = [seat.person.beliefs for seat in circle.seats]
        wrote = write_down(story, story.shelves[circle.group.shelf], present, author.person.uid, kind, week)
        is_written(story, week, circle, author, wrote)


def write_down(story: Story, shelf: dict[int, Line], present: list[Beliefs], author: int, kind: Kind, week: int) -> int:
    """Explicit facets on which those present lean one way are written, over what was there."""
    wrote = 0
    for facet in kind.facets:
        leaning = sum(beliefs.get(facet, 0) for beliefs in present)
        if facet in story.field.explicit and leaning != 0:
            shelf[facet] = Line(1 if leaning > 0 else -1, week, author)
            wrote += 1
    return wrote


def creating_standards(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """Views weigh as much as those who hold them are able; what a circle comes to is judged, and written for good."""
    if circle.group.shelf is None:
        return
    kind, _ = topic_of_circle(story, week, circle)
    author, shelf = most_able(circle, kind.domain), story.shelves[circle.group.shelf]
    key = event(story.seed, Decision.STANDARD, week, author.person.uid, circle.turn)
    changed = 0
    for facet in kind.facets:
        people = [seat.person for seat in circle.seats]
        leaning = sum(person.ability[kind.domain] * person.beliefs.get(facet, 0) for person in people)
        if facet not in story.field.explicit or leaning == 0:
            continue
        view, truth = 1 if leaning > 0 else -1, story.field.truth[facet]
        if view != truth and draw(key, facet) < story.shared.rules.evidence * 65536:
            if facet in shelf and shelf[facet].says != truth:
                del shelf[facet]
                changed += 1
        else:
            shelf[facet] = Line(view, week, author.person.uid, True)
            changed += 1
    is_written(story, week, circle, author, changed)


def is_written(story: Story, week: int, circle: Circle, author: Seat, lines: int) -> None:
    """Writing something is a contribution, and is thanked for."""
    if lines:
        author.membership.gave += 1
        author.membership.thanked += 1
        story.log.append((week, Contact.WRITING, author.person.seat, circle.group.number, lines))
