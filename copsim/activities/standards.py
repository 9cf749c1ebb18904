"""Creating standards: a circle judges, by standing, what is to be relied on, and writes it down as warranted.

Members of the family: models of practice, warranting, external benchmark (theory.md 3a). Nobody learns in such an hour;
what it is worth shows when somebody reads.
"""

from __future__ import annotations

from copsim.activities.activity import contribute, most_able, topic_of_circle
from copsim.activities.log import Contact, note
from copsim.domain.field import domain_of_kind, is_explicit, truth_of
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.knowledge.beliefs import belief
from copsim.knowledge.repertoire import withdraw, write_line


@kernel
def creating_standards(world, week, row, circle):
    """One hour on one topic (that of the circle): each of its explicit facets, in the order of its parts.

    The circle's view of a facet is the sign of the sum, over all present, of what they hold x their ability in the
    topic's domain; a sum of 0 is no view, and nothing happens. A wrong view is found out with chance `evidence`, by one
    draw for the facet, the hour and the author: then what stands there is withdrawn if it is wrong. Else the view is
    written and warranted. The author is the most able present in that domain, who contributes and is thanked if
    anything was written or withdrawn. Without a shelf the hour is without effect. (`row` is not used: nothing that is
    counted happens here; all families take the same arguments.)
    """
    if circle.shelf < 0:
        return
    kind, _ = topic_of_circle(world, week, circle)
    domain = domain_of_kind(world.field, kind)
    author = most_able(world, circle, domain, -1)
    uid = world.people.uid[circle.who[author]]
    key = event(world.seed, Decision.STANDARD, week, uid, circle.turn)
    changed = 0
    for p in range(world.field.kind.shape[1]):
        facet = int(world.field.kind[kind, p])
        if not is_explicit(world.field, facet):
            continue
        votes = 0
        for y in range(circle.who.size):
            who = circle.who[y]
            votes += world.people.ability[who, domain] * belief(world.people.beliefs, who, facet)
        if votes == 0:
            continue
        view = 1 if votes > 0 else -1
        truth = truth_of(world.field, facet)
        if view == truth or draw(key, facet) >= world.rules.evidence << 16:
            write_line(world.repertoire, circle.shelf, facet, view, uid, week, True)
            changed += 1
        elif belief(world.repertoire.says, circle.shelf, facet) == -truth:
            withdraw(world.repertoire, circle.shelf, facet)
            changed += 1
    if changed > 0:
        contribute(world, circle, author)
        world.memberships.thanked[circle.place[author]] += 1
        note(world.log, week, Contact.WRITING, circle.who[author], circle.group, changed)
