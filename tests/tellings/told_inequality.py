"""How unequally people contribute, and how closely ties are knit."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from .shared import Count
from .story import Story


def contributions_are_ranked(story: Story, tally: Counter) -> None:
    """Of all who belong to a group that meets: both sides of Gini's ratio, and what the 1st, 2nd, 4th .. gave."""
    given: Counter[int] = Counter()
    for m in story.memberships():
        if story.groups[m.group].given.meets:
            given[m.who] += m.contributions
    ranked = sorted(given.values())
    tally[Count.GINI_ABOVE] += sum(one - other for other, one in combinations(ranked, 2))
    tally[Count.GINI_BELOW] += len(ranked) * sum(ranked)
    for rank in (1, 2, 4, 8, 16, 32, 64):
        if rank <= len(ranked):
            tally[Count[f"RANK_{rank}"]] += ranked[-rank]


def triads_are_counted(story: Story, week: int, tally: Counter) -> None:
    """At the end of a quarter: of the pairs whom one person knows, how many know each other, either way."""
    if week % 13:
        return
    known = {person.seat: [tie.to for tie in person.ties if tie is not None] for person in story.people}
    for others in known.values():
        pairs = list(combinations(others, 2))
        tally[Count.TRIADS] += len(pairs)
        tally[Count.TRIADS_CLOSED] += sum(a in known[b] or b in known[a] for a, b in pairs)
