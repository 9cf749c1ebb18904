"""Schism: in the first week of a half, memberships move there."""

from __future__ import annotations

from .story import Membership, Story


def groups_split(story: Story, week: int) -> None:
    """Whoever belonged to the whole goes on in the half; the old membership is empty, and has no level any more."""
    for group in story.groups:
        for m in group.members:
            if m.before is not None and week == group.starts:
                goes_on(m.before, m)
                is_over(m.before)


def goes_on(old: Membership, new: Membership) -> None:
    """Engagement, faith and the last quarter go along."""
    for name in ("interest", "learning", "helped", "belonging", "since", "faith", "level", "settled", "seen"):
        setattr(new, name, getattr(old, name))
    new.contributions, new.quarter = old.contributions, dict(old.quarter)


def is_over(old: Membership) -> None:
    """It has no level before a week that does not come."""
    old.since, old.level, old.settled, old.seen = 2**30, None, None, None
    old.contributions, old.quarter = 0, {}
