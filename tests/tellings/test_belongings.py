"""Who belongs to several groups. No structure of this version makes such people, but kernels have rules for them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copsim.constellation import world as building

from . import told_world
from .story import Person, Story
from .worlds import SPONSORSHIP, small, walk

STRUCTURES = {
    "communities with documents": {"structure__kind": "community_of_practice", "structure__hear": 3},
    "teams": {"structure__kind": "team", "structure__mandated": 1.5},
    "networks": {"structure__kind": "network", "engagement__kappa": 0.1},
}


def overlapping(uid: Any, unit: Any, speciality: Any) -> list[tuple[int, Any]]:
    """Every second unit, then every domain, then all."""
    rows = np.arange(uid.size)
    units = [(-1, rows[unit == u]) for u in np.unique(unit)[::2]]
    return [*units, *((int(d), rows[speciality == d]) for d in np.unique(speciality)), (-1, rows)]


def told_overlapping(story: Story) -> list[tuple[int | None, list[Person]]]:
    units = [(None, [p for p in story.people if p.unit == u]) for u in range(0, len(story.units), 2)]
    domains = [(d, [p for p in story.people if p.speciality == d]) for d in range(len(story.field.facets))]
    return [*units, *domains, (None, story.people)]


@pytest.mark.parametrize("name", STRUCTURES)
@pytest.mark.parametrize("need", ["knowledge_domain", "task"])
def test_people_in_several_groups(monkeypatch: pytest.MonkeyPatch, name: str, need: str) -> None:
    monkeypatch.setattr(
        building,
        "rosters",
        lambda structure, uid, unit, speciality, skill, seed: overlapping(uid, unit, speciality),
    )
    monkeypatch.setattr(told_world, "rosters_of", told_overlapping)
    scenario = small(need__kind=need, need__task_every=8, hours__free=8.0, **STRUCTURES[name], **SPONSORSHIP)
    for world in walk(scenario):
        assert world.groups.of_member.shape[1] > 2
