"""Formal access to knowledge: learning from one person. The most able present teaches the others a topic.

Members of the family: training and workshops, practice transfer, help desk, invited speaker (theory.md 3a).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import contribute, learn, most_able, topic_of_circle
from copsim.domain.field import domain_of_kind
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.foundation.tally import Count
from copsim.knowledge.learning import copying
from copsim.participation.people import stranger_to
from copsim.participation.ties import trust_between


@kernel
def teaching(world, week, row, circle):
    """One hour of teaching: all copy from the most able, on the oldest case present or a topic that recurs."""
    kind, _ = topic_of_circle(world, week, circle)
    teacher = most_able(world, circle, domain_of_kind(world.field, kind), -1)
    other = circle.who[teacher]
    contribute(world, circle, teacher)
    people = circle.who.size
    takes = np.zeros(people, np.int64)
    values = np.zeros(people, np.int64)
    for x in range(people):
        if x != teacher:
            who = circle.who[x]
            trust = trust_between(world.ties, who, other, stranger_to(world, who, other))
            presence = min(circle.minutes[x], circle.minutes[teacher])
            key = event(world.seed, Decision.COPY, week, world.people.uid[who], circle.turn)
            takes[x], values[x] = copying(
                world.people.beliefs, world.field, world.rules, who, other, kind, trust, presence, key
            )
    for x in range(people):
        learn(world, row, circle, x, teacher, kind, takes[x], values[x], Count.BY_TEACHING)
