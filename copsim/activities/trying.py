"""Trying: the job pays a first try at what has landed on one's desk; own hours left buy further tries."""

from __future__ import annotations

from copsim.activities.solving import attempt
from copsim.foundation.kernels import AHEAD, MANY, ahead, kernel
from copsim.foundation.tally import Activity, Payer, charge
from copsim.participation.people import minutes_left, pay


@kernel
def everybody_tries(world, week, row):
    """First tries of what landed on a desk this week, oldest first; then hours left go to the oldest open challenge.

    Minutes that do not make a whole try count towards the next; what nobody can use is booked as idle.
    """
    everybody = world.people.uid.size
    for i in range(everybody):
        if everybody - i - AHEAD > MANY:
            ahead(world.challenges.kind, i + AHEAD)
            ahead(world.people.beliefs, i + AHEAD)
        place = 0
        while place < world.challenges.count[i]:
            if world.challenges.fresh[i, place]:
                world.challenges.fresh[i, place] = 0
                charge(world.tally, row, Payer.JOB, Activity.TRYING, world.rules.a_try)
                if attempt(world, week, row, i, place):
                    continue
            place += 1
        while world.challenges.count[i] > 0 and minutes_left(world.people, i) > 0:
            left = minutes_left(world.people, i)
            missing = world.rules.a_try - int(world.people.effort[i])
            if left < missing:
                pay(world.people, i, left, Activity.TRYING, world.tally, row, False)
                world.people.effort[i] += left
            else:
                pay(world.people, i, missing, Activity.TRYING, world.tally, row, False)
                world.people.effort[i] = 0
                attempt(world, week, row, i, 0)
        pay(world.people, i, minutes_left(world.people, i), Activity.IDLE, world.tally, row, False)
