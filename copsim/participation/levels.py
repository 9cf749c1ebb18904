"""Levels of participation, read off what people did over the last quarter. No rule of the model reads a level.

Thresholds: model.md 7.3; levels: wenger-trayner.com/project/levels-of-participation (theory.md 4a).
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Count, LevelCount
from copsim.knowledge.beliefs import count_bits
from copsim.participation.engagement import WEEKS_REMEMBERED

CORE_MINUTES = 2 * 60 * WEEKS_REMEMBERED
ACTIVE_MINUTES = 48 * WEEKS_REMEMBERED
OCCASIONAL_MINUTES = 12 * WEEKS_REMEMBERED
CORE_CONTRIBUTIONS = 7


class Level(IntEnum):
    """Mean hours a week over 13 weeks: core >= 2 and a contribution in half the weeks; active >= .8; occasional >= .2;
    peripheral > 0; transactional: used a document or an answer without hours; outside: none of it."""

    NOT_YET_KNOWN = -1
    OUTSIDE = 0
    TRANSACTIONAL = 1
    PERIPHERAL = 2
    OCCASIONAL = 3
    ACTIVE = 4
    CORE = 5


@kernel
def level_of(minutes, contributions, used):
    """The level of somebody with these minutes and weeks with contributions in a quarter."""
    if minutes >= CORE_MINUTES and contributions >= CORE_CONTRIBUTIONS:
        return 5
    if minutes >= ACTIVE_MINUTES:
        return 4
    if minutes >= OCCASIONAL_MINUTES:
        return 3
    if minutes > 0:
        return 2
    if used:
        return 1
    return 0


@kernel
def levels_change(memberships, chronicle, tally, row, week):
    """Enter the week into the quarter of every membership and read its level, once 13 weeks have been seen.

    A move up or down counts once the new level has lasted two quarters: at every 13th week of a membership its level is
    compared with that of the quarter before, and, where both are the same, with the level that it had settled at.
    Who was peripheral or more a quarter before and is outside now has dropped out.
    """
    at = week % WEEKS_REMEMBERED
    bit = np.uint16(1 << at)
    keep = np.uint16(0x1FFF ^ (1 << at))
    for m in range(memberships.member.size):
        memberships.minutes[m, at] = memberships.present[m]
        memberships.gave[m] = memberships.gave[m] & keep
        if memberships.gave_now[m] > 0:
            memberships.gave[m] = memberships.gave[m] | bit
        memberships.used[m] = memberships.used[m] & keep
        if memberships.used_now[m] > 0:
            memberships.used[m] = memberships.used[m] | bit
        memberships.contributions[m] += memberships.gave_now[m]
        lived = week - int(memberships.since[m]) + 1
        if lived < WEEKS_REMEMBERED:
            memberships.level[m] = -1
            continue
        total = 0
        for w in range(WEEKS_REMEMBERED):
            total += int(memberships.minutes[m, w])
        contributions = count_bits(np.uint64(memberships.gave[m]))
        memberships.level[m] = level_of(total, contributions, memberships.used[m] != 0)
        if lived % WEEKS_REMEMBERED == 0:
            quarter_ends(memberships, chronicle, tally, row, m)


@kernel
def quarter_ends(memberships, chronicle, tally, row, m):
    """Settle the level of a membership if it is that of the quarter before; count a move from where it had settled.

    What level it had a quarter before and has now is told by the chronicle, moves that do not last included.
    """
    level = int(memberships.level[m])
    if memberships.seen[m] >= 0:
        chronicle.level[row, 1 + level, LevelCount.FROM_OUTSIDE + memberships.seen[m]] += 1
    if level == memberships.seen[m] and level != memberships.settled[m]:
        if memberships.settled[m] >= 0:
            tally[row, Count.MOVED_UP if level > memberships.settled[m] else Count.MOVED_DOWN] += 1
        memberships.settled[m] = level
    if level == Level.OUTSIDE and memberships.seen[m] >= Level.PERIPHERAL:
        tally[row, Count.DROPPED_OUT] += 1
    memberships.seen[m] = level
