"""Columns that lie in rows are arrays like any other; what is read together stands together."""

from __future__ import annotations

from copy import deepcopy

import numpy as np
import pytest

from copsim.constellation.digest import state_digest
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import build_world
from copsim.domain.challenges import Challenges
from copsim.foundation.columns import LINE, allocate, columns_in_rows, columns_of
from copsim.foundation.kernels import handle
from copsim.participation.people import People
from copsim.participation.ties import Ties

SIZES = {"member": 5, "place": 16, "slot": 8, "helper": 8, "belief word": 6, "domain": 3}


@pytest.mark.parametrize("bundle", [Challenges, Ties, People])
def test_columns_in_rows_share_no_byte_and_begin_as_declared(bundle: type) -> None:
    made = allocate(bundle, SIZES)
    for number, (name, column) in enumerate(columns_of(bundle), 1):
        array = getattr(made, name)
        assert array.shape == tuple(SIZES[axis] for axis in column.axes)
        assert array.dtype == column.dtype
        assert (array == column.fill).all()
        array[...] = number
    for number, (name, _) in enumerate(columns_of(bundle), 1):
        assert (getattr(made, name) == number).all(), name


@pytest.mark.parametrize("bundle", [Challenges, Ties, People])
def test_every_column_and_every_block_of_columns_begins_where_a_line_of_memory_does(bundle: type) -> None:
    made = allocate(bundle, SIZES)
    for names in (*bundle.TOGETHER, *({name} for name, _ in columns_of(bundle) if name not in columns_in_rows(bundle))):  # type: ignore[attr-defined]
        assert min(getattr(made, name).ctypes.data for name in names) % LINE == 0, names


@pytest.mark.parametrize("bundle", [Challenges, Ties, People])
def test_what_is_declared_together_stands_together(bundle: type) -> None:
    """Of every member, whatever else they have in common: all begins within as many bytes as memory moves at once."""
    made = allocate(bundle, SIZES)
    for names in bundle.TOGETHER:  # type: ignore[attr-defined]
        for who in range(SIZES["member"]):
            starts = [getattr(made, name)[who : who + 1].ctypes.data for name in names]
            assert max(starts) - min(starts) < LINE, names


def test_all_of_one_challenge_lies_in_one_line_of_memory() -> None:
    made = allocate(Challenges, SIZES)
    rows = columns_in_rows(Challenges)
    assert {"kind", "came", "due", "tried"} <= rows
    assert "count" not in rows
    for who in range(SIZES["member"]):
        places = {getattr(made, name)[who, 1:2].ctypes.data // LINE for name in rows}
        assert len(places) == 1


def test_a_copied_world_goes_on_as_the_world_itself() -> None:
    """A copy has its columns apart; kernels take either."""
    scenario = Scenario().with_values(**{"people.members": 30, "people.units": 3, "weeks": 12})
    world = build_world(scenario)
    run_weeks(handle(world), 1, 6, 0)
    twin = deepcopy(world)
    assert twin.challenges.kind.flags.c_contiguous != world.challenges.kind.flags.c_contiguous
    for one in (world, twin):
        run_weeks(handle(one), 7, 6, 6)
    assert state_digest(world) == state_digest(twin)
    assert np.array_equal(world.challenges.tried, twin.challenges.tried)
