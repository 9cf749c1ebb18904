"""Chance has an address: a draw is a pure function of (run seed, decision, week, who, turn, facet).

The scheme is fixed in docs/decisions/0001-draws.md and may not change: nested splitmix64 finalisers, one per
coordinate. `turn` names the content (community, family, nth session), never a count over the whole week.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum

import numpy as np

from copsim.foundation.kernels import kernel


class Decision(IntEnum):
    """What a draw decides. Append only: a number, once given, is never given to another decision."""

    TRUTH = 0
    EXPLICIT = 1
    KIND_FACETS = 2
    BELIEF = 3
    SPECIALITY = 4
    WILLINGNESS = 5
    FIRST_TIES = 6
    INTEREST = 7
    ROSTER = 8
    TURBULENCE = 9
    WORKLOAD = 10
    JOB_CHANGE = 11
    FAMILY = 12
    ORDER = 13
    TOPIC = 14
    PARTNER = 15
    MATCH = 16
    COPY = 17
    MAJORITY = 18
    TOGETHER = 19
    ARRIVAL = 20
    ARRIVAL_DOMAIN = 21
    ARRIVAL_KIND = 22
    TASK_OWNER = 23
    TASK_DOMAIN = 24
    TASK_KIND = 25
    ASK_WHOM = 26
    HEARERS = 27
    REPLY = 28
    ANSWER = 29
    HELP_ORDER = 30
    READ = 31
    GUESS = 32
    GATHER = 33
    BEST = 34
    TURNOVER = 35
    SECOND_INTEREST = 36
    DISPOSITION = 37
    CONVENE = 38
    BROKER_TOPIC = 39
    BROKER_LISTENER = 40
    BROKER_COPY = 41
    CLIENT = 42
    CLIENT_KIND = 43
    PROBLEM = 44
    NEWS = 45
    NEWS_CONCERNS = 46
    NEWS_HEARD = 47
    INNOVATION = 48
    NEWS_BY_TIE = 49
    EXPERT = 50
    VISIT = 51
    SHARED_VIEW = 52
    STANDARD = 53
    CURATION = 54
    FAITH = 55
    RELEVANCE = 60
    CONTROL = 61
    LISTED = 62
    VIEW = 63
    REPORT = 64
    ORGANISATION = 70
    PERSON = 71
    ACT_OUT = 72
    SOCIALISE = 73
    CODIFY = 74
    CONTACT = 75
    REWIRE = 76
    ATTEND = 77
    LINK = 80
    LANDSCAPE = 81
    LOOK = 82
    TRY = 83
    CREDENCE = 84
    EVIDENCE = 85
    VOICE = 86


GOLD = np.uint64(0x9E3779B97F4A7C15)
M1 = np.uint64(0xBF58476D1CE4E5B9)
M2 = np.uint64(0x94D049BB133111EB)
ONE = np.uint64(1)
ZERO = np.uint64(0)
_S27, _S30, _S31, _S32, _S63 = (np.uint64(k) for k in (27, 30, 31, 32, 63))


@kernel
def mix(z):
    """The splitmix64 finaliser (Steele, Lea & Flood 2014; Stafford's variant 13), uint64 -> uint64."""
    z = (z ^ (z >> _S30)) * M1
    z = (z ^ (z >> _S27)) * M2
    return z ^ (z >> _S31)


@kernel
def event(seed, decision, week, who, turn):
    """The key of one event, uint64: the address of its luck.

    seed: `world.seed`, uint64. decision: a `Decision`. week: from 1. who: the uid of whom it is about. turn: which of
    several such events of the week it is, named by content. All but the seed are non-negative integers.
    """
    return event_of(decision_in(seed, decision, week), who, turn)


@kernel
def decision_in(seed, decision, week):
    """What the keys of one decision in one week have in common, uint64: worked out once for everybody."""
    key = mix(mix(seed + GOLD) ^ (np.uint64(decision) * M2 + GOLD))
    return mix(key + (np.uint64(week) + ONE) * GOLD)


@kernel
def event_of(common, who, turn):
    """The key of one event of a decision in a week (`decision_in`)."""
    key = mix(common ^ ((np.uint64(who) + ONE) * M1))
    return mix(key + (np.uint64(turn) + ONE) * GOLD)


@kernel
def word(key, nth):
    """The nth 64-bit word of an event: bit f is bit `nth` of the uniform of facet f of a word of facets."""
    return mix(key + (np.uint64(nth) + ONE) * GOLD)


@kernel
def draw(key, facet):
    """A uniform 32-bit integer (as int64), 0 to 2^32 - 1, of the event `key` for one facet (or another number from 0).

    So each facet has a chance of its own: it happens where the draw is below the chance in 2^-32.
    """
    return np.int64(mix(key ^ ((np.uint64(facet) + ONE) * M1)) >> _S32)


@kernel
def choose(key, facet, count):
    """A uniform integer in 0 .. count-1 (count below 2^31): the high part of draw(key, facet) x count."""
    return (draw(key, facet) * count) >> 32


@kernel
def bernoulli_word(key, wanted, chance):
    """The bits of `wanted` kept, each with probability chance / 2^64 (chance is uint64).

    Facet f's uniform is bit f of word 0, word 1, ...; it is compared with the chance from the highest bit on, until
    every wanted bit is decided. So what is kept at one chance is kept at every higher chance.
    """
    undecided = wanted
    kept = ZERO
    nth = 0
    while undecided != ZERO and chance != ZERO:
        bits = word(key, nth)
        if chance >> _S63 != ZERO:
            kept = kept | (undecided & ~bits)
            undecided = undecided & bits
        else:
            undecided = undecided & ~bits
        chance = chance << ONE
        nth += 1
    return kept


def chance32(probability: float) -> int:
    """A probability as a threshold for `draw`: an event happens when draw < threshold (0 .. 2^32)."""
    return int(probability * 4294967296.0 + 0.5)


def chance16(probability: float) -> int:
    """A probability as a factor in 65,536ths (0 .. 65,536), to be multiplied with a 32-bit threshold."""
    return int(probability * 65536.0 + 0.5)


def chance64(probability: float) -> int:
    """A probability below 1 as the threshold of `bernoulli_word` (0 .. 2^64 - 1)."""
    return min(int(probability * 18446744073709551616.0), (1 << 64) - 1)


def run_seed(seed: int, replication: int) -> int:
    """The seed of one run, 0 .. 2^64 - 1. Replication r has the same luck in every arm of a study."""
    text = f"copsim:{seed}:{replication}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")
