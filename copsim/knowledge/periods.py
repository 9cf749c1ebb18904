"""An organisation lives through periods of learning: the published models of organisational learning, as parts.

One source serves every combination of parts (`knowledge.parts`): `run_of(parts)` is a kernel with those constants.
"""

from __future__ import annotations

import functools
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from copsim.domain.field import truths_flip
from copsim.foundation.kernels import AHEAD, MANY, kernel
from copsim.foundation.randomness import ZERO, Decision, decision_in
from copsim.knowledge.at_once import decide_of
from copsim.knowledge.beliefs import count_bits, right_and_wrong
from copsim.knowledge.codifying import code_changes, codify_of
from copsim.knowledge.lessons import learn_of, order_of_learning
from copsim.knowledge.listening import contacts_come_of
from copsim.knowledge.organisation import people_leave
from copsim.knowledge.parts import Parts, Pays
from copsim.knowledge.resting import at_rest_of
from copsim.knowledge.showing import pay_off_of, show_of


class Series(IntEnum):
    """What is counted at the end of a period, as integers: the columns of the series of `run`."""

    CODE_MET = 0
    CODE_RIGHT = 1
    CODE_WRONG = 2
    RIGHT = 3
    WRONG = 4
    RIGHT_TACIT = 5
    RIGHT_FAST = 6
    WRONG_FAST = 7
    PAY_OFF = 8
    BEST = 9
    AGREED = 10
    EIGHTH = 11


@functools.cache
def measure_of(pays: Pays) -> Any:
    """The kernel that counts, for a rule of pay-off."""
    pay_off = pay_off_of(pays)
    landscape = pays.rule == "landscape"
    domains = pays.domains

    @kernel
    def measure(organisation, series, row):
        """Count into a row of the series.

        CODE_RIGHT, CODE_WRONG: facets that the code says right and wrong. RIGHT, WRONG: sums over members of what they
        hold (not what they show); RIGHT_TACIT: of tacit facets only; RIGHT_FAST, WRONG_FAST: of the fast members only.
        PAY_OFF, BEST: sum and highest of the members' pay-off by what they hold. AGREED: facets of which all hold the
        same, or all nothing. EIGHTH, on a landscape: the sum over members of (pay-off / highest)^8, each in 2^-32,
        rounded to the nearest.
        """
        matter, learners = organisation.matter, organisation.learners
        beliefs, fast = learners.beliefs, learners.fast
        members = beliefs.shape[0]
        here = series[row]
        here[:] = 0
        rights = wrongs = total = best = 0
        for i in range(members):
            for d in range(domains if domains > 0 else matter.truth.size):
                right, wrong = right_and_wrong(beliefs, matter, i, d)
                rights += count_bits(right)
                wrongs += count_bits(wrong)
            gained = pay_off(organisation, beliefs, i)
            total += gained
            best = gained if i == 0 else max(best, gained)
            if landscape:
                share = gained / organisation.landscape.highest[0]
                share = share * share
                share = share * share
                here[Series.EIGHTH] += np.int64(share * share * 4294967296.0 + 0.5)
        quick = 0
        for i in range(members):
            quick += int(fast[i])
        here[Series.RIGHT] = rights
        here[Series.WRONG] = wrongs
        here[Series.PAY_OFF] = total
        here[Series.BEST] = best
        for d in range(matter.truth.size):
            right, wrong = right_and_wrong(organisation.code.says, matter, 0, d)
            here[Series.CODE_RIGHT] += count_bits(right)
            here[Series.CODE_WRONG] += count_bits(wrong)
            for i in range(members if quick > 0 else 0):
                if fast[i] != 0:
                    right, wrong = right_and_wrong(beliefs, matter, i, d)
                    here[Series.RIGHT_FAST] += count_bits(right)
                    here[Series.WRONG_FAST] += count_bits(wrong)
            tacit = matter.exists[d] & ~matter.explicit[d]
            for i in range(members if tacit != ZERO else 0):
                right, wrong = right_and_wrong(beliefs, matter, i, d)
                here[Series.RIGHT_TACIT] += count_bits(right & tacit)
            yes = no = nil = matter.exists[d]
            i = 0
            while i < members and yes | no | nil != ZERO:
                yes = yes & beliefs[i, 2 * d]
                no = no & beliefs[i, 2 * d + 1]
                nil = nil & ~(beliefs[i, 2 * d] | beliefs[i, 2 * d + 1])
                i += 1
            here[Series.AGREED] += count_bits(yes | no | nil)

    return measure


class Luck(NamedTuple):
    """What the events of a period have in common, for each decision that is made for every member (`decision_in`)."""

    act_out: np.uint64
    socialise: np.uint64
    contact: np.uint64


@kernel
def luck_of(seed, period):
    """The luck of a period."""
    return Luck(
        decision_in(seed, Decision.ACT_OUT, period),
        decision_in(seed, Decision.SOCIALISE, period),
        decision_in(seed, Decision.CONTACT, period),
    )


@functools.cache
def live_of(parts: Parts) -> Any:
    """The kernel of one period."""
    sequential = parts.order == "sequential"
    has_code = parts.code != "none"
    show, codify, learn = show_of(parts), codify_of(parts), learn_of(parts)
    decide, _ = decide_of(parts)
    listed = parts.listed and parts.source != "nobody"
    contacts_come = contacts_come_of(parts.listed)

    @kernel
    def live(organisation, rates, period):
        """Everybody shows what they hold; members learn, and the code; returns whether anything could have changed.

        Snapshot: members learn from what the code says and others show at the start, and the code from what was shown
        then. Sequential: one after the other (in `order_of_learning`), each then shows anew; the code learns last.
        """
        members = organisation.learners.uid.size
        luck = luck_of(organisation.seed, period)
        organisation.poll.waiting[0] = 0
        could = False
        for i in range(members):
            show(organisation, luck.act_out, i)
        if sequential:
            order = order_of_learning(organisation, period)
            for n in range(members):
                could |= learn(organisation, rates, period, luck, order[n])
                show(organisation, luck.act_out, order[n])
            if has_code:
                could |= codify(organisation, rates, period)
        else:
            if has_code:
                could |= codify(organisation, rates, period)
            for i in range(members):
                if listed and members - i - AHEAD > MANY:
                    contacts_come(organisation, i + AHEAD)
                could |= learn(organisation, rates, period, luck, i)
            decide(organisation, luck.socialise if has_code else luck.contact)
        if has_code:
            code_changes(organisation)
        return could

    return live


@kernel
def the_world_moves(organisation, rates, period):
    """Turbulence in every `every`-th period: truths flip, as in the field. Turnover: members leave and come."""
    if rates.turbulence != ZERO and period % rates.every == 0:
        truths_flip(organisation.matter, organisation.seed, rates.turbulence, period)
    if rates.turnover > 0:
        people_leave(organisation, rates, period)


@kernel
def code_score(organisation):
    """Facets that the code says right, less those it says wrong."""
    score = 0
    for d in range(organisation.matter.truth.size):
        right, wrong = right_and_wrong(organisation.code.says, organisation.matter, 0, d)
        score += count_bits(right) - count_bits(wrong)
    return score


@functools.cache
def run_of(parts: Parts) -> Any:
    """The kernel that runs many periods; one for each combination of parts."""
    live, measure, at_rest = live_of(parts), measure_of(parts.pays), at_rest_of(parts)

    @kernel
    def run(organisation, rates, first, periods, series, stop):
        """Live through periods first .. first + periods - 1 (the first ever is 1); returns the last that was lived.

        In each: the world moves, the code's score is taken (CODE_MET), everybody learns, and what came of it is counted
        into the row of `series` with the period's number; row 0 is counted before period 1. With `stop`, an
        organisation at rest lives no further if no turbulence or turnover is to come; later rows say the same again.
        """
        if first == 1:
            measure(organisation, series, 0)
            series[0, Series.CODE_MET] = code_score(organisation)
        moved = rates.turbulence != ZERO or rates.turnover > 0
        for period in range(first, first + periods):
            the_world_moves(organisation, rates, period)
            met = code_score(organisation)
            could = live(organisation, rates, period)
            measure(organisation, series, period)
            series[period, Series.CODE_MET] = met
            if stop and not moved and not could and at_rest(organisation, rates):
                for later in range(period + 1, first + periods):
                    series[later] = series[period]
                return period
        return first + periods - 1

    return run


def empty_series(periods: int) -> Any:
    """Room for what is counted before the first period and after each, shape (periods + 1, len(Series))."""
    return np.zeros((periods + 1, len(Series)), np.int64)
