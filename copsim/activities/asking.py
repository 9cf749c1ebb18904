"""Asking: one question a week about a case that own knowledge does not solve; somebody may answer.

A question to the members of a group is heard by some of them, and goes to the one who holds most of the matter: first
in groups of one's own, then in groups that anyone may ask; else a tie is asked, the more trusted the likelier. Who is
asked refuses when out of hours, or is not willing.
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import acknowledge, fits
from copsim.activities.log import Contact, note
from copsim.activities.solving import case_for_help
from copsim.domain.challenges import mark_helped
from copsim.foundation.kernels import AHEAD, MANY, ahead, kernel, whole_ahead
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.foundation.tally import Activity, Count
from copsim.knowledge.beliefs import held_count
from copsim.knowledge.learning import copying, take_up
from copsim.participation.engagement import WEEKS_REMEMBERED
from copsim.participation.people import minutes_left, pay, stranger_to
from copsim.participation.ties import trust_between


@kernel
def everybody_asks(world, week, row):
    """Questions first, all from the same moment; then answers, each helper's in an order of chance; then learning."""
    everybody = world.people.uid.size
    helper = np.full(everybody, -1, np.int32)
    group = np.full(everybody, -1, np.int32)
    kinds = np.zeros(everybody, np.int32)
    takes = np.zeros(everybody, np.int32)
    values = np.zeros(everybody, np.int32)
    asking = who_asks(world, week, kinds)
    for a in range(asking.size):
        if asking.size - a - 3 * AHEAD > MANY:
            groups_come(world, asking[a + 3 * AHEAD])
            hearers_come(world, week, asking[a + 2 * AHEAD], kinds[asking[a + 2 * AHEAD]], False)
            hearers_come(world, week, asking[a + AHEAD], kinds[asking[a + AHEAD]], True)
        i = asking[a]
        helper[i], group[i] = whom_to_ask(world, week, i, kinds[i])
        if helper[i] >= 0:
            pay(world.people, i, world.rules.ask, Activity.ASKING, world.tally, row, False)
            world.tally[row, Count.QUESTIONS] += 1
        else:
            kinds[i] = -1
    refuse_some(world, week, row, helper)
    for a in range(asking.size):
        i = asking[a]
        if kinds[i] >= 0:
            replies_are_counted(world, week, row, i, helper[i] >= 0)
        if a + AHEAD < asking.size and helper[asking[a + AHEAD]] >= 0:
            whole_ahead(world.people.beliefs, helper[asking[a + AHEAD]])
            ahead(world.people.legacy, helper[asking[a + AHEAD]])
        if helper[i] >= 0:
            trust = trust_between(world.ties, i, helper[i], stranger_to(world, i, helper[i]))
            key = event(world.seed, Decision.ANSWER, week, world.people.uid[i], 0)
            takes[i], values[i] = copying(
                world.people.beliefs, world.field, world.rules, i, helper[i], kinds[i], trust, 60, key
            )
    for a in range(asking.size):
        i = asking[a]
        if asking.size - a - 2 * AHEAD > MANY:
            helper_comes(world, helper[asking[a + 2 * AHEAD]], False)
            helper_comes(world, helper[asking[a + AHEAD]], True)
        if helper[i] >= 0:
            answered(world, week, row, i, helper[i], group[i], kinds[i], takes[i], values[i])


@kernel
def who_asks(world, week, kinds):
    """Rows of those who have a case for help and the time to ask, in order; its kind goes into `kinds`."""
    everybody = kinds.size
    asking = np.empty(everybody, np.int32)
    count = 0
    keep = np.uint16(0x1FFF ^ (1 << (week % WEEKS_REMEMBERED)))
    for i in range(everybody):
        world.people.served[i] = world.people.served[i] & keep
        place = case_for_help(world, i)
        if place >= 0 and minutes_left(world.people, i) >= world.rules.ask:
            kinds[i] = int(world.challenges.kind[i, place])
            asking[count] = i
            count += 1
    return asking[:count]


@kernel
def hearers_come(world, week, who, kind, beliefs):
    """Bring into the cache who hears a question in the first own group that it fits, or else what these hold."""
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through < 0:
            continue
        group = int(world.memberships.group[through])
        if world.groups.hear[group] > 0 and fits(world, kind, world.groups.domain[group]):
            first = int(world.groups.start[group])
            size = int(world.groups.start[group + 1]) - first
            key = event(world.seed, Decision.HEARERS, week, world.people.uid[who], group)
            for h in range(world.groups.hear[group]):
                place = first + choose(key, h, size)
                if beliefs:
                    whole_ahead(world.people.beliefs, int(world.memberships.member[place]))
                else:
                    ahead(world.memberships.member, place)
            return


@kernel
def groups_come(world, who):
    """Bring into the cache of which groups somebody is a member."""
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            ahead(world.memberships.group, through)


@kernel
def helper_comes(world, helper, memberships):
    """Bring into the cache where the memberships of a helper (-1: nobody) stand, or else these."""
    if helper < 0:
        return
    if not memberships:
        ahead(world.groups.of_member, helper)
        return
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[helper, g])
        if through >= 0:
            ahead(world.memberships.group, through)
            ahead(world.memberships.gave_now, through)
            ahead(world.memberships.thanked, through)


@kernel
def replies_are_counted(world, week, row, who, reply):
    """Count first questions of people, whether they were answered, and whether a second follows within 13 weeks."""
    people = world.people
    if people.first_asked[who] == 0:
        people.first_asked[who] = week
        people.first_reply[who] = 1 if reply else 0
        world.tally[row, Count.FIRST_QUESTIONS] += 1
        if reply:
            world.tally[row, Count.FIRST_ANSWERED] += 1
    elif people.first_reply[who] < 2:
        if week - people.first_asked[who] <= WEEKS_REMEMBERED:
            world.tally[row, Count.AGAIN_AFTER_ANSWER if people.first_reply[who] == 1 else Count.AGAIN_AFTER_NONE] += 1
        people.first_reply[who] += 2


@kernel
def answered(world, week, row, who, helper, group, kind, take, value):
    """Take up an answer; thanks go to the helper, and to their membership where the question went through a group.

    Who asked a group of their own has used it this week; who asked another was served by it.
    """
    through = -1
    if group >= 0:
        own = membership_in(world, who, group)
        if own >= 0:
            world.memberships.used_now[own] += 1
        else:
            bit = np.uint16(1 << (week % WEEKS_REMEMBERED))
            world.people.served[who] = world.people.served[who] | bit
        through = membership_in(world, helper, group)
        world.memberships.gave_now[through] += 1
    if take != 0:
        taken = take_up(world.people.beliefs, world.field, who, kind, take, value)
        world.tally[row, Count.BY_ANSWER] += taken
        world.tally[row, Count.APPLIED] += mark_helped(world.challenges, who, kind)
        acknowledge(world, row, who, helper, through, taken)


@kernel
def membership_in(world, who, group):
    """The membership of somebody in a group; -1 if they do not belong."""
    for g in range(world.groups.of_member.shape[1]):
        m = int(world.groups.of_member[who, g])
        if m >= 0 and world.memberships.group[m] == group:
            return m
    return -1


@kernel
def whom_to_ask(world, week, who, kind):
    """(row of the one asked, group the question goes through): -1 where there is none."""
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            group = int(world.memberships.group[through])
            best = who_hears(world, week, who, kind, group)
            if best >= 0:
                return best, group
    for s in range(world.groups.services.size):
        group = int(world.groups.services[s])
        if membership_in(world, who, group) < 0:
            best = who_hears(world, week, who, kind, group)
            if best >= 0:
                return best, group
    uid = world.people.uid[who]
    key = event(world.seed, Decision.ASK_WHOM, week, uid, 0)
    best = -1
    most = 0
    for t in range(world.ties.to.shape[1]):
        if world.ties.to[who, t] >= 0:
            pull = int(world.ties.trust[who, t]) * ((draw(key, t) >> 16) + 1)
            if pull > most:
                most = pull
                best = int(world.ties.to[who, t])
    return best, -1


@kernel
def who_hears(world, week, who, kind, group):
    """Who of those that hear a question put to a group holds most of the matter; -1 if nobody there holds any of it.

    `hear` members are drawn, with replacement; the first drawn among equals. Nobody hears a question put to a group
    that is not there, has another domain, or lets only ties be asked.
    """
    if world.groups.hear[group] == 0 or not world.groups.open[group]:
        return -1
    if not fits(world, kind, world.groups.domain[group]):
        return -1
    first = int(world.groups.start[group])
    size = int(world.groups.start[group + 1]) - first
    key = event(world.seed, Decision.HEARERS, week, world.people.uid[who], group)
    best = -1
    most = 0
    for h in range(world.groups.hear[group]):
        other = int(world.memberships.member[first + choose(key, h, size)])
        if other == who:
            continue
        note(world.log, week, Contact.HEARD, who, other, group)
        held = held_count(world.people.beliefs, world.field, other, kind)
        if held > most:
            most = held
            best = other
    return best


@kernel
def refuse_some(world, week, row, helper):
    """Each helper hears the questions in an order of chance and answers while willing and in hours; -1: refused."""
    everybody = helper.size
    first = np.full(everybody, -1, np.int32)
    following = np.full(everybody, -1, np.int32)
    for i in range(everybody):
        if everybody - i - AHEAD > MANY:
            ahead(first, max(0, int(helper[i + AHEAD])))
        if helper[i] >= 0:
            following[i] = first[helper[i]]
            first[helper[i]] = i
    for j in range(everybody):
        if j + AHEAD < everybody and first[j + AHEAD] >= 0:
            ahead(world.people.uid, first[j + AHEAD])
            ahead(following, first[j + AHEAD])
            ahead(helper, first[j + AHEAD])
        while first[j] >= 0:
            i = take_next(world, week, first, following, j)
            reply = draw(event(world.seed, Decision.REPLY, week, world.people.uid[i], 0), 0)
            if reply < world.people.willingness[j] and minutes_left(world.people, j) >= world.rules.ask:
                pay(world.people, j, world.rules.ask, Activity.ANSWERING, world.tally, row, False)
                world.tally[row, Count.ANSWERS] += 1
                note(world.log, week, Contact.QUESTION, i, j, 1)
            else:
                note(world.log, week, Contact.QUESTION, i, j, 0)
                helper[i] = -1


@kernel
def take_next(world, week, first, following, helper):
    """Take from a helper's list the question with the lowest number of chance (of uids, should two be equal)."""
    best = first[helper]
    before = -1
    number = draw(event(world.seed, Decision.HELP_ORDER, week, world.people.uid[best], 0), 0)
    last = best
    i = following[best]
    while i >= 0:
        here = draw(event(world.seed, Decision.HELP_ORDER, week, world.people.uid[i], 0), 0)
        if here < number or (here == number and world.people.uid[i] < world.people.uid[best]):
            best = i
            number = here
            before = last
        last = i
        i = following[i]
    if before < 0:
        first[helper] = following[best]
    else:
        following[before] = following[best]
    return best
