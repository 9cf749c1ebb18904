"""What a member learns in a period: from the code, and from contacts."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ZERO, Decision, bernoulli_word, event, word
from copsim.knowledge.listening import listen_of
from copsim.knowledge.parts import Parts
from copsim.knowledge.votes import NIL, NO, YES, open_poll, towards, view_of, vote


@functools.cache
def learn_of(parts: Parts) -> Any:
    """The kernel by which a member learns."""
    has_code = parts.code != "none"
    has_contacts = parts.source != "nobody"
    one_step = parts.step == "one"
    counted = parts.zeros == "count"
    by_coin = parts.ties == "coin"
    listen = listen_of(parts)
    view = view_of(parts.zeros, parts.ties)

    @kernel
    def learn(organisation, rates, period, who):
        """A member learns from the code and from contacts; returns whether anything could have changed.

        The code: each facet on which it holds another view than the member moves to the code's with the chance `rate`
        (SOCIALISE, turn: the domain). Contacts: each facet on which the view of those listened to is another than what
        the member held at first moves from there to that view with the chance `contact` (CONTACT, turn: the domain),
        whatever was learnt from the code. Coins for ties are the word 0 of CONTACT, turn: domains + the domain.
        """
        learners, says = organisation.learners, organisation.code.says
        counters, exists = organisation.poll.counters, organisation.matter.exists
        seed, uid, domains = organisation.seed, learners.uid[who], exists.size
        could = False
        heard = 0
        if has_contacts and rates.contact != ZERO:
            heard = listen(organisation, period, who)
        for d in range(domains):
            pos = learners.beliefs[who, 2 * d]
            neg = learners.beliefs[who, 2 * d + 1]
            new_pos = pos
            new_neg = neg
            if has_code:
                yes = says[0, 2 * d]
                no = says[0, 2 * d + 1]
                other = (yes & ~pos) | (no & ~neg)
                if other != ZERO and learners.rate[who] != ZERO:
                    could = True
                    key = event(seed, Decision.SOCIALISE, period, uid, d)
                    taken = bernoulli_word(key, other, learners.rate[who])
                    new_pos, new_neg = towards(pos, neg, yes, no, taken, one_step)
            if heard > 0:
                open_poll(counters)
                for n in range(heard):
                    i = organisation.poll.heard[n]
                    vote(counters, YES, learners.shown[i, 2 * d])
                    vote(counters, NO, learners.shown[i, 2 * d + 1])
                    if counted:
                        vote(counters, NIL, exists[d] & ~(learners.shown[i, 2 * d] | learners.shown[i, 2 * d + 1]))
                coin = ZERO
                if by_coin:
                    coin = word(event(seed, Decision.CONTACT, period, uid, domains + d), 0)
                yes, no, nil, tied = view(counters, exists[d], coin)
                other = (yes & ~pos) | (no & ~neg) | (nil & (pos | neg))
                if (other | tied) != ZERO:
                    could = True
                if other != ZERO:
                    taken = bernoulli_word(event(seed, Decision.CONTACT, period, uid, d), other, rates.contact)
                    moved_pos, moved_neg = towards(pos, neg, yes, no, taken, one_step)
                    new_pos = (new_pos & ~taken) | (moved_pos & taken)
                    new_neg = (new_neg & ~taken) | (moved_neg & taken)
            learners.beliefs[who, 2 * d] = new_pos
            learners.beliefs[who, 2 * d + 1] = new_neg
        return could

    return learn


@kernel
def order_of_learning(organisation, period):
    """All rows in an order of chance: by the word 0 of ORDER, less its lowest bit."""
    uid = organisation.learners.uid
    number = np.empty(uid.size, np.int64)
    for i in range(uid.size):
        number[i] = np.int64(word(event(organisation.seed, Decision.ORDER, period, uid[i], 0), 0) >> np.uint64(1))
    return np.argsort(number)
