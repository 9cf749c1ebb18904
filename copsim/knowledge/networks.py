"""Networks in which contacts listen to each other: pairs of seats, drawn once before the first period."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, chance32, choose, draw, event
from copsim.knowledge.attention_settings import AttentionSettings

TRIALS = 1024
"""Draws after which a link stays where it is, because nothing was found to which it could be led."""
GRAPHS = 100_000
"""Random networks after which none of one piece is sought any more."""


def pairs_of(settings: AttentionSettings, seed: np.uint64) -> Array:
    """The pairs of seats that listen to each other, shape (pairs, 2).

    Raises
    ------
    InputError
        If no random network of one piece was found.
    """
    members, where = settings.members, settings.attention
    if where == "random":
        pairs = np.empty((members * (members - 1) // 2, 2), np.int64)
        found = int(draw_random_pairs(pairs, seed, members, chance32(settings.linked), settings.pieces == "one"))
        if found < 0:
            raise InputError([Problem("linked", f"no network of one piece in {GRAPHS:,} drawn; it is too low")])
        return pairs[:found].copy()
    if where == "small_world":
        chosen = list(_on_ring(range(members), settings.nearest))
    elif where == "line":
        chosen = [(i, i + 1) for i in range(members - 1)]
    elif where == "caves":
        chosen = list(_in_caves(members, settings.group))
    else:
        chosen = [(0, i) for i in range(1, members)]
        if where == "wheel":
            chosen += _on_ring(range(1, members), 2)
    pairs = np.array(chosen, np.int64)
    if where == "small_world":
        lead_links_elsewhere(pairs, seed, members, settings.rewired)
    return pairs


def _on_ring(seats: range, nearest: int) -> Iterable[tuple[int, int]]:
    """Each with the next nearest / 2."""
    count = len(seats)
    for i in range(count):
        for far in range(1, nearest // 2 + 1):
            yield seats[i], seats[(i + far) % count]


def _in_caves(members: int, cave: int) -> Iterable[tuple[int, int]]:
    """Fully linked caves; in each the link of the first two is led from the first to the last of the cave before."""
    for first in range(0, members, cave):
        for i in range(first, first + cave):
            for j in range(i + 1, first + cave):
                if (i, j) != (first, first + 1):
                    yield i, j
        yield first, (first - 1) % members


@kernel
def lead_links_elsewhere(pairs, seed, members, rewired):
    """Rewire links of a network one after the other, so that it stays in one piece (Lazer & Friedman 2007).

    For the nth link (event LINK of n, turn 0) until it has found a place, at most TRIALS times, trial t: one of all
    pairs (facet 3t), which of its two ends stays (3t + 1) and which seat takes the other's place (3t + 2) are chosen.
    It is no place if it is the end that stays or is linked to it already, or if the network would fall into pieces.
    """
    for n in range(rewired):
        key = event(seed, Decision.LINK, 0, n, 0)
        for trial in range(TRIALS):
            link = choose(key, 3 * trial, pairs.shape[0])
            stays = pairs[link, choose(key, 3 * trial + 1, 2)]
            other = choose(key, 3 * trial + 2, members)
            if other == stays or linked(pairs, stays, other):
                continue
            first, second = pairs[link, 0], pairs[link, 1]
            pairs[link, 0] = stays
            pairs[link, 1] = other
            if in_one_piece(pairs, pairs.shape[0], members):
                break
            pairs[link, 0] = first
            pairs[link, 1] = second


@kernel
def linked(pairs, one, other):
    """Whether two seats are a pair."""
    for n in range(pairs.shape[0]):
        if (pairs[n, 0] == one and pairs[n, 1] == other) or (pairs[n, 0] == other and pairs[n, 1] == one):
            return True
    return False


@kernel
def in_one_piece(pairs, count, members):
    """Whether the first `count` pairs link everybody, directly or through others."""
    leads_to = np.arange(members)
    pieces = members
    for n in range(count):
        one, other = pairs[n, 0], pairs[n, 1]
        while leads_to[one] != one:
            leads_to[one] = leads_to[leads_to[one]]
            one = leads_to[one]
        while leads_to[other] != other:
            leads_to[other] = leads_to[leads_to[other]]
            other = leads_to[other]
        if one != other:
            leads_to[one] = other
            pieces -= 1
    return pieces == 1


@kernel
def draw_random_pairs(pairs, seed, members, chance, one_piece):
    """Pairs by chance; returns how many, or -1 if none of GRAPHS networks was in one piece, where that is wanted.

    In the nth network seats i < j are a pair with the chance given (draw j of LINK of i, turn 1 + n); the first that
    is in one piece is taken, or simply the first.
    """
    for nth in range(GRAPHS):
        count = 0
        for i in range(members - 1):
            key = event(seed, Decision.LINK, 0, i, 1 + nth)
            for j in range(i + 1, members):
                if draw(key, j) < chance:
                    pairs[count, 0] = i
                    pairs[count, 1] = j
                    count += 1
        if not one_piece or in_one_piece(pairs, count, members):
            return count
    return -1
