"""How able people are in what matters, and how far the portfolio gives where most is missing: counted every week."""

from __future__ import annotations

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Count
from copsim.sponsorship.budget import specialists_are_counted
from copsim.sponsorship.views import gaps


@kernel
def capability_of_people(people, field, capability):
    """Into `capability`: mean ability of the members whose speciality a domain is, in 65,536ths; 0 without any.

    The sum of their abilities // their number, >> parts.
    """
    number = np.zeros(capability.size, np.int64)
    for d in range(capability.size):
        capability[d] = 0
    for i in range(people.uid.size):
        d = int(people.speciality[i])
        number[d] += 1
        capability[d] += people.ability[i, d]
    for d in range(capability.size):
        capability[d] = (capability[d] // max(1, int(number[d]))) >> field.kind.shape[1]


@kernel
def what_matters_is_counted(world, week, row):
    """Sums of strategic ability, alignment, and what management will see of the domains in a quarter.

    Of all members: the sum of `people.strategic`. Of the organisation: over domains, relevance x (sum of `strategic` of
    those whose speciality it is // their number); a domain without people adds nothing. See `alignment` for the third.
    """
    domains = world.field.truth.size
    specialists_are_counted(world)
    strategic = np.zeros(domains, np.int64)
    for i in range(world.people.uid.size):
        world.tally[row, Count.STRATEGIC] += world.people.strategic[i]
        strategic[world.people.speciality[i]] += world.people.strategic[i]
    for d in range(domains):
        number = max(1, int(world.portfolio.people[d]))
        world.tally[row, Count.RELEVANT] += int(world.field.relevance[d]) * (int(strategic[d]) // number)
    capability = np.zeros(domains, np.int64)
    capability_of_people(world.people, world.field, capability)
    world.tally[row, Count.ALIGNMENT] += alignment(world, capability)
    then = week % world.portfolio.capability_then.shape[0]
    for d in range(domains):
        world.portfolio.capability_then[then, d] = capability[d]


@kernel
def alignment(world, capability):
    """How far weights follow the true gaps, in 65,536ths: 65,536 - (sum of |weight - true weight|) // 2.

    True weights are in proportion to the gaps as they really are (`gaps`): differences of the marks (sum of gaps up
    to a domain) x 65,536 // (sum of all). 0 where nothing is allotted.
    """
    domains = capability.size
    missing = np.zeros(domains, np.int64)
    gaps(world.portfolio.people, world.field.relevance, capability, world.allotting.target, missing)
    total = 0
    allotted = 0
    for d in range(domains):
        total += int(missing[d])
        allotted += int(world.portfolio.weight[d])
    if allotted == 0:
        return 0
    up_to = 0
    mark = 0
    apart = 0
    for d in range(domains):
        up_to += int(missing[d])
        end = up_to * 65536 // total
        apart += abs(int(world.portfolio.weight[d]) - (end - mark))
        mark = end
    return 65536 - apart // 2
