"""Curation: a curator sees to what is old in a group's documents, and asks the most able about it."""

from __future__ import annotations

from copsim.activities.log import Contact, note
from copsim.domain.field import truth_of
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import belief
from copsim.knowledge.repertoire import is_warranted, oldest_line, withdraw, write_line

OLD = 13
"""Weeks after which a line is old enough to be looked at again: a quarter."""


@kernel
def curating(world, week, row, group, minutes):
    """See to the group's old lines, oldest first, each once, while `minutes` last; returns the minutes used.

    Every line takes `curate` minutes. Old are lines written 13 weeks ago or more; the lowest week comes first, then the
    lowest facet. The caller charges what is used, and gives back the rest.
    """
    shelf = int(world.groups.shelf[group])
    if shelf < 0:
        return 0
    used = 0
    written = 0
    facet = -1
    while used + world.rules.curate <= minutes:
        facet = oldest_line(world.repertoire, shelf, week - OLD, written, facet)
        if facet < 0:
            break
        written = int(world.repertoire.written[shelf, facet])
        see_to(world, week, group, shelf, facet)
        world.tally[row, Count.CURATED] += 1
        used += world.rules.curate
    return used


@kernel
def see_to(world, week, group, shelf, facet):
    """Ask the most able of the group's members in the facet's domain about one line.

    Who holds nothing of it leaves it as it is. Else what they hold is written anew, in this week and in their name; it
    stays warranted if it was and says the same. But where what they hold is wrong, that is found out with chance
    `evidence`, by one draw for group and facet: then what stands there is withdrawn if it is wrong, and left if not.
    """
    who = most_able_member(world, group, facet >> 6)
    note(world.log, week, Contact.CURATION, who, group, facet)
    value = belief(world.people.beliefs, who, facet)
    if value == 0:
        return
    stands = belief(world.repertoire.says, shelf, facet)
    if value != truth_of(world.field, facet):
        key = event(world.seed, Decision.CURATION, week, group, 0)
        if draw(key, facet) < world.rules.evidence << 16:
            if stands == value:
                withdraw(world.repertoire, shelf, facet)
            return
    warranted = stands == value and is_warranted(world.repertoire, shelf, facet)
    write_line(world.repertoire, shelf, facet, value, world.people.uid[who], week, warranted)


@kernel
def most_able_member(world, group, domain):
    """Row of the member of a group with the highest ability in a domain; among equals, of the first membership."""
    best = -1
    for m in range(int(world.groups.start[group]), int(world.groups.start[group + 1])):
        who = int(world.memberships.member[m])
        if best < 0 or world.people.ability[who, domain] > world.people.ability[best, domain]:
            best = who
    return best
