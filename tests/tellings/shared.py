"""All that the tellings share with the package: enums, and a scenario's declared numbers as ints, floats and lists."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

from copsim.activities.log import Contact
from copsim.activities.orientations import family_law
from copsim.constellation.scenario import Scenario
from copsim.constellation.world import rules_of, tables_of
from copsim.domain.field import zipf
from copsim.foundation.randomness import Decision, chance16, chance32, run_seed
from copsim.foundation.tally import Activity, Count, Payer
from copsim.sponsorship.grants import build_sponsors

__all__ = ["Activity", "Contact", "Count", "Decision", "Payer", "Shared", "shared_of"]


class Shared(NamedTuple):
    """The declared numbers.

    rules, tables: as the kernels have them. law, weight: of the kinds of a domain. families: law of the hours.
    grants: dated rows, each a dict of levers to numbers by domain. settings: of the scenario, in the units of draws.
    """

    rules: Any
    tables: Any
    law: list[int]
    weight: list[int]
    families: list[int]
    grants: list[dict[str, Any]]
    settings: Any


def shared_of(scenario: Scenario) -> Shared:
    """A scenario's numbers."""
    structure = scenario.structure.record()
    law, weight = zipf(scenario.domain.kinds, scenario.domain.recurrence)
    return Shared(
        rules=SimpleNamespace(**{name: _plain(value) for name, value in rules_of(scenario)._asdict().items()}),
        tables=SimpleNamespace(
            **{
                name: table.tolist()
                for name, table in tables_of(scenario.engagement.interest_sd, scenario.knowledge.majority)
                ._asdict()
                .items()
            }
        ),
        law=law,
        weight=weight,
        families=family_law(
            scenario.activities, scenario.orientation.profile(structure.orientation), structure.documents
        ),
        grants=_grants(scenario),
        settings=_settings(scenario),
    )


def _plain(value: Any) -> int | float:
    return value if isinstance(value, float) else int(value)


def _grants(scenario: Scenario) -> list[dict[str, Any]]:
    given = scenario.sponsorship
    sponsors = build_sponsors(given, scenario.domain.names, scenario.hours.recognise)
    columns = {name: column.tolist() for name, column in sponsors._asdict().items()}
    return [{name: column[at] for name, column in columns.items()} for at in range(len(columns["week"]))]


def _settings(scenario: Scenario) -> SimpleNamespace:
    people, domain, k, structure = scenario.people, scenario.domain, scenario.knowledge, scenario.structure.record()
    names = domain.names
    return SimpleNamespace(
        members=people.members,
        units=people.units,
        shares=[people.specialities.get(name, 0.0) for name in names] if people.specialities else [1.0] * len(names),
        skill_error=people.skill_error,
        willingness=(chance32(people.willingness_low), chance32(people.willingness_high)),
        domains=len(names),
        facets=domain.facets,
        kinds=domain.kinds,
        parts=domain.facets_at_once,
        tacit=chance32(domain.tacit),
        spanning=chance32(domain.spanning),
        at_home=(chance32(k.right), chance32(k.right + k.wrong)),
        elsewhere=(chance32(k.right_elsewhere), chance32(k.right_elsewhere + k.wrong_elsewhere)),
        slots=scenario.ties.slots,
        colleagues=scenario.ties.colleagues,
        acquaintances=scenario.ties.acquaintances,
        trust=chance16(scenario.ties.trust),
        roster=structure.roster,
        size=structure.size,
        mandated=None if structure.mandated is None else round(structure.mandated * 60),
        along_ties=structure.gathering == "along_ties",
        circle=structure.circle,
        hear=structure.hear if structure.reach == "members" else 0,
        keeps=structure.documents and structure.meets,
        meets=structure.meets,
        starts=scenario.structure.starts,
        ends=scenario.structure.ends,
    )


def seed_of(scenario: Scenario, replication: int) -> int:
    """The seed of a run."""
    return run_seed(scenario.seed, replication)
