"""Brokering: somebody who takes part in two groups carries what they hold from one to the other.

Translation is limited by competence and standing in both (Wenger 1998, from memory; theory.md 8).
"""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import acknowledge
from copsim.activities.log import Contact, note
from copsim.domain.field import kind_by_law
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.foundation.tally import Activity, Count
from copsim.knowledge.learning import copying, take_up
from copsim.participation.people import minutes_left, pay, stranger_to
from copsim.participation.ties import trust_between


@kernel
def brokers_carry(world, week, row):
    """Each broker who was present in two groups this week tells one person of one what they hold of the other's matter.

    All brokers choose and pay first; who is told by several listens to the one with the lowest uid; what is learnt is
    found for all from what is held when the brokers begin, and then taken up.
    """
    if world.groups.of_member.shape[1] < 2:
        return
    everybody = world.people.uid.size
    teller = np.full(everybody, -1, np.int64)
    through = np.full(everybody, -1, np.int64)
    thanks = np.full(everybody, -1, np.int64)
    kinds = np.zeros(everybody, np.int64)
    minutes = np.zeros(everybody, np.int64)
    takes = np.zeros(everybody, np.int64)
    values = np.zeros(everybody, np.int64)
    for i in range(everybody):
        if not world.people.broker[i] or minutes_left(world.people, i) < world.rules.broker:
            continue
        here, there = two_groups(world, week, i)
        if here < 0:
            continue
        place = listener(world, week, i, int(world.memberships.group[there]))
        if place < 0:
            continue
        pay(world.people, i, world.rules.broker, Activity.BROKERING, world.tally, row, False)
        other = int(world.memberships.member[place])
        if teller[other] < 0 or world.people.uid[i] < world.people.uid[teller[other]]:
            teller[other] = i
            through[other] = place
            thanks[other] = there
            kinds[other] = matter(world, week, i, here)
            minutes[other] = (60 * translation(world, i, here, there)) >> 16
    for i in range(everybody):
        if teller[i] >= 0:
            trust = trust_between(world.ties, i, teller[i], stranger_to(world, i, teller[i]))
            key = event(world.seed, Decision.BROKER_COPY, week, world.people.uid[i], 0)
            takes[i], values[i] = copying(
                world.people.beliefs, world.field, world.rules, i, teller[i], kinds[i], trust, minutes[i], key
            )
    for i in range(everybody):
        if teller[i] >= 0:
            world.memberships.gave_now[thanks[i]] += 1
            note(world.log, week, Contact.BROKERED, i, teller[i], int(world.memberships.group[through[i]]))
            if takes[i] != 0:
                taken = take_up(world.people.beliefs, world.field, i, kinds[i], takes[i], values[i])
                world.tally[row, Count.BY_BROKER] += taken
                world.memberships.gained[through[i]] += taken
                acknowledge(world, row, i, teller[i], int(thanks[i]), taken)


@kernel
def two_groups(world, week, who):
    """(membership carried from, membership carried to), two by chance of those present in this week; -1 if fewer."""
    count = 0
    for g in range(world.groups.of_member.shape[1]):
        m = int(world.groups.of_member[who, g])
        if m >= 0 and world.memberships.present[m] > 0:
            count += 1
    if count < 2:
        return -1, -1
    key = event(world.seed, Decision.BROKER_TOPIC, week, world.people.uid[who], 0)
    first = choose(key, 0, count)
    second = (first + 1 + choose(key, 1, count - 1)) % count
    here = -1
    there = -1
    count = 0
    for g in range(world.groups.of_member.shape[1]):
        m = int(world.groups.of_member[who, g])
        if m >= 0 and world.memberships.present[m] > 0:
            if count == first:
                here = m
            if count == second:
                there = m
            count += 1
    return here, there


@kernel
def listener(world, week, who, group):
    """The membership of somebody else present in a group this week, by chance (in the order of seats); -1: nobody."""
    first, last = int(world.groups.start[group]), int(world.groups.start[group + 1])
    count = 0
    for m in range(first, last):
        if world.memberships.present[m] > 0 and world.memberships.member[m] != who:
            count += 1
    if count == 0:
        return -1
    chosen = choose(event(world.seed, Decision.BROKER_LISTENER, week, world.people.uid[who], 0), 0, count)
    for m in range(first, last):
        if world.memberships.present[m] > 0 and world.memberships.member[m] != who:
            if chosen == 0:
                return m
            chosen -= 1
    return -1


@kernel
def matter(world, week, who, here):
    """The kind of challenge that is carried: of the domain of the group it comes from (else one's own), by its law."""
    domain = int(world.groups.domain[world.memberships.group[here]])
    if domain < 0:
        domain = int(world.people.speciality[who])
    key = event(world.seed, Decision.BROKER_TOPIC, week, world.people.uid[who], 0)
    return kind_by_law(world.field, domain, draw(key, 2))


@kernel
def translation(world, who, here, there):
    """How much comes across, in 65,536ths: the least of competence and standing in both groups.

    Competence is ability in the group's theme; standing is belonging.
    """
    parts = world.field.kind.shape[1]
    least = 65536
    for m in (here, there):
        theme = int(world.groups.theme[world.memberships.group[m]])
        competence = int(world.people.ability[who, theme]) >> parts
        standing = int(world.memberships.belonging[m] * 65536.0)
        least = min(least, competence, standing)
    return least
