"""An extension with a part of every kind: what tests load, and an author may copy from."""

from __future__ import annotations

from copsim.extend import (
    STRUCTURES,
    Activity,
    Count,
    Family,
    Measure,
    Phase,
    Picture,
    Policy,
    Summary,
    contribute,
    copying,
    end,
    event,
    kernel,
    learn,
    minutes_left,
    pay,
    topic_of_circle,
)
from copsim.extend import Decision as D

MENTORING = 30
"""Minutes a week that each member gives, if they have them."""


@kernel
def apprenticing(world, week, row, circle):
    """The second present copies from the first, fully trusted."""
    kind, _ = topic_of_circle(world, week, circle)
    who, master = circle.who[1], circle.who[0]
    key = event(world.seed, D.COPY, week, world.people.uid[who], circle.turn)
    presence = min(circle.minutes[0], circle.minutes[1])
    take, value = copying(world.people.beliefs, world.field, world.rules, who, master, kind, 65536, presence, key)
    contribute(world, circle, 0)
    learn(world, row, circle, 1, 0, kind, take, value, Count.BY_OTHER)


@kernel
def first_takes_all(world, week):
    """All that there is goes to the first domain."""
    world.portfolio.wanted[:] = 0
    world.portfolio.wanted[0] = 1


@kernel
def mentoring(world, week, row):
    """Everybody who has the minutes spends them on founding-like work: before hours are offered, or they were spent
    twice."""
    for who in range(world.people.uid.size):
        if minutes_left(world.people, who) >= MENTORING:
            pay(world.people, who, MENTORING, Activity.FOUNDING, world.tally, row, False)


def draw_nothing(done, shows, path):
    """A picture that is not there."""
    return None


GUILD = STRUCTURES["centre_of_excellence"]._replace(name="guild", size=10, reach="members")

EXTENSION = (
    GUILD,
    Family("apprenticeship", apprenticing, "from", 1, "each other", "", False, "beside a master", "showing"),
    Policy("first_takes_all", first_takes_all, "all to the first domain"),
    Phase("Mentoring", "Everybody mentors.", "mentoring", mentoring, after="sponsors_resource"),
    Measure("core_a_group", "people", "core members a group", lambda seen: seen.count("CORE") / 3.0),
    Summary("core_a_group_end", "people", "core members a group, last 26 weeks", "higher", end("core_a_group")),
    Picture("nothing", draw_nothing),
)
