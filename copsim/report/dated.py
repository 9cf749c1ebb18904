"""What a scenario says will happen at a date, in the words of a page."""

from __future__ import annotations

from typing import Any

from copsim.constellation.scenario import Scenario


def dated_changes(scenario: Any) -> list[tuple[int, str]]:
    """Week and words of every dated change of a scenario of communities; none of any other."""
    if not isinstance(scenario, Scenario):
        return []
    told = [(change.week, f"sponsorship: {change.relation}") for change in scenario.sponsorship.change]
    for gone in scenario.people.leaving:
        told.append((gone.week, "the expert leaves" if gone.people == 1 else f"{gone.people} experts leave"))
    told += [(new.week, "something new becomes true") for new in scenario.domain.innovation]
    for structure in (scenario.structure, *scenario.also):
        name = structure.kind.replace("_", " ")
        told += [(structure.starts, f"{name} begins")] if structure.starts > 1 else []
        told += [(structure.ends, f"{name} ends")] if structure.ends else []
        told += [(structure.schism, f"{name} splits")] if structure.schism else []
    return told
