"""A schism: two halves that together are the whole, of which one has its documents, and what people were goes on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import build_world
from copsim.foundation.errors import InputError
from copsim.foundation.kernels import handle
from copsim.foundation.tally import GroupCount

SPLIT = 20


def scenario(**more: Any) -> Scenario:
    given = {"people.members": 40, "people.units": 4, "weeks": 40, "engagement.kappa": 0.3, "domain.names": ["methods"]}
    return Scenario().with_values(**{**given, "structure.schism": SPLIT, **more})


def test_the_halves_are_the_whole_and_one_keeps_its_shelf() -> None:
    groups, members = (lambda w: (w.groups, w.memberships))(build_world(scenario()))
    whole, one, other = (members.member[groups.start[g] : groups.start[g + 1]].tolist() for g in range(3))
    assert sorted(one + other) == sorted(whole)
    assert abs(len(one) - len(other)) <= 1
    assert groups.shelf.tolist() == [0, 0, 1]
    assert groups.starts.tolist() == [1, SPLIT, SPLIT]
    assert groups.ends.tolist() == [SPLIT - 1, 0, 0]


def test_before_the_split_nothing_is_different_and_after_it_people_go_on() -> None:
    split, whole = build_world(scenario()), build_world(scenario(**{"structure.schism": None}))
    for world in (split, whole):
        run_weeks(handle(world), 1, SPLIT - 1, 0)
    assert split.tally[: SPLIT - 1].tolist() == whole.tally[: SPLIT - 1].tolist()
    was = split.memberships.belonging[: split.groups.start[1]].copy()
    since = split.memberships.since[: split.groups.start[1]].copy()
    run_weeks(handle(split), SPLIT, 1, SPLIT - 1)
    told = split.chronicle.group[SPLIT - 1]
    assert told[0, GroupCount.PRESENT] == 0
    assert told[1, GroupCount.PRESENT] > 0
    assert told[2, GroupCount.PRESENT] > 0
    halves = slice(int(split.groups.start[1]), None)
    before = split.memberships.before[halves]
    assert sorted(before.tolist()) == list(range(was.size))
    assert np.allclose(split.memberships.belonging[halves], was[before], atol=0.1)
    assert split.memberships.since[halves].tolist() == since[before].tolist()
    assert (split.memberships.level[: split.groups.start[1]] == -1).all()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"structure.starts": 30}, "is not between"),
        ({"structure.ends": 10}, "is not between"),
        ({"structure.convened": True}, "begin at a date"),
    ],
)
def test_a_schism_needs_groups_that_are_there(more: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        scenario(**more)
