"""Apprenticeship: the least able present works beside the most able, who shows what the topic takes.

An example of a family of activity of one's own: this file is put into `copsim/activities/` as it stands.
"""

from __future__ import annotations

from copsim.activities.activity import contribute, learn, most_able, topic_of_circle
from copsim.domain.field import domain_of_kind
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.foundation.tally import Count
from copsim.knowledge.learning import copying


@kernel
def apprenticing(world, week, row, circle):
    """One hour beside the most able in the topic's domain: the least able (the first among equals) copies, as if fully
    trusted."""
    kind, _ = topic_of_circle(world, week, circle)
    domain = domain_of_kind(world.field, kind)
    master = most_able(world, circle, domain, -1)
    apprentice = -1
    for x in range(circle.who.size):
        ability = world.people.ability[circle.who[x], domain]
        if x != master and (apprentice < 0 or ability < world.people.ability[circle.who[apprentice], domain]):
            apprentice = x
    who = circle.who[apprentice]
    key = event(world.seed, Decision.COPY, week, world.people.uid[who], circle.turn)
    presence = min(circle.minutes[apprentice], circle.minutes[master])
    take, value = copying(
        world.people.beliefs, world.field, world.rules, who, circle.who[master], kind, 65536, presence, key
    )
    contribute(world, circle, master)
    learn(world, row, circle, apprentice, master, kind, take, value, Count.BY_OTHER)
