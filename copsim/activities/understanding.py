"""Building shared understanding: learning with each other. All weigh what all present hold, and what is written.

Members of the family: reading group, joint events, after-action review, joint response, mutual benchmark (theory.md
3a).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import contribute, learn, topic_of_circle
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import held_count
from copsim.knowledge.learning import shared_view, votes_of_all


@kernel
def building_understanding(world, week, row, circle):
    """One hour on one topic (that of the circle): who differs from the majority of all may take up its view.

    Everybody who holds at least one facet of the topic when the hour begins contributes. Nobody is thanked: the view is
    nobody's in particular.
    """
    kind, _ = topic_of_circle(world, week, circle)
    people = circle.who.size
    takes = np.zeros(people, np.int64)
    values = np.zeros(people, np.int64)
    votes = votes_of_all(world.people.beliefs, world.repertoire.says, circle.shelf, world.field, circle.who, kind)
    for x in range(people):
        who = circle.who[x]
        key = event(world.seed, Decision.SHARED_VIEW, week, world.people.uid[who], circle.turn)
        takes[x], values[x] = shared_view(
            world.people.beliefs,
            world.field,
            world.rules,
            world.tables.majority,
            votes,
            who,
            kind,
            circle.minutes[x],
            key,
        )
        if held_count(world.people.beliefs, world.field, who, kind) > 0:
            contribute(world, circle, x)
    for x in range(people):
        learn(world, row, circle, x, -1, kind, takes[x], values[x], Count.BY_SHARED_VIEW)
