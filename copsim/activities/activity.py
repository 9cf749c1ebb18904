"""The contract of an activity, and what all families share: a circle, its topics, and credit for what was learnt.

An activity is a kernel `(world, week, row, circle) -> None`. `world` is the bundle of bundles of `constellation.world`,
`row` the week's row of the tally. A rule of learning reads the beliefs of the whole circle before anybody takes up
anything; an inquiry's try comes after that, with what its circle has just learnt.
"""

from __future__ import annotations

from typing import NamedTuple

from copsim.domain.challenges import mark_helped
from copsim.domain.field import domain_of_kind, kind_by_law
from copsim.foundation.columns import Array
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, draw, event
from copsim.foundation.tally import Count, GroupCount
from copsim.knowledge.learning import take_up
from copsim.participation.ties import note_help


class Circle(NamedTuple):
    """People who learn together in one hour.

    who: rows of members in the hour's chance order; place: their rows of memberships; minutes: present, 1 to 60.
    group, domain (-1: any), shelf (-1: no documents): of the group. turn: names group, family and hour for draws.
    match: chance, in 2^-32, that a coordinator finds the partner who holds what one lacks.
    listed: the kind of challenge that management sets as the topic; -1: the topic is the circle's own.
    """

    who: Array
    place: Array
    minutes: Array
    group: int
    domain: int
    shelf: int
    turn: int
    match: int
    listed: int


@kernel
def turn_of(group, family, nth):
    """The turn of the nth hour (0 .. 63) of a family (0 .. 7) in a group: names the content of a draw."""
    return (group * 8 + family) * 64 + nth


@kernel
def fits(world, kind, domain):
    """Whether a kind of challenge belongs to a group's domain; any does where the group has none (-1)."""
    return domain < 0 or domain_of_kind(world.field, kind) == domain


@kernel
def oldest_case(world, who, domain):
    """Place of a member's oldest open challenge that fits the domain; -1 if there is none."""
    for p in range(int(world.challenges.count[who])):
        if fits(world, int(world.challenges.kind[who, p]), domain):
            return p
    return -1


@kernel
def topic_of(world, week, who, domain, turn, listed):
    """The kind of challenge a member brings: of their oldest case, else one that recurs in the domain, by its law.

    world: as an activity is given it. who: row of the member. domain: of the group (-1: any). week, turn: the address
    of the draw. What management lists (`listed` >= 0) goes before both.
    """
    if listed >= 0:
        return listed
    place = oldest_case(world, who, domain)
    if place >= 0:
        return int(world.challenges.kind[who, place])
    home = domain if domain >= 0 else int(world.people.speciality[who])
    drawn = draw(event(world.seed, Decision.TOPIC, week, world.people.uid[who], turn), 0)
    return kind_by_law(world.field, home, drawn)


@kernel
def topic_of_circle(world, week, circle):
    """(kind, position of whose case it is or -1): the oldest fitting case present, else the first one's topic.

    world, week: as an activity is given them. circle: a `Circle` of one person or more. What management lists is
    nobody's case.
    """
    if circle.listed >= 0:
        return circle.listed, -1
    giver = -1
    came = 0
    for x in range(circle.who.size):
        place = oldest_case(world, circle.who[x], circle.domain)
        if place >= 0:
            here = int(world.challenges.came[circle.who[x], place])
            if giver < 0 or here < came:
                giver = x
                came = here
    first = giver if giver >= 0 else 0
    return topic_of(world, week, circle.who[first], circle.domain, circle.turn, -1), giver


@kernel
def most_able(world, circle, domain, leaving_out):
    """Position in the circle of the most able in a domain; the first in order among equals, -1 where nobody is left.

    world: as an activity is given it. leaving_out: a position that is passed over (-1: none).
    """
    best = -1
    for y in range(circle.who.size):
        if y == leaving_out:
            continue
        if best < 0 or world.people.ability[circle.who[y], domain] > world.people.ability[circle.who[best], domain]:
            best = y
    return best


@kernel
def contribute(world, circle, position):
    """Book a contribution of somebody present, at `position` in the circle; it changes the memberships of `world`."""
    world.memberships.gave_now[circle.place[position]] += 1


@kernel
def pooled_minutes(circle):
    """The minutes that all those present spend."""
    total = 0
    for x in range(circle.minutes.size):
        total += circle.minutes[x]
    return total


@kernel
def learn(world, row, circle, learner, source, kind, take, value, count):
    """The learner takes up what a rule answered; the source's help is acknowledged if anything was taken up.

    world, row, circle: as an activity is given them. learner, source: positions in the circle (source -1: nobody).
    kind: of the challenge. take, value: what a rule of `knowledge.learning` answered, bit p for part p of the kind.
    count: the column of the tally (`Count.BY_...`) that it is booked under.
    """
    if take == 0:
        return
    who = circle.who[learner]
    taken = take_up(world.people.beliefs, world.field, who, kind, take, value)
    world.tally[row, count] += taken
    world.tally[row, Count.APPLIED] += mark_helped(world.challenges, who, kind)
    world.memberships.gained[circle.place[learner]] += taken
    world.chronicle.group[
        row, circle.group, GroupCount.LEARNT_WITH if learnt_with(count) else GroupCount.LEARNT_FROM
    ] += taken
    if source >= 0 and source != learner:
        acknowledge(world, row, who, circle.who[source], circle.place[source], taken)


@kernel
def learnt_with(count):
    """Whether what a count stands for was learnt with each other; else it was learnt from somebody."""
    return count == Count.BY_MAJORITY or count == Count.BY_SUCCESS_TOGETHER or count == Count.BY_SHARED_VIEW


@kernel
def acknowledge(world, row, who, source, through, taken):
    """The help of `source`, in the membership `through` (-1: none), is acknowledged; flows across units are noted."""
    if through >= 0:
        world.memberships.thanked[through] += 1
    note_help(world.ties, who, source)
    if world.people.unit[who] != world.people.unit[source]:
        world.tally[row, Count.ACROSS_UNITS] += taken
    if world.people.legacy[who] != world.people.legacy[source]:
        world.tally[row, Count.ACROSS_LEGACIES] += taken
