"""The desk of a group that serves clients: requests wait there, the oldest first."""

from __future__ import annotations

from collections import Counter

from .shared import Count
from .story import Group, Request, Story

WAITING = 64


def queue_up(group: Group, request: Request, tally: Counter) -> None:
    """Sixty-four can wait; one more is lost, and only then has it arrived."""
    if len(group.desk) < WAITING:
        group.desk.append(request)
    else:
        tally.update([Count.ARRIVED, Count.OVERDUE, Count.ABANDONED])


def requests_fall_due(story: Story, week: int, group: Group, tally: Counter) -> None:
    """Deadlines pass at the desk too; what has waited `abandon` weeks is given up, and so it has arrived."""
    tally[Count.OVERDUE] += sum(request.due == week for request in group.desk)
    kept = [request for request in group.desk if week < request.came + story.shared.rules.abandon - 1]
    gone = len(group.desk) - len(kept)
    tally[Count.ARRIVED] += gone
    tally[Count.ABANDONED] += gone
    group.desk = kept
