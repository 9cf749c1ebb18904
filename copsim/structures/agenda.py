"""Management's list: under control, some of a group's hours take their topic from it (model.md 7.4)."""

from __future__ import annotations

from copsim.domain.field import kind_by_law
from copsim.domain.relevance import rank_that_matters
from copsim.foundation.kernels import late_kernel
from copsim.foundation.randomness import Decision, choose, draw, event


@late_kernel
def topic_is_listed(world, week, group, nth):
    """Set the kind of challenge that management wants as the topic of a group's nth hour, if the hour is not its own.

    An hour is management's with chance `control` (facet 0 of the event CONTROL of the week, with the group as who and
    the hour as turn, >> 16, below the group's control in 65,536ths). Its topic, of the event LISTED of the same names:
    - its domain is the group's; where it has none, facet 0 >> 16 picks one by relevance as it stood 13 weeks ago;
    - facet 1 picks a rank by the law of recurrence; with chance mu (facet 2 >> 16 below `departure`) the kind that
      took this rank's frequency as its strategic weight 13 weeks ago is meant instead of the kind of this rank;
    - with chance `listing_noise` (facet 3) it is any kind of the domain, as facet 4 picks.
    """
    if draw(event(world.seed, Decision.CONTROL, week, group, nth), 0) >> 16 >= world.groups.control[group]:
        return
    key = event(world.seed, Decision.LISTED, week, group, nth)
    then = week % world.field.relevance_then.shape[0]
    domain = int(world.groups.domain[group])
    if domain < 0:
        drawn = draw(key, 0) >> 16
        domain = 0
        up_to = int(world.field.relevance_then[then, 0])
        while drawn >= up_to:
            domain += 1
            up_to += int(world.field.relevance_then[then, domain])
    kinds = world.field.law.size
    rank = kind_by_law(world.field, domain, draw(key, 1)) - domain * kinds
    if draw(key, 2) >> 16 < world.rules.departure:
        rank = rank_that_matters(kinds, rank, int(world.field.shift_then[then, domain]))
    if draw(key, 3) < world.rules.listing_noise:
        rank = choose(key, 4, kinds)
    world.groups.listed[group] = domain * kinds + rank
