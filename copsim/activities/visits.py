"""Visits: learning from outside sources. An outside expert comes, or people of other units show what they do.

Members of the family: visits, field trips, guests, practice fairs, boundary collaboration (theory.md 3a).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import contribute, learn, topic_of_circle
from copsim.domain.field import domain_of_kind
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.foundation.tally import Activity, Count, Payer, charge
from copsim.knowledge.learning import copying, hearing_an_expert
from copsim.participation.people import stranger_to
from copsim.participation.ties import trust_between

EXPERT_HOUR = 60
"""Minutes of an outside expert that one visit takes."""


@kernel
def visiting(world, week, row, circle):
    """One hour on one topic (that of the circle): with an outside expert, if one can be paid; else a practice fair."""
    kind, _ = topic_of_circle(world, week, circle)
    if expert_comes(world, row, circle):
        meeting_an_expert(world, week, row, circle, kind)
    else:
        holding_a_fair(world, week, row, circle, kind)


@kernel
def expert_comes(world, row, circle):
    """Whether those present have an hour of an expert between them; then it is taken from them and charged.

    In the circle's order each gives what they have, until the hour is full; the sponsor pays.
    """
    there = 0
    for x in range(circle.who.size):
        there += world.people.expert[circle.who[x]]
    if there < EXPERT_HOUR:
        return False
    missing = EXPERT_HOUR
    for x in range(circle.who.size):
        given = min(missing, int(world.people.expert[circle.who[x]]))
        world.people.expert[circle.who[x]] -= given
        missing -= given
    charge(world.tally, row, Payer.SPONSOR, Activity.EXPERTS, EXPERT_HOUR)
    world.tally[row, Count.VISITS_BY_EXPERTS] += 1
    return True


@kernel
def meeting_an_expert(world, week, row, circle, kind):
    """Everybody present copies from the group's outside expert; nobody present contributes or is thanked."""
    for x in range(circle.who.size):
        who = circle.who[x]
        key = event(world.seed, Decision.VISIT, week, world.people.uid[who], circle.turn)
        take, value = hearing_an_expert(
            world.people.beliefs,
            world.field,
            world.rules,
            world.seed,
            circle.group,
            who,
            kind,
            circle.minutes[x],
            key,
        )
        learn(world, row, circle, x, -1, kind, take, value, Count.BY_VISIT)


@kernel
def holding_a_fair(world, week, row, circle, kind):
    """Each copies from the most able present of another unit than their own (the first in order among equals).

    Trust is at least `seen`: one sees it done. Who is copied from contributes, and is thanked where something is taken
    up. Who finds nobody of another unit learns nothing.
    """
    domain = domain_of_kind(world.field, kind)
    people = circle.who.size
    sources = np.full(people, -1, np.int64)
    takes = np.zeros(people, np.int64)
    values = np.zeros(people, np.int64)
    for x in range(people):
        sources[x] = most_able_elsewhere(world, circle, domain, x)
        if sources[x] < 0:
            continue
        who = circle.who[x]
        other = circle.who[sources[x]]
        trust = max(trust_between(world.ties, who, other, stranger_to(world, who, other)), world.rules.seen)
        presence = min(circle.minutes[x], circle.minutes[sources[x]])
        key = event(world.seed, Decision.VISIT, week, world.people.uid[who], circle.turn)
        takes[x], values[x] = copying(
            world.people.beliefs, world.field, world.rules, who, other, kind, trust, presence, key
        )
        contribute(world, circle, sources[x])
    for x in range(people):
        learn(world, row, circle, x, sources[x], kind, takes[x], values[x], Count.BY_VISIT)


@kernel
def most_able_elsewhere(world, circle, domain, learner):
    """Position of the most able in a domain among those of other units than the learner's; -1 if there are none."""
    best = -1
    for y in range(circle.who.size):
        if world.people.unit[circle.who[y]] == world.people.unit[circle.who[learner]]:
            continue
        if best < 0 or world.people.ability[circle.who[y], domain] > world.people.ability[circle.who[best], domain]:
            best = y
    return best
