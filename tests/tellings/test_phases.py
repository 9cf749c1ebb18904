"""Any phase from any state: not only from the states that a run comes to."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.activities.families import FAMILIES
from copsim.constellation.week import WEEK, Phase
from copsim.foundation.kernels import handle

from .comparing import assert_same
from .stirring import STIRRED, stirred
from .told_week import TOLD_WEEK
from .worlds import small

COMMUNITIES = next(phase for phase in WEEK if phase.method == "communities_convene")


def agree(phase: Phase, scenario, number: int, week: int) -> None:
    world, story = stirred(scenario, number)
    story.tally[week - 1] = tally = Counter()
    phase.kernel(handle(world), week, week - 1)
    TOLD_WEEK[phase.method](story, week, tally)
    assert_same(world, story, f"week {week}, {phase.title}")


@pytest.mark.parametrize("phase", WEEK, ids=[phase.method for phase in WEEK])
@given(st.sampled_from(STIRRED), st.integers(0, 10**9), st.integers(9, 16))
@settings(max_examples=16)
def test_any_phase_from_any_state(phase: Phase, scenario, number: int, week: int) -> None:
    agree(phase, scenario, number, week)


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
@given(st.sampled_from(["community_of_practice", "team", "network"]), st.integers(2, 9), st.integers(0, 10**9))
@settings(max_examples=16)
def test_each_family_alone(family: str, structure: str, circle: int, number: int) -> None:
    only = {f"activities__{family}": 1.0}
    scenario = small(structure={"kind": structure, "circle": circle, "documents": True}, **only)
    agree(COMMUNITIES, scenario, number, 9)
