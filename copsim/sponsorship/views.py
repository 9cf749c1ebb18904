"""What the organisation believes of its domains: management's own view is late and noisy; and what a gap is."""

from __future__ import annotations

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event

RELEVANCE = 0
"""The turn of a draw about relevance."""

CAPABILITY = 1
"""The turn of a draw about capability."""

RESULT = 2
"""The turn of a draw about results."""


@kernel
def with_error(world, value, key, noise):
    """A value seen with a relative error: value x max(0, whole part of 65,536 x (1 + noise x N(0,1))) >> 16.

    N is the table's normal at facet 0 of the event `key` (its 12 highest bits of 32). `value` is not negative.
    """
    factor = int(65536.0 * (1.0 + noise * world.tables.normal[draw(key, 0) >> 20]))
    return (value * max(0, factor)) >> 16


@kernel
def management_sees(world, week):
    """Relevance and capability of each domain as they stood 13 weeks ago (or at the start), each with an error.

    The errors are those of the events VIEW of this week with the domain as who: turn 0 relevance, turn 1 capability.
    """
    then = week % world.portfolio.capability_then.shape[0]
    for d in range(world.portfolio.weight.size):
        key = event(world.seed, Decision.VIEW, week, d, RELEVANCE)
        relevance = int(world.field.relevance_then[then, d])
        world.portfolio.relevance[d] = with_error(world, relevance, key, world.allotting.noise)
        key = event(world.seed, Decision.VIEW, week, d, CAPABILITY)
        capability = int(world.portfolio.capability_then[then, d])
        world.portfolio.capability[d] = with_error(world, capability, key, world.allotting.noise)


@kernel
def gaps(people, relevance, capability, target, wanted):
    """Into `wanted`: relevance x what is missing to the target, in domains with people; 1 in each if nothing is."""
    total = 0
    for d in range(wanted.size):
        wanted[d] = 0
        if people[d] > 0:
            wanted[d] = int(relevance[d]) * max(0, target - int(capability[d]))
        total += int(wanted[d])
    if total == 0:
        for d in range(wanted.size):
            wanted[d] = 1 if people[d] > 0 else 0
