"""Sharing evidence told plainly, after Zollman (2007): credences by Bayes' rule, in fractions without error."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import comb
from typing import Any

from . import draws, told_networks
from .shared_decisions import Decision


@dataclass(slots=True, eq=False)
class Trier:
    """A member: the odds on the new way at the start, and what was heard of since."""

    uid: int
    odds: Fraction
    net: int = 0
    found: int = 0


def begin(chosen: Any, seed: int) -> list[Trier]:
    """Everybody starts with some credence."""
    drawn = [draws.word(draws.event(seed, Decision.CREDENCE, 0, seat, 0), 0) for seat in range(chosen.members)]
    credences = [Fraction(2 * one + 1, 2**65) for one in drawn]
    return [Trier(seat, c / (1 - c)) for seat, c in enumerate(credences)]


def is_above(chosen: Any, trier: Trier, net: int, credence: Fraction) -> bool:
    """Whether the credence would be above another after so many net successes."""
    better = Fraction(1, 2) + Fraction(str(chosen.edge))
    return trier.odds * (better / (1 - better)) ** net > credence / (1 - credence)


def tries(chosen: Any, trier: Trier) -> bool:
    """Who thinks the new way better tries it."""
    return is_above(chosen, trier, trier.net, Fraction(1, 2))


def is_sure(chosen: Any, trier: Trier) -> bool:
    """Whether no doubt is left that matters."""
    return is_above(chosen, trier, trier.net, Fraction(str(chosen.sure)))


@cache
def at_most(trials: int, edge: float) -> list[int]:
    """Chances of at most 0, 1, ... successes, but not of at most all, in units of 2^-64, without their fractions."""
    better = Fraction(1, 2) + Fraction(str(edge))
    yes, no = better.numerator, better.denominator - better.numerator
    ways = [comb(trials, k) * yes**k * no ** (trials - k) for k in range(trials)]
    return [2**64 * sum(ways[: k + 1]) // better.denominator**trials for k in range(trials)]


def successes(chosen: Any, drawn: int) -> int:
    """How many tries succeed."""
    return sum(drawn >= limit for limit in at_most(chosen.trials, chosen.edge))


def contacts_of(chosen: Any, seed: int, chance: int) -> list[list[int]]:
    """Who hears of whose tries."""
    n = chosen.members
    if chosen.attention == "everybody":
        return [[other for other in range(n) if other != seat] for seat in range(n)]
    if chosen.attention == "ring":
        half = range(1, chosen.nearest // 2 + 1)
        return [[(seat + way * far) % n for far in half for way in (-1, 1)] for seat in range(n)]
    return told_networks.contacts(seed, chosen, chance)


def count(chosen: Any, triers: list[Trier]) -> tuple[int, int]:
    """How many try, and how many are sure."""
    return sum(tries(chosen, one) for one in triers), sum(is_sure(chosen, one) for one in triers)


def seek(chosen: Any, seed: int, chance: int) -> tuple[list[tuple[int, int]], list[Trier]]:
    """Period after period, until nobody tries or all are sure; what was counted before the first and after each."""
    triers, hear = begin(chosen, seed), contacts_of(chosen, seed, chance)
    counted = [count(chosen, triers)]
    while len(counted) <= chosen.periods and counted[-1][0] > 0 and counted[-1][1] < chosen.members:
        for one in triers:
            drawn = draws.word(draws.event(seed, Decision.EVIDENCE, len(counted), one.uid, 0), 0)
            one.found = 2 * successes(chosen, drawn) - chosen.trials if tries(chosen, one) else 0
        for seat, one in enumerate(triers):
            one.net += one.found + sum(triers[other].found for other in hear[seat])
        counted.append(count(chosen, triers))
    return counted, triers
