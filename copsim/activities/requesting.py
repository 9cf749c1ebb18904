"""Requests: people outside bring challenges; to the desk of a group that serves them, else to anybody."""

from __future__ import annotations

from copsim.activities.activity import fits
from copsim.activities.arriving import receive
from copsim.activities.log import Contact, note
from copsim.activities.serving import leave_queue, queue_up
from copsim.domain.challenges import Source
from copsim.domain.field import kind_by_law
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.foundation.tally import Count


@late_kernel
def requests_arrive(world, week, row):
    """Each client brings a request with chance `requests`, of any domain as likely, of a kind by the domain's law.

    It goes to the first open group that serves clients and whose domain it fits; where there is none, to anybody's
    own desk (in the order of the units' roll). Draw of a client: facet 0 domain, 1 kind, 2 to whom.
    """
    domains = world.field.truth.size
    for c in range(world.rules.clients):
        if draw(event(world.seed, Decision.CLIENT, week, c, 0), 0) >= world.rules.requests:
            continue
        world.tally[row, Count.REQUESTS] += 1
        key = event(world.seed, Decision.CLIENT_KIND, week, c, 0)
        kind = kind_by_law(world.field, choose(key, 0, domains), draw(key, 1))
        due = week + world.rules.deadline - 1
        desk = -1
        for g in range(world.groups.domain.size):
            if (
                desk < 0
                and world.groups.open[g]
                and world.groups.serves[g]
                and fits(world, kind, world.groups.domain[g])
            ):
                desk = g
        if desk >= 0:
            queue_up(world, row, desk, kind, week, due)
        else:
            owner = int(world.units.people[choose(key, 2, world.people.uid.size)])
            note(world.log, week, Contact.GIVEN, owner, -1, Source.REQUEST)
            receive(world, week, row, owner, kind, week, due, Source.REQUEST, 0)


@kernel
def desks_give_out(world, week, row):
    """Each desk at which requests wait gives out what its members can take; the rest wait."""
    for g in range(world.desks.count.size):
        if world.desks.count[g] > 0:
            desk_gives_out(world, week, row, g)
        world.tally[row, Count.QUEUED] += world.desks.count[g]


@late_kernel
def desk_gives_out(world, week, row, group):
    """A desk gives its oldest requests, one by one, to the member with the fewest open challenges.

    The first by seat among equals; nobody who has `at_once` open challenges or more, of whatever source, is given
    another.
    """
    desks = world.desks
    while desks.count[group] > 0:
        server = -1
        fewest = world.rules.at_once
        for m in range(int(world.groups.start[group]), int(world.groups.start[group + 1])):
            who = int(world.memberships.member[m])
            if world.challenges.count[who] < fewest:
                fewest = int(world.challenges.count[who])
                server = who
        if server < 0:
            break
        kind, came, due = int(desks.kind[group, 0]), int(desks.came[group, 0]), int(desks.due[group, 0])
        note(world.log, week, Contact.GIVEN, server, group, Source.REQUEST)
        receive(world, week, row, server, kind, came, due, Source.REQUEST, 0)
        leave_queue(world, group, 0)
