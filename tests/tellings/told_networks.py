"""Networks told plainly: who is linked to whom."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from . import draws
from .shared_decisions import Decision

Pair = tuple[int, int]


def is_one_piece(pairs: list[Pair], members: int) -> bool:
    """Whether news that one member has would come to all."""
    knows, told = {0}, [0]
    while told:
        who = told.pop()
        for pair in pairs:
            for other in set(pair) - knows if who in pair else ():
                knows.add(other)
                told.append(other)
    return len(knows) == members


def is_linked(pairs: list[Pair], one: int, other: int) -> bool:
    """Whether two are linked."""
    return any({one, other} == set(pair) for pair in pairs)


def small_world(pairs: list[Pair], seed: int, chosen: Any) -> list[Pair]:
    """Links are led elsewhere, one after the other, if that cuts nobody off."""
    for nth in range(chosen.rewired):
        key = draws.event(seed, Decision.LINK, 0, nth, 0)
        for trial in range(1024):
            link = draws.choose(key, 3 * trial, len(pairs))
            stays = pairs[link][draws.choose(key, 3 * trial + 1, 2)]
            other = draws.choose(key, 3 * trial + 2, chosen.members)
            changed = [*pairs[:link], (stays, other), *pairs[link + 1 :]]
            if other != stays and not is_linked(pairs, stays, other) and is_one_piece(changed, chosen.members):
                pairs = changed
                break
    return pairs


def by_chance(seed: int, chosen: Any, chance: int) -> list[Pair]:
    """Any two may be linked; drawn anew until nobody is cut off, if nobody may be."""
    nth = 0
    while True:
        nth += 1
        pairs = [
            (one, other)
            for one, other in combinations(range(chosen.members), 2)
            if draws.draw(draws.event(seed, Decision.LINK, 0, one, nth), other) < chance
        ]
        if chosen.pieces == "any" or is_one_piece(pairs, chosen.members):
            return pairs


def caves(chosen: Any) -> list[Pair]:
    """All of a cave know each other, but the first knows somebody of the cave before instead of the second."""
    found = []
    for first in range(0, chosen.members, chosen.group):
        cave = range(first, first + chosen.group)
        found += [pair for pair in combinations(cave, 2) if pair != (first, first + 1)]
        found.append((first, (first - 1) % chosen.members))
    return found


def contacts(seed: int, chosen: Any, chance: int) -> list[list[int]]:
    """Everybody's contacts: first those after them in a pair, then those before."""
    n, where = chosen.members, chosen.attention
    ring = [(seat, (seat + far) % n) for seat in range(n) for far in range(1, chosen.nearest // 2 + 1)]
    spokes = [(0, seat) for seat in range(1, n)]
    pairs = {
        "line": lambda: list(zip(range(n), range(1, n), strict=False)),
        "small_world": lambda: small_world(ring, seed, chosen),
        "random": lambda: by_chance(seed, chosen, chance),
        "hub": lambda: spokes,
        "wheel": lambda: spokes + [(seat, seat % (n - 1) + 1) for seat in range(1, n)],
        "caves": lambda: caves(chosen),
    }[where]()
    lists: list[list[int]] = [[] for _ in range(n)]
    for one, other in pairs:
        lists[one].append(other)
    for one, other in pairs:
        lists[other].append(one)
    return lists
