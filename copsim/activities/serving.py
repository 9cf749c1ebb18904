"""The service desk of a group: requests of clients wait in a queue, oldest first."""

from __future__ import annotations

from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Count


@kernel
def queue_up(world, row, group, kind, came, due):
    """A request takes the last place of a group's queue; when it is full, it is overdue and abandoned at once."""
    place = int(world.desks.count[group])
    if place == world.desks.kind.shape[1]:
        world.tally[row, Count.ARRIVED] += 1
        world.tally[row, Count.OVERDUE] += 1
        world.tally[row, Count.ABANDONED] += 1
        return
    world.desks.kind[group, place] = kind
    world.desks.came[group, place] = came
    world.desks.due[group, place] = due
    world.desks.count[group] = place + 1


@kernel
def leave_queue(world, group, place):
    """Take a request out of a group's queue and close the gap."""
    desks = world.desks
    last = int(desks.count[group]) - 1
    for p in range(place, last):
        desks.kind[group, p] = desks.kind[group, p + 1]
        desks.came[group, p] = desks.came[group, p + 1]
        desks.due[group, p] = desks.due[group, p + 1]
    desks.kind[group, last] = -1
    desks.came[group, last] = 0
    desks.due[group, last] = 0
    desks.count[group] = last


@kernel
def requests_fall_due(world, week, row, group):
    """At the end of the week: a request that waits past its deadline is overdue, past `abandon` weeks it is given up.

    It is booked as arrived only when it is given out or given up, so that it is counted once.
    """
    place = 0
    while place < world.desks.count[group]:
        if world.desks.due[group, place] == week:
            world.tally[row, Count.OVERDUE] += 1
        if week - world.desks.came[group, place] + 1 >= world.rules.abandon:
            world.tally[row, Count.ARRIVED] += 1
            world.tally[row, Count.ABANDONED] += 1
            leave_queue(world, group, place)
        else:
            place += 1
