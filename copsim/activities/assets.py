"""Producing assets: a circle writes down what most of those present hold of the explicit facets of a topic.

Members of the family: documenting practice, collections, learning projects (theory.md 3a).
"""

from __future__ import annotations

from copsim.activities.activity import contribute, topic_of_circle
from copsim.activities.log import Contact, note
from copsim.foundation.kernels import kernel
from copsim.knowledge.beliefs import held_count
from copsim.knowledge.repertoire import write_down


@kernel
def producing_assets(world, week, row, circle):
    """One hour of writing; the author named is the one who holds most of the topic, and is thanked for it.

    (`row` is not used: nothing that is counted happens here; all families take the same arguments.)
    """
    if circle.shelf < 0:
        return
    kind, _ = topic_of_circle(world, week, circle)
    author = 0
    most = -1
    for y in range(circle.who.size):
        held = held_count(world.people.beliefs, world.field, circle.who[y], kind)
        if held > most:
            most = held
            author = y
    wrote = write_down(
        world.repertoire,
        circle.shelf,
        world.people.beliefs,
        world.field,
        circle.who,
        world.people.uid[circle.who[author]],
        kind,
        week,
    )
    if wrote > 0:
        contribute(world, circle, author)
        world.memberships.thanked[circle.place[author]] += 1
        note(world.log, week, Contact.WRITING, circle.who[author], circle.group, wrote)
