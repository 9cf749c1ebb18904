"""Voice: what research and policy outside take up of what practitioners know."""

from __future__ import annotations

from collections import Counter

from .draws import draw, event
from .shared import Count, Decision
from .story import Story


def they_listen(story: Story, week: int, tally: Counter) -> None:
    """Past three thresholds each standard may be taken up, shelf by shelf; then what they say is counted."""
    hearing = story.shared.hearing
    if hearing.uptake == 0:
        return
    story.contact[week % 52] = tally[Count.VISITS_BY_EXPERTS]
    if is_heard(story):
        tally[Count.HEARD_FROM] = 1
        for s, shelf in enumerate(story.shelves):
            for facet in sorted(shelf):
                key = event(story.seed, Decision.VOICE, week, facet // 64, s)
                if shelf[facet].warranted and draw(key, facet % 64) < hearing.uptake:
                    story.heard[facet] = shelf[facet].says
    tally[Count.HEARD_OUTSIDE] += len(story.heard)
    tally[Count.HEARD_RIGHT] += sum(says == story.field.truth[facet] for facet, says in story.heard.items())


def is_heard(story: Story) -> bool:
    """A stock of standards, people who contributed, hours with experts in the year."""
    hearing = story.shared.hearing
    standards = {facet for shelf in story.shelves for facet, line in shelf.items() if line.warranted}
    carriers = sum(any(gave for m in p.memberships for _, gave, _ in m.quarter.values()) for p in story.people)
    practised = len(standards) * 65536 >= hearing.practice * len(story.field.explicit)
    return practised and carriers >= hearing.carriers and sum(story.contact.values()) >= hearing.contact
