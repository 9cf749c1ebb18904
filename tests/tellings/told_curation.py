"""A curator sees to what is old in a group's documents, and asks the most able about it."""

from __future__ import annotations

from collections import Counter

from .draws import draw, event
from .shared import Contact, Count, Decision
from .story import Group, Line, Person, Story

OLD = 13


def curating(story: Story, week: int, group: Group, minutes: int, tally: Counter) -> int:
    """Old lines, oldest first and lowest facet first, are seen to once each while the minutes last; minutes used."""
    if group.shelf is None:
        return 0
    price, shelf = story.shared.rules.curate, story.shelves[group.shelf]
    old = sorted((line.week, facet) for facet, line in shelf.items() if line.week <= week - OLD)
    seen_to = old[: minutes // price]
    for _, facet in seen_to:
        see_to(story, week, group, shelf, facet)
    tally[Count.CURATED] += len(seen_to)
    return price * len(seen_to)


def see_to(story: Story, week: int, group: Group, shelf: dict[int, Line], facet: int) -> None:
    """What the most able holds is written anew, unless it is found out to be wrong: then it must not stand."""
    who = most_able_member(story, group, facet // 64)
    story.log.append((week, Contact.CURATION, who.seat, group.number, facet))
    view, stands = who.beliefs.get(facet), shelf[facet]
    if view is None:
        return
    if view != story.field.truth[facet]:
        key = event(story.seed, Decision.CURATION, week, group.number, 0)
        if draw(key, facet) < story.shared.rules.evidence * 65536:
            if stands.says == view:
                del shelf[facet]
            return
    shelf[facet] = Line(view, week, who.uid, stands.warranted and stands.says == view)


def most_able_member(story: Story, group: Group, domain: int) -> Person:
    """The most able in a domain; among equals the first by seat."""
    return max((story.people[m.who] for m in group.members), key=lambda person: person.ability[domain])
