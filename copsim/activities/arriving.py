"""Challenges arrive: each member's own, and parts of a unit's task; what nobody solves falls due and is given up."""

from __future__ import annotations

from copsim.activities.serving import requests_fall_due
from copsim.activities.solving import right_setting
from copsim.domain.challenges import Source, add_challenge, drop_challenge
from copsim.domain.field import domain_of_kind, kind_by_law
from copsim.foundation.kernels import AHEAD, MANY, ahead, kernel, late_kernel
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.foundation.tally import Count, GroupCount


@kernel
def challenges_arrive(world, week, row):
    """Each member meets a challenge with chance `arrivals`, mostly of the own speciality; kinds recur by their law."""
    domains = world.field.truth.size
    for i in range(world.people.uid.size):
        uid = world.people.uid[i]
        if draw(event(world.seed, Decision.ARRIVAL, week, uid, 0), 0) >= world.rules.arrivals:
            continue
        domain = int(world.people.speciality[i])
        key = event(world.seed, Decision.ARRIVAL_DOMAIN, week, uid, 0)
        if domains > 1 and draw(key, 0) >= world.rules.own_domain:
            domain = (domain + 1 + choose(key, 1, domains - 1)) % domains
        drawn = draw(event(world.seed, Decision.ARRIVAL_KIND, week, uid, 0), 0)
        kind = kind_by_law(world.field, domain, drawn)
        receive(world, week, row, i, kind, week, week + world.rules.deadline - 1, Source.OWN, 0)


@kernel
def receive(world, week, row, who, kind, came, due, source, number):
    """Book a challenge as arrived; without a place for it, it is overdue and abandoned at once.

    It is known if a colleague solved its kind last (see Solutions), and what was right then still is.
    """
    world.tally[row, Count.ARRIVED] += 1
    known = 0
    by = world.solutions.by[kind]
    if by >= 0 and by != world.people.uid[who] and world.solutions.right[kind] == right_setting(world, kind):
        known = 1
    domain = domain_of_kind(world.field, kind)
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            group = int(world.memberships.group[through])
            world.chronicle.group[row, group, GroupCount.CASES] += 1
            if world.groups.theme[group] == domain:
                world.chronicle.group[row, group, GroupCount.CASES_SHARED] += 1
    if not add_challenge(world.challenges, who, kind, came, due, source, number, known):
        world.tally[row, Count.OVERDUE] += 1
        world.tally[row, Count.ABANDONED] += 1


@late_kernel
def tasks_arrive(world, week, row):
    """Every `task_every` weeks a unit is given a task; its parts, from all domains, are shared out in the unit.

    Units begin one after the other, so that their tasks are spread over the weeks.
    """
    every = world.rules.task_every
    domains = world.field.truth.size
    for u in range(world.tasks.number.size):
        if week < 1 + u % every or (week - 1 - u % every) % every != 0:
            continue
        world.tasks.number[u] += 1
        world.tasks.parts[u] = world.rules.task_parts
        world.tasks.due[u] = week + world.rules.task_deadline - 1
        first = int(world.units.start[u])
        size = int(world.units.start[u + 1]) - first
        for p in range(world.rules.task_parts):
            owner = int(world.units.people[first + choose(event(world.seed, Decision.TASK_OWNER, week, u, p), 0, size)])
            domain = choose(event(world.seed, Decision.TASK_DOMAIN, week, u, p), 0, domains)
            drawn = draw(event(world.seed, Decision.TASK_KIND, week, u, p), 0)
            kind = kind_by_law(world.field, domain, drawn)
            due = int(world.tasks.due[u])
            receive(world, week, row, owner, kind, week, due, Source.TASK, int(world.tasks.number[u]))


@kernel
def challenges_fall_due(world, week, row):
    """At the end of the week: what is open past its deadline is overdue, past `abandon` weeks it is given up."""
    everybody = world.people.uid.size
    for i in range(everybody):
        if everybody - i - AHEAD > MANY:
            ahead(world.challenges.kind, i + AHEAD)
        place = 0
        while place < world.challenges.count[i]:
            if world.challenges.due[i, place] == week:
                world.tally[row, Count.OVERDUE] += 1
            if week - world.challenges.came[i, place] + 1 >= world.rules.abandon:
                world.tally[row, Count.ABANDONED] += 1
                drop_challenge(world.challenges, i, place)
            else:
                place += 1
        world.tally[row, Count.OPEN] += world.challenges.count[i]
    for g in range(world.desks.count.size):
        requests_fall_due(world, week, row, g)
    if world.problem.due[0] == week:
        world.tally[row, Count.PROBLEMS_DUE] += 1
        world.problem.due[0] = 0
    for u in range(world.tasks.number.size):
        if world.tasks.due[u] == week:
            world.tally[row, Count.TASKS_DUE] += 1
            world.tasks.due[u] = 0
