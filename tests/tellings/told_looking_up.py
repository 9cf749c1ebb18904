"""Looking up what a group has written, when own knowledge is not enough."""

from __future__ import annotations

from collections import Counter

from .draws import event
from .shared import Activity, Contact, Count, Decision
from .story import Story
from .told_asking import fits
from .told_hours import minutes_left, pay_from_own_first
from .told_learning import reading
from .told_solving import case_for_help


def everybody_looks_up(story: Story, week: int, tally: Counter) -> None:
    """Who has a case for help reads once, in the first own group that keeps documents of its domain."""
    for reader in story.people:
        case = case_for_help(story, reader)
        if case is None or minutes_left(reader) < story.shared.rules.look_up:
            continue
        groups = [(m, story.groups[m.group]) for m in reader.memberships]
        for m, group in [(m, g) for m, g in groups if g.open and g.shelf is not None and fits(case.kind, g)][:1]:
            pay_from_own_first(reader, story.shared.rules.look_up, Activity.LOOKING_UP, tally)
            says = {facet: line.says for facet, line in story.shelves[group.shelf].items()}
            key = event(story.seed, Decision.READ, week, reader.uid, group.number)
            lesson = reading(story.field, story.shared.rules, reader.beliefs, says, case.kind, key)
            reader.beliefs.update(lesson)
            tally[Count.BY_READING] += len(lesson)
            story.log.append((week, Contact.READING, reader.seat, group.number, len(lesson)))
            m.used += bool(lesson)
