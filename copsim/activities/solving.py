"""Trying a challenge: a setting of its facets is tested against the truth; only a success changes beliefs.

A failure tells only that something was wrong: facets not held are re-tested before doubted ones, and a setting known
to fail is not tried again. Alone that is a search over up to 2^parts settings (model.md 2, 7.1).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.log import Contact, note
from copsim.domain.challenges import Source, drop_challenge
from copsim.domain.field import truth_of
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import ONE, ZERO, Decision, draw, event
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import belief, count_bits
from copsim.knowledge.learning import confirm


@kernel
def next_setting(world, who, place):
    """The setting to try next, bit p for part p (set: +1), and how many facets it contradicts a belief on.

    Among the settings not known to fail: the fewest contradicted beliefs first, then nearest (as a number, after
    exclusive or) to a guess drawn once for the challenge. When all are known to fail, the truth has moved: begin again.
    """
    kind = int(world.challenges.kind[who, place])
    parts = world.field.kind.shape[1]
    held = 0
    own = 0
    for p in range(parts):
        view = belief(world.people.beliefs, who, int(world.field.kind[kind, p]))
        if view != 0:
            held |= 1 << p
        if view > 0:
            own |= 1 << p
    came = world.challenges.came[who, place]
    guess = draw(event(world.seed, Decision.GUESS, came, world.people.uid[who], kind), 0) & ((1 << parts) - 1)
    if count_bits(world.challenges.tried[who, place]) == 1 << parts:
        world.challenges.tried[who, place] = ZERO
    tried = world.challenges.tried[who, place]
    best = -1
    rank = 1 << 20
    for x in range(1 << parts):
        if (tried >> np.uint64(x)) & ONE != ZERO:
            continue
        doubted = count_bits(np.uint64((x ^ own) & held))
        here = (doubted << 8) + (x ^ guess)
        if here < rank:
            rank = here
            best = x
    return best, rank >> 8


@kernel
def right_setting(world, kind):
    """What is right of a kind now, bit p for part p (set: +1)."""
    right = 0
    for p in range(world.field.kind.shape[1]):
        if truth_of(world.field, int(world.field.kind[kind, p])) > 0:
            right |= 1 << p
    return right


@kernel
def attempt(world, week, row, who, place):
    """Try a member's challenge once. True when it is solved: then its facets are confirmed and it is closed.

    What a colleague had solved when it came is repeated work if it took more than one try, else repetition avoided;
    the failed tries on it are repeated tries.
    """
    kind = int(world.challenges.kind[who, place])
    setting, _ = next_setting(world, who, place)
    right = right_setting(world, kind)
    known = int(world.challenges.known[who, place])
    tried = world.challenges.tried[who, place]
    if setting != right:
        world.challenges.tried[who, place] = tried | (ONE << np.uint64(setting))
        world.tally[row, Count.FAILED_TRIES] += 1
        world.tally[row, Count.REPEATED_TRIES] += known
        return False
    if known == 1:
        world.tally[row, Count.AVOIDED if tried == ZERO else Count.REPEATED] += 1
    solution_is_noted(world, week, who, kind, right)
    world.tally[row, Count.BY_OWN_SUCCESS] += confirm(world.people.beliefs, world.field, who, kind)
    world.tally[row, Count.WEEKS_TO_SOLVE] += week - world.challenges.came[who, place] + 1
    if week <= world.challenges.due[who, place]:
        world.tally[row, Count.IN_TIME] += 1
        world.tally[row, Count.REALISED] += world.challenges.helped[who, place]
    else:
        world.tally[row, Count.LATE] += 1
    if world.challenges.source[who, place] == Source.TASK or world.challenges.source[who, place] == Source.PROBLEM:
        part_done(world, week, row, who, place)
    drop_challenge(world.challenges, who, place)
    return True


@kernel
def solution_is_noted(world, week, who, kind, right):
    """Remember what was right of a kind and who found it: of those who do so in one week, the lowest uid."""
    uid = world.people.uid[who]
    if world.solutions.week[kind] < week or uid < world.solutions.by[kind]:
        world.solutions.right[kind] = right
        world.solutions.by[kind] = uid
        world.solutions.week[kind] = week


@late_kernel
def part_done(world, week, row, who, place):
    """A part of the unit's current task, or of the current problem, is done; with none left it is delivered in time."""
    number = world.challenges.task[who, place]
    if world.challenges.source[who, place] == Source.TASK:
        unit = int(world.people.unit[who])
        if number == world.tasks.number[unit]:
            world.tasks.parts[unit] -= 1
            if world.tasks.parts[unit] == 0 and world.tasks.due[unit] > 0:
                world.tally[row, Count.TASKS_DUE] += 1
                world.tally[row, Count.TASKS_DELIVERED] += 1
                world.tasks.due[unit] = 0
    elif world.challenges.source[who, place] == Source.PROBLEM and number == world.problem.number[0]:
        world.problem.parts[0] -= 1
        note(world.log, week, Contact.PART, who, number, world.problem.parts[0])
        if world.problem.parts[0] == 0 and world.problem.due[0] > 0:
            world.tally[row, Count.PROBLEMS_DUE] += 1
            world.tally[row, Count.PROBLEMS_SOLVED] += 1
            world.problem.due[0] = 0


@kernel
def needs_help(world, who, place):
    """Whether a member's own knowledge is not enough: a facet is not held, or trying what is held has failed.

    Where all is held, and all settings are known to fail, the list of failures is begun anew, as in `next_setting`.
    """
    kind = int(world.challenges.kind[who, place])
    parts = world.field.kind.shape[1]
    own = 0
    for p in range(parts):
        view = belief(world.people.beliefs, who, int(world.field.kind[kind, p]))
        if view == 0:
            return True
        if view > 0:
            own |= 1 << p
    tried = world.challenges.tried[who, place]
    if count_bits(tried) == 1 << parts:
        world.challenges.tried[who, place] = ZERO
        return False
    return (tried >> np.uint64(own)) & ONE != ZERO


@kernel
def case_for_help(world, who):
    """Place of a member's oldest open challenge for which own knowledge is not enough; -1 if there is none."""
    for p in range(int(world.challenges.count[who])):
        if needs_help(world, who, p):
            return p
    return -1
