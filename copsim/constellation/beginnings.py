"""How a world begins: its people with their jobs, beliefs and ties, and the groups that its structures make of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from copsim.activities.families import PLACES
from copsim.activities.orientations import family_law
from copsim.constellation.rules import MOST_IN_CIRCLE, Rules, minutes
from copsim.constellation.scenario import Scenario
from copsim.constellation.seating import lay_jobs, lay_people, rosters_given, seats_of
from copsim.domain.field import LAW_TOTAL, Field
from copsim.foundation.columns import Array, allocate
from copsim.foundation.kernels import handle, kernel
from copsim.foundation.randomness import chance16, chance32
from copsim.knowledge.beliefs import draw_beliefs
from copsim.participation.engagement import WEEKS_REMEMBERED, Memberships, Tables
from copsim.participation.people import People, Units, draw_jobs, draw_own_ties, draw_person
from copsim.participation.ties import HELPERS, Ties
from copsim.structures.groups import Groups
from copsim.structures.rosters import Known, Roster, order_of_chance, rosters, skill_seen
from copsim.structures.schism import LEAST, halves
from copsim.structures.settings import StructureSettings


def people_begin(
    scenario: Scenario, rules: Rules, tables: Tables, field: Field, seed: np.uint64
) -> tuple[People, Units, Ties]:
    """People in units of about equal size, units in legacies of about equal size, or as given; row i is seat i."""
    settings, members, units = scenario.people, scenario.people.members, scenario.people.units
    names, legacies = scenario.domain.names, scenario.people.legacies
    sizes = {
        "member": members,
        "unit + 1": units + 1,
        "legacy + 1": legacies + 1,
        "belief word": 2 * len(names),
        "domain": len(names),
    }
    seats = np.arange(members)
    given = scenario.organisation.given
    unit = seats * units // members
    unit, legacy = (unit, unit * legacies // units) if given is None else seats_of(given)
    people: People = allocate(People, sizes, uid=seats, unit=unit, legacy=legacy)
    roll: Units = allocate(
        Units,
        sizes,
        start=np.searchsorted(unit, np.arange(units + 1)),
        people=seats,
        legacy=np.searchsorted(legacy, np.arange(legacies + 1)),
    )
    parts = [settings.specialities.get(name, 0.0) for name in names] if settings.specialities else [1.0] * len(names)
    ends = [int(sum(parts[: d + 1]) / sum(parts) * 4294967296.0) for d in range(len(names))]
    last = max(d for d, share in enumerate(parts) if share > 0)
    shares = np.array([4294967296 if d >= last else end for d, end in enumerate(ends)], np.int64)
    ties: Ties = allocate(Ties, {"member": members, "slot": scenario.ties.slots, "helper": HELPERS})
    seen = handle(people)
    draw_jobs(seen, seed, shares, chance32(settings.second_interest))
    lay_jobs(people, given, len(names))
    everybody_begins(seen, handle(roll), handle(ties), handle(field), handle(rules), tables.first, seed)
    lay_people(people, ties, given)
    return people, roll, ties


@kernel
def everybody_begins(people, units, ties, field, rules, first, seed):
    """Draw what everybody brings along, holds and whom they know."""
    for i in range(people.uid.size):
        draw_person(people, rules, seed, i)
        draw_beliefs(people.beliefs, field, seed, i, people.uid[i], people.speciality[i], first)
        draw_own_ties(ties, people, units, rules, seed, i)


class Made(NamedTuple):
    """A group as the nth structure of a scenario made it: from which settings, its domain (-1: any), who belongs, first
    and last week (0: none); whole: the group that it is a half of (-1: none); inherits: whether its documents, too."""

    nth: int
    settings: StructureSettings
    domain: int
    rows: Array
    starts: int
    ends: int
    whole: int = -1
    inherits: bool = False


def groups_made(scenario: Scenario, people: People, tables: Tables, seed: np.uint64) -> list[Made]:
    """The groups of all structures of a scenario, over the same people, in the order in which it names them."""
    error = scenario.people.skill_error * (LAW_TOTAL << scenario.domain.facets_at_once)
    skill = skill_seen(people.ability, people.speciality, people.uid, seed, tables.normal, error)
    luck = order_of_chance(people.uid, seed)
    known = Known(people.uid, people.unit, people.speciality, people.second, skill, luck)
    found: list[Made] = []
    for nth, settings in enumerate((scenario.structure, *scenario.also)):
        made: list[Roster] = (
            rosters_given(scenario.organisation.given, settings.kind)
            if settings.roster == "given"
            else rosters(settings.record(), settings.roster, known)
        )
        starts, ends, split = settings.starts, settings.ends or 0, settings.schism or 0
        for domain, rows in made:
            if not split or rows.size < LEAST:
                found.append(Made(nth, settings, domain, rows, starts, ends))
                continue
            whole = len(found)
            one, other = halves(rows, luck)
            found.append(Made(nth, settings, domain, rows, starts, split - 1))
            found.append(Made(nth, settings, domain, one, split, ends, whole, True))
            found.append(Made(nth, settings, domain, other, split, ends, whole))
    return found


def groups_begin(scenario: Scenario, people: People, tables: Tables, seed: np.uint64) -> tuple[Groups, Memberships]:
    """The groups with their settings as numbers, and who belongs to them."""
    made = groups_made(scenario, people, tables, seed)
    records = [group.settings.record() for group in made]
    sizes = [group.rows.size for group in made]
    member = np.concatenate([group.rows for group in made]) if made else np.empty(0, np.int64)
    of_member = _by_member(member, people.uid.size)
    count = len(made)
    keeps = [record.documents and record.meets for record in records]
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    services = [g for g, record in enumerate(records) if record.reach == "anyone"]
    axes = {
        "group": count,
        "group + 1": count + 1,
        "service": len(services),
        "family": PLACES,
        "member": people.uid.size,
        "belonging": of_member.shape[1],
        "membership": member.size,
        "week of quarter": WEEKS_REMEMBERED,
    }
    profiles = [
        scenario.orientation.profile(record.orientation) if group.nth == 0 else record.orientation
        for group, record in zip(made, records, strict=True)
    ]
    laws = [family_law(scenario.activities, p, r.documents) for p, r in zip(profiles, records, strict=True)]
    groups: Groups = allocate(
        Groups,
        axes,
        start=start,
        domain=np.array([group.domain for group in made]),
        made_by=np.array([group.nth for group in made]),
        theme=np.array([_theme(group, people) for group in made]),
        shelf=_shelves(made, keeps),
        starts=np.array([group.starts for group in made]),
        convened=np.array([group.settings.convened for group in made], bool),
        ends=np.array([group.ends for group in made]),
        until_delivery=np.array([record.life == "until_delivery" for record in records], bool),
        lasts=np.array([record.lasts for record in records]),
        takes_problem=np.array([record.agenda == "problem" for record in records], bool),
        serves=np.array([record.agenda == "requests" for record in records], bool),
        critical_mass=np.array([record.critical_mass for record in records]),
        meets=np.array([record.meets for record in records], bool),
        mandated=np.array([-1 if r.mandated is None else minutes(r.mandated) for r in records]),
        along_ties=np.array([record.gathering == "along_ties" for record in records], bool),
        circle=np.array([min(record.circle, MOST_IN_CIRCLE) for record in records]),
        hear=np.array([0 if record.reach == "ties" else record.hear for record in records]),
        law=np.array(laws, np.int64).reshape(count, PLACES),
        services=np.array(services),
        of_member=of_member,
    )
    hearsay = np.full(member.size, float(scenario.engagement.hearsay))
    since = np.repeat([group.starts for group in made], sizes) if made else np.empty(0)
    memberships: Memberships = allocate(
        Memberships,
        axes,
        member=member,
        group=np.repeat(np.arange(count), sizes),
        since=since,
        learning=hearsay,
        helped=hearsay,
        faith=np.full(member.size, chance16(scenario.knowledge.faith)),
        before=_before(made, start, member),
    )
    return groups, memberships


def _shelves(made: list[Made], keeps: list[bool]) -> Array:
    """The shelf of each group (-1: none): its own, or that of the whole whose documents it inherits."""
    found: list[int] = []
    for group, kept in zip(made, keeps, strict=True):
        found.append(-1 if not kept else found[group.whole] if group.inherits else max(found, default=-1) + 1)
    return np.array(found)


def _before(made: list[Made], start: Array, member: Array) -> Array:
    """For each membership in a half of a group, that in the whole; else -1."""
    found = np.full(member.size, -1, np.int64)
    for g, group in enumerate(made):
        if group.whole >= 0:
            there = made[group.whole].rows
            place = {int(row): n for n, row in enumerate(there)}
            found[start[g] : start[g + 1]] = [start[group.whole] + place[int(row)] for row in group.rows]
    return found


def _theme(group: Made, people: People) -> int:
    """A group's domain, else the one that is most members' job (the first among equals)."""
    return group.domain if group.domain >= 0 else int(np.argmax(np.bincount(people.speciality[group.rows])))


def _by_member(member: Array, members: int) -> Array:
    """The memberships of each member, shape (members, most that anybody has), in their order; -1: none."""
    order = np.argsort(member, kind="stable")
    ranked = member[order]
    rank = np.arange(ranked.size) - np.searchsorted(ranked, ranked)
    table = np.full((members, int(rank.max(initial=0)) + 1), -1, np.int64)
    table[ranked, rank] = order
    return table
