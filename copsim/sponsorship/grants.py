"""Sponsors resource: hours released for members, hours of coordination, hours for recognition.

Every arm of a comparison is given the same hours: what a group does not use goes back to its people's own work, and
somebody without a group has the whole grant as working time (model.md 2, 7.5).
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Activity, Count, Payer, charge
from copsim.participation.people import pay
from copsim.sponsorship.relations import Levers
from copsim.sponsorship.settings import SponsorshipSettings


class Sponsors(NamedTuple):
    """What is granted from which week on, by the speciality of those sponsored."""

    week: Annotated[Array, Column("int32", ("date",), "first week in which the row holds; ascending")]
    allowance: Annotated[Array, Column("int32", ("date", "domain"), "minutes a week released for each member")]
    coordinator: Annotated[Array, Column("int32", ("date", "domain"), "minutes a week of coordination for each member")]
    match: Annotated[Array, Column("int64", ("date", "domain"), "chance of a found partner it gives, in 2^-32")]
    praise: Annotated[
        Array, Column("int32", ("date", "domain"), "minutes a week to recognise a member who contributed")
    ]
    recognition: Annotated[Array, Column("float64", ("date", "domain"), "recognition added to vR")]


def build_sponsors(settings: SponsorshipSettings, domains: list[str], recognise: float, full: float) -> Sponsors:
    """The dated grants of a scenario. `recognise`: hours that a unit of recognition takes; `full`: hours of
    coordination a member at which a partner is found for certain."""
    dated = [settings, *sorted(settings.change, key=lambda change: change.week)]
    sponsors: Sponsors = allocate(Sponsors, {"date": len(dated), "domain": len(domains)})
    levers: dict[str, Levers] = {name: Levers(0.0, 0.0, 0.0) for name in domains}
    for at, row in enumerate(dated):
        levers |= {name: row.levers() for name in (row.domains or domains)}
        sponsors.week[at] = getattr(row, "week", 1)
        for d, name in enumerate(domains):
            given = levers[name]
            sponsors.allowance[at, d] = round(given.allowance * 60)
            sponsors.coordinator[at, d] = round(given.coordinator * 60)
            sponsors.match[at, d] = round(min(1.0, given.coordinator / full) * 4294967296.0)
            sponsors.praise[at, d] = round(given.recognition * recognise * 60)
            sponsors.recognition[at, d] = given.recognition
    return sponsors


@kernel
def grant_of(sponsors, week):
    """The row of the grants that holds this week."""
    at = 0
    for date in range(sponsors.week.size):
        if sponsors.week[date] <= week:
            at = date
    return at


@kernel
def sponsors_resource(world, week, row):
    """Give everybody the week's minutes, charge the upkeep of ties, and let groups have their coordinators' hours.

    A group finds partners with the mean chance of its members' grants. The first open group of a member has the
    member's coordination and recognition minutes; without one they are working time.
    """
    at = grant_of(world.sponsors, week)
    for g in range(world.groups.domain.size):
        world.groups.match[g] = 0
    for i in range(world.people.uid.size):
        domain = int(world.people.speciality[i])
        allowance = int(world.sponsors.allowance[at, domain])
        coordinator = int(world.sponsors.coordinator[at, domain])
        praise = int(world.sponsors.praise[at, domain])
        world.tally[row, Count.OFFERED] += world.rules.free + allowance + coordinator + praise
        world.people.slack[i] = world.rules.free
        world.people.released[i] = allowance
        world.people.recognition[i] = 0
        group = first_open_group(world, i)
        if group >= 0:
            charge(world.tally, row, Payer.SPONSOR, Activity.COORDINATION, coordinator)
            world.groups.match[group] += world.sponsors.match[at, domain]
            world.people.recognition[i] = praise
        else:
            world.people.released[i] += coordinator + praise
        ties = 0
        for t in range(world.ties.to.shape[1]):
            if world.ties.to[i, t] >= 0:
                ties += 1
        upkeep = min(ties * world.rules.keep_tie, int(world.people.slack[i]))
        pay(world.people, i, upkeep, Activity.TIES, world.tally, row, False)
    for g in range(world.groups.domain.size):
        size = int(world.groups.start[g + 1]) - int(world.groups.start[g])
        world.groups.match[g] = world.groups.match[g] // size


@kernel
def first_open_group(world, who):
    """The first of a member's groups that is there this week; -1 if none is."""
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0 and world.groups.open[world.memberships.group[through]]:
            return int(world.memberships.group[through])
    return -1


@kernel
def recognition_is_given(world, row):
    """Who contributed in a meeting of the week is recognised at the sponsor's charge; else the minutes are for work."""
    for m in range(world.memberships.member.size):
        who = int(world.memberships.member[m])
        minutes = int(world.people.recognition[who])
        if minutes > 0 and world.memberships.gave_now[m] > 0:
            charge(world.tally, row, Payer.SPONSOR, Activity.RECOGNITION, minutes)
            world.people.recognition[who] = 0
    for i in range(world.people.uid.size):
        world.people.released[i] += world.people.recognition[i]
        world.people.recognition[i] = 0
