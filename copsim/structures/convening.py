"""Groups convene: offered minutes become hours of activity. No kernel asks which structure it serves."""

from __future__ import annotations

import numpy as np

from copsim.activities.activity import Circle, turn_of
from copsim.activities.holding import booked_under, hold_hour
from copsim.activities.log import Contact, note
from copsim.activities.telling_news import news_in_circle
from copsim.foundation.kernels import AHEAD, ahead, kernel, whole_ahead
from copsim.foundation.ordering import order_of
from copsim.foundation.randomness import Decision, draw, event, word
from copsim.foundation.tally import Activity, Count
from copsim.participation.people import pay
from copsim.structures.agenda import topic_is_listed

HOUR = 60
MOST_HOURS = 64


@kernel
def groups_convene(world, week, row):
    """Hour after hour, those who offered time for it gather and learn, until fewer than two are left."""
    for g in range(world.groups.domain.size):
        if not world.groups.open[g]:
            continue
        for nth in range(MOST_HOURS):
            places, minutes = who_is_there(world, g, nth)
            if places.size < 2:
                break
            family = family_of_hour(world, week, g, nth)
            world.groups.listed[g] = -1
            if world.groups.control[g] > 0:
                topic_is_listed(world, week, g, nth)
            turn = turn_of(g, family, nth)
            order = order_of_hour(world, week, places, turn)
            places = places[order]
            minutes = minutes[order]
            if world.groups.along_ties[g]:
                pairs_meet(world, week, row, g, family, turn, places, minutes)
            else:
                circles_meet(world, week, row, g, family, turn, places, minutes)
        world.groups.listed[g] = -1


@kernel
def who_is_there(world, group, nth):
    """Memberships that offered more than `nth` hours, and the minutes (1 .. 60) they have for this one."""
    first = int(world.groups.start[group])
    last = int(world.groups.start[group + 1])
    count = 0
    for m in range(first, last):
        if world.memberships.offered[m] > HOUR * nth:
            count += 1
    places = np.empty(count, np.int64)
    minutes = np.empty(count, np.int64)
    count = 0
    for m in range(first, last):
        rest = int(world.memberships.offered[m]) - HOUR * nth
        if rest > 0:
            places[count] = m
            minutes[count] = min(rest, HOUR)
            count += 1
    return places, minutes


@kernel
def family_of_hour(world, week, group, nth):
    """The family of activity that the nth hour of a group's week goes to, by the group's law."""
    drawn = draw(event(world.seed, Decision.FAMILY, week, group, nth), 0)
    family = 0
    while drawn >= world.groups.law[group, family]:
        family += 1
    return family


@kernel
def order_of_hour(world, week, places, turn):
    """Positions of those present in an order of chance."""
    number = np.empty(places.size, np.uint64)
    for x in range(places.size):
        if x + AHEAD < places.size:
            ahead(world.people.uid, int(world.memberships.member[places[x + AHEAD]]))
        uid = world.people.uid[world.memberships.member[places[x]]]
        number[x] = word(event(world.seed, Decision.ORDER, week, uid, turn), 0)
    return order_of(number)


@kernel
def circles_meet(world, week, row, group, family, turn, places, minutes):
    """Those present sit down in circles of about equal size, at most `circle` each."""
    present = places.size
    most = int(world.groups.circle[group])
    circles = (present + most - 1) // most
    for c in range(circles):
        low = c * present // circles
        high = (c + 1) * present // circles
        if c + 1 < circles:
            people_come(world, places[high : (c + 2) * present // circles])
        if high - low >= 2:
            sit_down(world, week, row, group, family, turn, places[low:high], minutes[low:high])


@kernel
def people_come(world, places):
    """Bring into the cache what is read of those who sit down next; their memberships stand together and are there."""
    for x in range(places.size):
        who = int(world.memberships.member[places[x]])
        ahead(world.people.uid, who)
        ahead(world.people.slack, who)
        whole_ahead(world.people.beliefs, who)
        whole_ahead(world.people.ability, who)
        ahead(world.challenges.count, who)
        ahead(world.challenges.kind, who)
        ahead(world.ties.to, who)
        ahead(world.ties.helpers, who)


@kernel
def pairs_meet(world, week, row, group, family, turn, places, minutes):
    """In order, each who is still free meets the free tie that draws most: trust x chance."""
    present = places.size
    for x in range(present):
        world.people.mark[world.memberships.member[places[x]]] = x
    for x in range(present):
        who = int(world.memberships.member[places[x]])
        if world.people.mark[who] < 0:
            continue
        world.people.mark[who] = -1
        key = event(world.seed, Decision.GATHER, week, world.people.uid[who], turn)
        partner = -1
        most = 0
        for t in range(world.ties.to.shape[1]):
            other = int(world.ties.to[who, t])
            if other >= 0 and world.people.mark[other] >= 0:
                pull = int(world.ties.trust[who, t]) * ((draw(key, t) >> 16) + 1)
                if pull > most:
                    most = pull
                    partner = int(world.people.mark[other])
        if partner >= 0:
            world.people.mark[world.memberships.member[places[partner]]] = -1
            pair = np.array([places[x], places[partner]])
            time = np.array([minutes[x], minutes[partner]])
            sit_down(world, week, row, group, family, turn, pair, time)


@kernel
def sit_down(world, week, row, group, family, turn, places, minutes):
    """A circle spends its hour: everybody is charged, then they learn.

    Under control a share of each one's minutes, (minutes x (reporting x control >> 16)) >> 16, goes to reports: paid
    first, present, but not minutes of the circle. Minutes of an hour whose topic management sets are counted as such.
    """
    reports = (world.rules.reporting * int(world.groups.control[group])) >> 16
    listed = int(world.groups.listed[group])
    who = np.empty(places.size, np.int64)
    learning = np.empty(places.size, np.int64)
    mixed = False
    for x in range(places.size):
        who[x] = world.memberships.member[places[x]]
        if world.people.legacy[who[x]] != world.people.legacy[who[0]]:
            mixed = True
    for x in range(places.size):
        if mixed:
            world.people.across[who[x]] += minutes[x]
        report = (minutes[x] * reports) >> 16
        learning[x] = minutes[x] - report
        pay(world.people, who[x], report, Activity.REPORTING, world.tally, row, True)
        pay(world.people, who[x], learning[x], booked_under(family), world.tally, row, True)
        world.memberships.present[places[x]] += minutes[x]
        if listed >= 0:
            world.tally[row, Count.HOURS_LISTED] += minutes[x]
        note(world.log, week, Contact.MEETING, who[x], group, turn & 511)
    circle = Circle(
        who,
        places,
        learning,
        group,
        int(world.groups.domain[group]),
        int(world.groups.shelf[group]),
        turn,
        int(world.groups.match[group]),
        listed,
    )
    hold_hour(world, week, row, family, circle)
    news_in_circle(world, week, circle)
