"""News: items that concern some people for a few weeks (the need of connection), and who has heard them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import ONE, ZERO, Decision, choose, draw, event
from copsim.foundation.tally import Count

ITEMS = 64
"""Items that can be news at once: the bits of a word."""


class News(NamedTuple):
    """Item x is bit x of everybody's words."""

    born: Annotated[Array, Column("int32", ("item",), "week in which it arose; 0: no such item")]
    concerns: Annotated[Array, Column("uint64", ("member",), "items that matter to the member")]
    heard: Annotated[Array, Column("uint64", ("member",), "items that the member has heard")]


@late_kernel
def news_arises(world, week, row):
    """Old items expire and are counted; then new ones arise, each heard by one person and of concern to some.

    The nth item of a week (n from 0) is bit (week x items + n) % 64. Its first hearer is drawn from everybody in the
    order of the units' roll (facet 0 of the draw); whom it concerns is drawn for each person with chance
    `news_share`.
    """
    items = world.rules.news_items
    for x in range(ITEMS):
        born = int(world.news.born[x])
        if born > 0 and week >= born + world.rules.news_weeks:
            expire(world, row, x)
    everybody = world.people.uid.size
    for n in range(items):
        x = (week * items + n) % ITEMS
        if world.news.born[x] > 0:
            expire(world, row, x)
        world.news.born[x] = week
        bit = ONE << np.uint64(x)
        for i in range(everybody):
            if (
                draw(event(world.seed, Decision.NEWS_CONCERNS, week, world.people.uid[i], n), 0)
                < world.rules.news_share
            ):
                world.news.concerns[i] = world.news.concerns[i] | bit
        first = int(world.units.people[choose(event(world.seed, Decision.NEWS, week, n, 0), 0, everybody)])
        world.news.heard[first] = world.news.heard[first] | bit


@kernel
def expire(world, row, item):
    """Count whom an item concerned and whom of them it reached, and forget it."""
    bit = ONE << np.uint64(item)
    for i in range(world.people.uid.size):
        if world.news.concerns[i] & bit != ZERO:
            world.tally[row, Count.NEWS_CONCERNED] += 1
            if world.news.heard[i] & bit != ZERO:
                world.tally[row, Count.NEWS_REACHED] += 1
        world.news.concerns[i] = world.news.concerns[i] & ~bit
        world.news.heard[i] = world.news.heard[i] & ~bit
    world.news.born[item] = 0
