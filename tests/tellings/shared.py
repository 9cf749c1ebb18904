"""All that the tellings share with the package: enums, and a scenario's declared numbers as ints, floats and lists."""

from __future__ import annotations

import base64
import json
import zlib
from types import SimpleNamespace
from typing import Any, NamedTuple

from copsim.activities.log import Contact
from copsim.activities.orientations import Profile, family_law
from copsim.constellation.rules import rules_of, tables_for
from copsim.constellation.scenario import Scenario
from copsim.domain.challenges import Source
from copsim.domain.field import relevance_at_first, zipf
from copsim.foundation.randomness import Decision, chance32, run_seed
from copsim.foundation.tally import Activity, Count, DomainCount, GroupCount, LevelCount, Payer, UnitCount
from copsim.knowledge.innovations import STANDING
from copsim.participation.levels import Level
from copsim.sponsorship.commitments import build_commitments
from copsim.sponsorship.grants import build_sponsors
from copsim.sponsorship.portfolio import allotting_of
from copsim.sponsorship.voice import hearing_of
from copsim.structures.settings import StructureSettings
from copsim.structures.stages import Stage

__all__ = ["Activity", "Contact", "Count", "Decision", "DomainCount", "GroupCount", "Level", "LevelCount", "Payer"]
__all__ += ["Shared", "Source", "Stage", "UnitCount", "seed_of", "shared_of"]


class Shared(NamedTuple):
    """The declared numbers.

    rules, tables: as the kernels have them. law, weight: of the kinds of a domain.
    grants: dated rows, each a dict of levers to numbers by domain. settings: of the scenario, in the units of draws.
    structures: the settings of each, in the order in which the scenario names them. allotting: of the portfolio;
    stages: its dated rows; shares, ends: by domain, what policy by_hand gives, and where each lever's part ends.
    hearing: of [voice].
    """

    rules: Any
    tables: Any
    law: list[int]
    weight: list[int]
    grants: list[dict[str, Any]]
    settings: Any
    structures: list[Any]
    allotting: Any
    stages: list[Any]
    shares: list[int]
    ends: list[list[int]]
    hearing: Any


def shared_of(scenario: Scenario) -> Shared:
    """A scenario's numbers."""
    law, weight = zipf(scenario.domain.kinds, scenario.domain.recurrence)
    return Shared(
        rules=SimpleNamespace(**{name: _plain(value) for name, value in rules_of(scenario)._asdict().items()}),
        tables=SimpleNamespace(**{name: table.tolist() for name, table in tables_for(scenario)._asdict().items()}),
        law=law,
        weight=weight,
        grants=_grants(scenario),
        settings=_settings(scenario),
        structures=[
            _structure(
                scenario, scenario.structure, scenario.orientation.profile(scenario.structure.record().orientation)
            ),
            *(_structure(scenario, given, given.record().orientation) for given in scenario.also),
        ],
        allotting=SimpleNamespace(
            **allotting_of(scenario.portfolio, scenario.sponsorship, scenario.hours.recognise)._asdict()
            | {"saved": scenario.portfolio.stopped == "saved"}
        ),
        stages=_stages(scenario),
        shares=build_commitments(scenario.portfolio, scenario.domain.names).shares.tolist(),
        ends=build_commitments(scenario.portfolio, scenario.domain.names).ends.tolist(),
        hearing=hearing_of(scenario.voice),
    )


def _plain(value: Any) -> int | float:
    return value if isinstance(value, float) else int(value)


def _stages(scenario: Scenario) -> list[Any]:
    """In words where the settings have words: the policy by name, no gate as None."""
    built = build_commitments(scenario.portfolio, scenario.domain.names)
    policy = scenario.portfolio.policy
    dated: list[Any] = [None, *sorted(scenario.portfolio.stage, key=lambda one: one.week)]
    found = []
    for at, stage in enumerate(dated):
        policy = (stage and stage.policy) or policy
        found.append(
            SimpleNamespace(
                week=1 if stage is None else stage.week,
                policy=policy,
                investing=int(built.investing[at]),
                sponsoring=int(built.sponsoring[at]),
                least=None if stage is None or stage.least is None else int(built.least[at]),
            )
        )
    return found


def _grants(scenario: Scenario) -> list[dict[str, Any]]:
    given = scenario.sponsorship
    sponsors = build_sponsors(given, scenario.domain.names, scenario.hours.recognise)
    columns = {name: column.tolist() for name, column in sponsors._asdict().items()}
    return [{name: column[at] for name, column in columns.items()} for at in range(len(columns["week"]))]


def _settings(scenario: Scenario) -> SimpleNamespace:
    people, domain = scenario.people, scenario.domain
    names = domain.names
    return SimpleNamespace(
        members=people.members,
        units=people.units,
        shares=[people.specialities.get(name, 0.0) for name in names] if people.specialities else [1.0] * len(names),
        skill_error=people.skill_error,
        relevance=relevance_at_first(domain),
        second_interest=chance32(people.second_interest),
        legacies=people.legacies,
        innovations=[
            (new.week, names.index(new.domain) if new.domain else 0, new.seeds, STANDING[new.known_by], new.unheard)
            for new in domain.innovation
        ],
        leaving=[(one.week, names.index(one.domain) if one.domain else 0, one.people) for one in people.leaving],
        domains=len(names),
        facets=domain.facets,
        kinds=domain.kinds,
        parts=domain.facets_at_once,
        tacit=chance32(domain.tacit),
        spanning=chance32(domain.spanning),
        slots=scenario.ties.slots,
        given=_given(scenario),
    )


def _given(scenario: Scenario) -> SimpleNamespace | None:
    text = scenario.organisation.data
    return SimpleNamespace(**json.loads(zlib.decompress(base64.b85decode(text.replace("\n", ""))))) if text else None


def _structure(scenario: Scenario, settings: StructureSettings, profile: Profile) -> SimpleNamespace:
    record = settings.record()
    return SimpleNamespace(
        roster=record.roster,
        kind=settings.kind,
        choice=settings.roster,
        size=record.size,
        mandated=None if record.mandated is None else round(record.mandated * 60),
        along_ties=record.gathering == "along_ties",
        circle=record.circle,
        hear=record.hear if record.reach != "ties" else 0,
        anyone=record.reach == "anyone",
        keeps=record.documents and record.meets,
        meets=record.meets,
        families=family_law(scenario.activities, profile, record.documents),
        starts=settings.starts,
        ends=settings.ends,
        schism=settings.schism,
        convened=settings.convened,
        until_delivery=record.life == "until_delivery",
        lasts=record.lasts,
        takes_problem=record.agenda == "problem",
        serves=record.agenda == "requests",
        critical_mass=record.critical_mass,
    )


def seed_of(scenario: Scenario, replication: int) -> int:
    """The seed of a run."""
    return run_seed(scenario.seed, replication)
