"""Innovations: at a date something new becomes true in a domain, and a few people know it; adopters are counted."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from copsim.domain.field import truth_of
from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import ONE, ZERO, Decision, choose, event, word
from copsim.knowledge.beliefs import belief, hold
from copsim.knowledge.repertoire import withdraw

STANDING = {"anyone": 0, "most_able": 1, "least_able": -1}
"""Who knows an innovation first, as a scenario says it."""


class Innovations(NamedTuple):
    """One row an innovation, in the order in which the scenario names them."""

    week: Annotated[Array, Column("int32", ("innovation",), "week in which it becomes true")]
    domain: Annotated[Array, Column("int32", ("innovation",), "its domain")]
    seeds: Annotated[Array, Column("int32", ("innovation",), "draws of people who know it then")]
    standing: Annotated[
        Array,
        Column("int8", ("innovation",), "who they are: 0 anyone, 1 the most able of the domain, -1 the least able"),
    ]
    unheard: Annotated[
        Array, Column("uint8", ("innovation",), "1: nobody else has a view of it, and nothing is written")
    ]
    facet: Annotated[Array, Column("int32", ("innovation",), "the facet that turned; -1: it has not come yet", -1)]
    value: Annotated[Array, Column("int8", ("innovation",), "what became true of it, -1 or +1; 0: not yet")]


@late_kernel
def innovations_come(world, week):
    """The innovations of this week: a facet's truth turns, and those drawn, or chosen, hold what is true now.

    Of the nth innovation, draw 0 names the facet (by its rank among those of the domain), draws 1 .. seeds people in
    the order of the units' roll, whoever is drawn twice counting once. Where standing decides, they are the first
    `seeds` of those whose job is in the domain, by ability (last week's), equals in an order of chance by uid. What is
    unheard of, such as a newly coined term, nobody has a view of before.
    """
    new = world.innovations
    for n in range(new.week.size):
        if new.week[n] != week:
            continue
        domain = int(new.domain[n])
        key = event(world.seed, Decision.INNOVATION, 0, n, 0)
        facet = nth_facet(world.field, domain, choose(key, 0, facets_of(world.field, domain)))
        world.field.truth[domain] = world.field.truth[domain] ^ (ONE << np.uint64(facet & 63))
        new.facet[n] = facet
        new.value[n] = truth_of(world.field, facet)
        if new.unheard[n]:
            everybody_is_new_to(world, facet)
        if new.standing[n] != 0:
            those_of_standing_know(world, n)
            continue
        for k in range(new.seeds[n]):
            who = int(world.units.people[choose(key, 1 + k, world.people.uid.size)])
            hold(world.people.beliefs, who, facet, new.value[n])


@kernel
def everybody_is_new_to(world, facet):
    """Nobody holds anything of a facet, and no document says anything of it."""
    for i in range(world.people.uid.size):
        hold(world.people.beliefs, i, facet, 0)
    for s in range(world.repertoire.says.shape[0]):
        if belief(world.repertoire.says, s, facet) != 0:
            withdraw(world.repertoire, s, facet)


@kernel
def those_of_standing_know(world, n):
    """The most able, or the least able, of an innovation's domain hold what is true now."""
    new, people = world.innovations, world.people
    domain, side = int(new.domain[n]), int(new.standing[n])
    mark = people.mark
    for _ in range(new.seeds[n]):
        best = -1
        for i in range(people.uid.size):
            if people.speciality[i] != domain or mark[i] == 1:
                continue
            if best < 0 or stands_before(world, n, i, best, side):
                best = i
        if best < 0:
            break
        mark[best] = 1
        hold(people.beliefs, best, int(new.facet[n]), new.value[n])
    for i in range(people.uid.size):
        mark[i] = -1


@kernel
def stands_before(world, n, who, other, side):
    """Whether somebody is abler (`side` 1) or less able (-1) than another; equals by the higher number of chance."""
    domain = int(world.innovations.domain[n])
    mine, theirs = int(world.people.ability[who, domain]), int(world.people.ability[other, domain])
    if mine != theirs:
        return side * mine > side * theirs
    uid = world.people.uid
    chance = word(event(world.seed, Decision.INNOVATION, 0, uid[who], n + 1), 0)
    return chance > word(event(world.seed, Decision.INNOVATION, 0, uid[other], n + 1), 0)


@kernel
def facets_of(field, domain):
    """How many facets a domain has."""
    count = 0
    for f in range(64):
        if (field.exists[domain] >> np.uint64(f)) & ONE != ZERO:
            count += 1
    return count


@kernel
def nth_facet(field, domain, nth):
    """The nth facet (from 0) of a domain."""
    for f in range(64):
        if (field.exists[domain] >> np.uint64(f)) & ONE != ZERO:
            if nth == 0:
                return 64 * domain + f
            nth -= 1
    return -1


@kernel
def adopters_are_counted(world, row):
    """How many people hold of each innovation that has come what became true then."""
    new = world.innovations
    for n in range(new.week.size):
        if new.facet[n] >= 0:
            for i in range(world.people.uid.size):
                if belief(world.people.beliefs, i, new.facet[n]) == new.value[n]:
                    world.chronicle.adopters[row, n] += 1
