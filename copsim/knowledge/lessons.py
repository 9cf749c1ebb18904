"""What a member learns in a period: from the code, and from contacts."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.ordering import order_of
from copsim.foundation.randomness import ZERO, Decision, draw, event, event_of, word
from copsim.knowledge.at_once import decide_of
from copsim.knowledge.exploring import explore_of
from copsim.knowledge.listening import listen_of, stranger_of
from copsim.knowledge.parts import Parts
from copsim.knowledge.showing import pay_off_of
from copsim.knowledge.votes import FEW, NIL, NO, YES, majority_of_few, open_poll, view_of, vote

CERTAIN = 1 << 32
"""The chance 1 of a draw."""


@functools.cache
def take_views_of(parts: Parts) -> Any:
    """The kernel by which a member takes up what those listened to show."""
    counted = parts.zeros == "count"
    by_coin = parts.ties == "coin"
    plain = parts.zeros == "abstain" and not by_coin
    view = view_of(parts.zeros, parts.ties)
    _, want = decide_of(parts)

    @kernel
    def view_of_many(organisation, contacting, who, domain, voices, turn):
        """The view of the first `voices` rows of `heard` on a domain: (+1s, -1s, zeros, ties), see `votes.view_of`."""
        learners, counters = organisation.learners, organisation.poll.counters
        exists = organisation.matter.exists[domain]
        digits = open_poll(counters, voices)
        for n in range(voices):
            i = organisation.poll.heard[n]
            yes = learners.shown[i, 2 * domain]
            no = learners.shown[i, 2 * domain + 1]
            vote(counters, YES, yes)
            vote(counters, NO, no)
            if counted:
                vote(counters, NIL, exists & ~(yes | no))
        coin = ZERO
        if by_coin:
            coin = word(event_of(contacting, learners.uid[who], turn + 1), 0)
        return view(counters, digits, exists, coin)

    @kernel
    def take_views(organisation, rates, contacting, who, domain, voices, turn, held):
        """Want, on one domain, the view of the first `voices` rows of `heard`; returns whether anything could change.

        Each facet on which their view is another than what was held at first, (+1s, -1s), moves from there to that view
        with the chance `contact` (CONTACT, turn). Coins for ties are the word 0 of CONTACT, turn + 1. Anything could
        change where there was such a facet, or a tie by coin.
        """
        nil = tied = ZERO
        if plain and voices <= FEW:
            yes, no = majority_of_few(organisation, voices, 2 * domain)
        else:
            yes, no, nil, tied = view_of_many(organisation, contacting, who, domain, voices, turn)
        other = (yes & ~held[0]) | (no & ~held[1]) | (nil & (held[0] | held[1]))
        if other == ZERO:
            return tied != ZERO
        want(organisation, contacting, who, domain, turn, held, (yes, no), other, rates.contact)
        return True

    return take_views


@functools.cache
def learn_of(parts: Parts) -> Any:
    """The kernel by which a member learns."""
    has_code = parts.code != "none"
    has_contacts = parts.source != "nobody"
    also_distant = parts.distant == "also"
    asked_at_rest = parts.source in ("best_contact", "one_contact")
    tries_alone = parts.alone == "one_facet"
    reverts = parts.revert == "if_worse"
    listen = listen_of(parts)
    pay_off = pay_off_of(parts.pays)
    _, explore = explore_of(parts.pays)
    take_views = take_views_of(parts)
    _, want = decide_of(parts)
    domains = parts.domains
    _, better_stranger = stranger_of(parts.listed)

    @kernel
    def learn(organisation, rates, period, luck, who):
        """A member learns from the code and from contacts; returns whether anything could have changed.

        The code: each facet on which it holds another view than the member moves to the code's with the chance `rate`
        (SOCIALISE, turn: the domain). Then (also distant) a better stranger's view is taken up, then that of the
        contacts listened to: `take_views`, turns 4d + 2 and 4d of domain d. All start from what the member held at
        first, and what is taken up later stands.

        A member looks at contacts and strangers at all with the chance `looks` (LOOK). Reverts (if worse): if the
        pay-off of what is then held is below that of what was held at first, it is as it was. Who listened to nobody
        then tries something alone (`explore`). luck: what the events of the period have in common.
        """
        learners, says, heard = organisation.learners, organisation.code.says, organisation.poll.heard
        uid = learners.uid[who]
        could = False
        voices = 0
        far = -1
        looking = has_contacts and rates.contact != ZERO
        if looking and rates.looks < CERTAIN:
            looking = draw(event(organisation.seed, Decision.LOOK, period, uid, 0), 0) < rates.looks
            could = not looking and rates.looks > 0 and not asked_at_rest
        if looking:
            voices = listen(organisation, period, who)
            if also_distant:
                far = better_stranger(organisation, period, who)
        nearest = heard[0]
        if reverts:
            before = learners.beliefs[who].copy()
            to_reach = pay_off(organisation, learners.beliefs, who)
        for d in range(domains if domains > 0 else organisation.matter.exists.size):
            held = (learners.beliefs[who, 2 * d], learners.beliefs[who, 2 * d + 1])
            if has_code and learners.rate[who] != ZERO:
                seen = (says[0, 2 * d], says[0, 2 * d + 1])
                other = (seen[0] & ~held[0]) | (seen[1] & ~held[1])
                if other != ZERO:
                    could = True
                    want(organisation, luck.socialise, who, d, d, held, seen, other, learners.rate[who])
            if also_distant and far >= 0:
                heard[0] = far
                could |= take_views(organisation, rates, luck.contact, who, d, 1, 4 * d + 2, held)
                heard[0] = nearest
            if has_contacts and voices > 0:
                could |= take_views(organisation, rates, luck.contact, who, d, voices, 4 * d, held)
        if reverts and pay_off(organisation, learners.beliefs, who) < to_reach:
            learners.beliefs[who] = before
        if tries_alone and voices == 0 and far < 0:
            could |= explore(organisation, rates, period, who)
        return could

    return learn


@kernel
def order_of_learning(organisation, period):
    """All rows in an order of chance: by the word 0 of ORDER, less its lowest bit."""
    uid = organisation.learners.uid
    number = np.empty(uid.size, np.int64)
    for i in range(uid.size):
        number[i] = np.int64(word(event(organisation.seed, Decision.ORDER, period, uid[i], 0), 0) >> np.uint64(1))
    return order_of(number)
