"""Members wait until several can decide at once: what chance makes of what they would take up, worked out side by side.

Whoever decides facet by facet (`bernoulli_word`) needs a few words of luck, nobody knows how many, and a processor that
guessed wrong begins anew. So those who would take something up wait in `poll.room`, a lane each, until there are
enough, and then draw one word each in turn (docs/decisions/0020-members-at-once.md). Where somebody learns from what
the one before has become, or learns twice in a period, nobody waits.
"""

from __future__ import annotations

import functools
from enum import IntEnum
from typing import Any

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import GOLD, ONE, ZERO, event_of, mix
from copsim.knowledge.parts import Parts
from copsim.knowledge.votes import towards

LANES = 32
"""Who waits until they decide."""
_TOP = np.uint64(63)


class Row(IntEnum):
    """The rows of `poll.room`: who waits (a row of members), with which domain; what was held at first, what is seen.

    WANTED: facets that are still undecided. KEPT: those that are taken up.
    """

    WHO = 0
    DOMAIN = 1
    UID = 2
    TURN = 3
    HELD_YES = 4
    HELD_NO = 5
    SEEN_YES = 6
    SEEN_NO = 7
    CHANCE = 8
    KEY = 9
    WANTED = 10
    KEPT = 11


ROOM = {"row": len(Row), "lane": LANES}
"""Sizes of `poll.room`."""


def waits(parts: Parts) -> bool:
    """Whether members wait for each other: where all learn from the same beginning, and once."""
    once = parts.code == "none" or parts.source == "nobody"
    return once and parts.order == "snapshot" and parts.revert == parts.alone == parts.distant == "never"


@functools.cache
def decide_of(parts: Parts) -> Any:
    """Two kernels: all who wait decide, and one more waits, or decides where nobody waits."""
    at_once = LANES if waits(parts) else 1
    one_step = parts.step == "one"

    @kernel
    def decide(organisation, common):
        """Each who waits takes up what is wanted, facet by facet with the chance, moving there from what was held.

        Decided as by `bernoulli_word` of the event (common, UID, TURN). What is not taken up stays as it is.
        """
        poll, beliefs = organisation.poll, organisation.learners.beliefs
        room = poll.room
        uid, turn, key = room[Row.UID], room[Row.TURN], room[Row.KEY]
        wanted, chance, kept = room[Row.WANTED], room[Row.CHANCE], room[Row.KEPT]
        waiting = poll.waiting[0]
        poll.waiting[0] = 0
        undecided = ZERO
        for lane in range(at_once):
            if lane >= waiting:
                wanted[lane] = ZERO
            undecided |= wanted[lane]
        for lane in range(at_once):
            key[lane] = event_of(common, uid[lane], turn[lane])
            kept[lane] = ZERO
        nth = ZERO
        while undecided != ZERO:
            nth += GOLD
            undecided = ZERO
            for lane in range(at_once):
                bits = mix(key[lane] + nth)
                yes = ZERO - (chance[lane] >> _TOP)
                kept[lane] |= wanted[lane] & ~bits & yes
                wanted[lane] &= bits ^ ~yes
                chance[lane] <<= ONE
                undecided |= wanted[lane]
        for lane in range(waiting):
            who, word, taken = room[Row.WHO, lane], np.uint64(2) * room[Row.DOMAIN, lane], kept[lane]
            held_yes, held_no = room[Row.HELD_YES, lane], room[Row.HELD_NO, lane]
            yes, no = towards(held_yes, held_no, room[Row.SEEN_YES, lane], room[Row.SEEN_NO, lane], taken, one_step)
            beliefs[who, word] = (beliefs[who, word] & ~taken) | (yes & taken)
            beliefs[who, word + ONE] = (beliefs[who, word + ONE] & ~taken) | (no & taken)

    @kernel
    def want(organisation, common, who, domain, turn, held, seen, wanted, chance):
        """Row `who` would move on facets of a domain from what was held to what is seen, both (+1s, -1s)."""
        poll = organisation.poll
        room = poll.room
        lane = np.uint64(poll.waiting[0])
        room[Row.WHO, lane] = np.uint64(who)
        room[Row.DOMAIN, lane] = np.uint64(domain)
        room[Row.UID, lane] = np.uint64(organisation.learners.uid[who])
        room[Row.TURN, lane] = np.uint64(turn)
        room[Row.HELD_YES, lane] = held[0]
        room[Row.HELD_NO, lane] = held[1]
        room[Row.SEEN_YES, lane] = seen[0]
        room[Row.SEEN_NO, lane] = seen[1]
        room[Row.CHANCE, lane] = chance
        room[Row.WANTED, lane] = wanted
        poll.waiting[0] += 1
        if poll.waiting[0] == at_once:
            decide(organisation, common)

    return decide, want
