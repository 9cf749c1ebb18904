"""A single problem: posed to the whole organisation every so often, in parts from all domains."""

from __future__ import annotations

from copsim.activities.arriving import receive
from copsim.activities.log import Contact, note
from copsim.domain.challenges import Source
from copsim.domain.field import kind_by_law
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import Decision, choose, draw, event


@kernel
def problem_is_posed(world, week):
    """Every `problem_every` weeks, from week 1 on, a problem is posed; it is due `problem_deadline` weeks later."""
    every = world.rules.problem_every
    if every > 0 and (week - 1) % every == 0:
        world.problem.number[0] += 1
        world.problem.parts[0] = world.rules.problem_parts
        world.problem.due[0] = week + world.rules.problem_deadline - 1


@late_kernel
def problem_is_shared_out(world, week, row):
    """The parts of a problem posed this week, from the domains in turn, go to people by chance.

    To the members of the first open group whose agenda is the problem; where there is none, to anybody (in the order
    of the units' roll). Draw of part p: facet 0 the kind by the domain's law, facet 1 who.
    """
    if (week - 1) % world.rules.problem_every != 0:
        return
    group = -1
    for g in range(world.groups.domain.size):
        if group < 0 and world.groups.open[g] and world.groups.takes_problem[g]:
            group = g
    domains = world.field.truth.size
    for p in range(world.rules.problem_parts):
        key = event(world.seed, Decision.PROBLEM, week, 0, p)
        kind = kind_by_law(world.field, p % domains, draw(key, 0))
        if group >= 0:
            first = int(world.groups.start[group])
            size = int(world.groups.start[group + 1]) - first
            owner = int(world.memberships.member[first + choose(key, 1, size)])
        else:
            owner = int(world.units.people[choose(key, 1, world.people.uid.size)])
        note(world.log, week, Contact.GIVEN, owner, group, Source.PROBLEM)
        due = int(world.problem.due[0])
        receive(world, week, row, owner, kind, week, due, Source.PROBLEM, int(world.problem.number[0]))
