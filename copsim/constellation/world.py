"""The world of one run: every bundle of its state, built from a scenario and a seed."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from copsim.activities.log import Log
from copsim.constellation.beginnings import groups_begin, people_begin
from copsim.constellation.rules import Rules, rules_of, tables_for
from copsim.constellation.scenario import Scenario
from copsim.domain.challenges import PLACES, Challenges, Desks, Problem, Solutions, Tasks
from copsim.domain.field import Field, build_field
from copsim.domain.news import ITEMS, News
from copsim.foundation.chronicle import Chronicle
from copsim.foundation.columns import Array, Column, allocate, columns_of
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.foundation.tally import COUNTS, DomainCount, GroupCount, LevelCount, UnitCount
from copsim.knowledge.innovations import STANDING, Innovations
from copsim.knowledge.repertoire import Repertoire
from copsim.participation.engagement import Memberships, Tables, interest_moves
from copsim.participation.levels import Level
from copsim.participation.people import People, Units
from copsim.participation.ties import Ties
from copsim.participation.turnover import Departures
from copsim.sponsorship.budget import Allotting, Portfolio
from copsim.sponsorship.commitments import Commitments, build_commitments
from copsim.sponsorship.grants import Sponsors, build_sponsors
from copsim.sponsorship.portfolio import allotting_of, build_portfolio
from copsim.sponsorship.voice import YEAR, Hearing, Voice, hearing_of
from copsim.structures.groups import Groups

WAITING = 64
"""Requests that can wait at the desk of a group; one more is lost, and counted as abandoned."""


class World(NamedTuple):
    """All that the kernels of the week read and write."""

    seed: np.uint64
    rules: Rules
    tables: Tables
    field: Field
    innovations: Innovations
    challenges: Challenges
    solutions: Solutions
    tasks: Tasks
    problem: Problem
    desks: Desks
    news: News
    repertoire: Repertoire
    people: People
    departures: Departures
    units: Units
    ties: Ties
    memberships: Memberships
    groups: Groups
    sponsors: Sponsors
    allotting: Allotting
    commitments: Commitments
    portfolio: Portfolio
    hearing: Hearing
    voice: Voice
    tally: Annotated[Array, Column("int64", ("week", "count"), "what was counted, a row a week", state=False)]
    chronicle: Chronicle
    log: Log


def build_world(scenario: Scenario, replication: int = 0, weeks: int | None = None, log_lines: int = 0) -> World:
    """The world before its first week.

    `weeks`: rows of the tally (default: the scenario's weeks). `log_lines`: lines of the event log (0: none is kept).
    """
    from copsim.constellation.counting import abilities_are_read

    seed = np.uint64(run_seed(scenario.seed, replication))
    rules, tables = rules_of(scenario), tables_for(scenario)
    field = build_field(scenario.domain, seed)
    people, units, ties = people_begin(scenario, rules, tables, field, seed)
    abilities_are_read(handle(people), handle(field))
    groups, memberships = groups_begin(scenario, people, tables, seed)
    names, coming, leaving = scenario.domain.names, scenario.domain.innovation, scenario.people.leaving
    rows = scenario.weeks if weeks is None else weeks
    sizes = {
        **{"member": people.uid.size, "place": PLACES, "unit": scenario.people.units, "group": groups.domain.size},
        **{"domain": len(names), "belief word": 2 * len(names), "facet": 64 * len(names), "kind": field.kind.shape[0]},
        **{"shelf": max(1, int(groups.shelf.max(initial=-1)) + 1), "innovation": len(coming), "item": ITEMS, "one": 1},
        **{"departure": len(leaving)},
        **{"week of year": YEAR},
        **{"queue place": WAITING if groups.serves.any() else 1, "line": log_lines, "entry": 5, "week": rows},
        **{"domain count": len(DomainCount), "unit count": len(UnitCount), "group count": len(GroupCount)},
        **{"level": len(Level), "level count": len(LevelCount)},
    }
    world = World(
        seed=seed,
        rules=rules,
        tables=tables,
        field=field,
        innovations=allocate(
            Innovations,
            sizes,
            week=np.array([new.week for new in coming]),
            domain=np.array([names.index(new.domain) if new.domain else 0 for new in coming]),
            seeds=np.array([new.seeds for new in coming]),
            standing=np.array([STANDING[new.known_by] for new in coming]),
            unheard=np.array([new.unheard for new in coming]),
        ),
        challenges=allocate(Challenges, sizes),
        solutions=allocate(Solutions, sizes),
        tasks=allocate(Tasks, sizes),
        problem=allocate(Problem, sizes),
        desks=allocate(Desks, sizes),
        news=allocate(News, sizes),
        repertoire=allocate(Repertoire, sizes),
        people=people,
        departures=allocate(
            Departures,
            sizes,
            week=np.array([one.week for one in leaving]),
            domain=np.array([names.index(one.domain) if one.domain else 0 for one in leaving]),
            people=np.array([one.people for one in leaving]),
        ),
        units=units,
        ties=ties,
        memberships=memberships,
        groups=groups,
        sponsors=build_sponsors(scenario.sponsorship, names, scenario.hours.recognise),
        allotting=allotting_of(scenario.portfolio, scenario.sponsorship, scenario.hours.recognise),
        commitments=build_commitments(scenario.portfolio, names),
        portfolio=build_portfolio(people, field),
        hearing=hearing_of(scenario.voice),
        voice=allocate(Voice, sizes),
        tally=np.zeros((rows, COUNTS), np.int64),
        chronicle=allocate(Chronicle, sizes),
        log=allocate(Log, sizes),
    )
    interest_moves(handle(memberships), handle(people), handle(tables), handle(rules), seed, 0)
    return world


def with_weeks(world: World, rows: int) -> World:
    """The same world with room for so many weeks in its tally and chronicle (kernels see it through a new handle)."""
    kept = {name: _longer(getattr(world.chronicle, name), rows) for name, _ in columns_of(Chronicle)}
    return world._replace(tally=_longer(world.tally, rows), chronicle=Chronicle(**kept))


def weeks_of(world: World, after: int, until: int) -> World:
    """The same world with only the weeks after + 1 .. until in its tally and chronicle."""
    kept = {name: getattr(world.chronicle, name)[after:until] for name, _ in columns_of(Chronicle)}
    return world._replace(tally=world.tally[after:until], chronicle=Chronicle(**kept))


def _longer(array: Array, rows: int) -> Array:
    longer = np.zeros((rows, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer
