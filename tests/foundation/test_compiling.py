"""Machine code is made of what Python calls; what kernels call is inside it; phases are called where their code is."""

from __future__ import annotations

from copy import deepcopy

import numpy as np
import pytest
from numba.core.caching import NullCache

from copsim.constellation import week
from copsim.constellation.scenario import Scenario
from copsim.constellation.world import build_world
from copsim.foundation.kernels import COMPILED, addresses, handle, kernel

pytestmark = pytest.mark.skipif(not COMPILED, reason="nothing is compiled")


@kernel
def lowest(x):
    return x - 3


@kernel
def middle(x):
    return 2 * lowest(x)


@kernel
def upper(x):
    return middle(x) + lowest(x)


for _made in (lowest, middle, upper):
    if COMPILED:
        _made._cache = NullCache()


@kernel
def refuses(world, week, row):
    if week > 0:
        raise ValueError("refused")


def test_a_kernel_that_only_kernels_call_has_no_machine_code() -> None:
    assert upper(5) == 6
    assert not lowest.overloads
    assert not middle.overloads
    assert len(lowest.inner.overloads) == len(middle.inner.overloads) == 1


def test_it_answers_python_all_the_same() -> None:
    assert middle(10) == 14
    assert middle.overloads


def test_a_kernel_is_inside_another_once_however_many_call_it() -> None:
    upper(5)
    ((made),) = upper.overloads.values()
    names = [function.name.partition("_")[0] for function in made.library._linking_libraries]
    assert names.count("lowest") == 1


def test_what_a_phase_raises_comes_to_whoever_lives_the_week() -> None:
    world = handle(build_world(Scenario().with_values(**{"people.members": 4, "people.units": 1, "weeks": 1})))
    with pytest.raises(ValueError, match="refused"):
        week.weeks_pass(world, 1, 1, 0, addresses([refuses], world))


def test_weeks_by_addresses_are_weeks_phase_by_phase() -> None:
    worlds = [
        build_world(Scenario().with_values(**{"people.members": 30, "people.units": 3, "weeks": 8})) for _ in range(2)
    ]
    week.run_weeks(handle(worlds[0]), 1, 8, 0)
    for number in range(1, 9):
        for phase in week.WEEK:
            phase.kernel(handle(worlds[1]), number, number - 1)
    assert np.array_equal(worlds[0].tally, worlds[1].tally)
    assert np.array_equal(worlds[0].people.beliefs, worlds[1].people.beliefs)


@kernel
def answers(world, week, row):
    return week, row, week, row


def test_a_phase_that_answers_is_refused_before_it_is_called() -> None:
    world = handle(build_world(Scenario().with_values(**{"people.members": 4, "people.units": 1, "weeks": 1})))
    with pytest.raises(TypeError, match=r"answers returns .*; a phase returns nothing"):
        addresses([answers], world)


def test_a_copied_handle_has_words_and_arrays_of_its_own() -> None:
    one = handle(build_world(Scenario().with_values(**{"people.members": 4, "people.units": 1, "weeks": 1})))
    other = deepcopy(one)
    assert other.address != one.address
    assert other.address == other.words.ctypes.data
    week.run_weeks(other, 1, 1, 0)
    assert one.bundle.tally.sum() == 0
    assert other.bundle.tally.sum() > 0
