"""Levels of participation, read off a quarter, and how they move."""

from __future__ import annotations

from collections import Counter

from .shared import Count, Level, LevelCount
from .story import Membership, Story

QUARTER = 13


def levels_change(story: Story, week: int, tally: Counter) -> None:
    """The week is entered into the quarter; once the membership is a quarter old, the quarter has a level."""
    for m in story.memberships():
        m.quarter[week % QUARTER] = (m.present, m.gave > 0, m.used > 0)
        m.contributions += m.gave
        seen = list(m.quarter.values())
        minutes = sum(present for present, _, _ in seen)
        gave = sum(contributed for _, contributed, _ in seen)
        used = any(made_use for _, _, made_use in seen)
        lived = week - m.since + 1
        m.level = level_of(minutes, gave, used) if lived >= QUARTER else None
        if m.level is not None and lived % QUARTER == 0:
            quarter_ends(m, tally)


def quarter_ends(m: Membership, tally: Counter) -> None:
    """The same level two quarters running is settled; another one than before is a move, unless it is the first.

    Where it was and where it is now is told, too.
    """
    if m.seen is not None:
        tally["level", 1 + m.level, LevelCount.FROM_OUTSIDE + m.seen] += 1
    if m.level == m.seen and m.level != m.settled:
        if m.settled is not None:
            tally[Count.MOVED_UP if m.level > m.settled else Count.MOVED_DOWN] += 1
        m.settled = m.level
    if m.level == Level.OUTSIDE and m.seen is not None and m.seen >= Level.PERIPHERAL:
        tally[Count.DROPPED_OUT] += 1
    m.seen = m.level


def level_of(minutes: int, contributions: int, used: bool) -> int:
    """5 core: 2 h and contributions in 7 weeks; 4 active: .8 h; 3 occasional: .2 h; 2: some; 1: used; 0: none."""
    if minutes >= 13 * 120 and contributions >= 7:
        return 5
    return max((level for level, least in ((4, 13 * 48), (3, 13 * 12), (2, 1)) if minutes >= least), default=int(used))
