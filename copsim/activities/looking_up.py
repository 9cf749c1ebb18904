"""Looking up: reading what one's own group has written about a case that own knowledge does not solve."""

from __future__ import annotations

from copsim.activities.activity import fits
from copsim.activities.log import Contact, note
from copsim.activities.solving import case_for_help
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.foundation.tally import Activity, Count
from copsim.knowledge.learning import reading, take_up
from copsim.participation.people import minutes_left, pay


@kernel
def everybody_looks_up(world, week, row):
    """Each member with such a case looks once, in the first own group that keeps documents of its domain.

    Looking costs its price whether or not anything is found.
    """
    for i in range(world.people.uid.size):
        place = case_for_help(world, i)
        if place < 0 or minutes_left(world.people, i) < world.rules.look_up:
            continue
        kind = int(world.challenges.kind[i, place])
        for g in range(world.groups.of_member.shape[1]):
            through = int(world.groups.of_member[i, g])
            if through < 0:
                continue
            group = int(world.memberships.group[through])
            shelf = int(world.groups.shelf[group])
            if shelf < 0 or not world.groups.open[group] or not fits(world, kind, world.groups.domain[group]):
                continue
            pay(world.people, i, world.rules.look_up, Activity.LOOKING_UP, world.tally, row, False)
            key = event(world.seed, Decision.READ, week, world.people.uid[i], group)
            take, value = reading(
                world.people.beliefs, world.repertoire.says, shelf, world.field, world.rules, i, kind, key
            )
            taken = take_up(world.people.beliefs, world.field, i, kind, take, value)
            world.tally[row, Count.BY_READING] += taken
            note(world.log, week, Contact.READING, i, group, taken)
            if taken > 0:
                world.memberships.used_now[through] += 1
            break
