"""Members who gather and share evidence on whether a new way is better than the old one (Zollman 2007).

The old way succeeds in one try of two. Everybody knows that the new one succeeds with the chance 1/2 + edge or 1/2 -
edge, believes the first with some credence, and takes account of what they and their contacts find when they try it.
It is in fact better. By Bayes, credence depends on net successes heard of alone (successes less failures): so the state
is whole numbers, and how many of them a member needs is computed once, in decimals that are the same everywhere.
"""

from __future__ import annotations

import functools
from decimal import ROUND_FLOOR, Decimal, localcontext
from enum import IntEnum
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event, word
from copsim.knowledge.attention import Contacts, attend
from copsim.knowledge.evidence_settings import EvidenceSettings
from copsim.knowledge.listening import contact_of


class Triers(NamedTuple):
    """The members, and what they need to have heard."""

    uid: Annotated[Array, Column("int64", ("member",), "who")]
    net: Annotated[Array, Column("int64", ("member",), "successes less failures heard of, own ones too")]
    tries_from: Annotated[Array, Column("int64", ("member",), "lowest net successes at which credence is above 1/2")]
    sure_from: Annotated[Array, Column("int64", ("member",), "lowest net successes at which credence is above `sure`")]
    found: Annotated[Array, Column("int64", ("member",), "net successes of this period's own tries", state=False)]


class Commons(NamedTuple):
    """All that the kernels of a period read and write."""

    seed: np.uint64
    learners: Triers
    contacts: Contacts
    trials: int
    luck: Annotated[
        Array, Column("uint64", ("tries but one",), "item k: chance of at most k successes, in 2^-64", state=False)
    ]


class Count(IntEnum):
    """What is counted at the end of a period: members who try the new way, and who are sure of it."""

    TRYING = 0
    SURE = 1


def build_commons(settings: EvidenceSettings, seed: int, contacts: Contacts | None = None) -> Commons:
    """Members before the first period: contacts and credences are drawn."""
    seats = np.arange(settings.members)
    drawn = np.empty(settings.members, np.uint64)
    draw_credences(drawn, np.uint64(seed))
    needed = [needed_from(one, settings.edge, settings.sure) for one in drawn.tolist()]
    sizes = {"member": settings.members}
    return Commons(
        seed=np.uint64(seed),
        learners=allocate(
            Triers,
            sizes,
            uid=seats,
            tries_from=np.array([tries for tries, _ in needed], np.int64),
            sure_from=np.array([sure for _, sure in needed], np.int64),
        ),
        contacts=attend(settings, np.uint64(seed)) if contacts is None else contacts,
        trials=settings.trials,
        luck=luck_of_tries(settings.trials, settings.edge),
    )


@kernel
def draw_credences(drawn, seed):
    """Draw every seat's credence: word 0 of CREDENCE, in 2^-64."""
    for seat in range(drawn.size):
        drawn[seat] = word(event(seed, Decision.CREDENCE, 0, seat, 0), 0)


def needed_from(drawn: int, edge: float, sure: float) -> tuple[int, int]:
    """The lowest net successes at which a credence is above 1/2, and at which it is above `sure`.

    The credence at the start is c = (drawn + 1/2) / 2^64; after net successes of D its odds are c / (1 - c) x r^D with
    r = (1/2 + edge) / (1/2 - edge). So it is above s from the first D above log(s / (1 - s) x (1 - c) / c) / log r.
    """
    with localcontext() as context:
        context.prec = 50
        better, bound = Decimal(str(edge)), Decimal(str(sure))
        step = ((1 + 2 * better) / (1 - 2 * better)).ln()
        against = (Decimal((1 << 65) - 2 * drawn - 1) / Decimal(2 * drawn + 1)).ln()
        odds = (bound / (1 - bound)).ln()
        tries, certain = ((a / step).to_integral_value(ROUND_FLOOR) for a in (against, against + odds))
        return int(tries) + 1, int(certain) + 1


@functools.lru_cache(maxsize=32)
def luck_of_tries(trials: int, edge: float) -> Array:
    """Item k, for k below `trials`: the chance of at most k successes in so many tries, in 2^-64, rounded down.

    Exact: the binomial distribution in whole numbers, with 1/2 + edge as the decimal fraction that is written.
    """
    chance = Fraction(1, 2) + Fraction(str(edge))
    for_it, against = chance.numerator, chance.denominator - chance.numerator
    weight, total = against**trials, chance.denominator**trials
    below, table = 0, []
    for k in range(trials):
        below += weight
        table.append((below << 64) // total)
        weight = weight * (trials - k) * for_it // ((k + 1) * against)
    return np.array(table, np.uint64)


@kernel
def successes(luck, drawn):
    """How many tries succeed, told by a random word: how many items of `luck` it is not below."""
    low, high = 0, luck.size
    while low < high:
        middle = (low + high) // 2
        if drawn < luck[middle]:
            high = middle
        else:
            low = middle + 1
    return low


@functools.cache
def seek_of(listed: bool) -> Any:
    """The kernel that runs many periods, where contacts are listed or everybody is one."""
    contacts_at, nth_contact = contact_of(listed)

    @kernel
    def seek(commons, first, periods, series):
        """Live through periods first .. first + periods - 1 (the first ever is 1); returns the last that was lived.

        In each, who has a credence above 1/2 tries the new way (`successes` of word 0 of EVIDENCE); then everybody
        hears what they and their contacts found in this period. How many try and are sure is counted into the row of
        `series` with the period's number; row 0 is counted before period 1. When nobody tries any more, or all are
        sure, it ends: later rows say the same again.
        """
        learners = commons.learners
        if first == 1:
            count_triers(learners, series, 0)
        for period in range(first, first + periods):
            before = series[period - 1]
            if before[Count.TRYING] == 0 or before[Count.SURE] == learners.uid.size:
                for later in range(period, first + periods):
                    series[later] = before
                return period - 1
            for i in range(learners.uid.size):
                learners.found[i] = 0
                if learners.net[i] >= learners.tries_from[i]:
                    drawn = word(event(commons.seed, Decision.EVIDENCE, period, learners.uid[i], 0), 0)
                    learners.found[i] = 2 * successes(commons.luck, drawn) - commons.trials
            for i in range(learners.uid.size):
                learners.net[i] += learners.found[i]
                begin, count = contacts_at(commons, i)
                for nth in range(count):
                    learners.net[i] += learners.found[nth_contact(commons, i, begin, nth)]
            count_triers(learners, series, period)
        return first + periods - 1

    return seek


@kernel
def count_triers(learners, series, row):
    """Count who tries the new way and who is sure of it, into a row of the series."""
    series[row] = 0
    for i in range(learners.uid.size):
        if learners.net[i] >= learners.tries_from[i]:
            series[row, Count.TRYING] += 1
        if learners.net[i] >= learners.sure_from[i]:
            series[row, Count.SURE] += 1


def empty_counts(periods: int) -> Array:
    """Room for what is counted before the first period and after each, shape (periods + 1, len(Count))."""
    return np.zeros((periods + 1, len(Count)), np.int64)
