"""News: what is of concern to some for a few weeks, and how it gets about."""

from __future__ import annotations

from collections import Counter

from .draws import bernoulli, draw, event
from .shared import Contact, Count, Decision
from .story import Person, Story
from .told_requesting import anybody

ITEMS = 64


def news_arises(story: Story, week: int, tally: Counter) -> None:
    """What is old is forgotten; then so many items arise, numbered on and on round the 64 that there are."""
    rules = story.shared.rules
    if rules.news_items == 0:
        return
    for item in [item for item, born in story.news.items() if born + rules.news_weeks <= week]:
        is_forgotten(story, item, tally)
    for n in range(rules.news_items):
        item = (rules.news_items * week + n) % ITEMS
        if item in story.news:
            is_forgotten(story, item, tally)
        story.news[item] = week
        for person in story.people:
            if draw(event(story.seed, Decision.NEWS_CONCERNS, week, person.uid, n), 0) < rules.news_share:
                person.concerns.add(item)
        anybody(story, event(story.seed, Decision.NEWS, week, n, 0), 0).heard.add(item)


def is_forgotten(story: Story, item: int, tally: Counter) -> None:
    """Whom it concerned, and how many of those it reached, is counted when an item goes."""
    del story.news[item]
    for person in story.people:
        tally[Count.NEWS_CONCERNED] += item in person.concerns
        tally[Count.NEWS_REACHED] += item in person.concerns & person.heard
        person.concerns.discard(item)
        person.heard.discard(item)


def news_in_circle(story: Story, week: int, present: list[Person], turn: int) -> None:
    """What anybody there had heard is said to all, where news is a need."""
    if story.shared.rules.news_items == 0:
        return
    said = set().union(*(person.heard for person in present))
    for person in present:
        key = event(story.seed, Decision.NEWS_HEARD, week, person.uid, turn)
        person.heard.update(bernoulli(key, sorted(said - person.heard), story.shared.rules.news_told))


def news_along_ties(story: Story, week: int) -> None:
    """Each may hear what those they know had heard before; each tie is a chance of its own, where news is a need."""
    if story.shared.rules.news_items == 0:
        return
    before = [frozenset(person.heard) for person in story.people]
    for person in story.people:
        for tie in person.ties:
            news = before[tie.to] - before[person.seat] if tie is not None else None
            if news:
                key = event(story.seed, Decision.NEWS_BY_TIE, week, person.uid, story.people[tie.to].uid)
                told = bernoulli(key, sorted(news), story.shared.rules.news_by_tie)
                person.heard.update(told)
                story.log.append((week, Contact.TOLD, person.seat, tie.to, len(told)))
