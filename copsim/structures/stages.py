"""Stages of a group's life, read off what it does. Names: Wenger, McDermott & Snyder 2002 (theory.md 10b).

Measurement only: no rule of the model reads a stage.
"""

from __future__ import annotations

from enum import IntEnum

from copsim.foundation.kernels import kernel
from copsim.participation.engagement import WEEKS_REMEMBERED
from copsim.structures.groups import has_ended


class Stage(IntEnum):
    """Potential: not founded. Coalescing: in its first quarter, or fewer present in the quarter than critical mass (at
    least 2). Maturing: more people than a tenth above the quarter before. Stewardship: about as many, or fewer.
    Dispersed: dissolved or ended."""

    POTENTIAL = 0
    COALESCING = 1
    MATURING = 2
    STEWARDSHIP = 3
    DISPERSED = 4


@kernel
def stages_are_read(groups, week):
    """Read the stage of every group; maturing or stewardship is decided at the end of each of its quarters."""
    for g in range(groups.domain.size):
        ended = has_ended(groups, g, week)
        if groups.founded[g] == 0 or ended:
            groups.stage[g] = Stage.DISPERSED if ended or groups.closed[g] > 0 else Stage.POTENTIAL
            groups.before[g] = 0
            continue
        lived = week - int(groups.founded[g]) + 1
        if lived % WEEKS_REMEMBERED == 0:
            if groups.people[g] < max(2, int(groups.critical_mass[g])):
                groups.stage[g] = Stage.COALESCING
            elif 10 * groups.people[g] > 11 * groups.before[g]:
                groups.stage[g] = Stage.MATURING
            else:
                groups.stage[g] = Stage.STEWARDSHIP
            groups.before[g] = groups.people[g]
        elif lived < WEEKS_REMEMBERED:
            groups.stage[g] = Stage.COALESCING
