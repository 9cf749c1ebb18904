"""Exchanges: informal, learning from each other. Everybody asks one partner about a topic of their own.

Members of the family: information, news, pointers, stories, tips, document sharing (theory.md 3a).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import contribute, learn, topic_of
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import belief, held_count
from copsim.knowledge.learning import copying
from copsim.participation.people import stranger_to
from copsim.participation.ties import trust_between


@kernel
def exchanging(world, week, row, circle):
    """One hour of exchanges: each copies from one partner, who contributes by holding anything of the topic."""
    people = circle.who.size
    kinds = np.empty(people, np.int64)
    partners = np.empty(people, np.int64)
    takes = np.zeros(people, np.int64)
    values = np.zeros(people, np.int64)
    for x in range(people):
        who = circle.who[x]
        kinds[x] = topic_of(world, week, who, circle.domain, circle.turn, circle.listed)
        partners[x] = partner_of(world, week, circle, x, kinds[x])
        other = circle.who[partners[x]]
        trust = trust_between(world.ties, who, other, stranger_to(world, who, other))
        presence = min(circle.minutes[x], circle.minutes[partners[x]])
        key = event(world.seed, Decision.COPY, week, world.people.uid[who], circle.turn)
        takes[x], values[x] = copying(
            world.people.beliefs, world.field, world.rules, who, other, kinds[x], trust, presence, key
        )
        if held_count(world.people.beliefs, world.field, other, kinds[x]) > 0:
            contribute(world, circle, partners[x])
    for x in range(people):
        learn(world, row, circle, x, partners[x], kinds[x], takes[x], values[x], Count.BY_EXCHANGE)


@kernel
def partner_of(world, week, circle, learner, kind):
    """Position of the partner: with the coordinator's chance whoever holds most of what one lacks, else anybody."""
    people = circle.who.size
    uid = world.people.uid[circle.who[learner]]
    step = choose(event(world.seed, Decision.PARTNER, week, uid, circle.turn), 0, people - 1)
    partner = (learner + 1 + step) % people
    if draw(event(world.seed, Decision.MATCH, week, uid, circle.turn), 0) < circle.match:
        most = 0
        for y in range(people):
            if y != learner:
                offers = holds_what_lacks(world, circle.who[y], circle.who[learner], kind)
                if offers > most:
                    most = offers
                    partner = y
    return partner


@kernel
def holds_what_lacks(world, source, learner, kind):
    """How many facets of a kind the source holds and the learner does not."""
    count = 0
    for p in range(world.field.kind.shape[1]):
        facet = int(world.field.kind[kind, p])
        if belief(world.people.beliefs, learner, facet) == 0 and belief(world.people.beliefs, source, facet) != 0:
            count += 1
    return count
