"""Luck told again in plain integers: every draw is a fingerprint of its address."""

from __future__ import annotations

WORD = 2**64 - 1
GOLD = 0x9E3779B97F4A7C15
FIRST = 0xBF58476D1CE4E5B9
SECOND = 0x94D049BB133111EB


def mix(z: int) -> int:
    """Stir 64 bits until every one depends on every other."""
    z = ((z ^ (z >> 30)) * FIRST) & WORD
    z = ((z ^ (z >> 27)) * SECOND) & WORD
    return z ^ (z >> 31)


def event(seed: int, decision: int, week: int, who: int, turn: int) -> int:
    """The key of one event: its four coordinates stirred into the seed, one after the other."""
    key = mix((seed + GOLD) & WORD)
    key = mix(key ^ ((decision * SECOND + GOLD) & WORD))
    key = mix((key + (week + 1) * GOLD) & WORD)
    key = mix(key ^ (((who + 1) * FIRST) & WORD))
    return mix((key + (turn + 1) * GOLD) & WORD)


def word(key: int, nth: int) -> int:
    """64 bits of an event."""
    return mix((key + (nth + 1) * GOLD) & WORD)


def draw(key: int, facet: int) -> int:
    """A uniform integer below 2^32 of an event, for one facet (or slot, or trial)."""
    return mix(key ^ (((facet + 1) * FIRST) & WORD)) // 2**32


def choose(key: int, facet: int, count: int) -> int:
    """One of `count` equally likely numbers."""
    return draw(key, facet) * count // 2**32


def falls_below(key: int, bit: int, chance: int) -> bool:
    """Whether facet `bit`'s uniform is below chance / 2^64; its binary digits are bit `bit` of word 0, word 1, ..."""
    for nth in range(64):
        digit = word(key, nth) >> bit & 1
        limit = chance >> (63 - nth) & 1
        if digit != limit:
            return digit < limit
    return False


def bernoulli(key: int, wanted: list[int], chance: int) -> list[int]:
    """Those of the wanted bits that happen, each with probability chance / 2^64."""
    return [bit for bit in wanted if falls_below(key, bit, chance)]
