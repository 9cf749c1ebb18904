"""What sponsors grant: levers by date and speciality, in minutes, chances and shares."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import chance16, chance32
from copsim.sponsorship.relations import Levers
from copsim.sponsorship.settings import SponsorshipSettings


class Sponsors(NamedTuple):
    """What is granted from which week on, by the speciality of those sponsored."""

    week: Annotated[Array, Column("int32", ("date",), "first week in which the row holds; ascending")]
    allowance: Annotated[Array, Column("int32", ("date", "domain"), "minutes a week released for each member")]
    coordinator: Annotated[Array, Column("int32", ("date", "domain"), "minutes a week of coordination for each member")]
    match: Annotated[Array, Column("int64", ("date", "domain"), "chance of a found partner it gives, in 2^-32")]
    convening: Annotated[
        Array, Column("int32", ("date", "domain"), "money for meetings of each member, in minutes a week")
    ]
    eased: Annotated[Array, Column("int64", ("date", "domain"), "share of h0 that it pays for, in 65,536ths")]
    curation: Annotated[Array, Column("int32", ("date", "domain"), "minutes a week of curation for each member")]
    praise: Annotated[
        Array, Column("int32", ("date", "domain"), "minutes a week to recognise a member who contributed")
    ]
    recognition: Annotated[Array, Column("float64", ("date", "domain"), "recognition added to vR")]
    experts: Annotated[Array, Column("int32", ("date", "domain"), "minutes a week of outside experts for each member")]
    control: Annotated[Array, Column("int64", ("date", "domain"), "u, control over groups, in 65,536ths")]


def build_sponsors(settings: SponsorshipSettings, domains: list[str], recognise: float) -> Sponsors:
    """The dated grants of a scenario. `recognise`: hours that a unit of recognition takes."""
    dated = [settings, *sorted(settings.change, key=lambda change: change.week)]
    sponsors: Sponsors = allocate(Sponsors, {"date": len(dated), "domain": len(domains)})
    levers: dict[str, Levers] = dict.fromkeys(domains, Levers())
    for at, row in enumerate(dated):
        levers |= {name: row.levers() for name in (row.domains or domains)}
        sponsors.week[at] = getattr(row, "week", 1)
        for d, name in enumerate(domains):
            given = levers[name]
            sponsors.allowance[at, d] = round(given.allowance * 60)
            sponsors.coordinator[at, d] = round(given.coordinator * 60)
            sponsors.match[at, d] = chance32(min(1.0, given.coordinator / settings.full_coordination))
            sponsors.convening[at, d] = round(given.convening * 60)
            sponsors.eased[at, d] = chance16(min(1.0, given.convening / settings.full_convening))
            sponsors.curation[at, d] = round(given.curation * 60)
            sponsors.praise[at, d] = round(given.recognition * recognise * 60)
            sponsors.recognition[at, d] = given.recognition
            sponsors.experts[at, d] = round(given.experts * 60)
            sponsors.control[at, d] = chance16(given.control)
    return sponsors


@kernel
def grant_of(sponsors, week):
    """The row of the grants that holds this week: the last whose week has come."""
    at = 0
    for date in range(sponsors.week.size):
        if sponsors.week[date] <= week:
            at = date
    return at
