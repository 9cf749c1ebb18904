"""The world of one run: every bundle of its state, and the rules as numbers. Built from a scenario and a seed."""

from __future__ import annotations

import functools
import math
from statistics import NormalDist
from typing import Annotated, NamedTuple

import numpy as np

from copsim.activities.families import PLACES as FAMILY_PLACES
from copsim.activities.log import Log
from copsim.activities.orientations import family_law
from copsim.constellation.scenario import Scenario
from copsim.domain.challenges import PLACES, Challenges, Tasks
from copsim.domain.field import LAW_TOTAL, Field, build_field
from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import chance16, chance32, chance64, run_seed
from copsim.foundation.tally import COUNTS
from copsim.knowledge.beliefs import draw_beliefs
from copsim.knowledge.repertoire import Repertoire
from copsim.participation.engagement import WEEKS_REMEMBERED, Memberships, Tables, interest_moves
from copsim.participation.people import People, Units, draw_people, draw_ties
from copsim.participation.ties import HELPERS, Ties
from copsim.sponsorship.grants import Sponsors, build_sponsors
from copsim.structures.groups import Groups
from copsim.structures.rosters import rosters, skill_seen

QUANTILES = 4096
MOST_IN_CIRCLE = 64


class Rules(NamedTuple):
    """The numbers of a scenario as kernels use them: minutes, chances in 2^-32 (or 2^-16, 2^-64), trust in 2^-16."""

    turbulence: np.uint64
    arrivals: int
    own_domain: int
    deadline: int
    abandon: int
    task_every: int
    task_parts: int
    task_deadline: int
    ease: int
    evidence: int
    together: int
    reading: int
    seen: int
    expert_wrong: int
    faith: int
    faith_gain: int
    faith_drift: int
    free: int
    a_try: int
    ask: int
    look_up: int
    curate: int
    keep_tie: int
    first_trust: int
    stranger: int
    trust_gain: int
    trust_fade: int
    kappa: float
    rate: float
    v_learning: float
    v_recognition: float
    v_belonging: float
    first_hour: float
    hearsay: float
    job_change: int
    workload_memory: float
    workload_noise: float


class World(NamedTuple):
    """All that the kernels of the week read and write."""

    seed: np.uint64
    rules: Rules
    tables: Tables
    field: Field
    challenges: Challenges
    tasks: Tasks
    repertoire: Repertoire
    people: People
    units: Units
    ties: Ties
    memberships: Memberships
    groups: Groups
    sponsors: Sponsors
    tally: Annotated[Array, Column("int64", ("week", "count"), "what was counted, a row a week", state=False)]
    log: Log


def build_world(scenario: Scenario, replication: int = 0, weeks: int | None = None, log_lines: int = 0) -> World:
    """The world before its first week.

    `weeks`: rows of the tally (default: the scenario's weeks). `log_lines`: lines of the event log (0: none is kept).
    """
    from copsim.constellation.counting import abilities_are_read

    seed = np.uint64(run_seed(scenario.seed, replication))
    rules = rules_of(scenario)
    tables = tables_of(scenario.engagement.interest_sd, scenario.knowledge.majority)
    field = build_field(scenario.domain, seed)
    people, units, ties = _people(scenario, field, seed)
    abilities_are_read(handle(people), handle(field))
    groups, memberships = _groups(scenario, people, tables, seed)
    shelves = max(1, int(groups.shelf.max(initial=-1)) + 1)
    domains = len(scenario.domain.names)
    world = World(
        seed=seed,
        rules=rules,
        tables=tables,
        field=field,
        challenges=allocate(Challenges, {"member": scenario.people.members, "place": PLACES}),
        tasks=allocate(Tasks, {"unit": scenario.people.units}),
        repertoire=allocate(
            Repertoire, {"shelf": shelves, "belief word": 2 * domains, "facet": 64 * domains, "domain": domains}
        ),
        people=people,
        units=units,
        ties=ties,
        memberships=memberships,
        groups=groups,
        sponsors=build_sponsors(
            scenario.sponsorship,
            scenario.domain.names,
            scenario.hours.recognise,
            scenario.sponsorship.full_coordination,
        ),
        tally=np.zeros((scenario.weeks if weeks is None else weeks, COUNTS), np.int64),
        log=allocate(Log, {"line": log_lines, "entry": 5, "one": 1}),
    )
    interest_moves(handle(memberships), handle(people), handle(tables), handle(rules), seed, 0)
    return world


def rules_of(scenario: Scenario) -> Rules:
    """The scenario's numbers in the units of the kernels."""
    need, hours, ties, engagement = scenario.need, scenario.hours, scenario.ties, scenario.engagement
    domain_need = need.kind == "knowledge_domain"
    return Rules(
        turbulence=np.uint64(chance64(scenario.domain.turbulence)),
        arrivals=chance32(need.arrivals) if domain_need else 0,
        own_domain=chance32(need.own_domain),
        deadline=need.deadline,
        abandon=need.abandon,
        task_every=0 if domain_need else need.task_every,
        task_parts=need.task_parts,
        task_deadline=need.task_deadline,
        ease=chance32(scenario.knowledge.ease),
        evidence=chance16(scenario.knowledge.evidence),
        together=chance32(scenario.knowledge.together),
        reading=chance32(scenario.knowledge.reading),
        seen=chance16(scenario.knowledge.seen),
        expert_wrong=chance32(scenario.knowledge.expert_wrong),
        faith=chance16(scenario.knowledge.faith),
        faith_gain=chance16(scenario.knowledge.faith_gain),
        faith_drift=chance16(engagement.rate / 5),
        free=_minutes(hours.free),
        a_try=_minutes(hours.a_try),
        ask=_minutes(hours.ask),
        look_up=_minutes(hours.look_up),
        curate=_minutes(hours.curate),
        keep_tie=_minutes(hours.keep_tie),
        first_trust=chance16(ties.trust),
        stranger=chance16(ties.stranger),
        trust_gain=chance16(ties.gain),
        trust_fade=chance16(ties.fade),
        kappa=float(engagement.kappa),
        rate=float(engagement.rate),
        v_learning=float(engagement.v_learning),
        v_recognition=float(engagement.v_recognition),
        v_belonging=float(engagement.v_belonging),
        first_hour=float(engagement.first_hour),
        hearsay=float(engagement.hearsay),
        job_change=chance32(engagement.job_change),
        workload_memory=float(engagement.workload_memory),
        workload_noise=float(engagement.workload_noise),
    )


@functools.lru_cache(maxsize=64)
def tables_of(interest_sd: float, majority: float) -> Tables:
    """What kernels look up, rounded to 12 digits so that no machine's exp or quantile differs in the last bit.

    Runs of one process share these arrays: nothing writes to them.
    """
    normal = [round(NormalDist().inv_cdf((q + 0.5) / QUANTILES), 12) for q in range(QUANTILES)]
    interest = [round(math.exp(interest_sd * z - interest_sd * interest_sd / 2), 12) for z in normal]
    workload = [round(math.exp(step / 1024 - 1), 12) for step in range(2049)]
    chance = [chance32(round(1 - (1 - majority) ** k, 12)) for k in range(MOST_IN_CIRCLE + 1)]
    return Tables(np.array(normal), np.array(interest), np.array(workload), np.array(chance, np.int64))


def _people(scenario: Scenario, field: Field, seed: np.uint64) -> tuple[People, Units, Ties]:
    settings, members, units = scenario.people, scenario.people.members, scenario.people.units
    names = scenario.domain.names
    sizes = {"member": members, "unit + 1": units + 1, "belief word": 2 * len(names), "domain": len(names)}
    seats = np.arange(members)
    unit = seats * units // members
    people: People = allocate(People, sizes, uid=seats, unit=unit)
    start = np.searchsorted(unit, np.arange(units + 1))
    roll: Units = allocate(Units, sizes, start=start, people=seats)
    given = [settings.specialities.get(name, 0.0) for name in names] if settings.specialities else [1.0] * len(names)
    ends = [int(sum(given[: d + 1]) / sum(given) * 4294967296.0) for d in range(len(names))]
    last = max(d for d, share in enumerate(given) if share > 0)
    shares = np.array([4294967296 if d >= last else end for d, end in enumerate(ends)], np.int64)
    low = chance32(settings.willingness_low)
    draw_people(handle(people), seed, shares, low, chance32(settings.willingness_high) - low)
    k = scenario.knowledge
    chances = [[k.right, k.right + k.wrong], [k.right_elsewhere, k.right_elsewhere + k.wrong_elsewhere]]
    limits = np.array([[chance32(chance) for chance in row] for row in chances], np.int64)
    draw_beliefs(people.beliefs, handle(field), seed, people.uid, people.speciality, limits)
    ties: Ties = allocate(Ties, {"member": members, "slot": scenario.ties.slots, "helper": HELPERS})
    first = (scenario.ties.colleagues, scenario.ties.acquaintances, chance16(scenario.ties.trust))
    draw_ties(handle(ties), handle(people), handle(roll), seed, *first)
    return people, roll, ties


def _groups(scenario: Scenario, people: People, tables: Tables, seed: np.uint64) -> tuple[Groups, Memberships]:
    structure = scenario.structure.record()
    scale = LAW_TOTAL << scenario.domain.facets_at_once
    error = scenario.people.skill_error * scale
    skill = skill_seen(people.ability, people.speciality, people.uid, seed, tables.normal, error)
    made = rosters(structure, people.uid, people.unit, people.speciality, skill, seed)
    sizes = [rows.size for _, rows in made]
    member = np.concatenate([rows for _, rows in made]) if made else np.empty(0, np.int64)
    of_member = _by_member(member, people.uid.size)
    count = len(made)
    axes = {
        "group": count,
        "group + 1": count + 1,
        "family": FAMILY_PLACES,
        "member": people.uid.size,
        "belonging": of_member.shape[1],
        "membership": member.size,
        "week of quarter": WEEKS_REMEMBERED,
    }
    keeps = structure.documents and structure.meets
    law = family_law(scenario.activities, scenario.orientation.profile(structure.orientation), structure.documents)
    groups: Groups = allocate(
        Groups,
        axes,
        start=np.concatenate([[0], np.cumsum(sizes)]),
        domain=np.array([domain for domain, _ in made]),
        shelf=np.arange(count) if keeps else np.full(count, -1),
        founded=np.full(count, scenario.structure.starts),
        ends=np.full(count, scenario.structure.ends or 0),
        meets=np.full(count, structure.meets),
        mandated=np.full(count, -1 if structure.mandated is None else _minutes(structure.mandated)),
        along_ties=np.full(count, structure.gathering == "along_ties"),
        circle=np.full(count, min(structure.circle, MOST_IN_CIRCLE)),
        hear=np.full(count, structure.hear if structure.reach == "members" else 0),
        law=np.tile(np.array(law, np.int64), (count, 1)),
        of_member=of_member,
    )
    hearsay = np.full(member.size, float(scenario.engagement.hearsay))
    memberships: Memberships = allocate(
        Memberships,
        axes,
        member=member,
        group=np.repeat(np.arange(count), sizes),
        learning=hearsay,
        helped=hearsay,
        faith=np.full(member.size, chance16(scenario.knowledge.faith)),
    )
    return groups, memberships


def _by_member(member: Array, members: int) -> Array:
    """The memberships of each member, shape (members, most that anybody has), in their order; -1: none."""
    order = np.argsort(member, kind="stable")
    ranked = member[order]
    rank = np.arange(ranked.size) - np.searchsorted(ranked, ranked)
    table = np.full((members, int(rank.max(initial=0)) + 1), -1, np.int64)
    table[ranked, rank] = order
    return table


def _minutes(hours: float) -> int:
    return round(hours * 60)
