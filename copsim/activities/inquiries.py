"""Productive inquiries: learning with each other. A circle works on somebody's case and tries it together.

Members of the family: exploring ideas, hot topics, debates, broadcast inquiry, case clinics (theory.md 3a).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import contribute, learn, most_able, oldest_case, pooled_minutes, topic_of_circle
from copsim.activities.solving import attempt
from copsim.domain.field import domain_of_kind
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.foundation.tally import Count
from copsim.knowledge.learning import majority_of_superior, sharing_a_success


@kernel
def inquiring(world, week, row, circle):
    """One hour on the oldest case present: views of those who do better are weighed, then the case is tried once.

    The minutes of the circle pay for the try, if they make up its price. Who brings the case contributes, and the most
    able of the others. Everybody's thanks for what the majority taught go to the most able other; those for a success
    go to the one whose case it was.
    """
    kind, giver = topic_of_circle(world, week, circle)
    domain = domain_of_kind(world.field, kind)
    people = circle.who.size
    standing = np.empty(people, np.int64)
    takes = np.zeros(people, np.int64)
    values = np.zeros(people, np.int64)
    for x in range(people):
        standing[x] = world.people.ability[circle.who[x], domain]
    for x in range(people):
        key = event(world.seed, Decision.MAJORITY, week, world.people.uid[circle.who[x]], circle.turn)
        takes[x], values[x] = majority_of_superior(
            world.people.beliefs,
            world.field,
            world.tables.majority,
            circle.who,
            standing,
            x,
            kind,
            circle.minutes[x],
            key,
        )
    for x in range(people):
        source = most_able(world, circle, domain, x)
        learn(world, row, circle, x, source, kind, takes[x], values[x], Count.BY_MAJORITY)
    contribute(world, circle, most_able(world, circle, domain, giver))
    if giver < 0:
        return
    contribute(world, circle, giver)
    if pooled_minutes(circle) < world.rules.a_try:
        return
    before = world.tally[row, Count.BY_OWN_SUCCESS]
    place = oldest_case(world, circle.who[giver], circle.domain)
    if attempt(world, week, row, circle.who[giver], place):
        world.memberships.gained[circle.place[giver]] += world.tally[row, Count.BY_OWN_SUCCESS] - before
        for x in range(people):
            if x != giver:
                key = event(world.seed, Decision.TOGETHER, week, world.people.uid[circle.who[x]], circle.turn)
                take, value = sharing_a_success(
                    world.people.beliefs, world.field, world.rules, circle.who[x], kind, circle.minutes[x], key
                )
                learn(world, row, circle, x, giver, kind, take, value, Count.BY_SUCCESS_TOGETHER)
