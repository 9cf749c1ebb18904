"""Who belongs to many groups: more than the structures of a scenario make, by rosters that are put in their place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copsim.constellation import beginnings as building
from copsim.structures.rosters import Known

from . import told_world
from .story import Person, Story
from .worlds import SPONSORSHIP, small, walk

STRUCTURES = {
    "communities with documents": {"structure__kind": "community_of_practice", "structure__hear": 3},
    "teams": {"structure__kind": "team", "structure__mandated": 1.5},
    "networks": {"structure__kind": "network", "engagement__kappa": 0.1},
}


def overlapping(structure: Any, choice: str, known: Known) -> list[tuple[int, Any]]:
    """Every second unit, then every domain, then all."""
    rows = np.arange(known.uid.size)
    units = [(-1, rows[known.unit == u]) for u in np.unique(known.unit)[::2]]
    return [*units, *((int(d), rows[known.speciality == d]) for d in np.unique(known.speciality)), (-1, rows)]


def told_overlapping(story: Story, given: Any) -> list[tuple[int | None, list[Person]]]:
    units = [(None, [p for p in story.people if p.unit == u]) for u in range(0, len(story.units), 2)]
    domains = [(d, [p for p in story.people if p.speciality == d]) for d in range(len(story.field.facets))]
    return [*units, *domains, (None, story.people)]


@pytest.mark.parametrize("name", STRUCTURES)
@pytest.mark.parametrize("need", ["knowledge_domain", "task"])
def test_people_in_several_groups(monkeypatch: pytest.MonkeyPatch, name: str, need: str) -> None:
    monkeypatch.setattr(building, "rosters", overlapping)
    monkeypatch.setattr(told_world, "rosters_of", told_overlapping)
    scenario = small(
        need__kind=need, need__task_every=8, people__brokers=0.5, hours__free=8.0, **STRUCTURES[name], **SPONSORSHIP
    )
    for world in walk(scenario):
        assert world.groups.of_member.shape[1] > 2
