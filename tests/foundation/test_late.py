"""What most scenarios never do is compiled when it is first called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from numba.core.errors import TypingError

from copsim.constellation import week
from copsim.constellation.model import CommunityModel
from copsim.constellation.scenario import Scenario
from copsim.constellation.world import build_world
from copsim.foundation.kernels import COMPILED, all_are_compiled, handle, kernel, late_kernel, telling_why
from copsim.foundation.late import LATE

SMALL = {"people.members": 4, "people.units": 1, "weeks": 1}


class Pair(NamedTuple):
    numbers: np.ndarray[Any, Any]


@late_kernel
def adds(pair, place, number):
    if number < 0:
        raise ValueError("less than nothing")
    pair.numbers[place] += number


@kernel
def adds_some(pair, number):
    for place in range(pair.numbers.size):
        if number != 0:
            adds(pair, place, number)


def test_it_is_compiled_when_it_is_called_and_not_before() -> None:
    pair = Pair(np.zeros(3, np.int64))
    adds_some(handle(pair), 0)
    if COMPILED:
        assert not adds.overloads
    adds_some(handle(pair), 2)
    adds_some(handle(pair), 3)
    assert pair.numbers.tolist() == [5, 5, 5]
    if COMPILED:
        assert len(adds.overloads) == 1


def test_what_it_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        adds_some(handle(Pair(np.zeros(3, np.int64))), -1)


@late_kernel
def takes_an_array(numbers, place):
    numbers[place] = 1


@kernel
def hands_an_array(numbers):
    takes_an_array(numbers, 0)


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_it_takes_a_bundle_and_whole_numbers_only() -> None:
    with pytest.raises(TypeError, match=r"takes_an_array.* takes a bundle and whole numbers"):
        hands_an_array(np.zeros(1))


@late_kernel
def reads_what_is_not_there(world, row):
    world.nothing[row] = 1


@kernel
def asks_for_it(world, week, row):
    reads_what_is_not_there(world, row)


@kernel
def catches_it(world, week, row):
    try:
        reads_what_is_not_there(world, row)
    except Exception:
        world.tally[row, 0] = 0


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_why_it_could_not_be_compiled_comes_to_whoever_lives_the_week(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(week, "WEEK", (week.WEEK[0]._replace(kernel=asks_for_it),))
    world = handle(build_world(Scenario().with_values(**SMALL)))
    with pytest.raises(TypingError, match="nothing"):
        week.run_weeks(world, 1, 1, 0)
    monkeypatch.setattr(week, "WEEK", (week.WEEK[0]._replace(kernel=catches_it),))
    week.run_weeks(world, 1, 1, 0)
    with pytest.raises(RuntimeError, match="something else"), telling_why():
        raise RuntimeError("something else")
    with pytest.raises(RuntimeError, match=r"reads_what_is_not_there.* could not be compiled"):
        asks_for_it(world, 1, 0)


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_a_baseline_needs_none_and_a_process_finds_those_that_another_made(tmp_path: Path) -> None:
    code = (
        "from copsim import CommunityModel\nfrom copsim.foundation.late import LATE\n"
        f"small = {SMALL!r}\n"
        "CommunityModel('baseline', **small).run_for(1)\n"
        "print(sum(bool(made.overloads) for made in LATE.values()))\n"
        "CommunityModel('baseline', **small, **{'need.kind': 'task'}).run_for(1)\n"
        "made = [one for one in LATE.values() if one.overloads]\n"
        "print(sorted(one.name for one in made), sum(one.stats.cache_misses.total() for one in made))"
    )
    environment = os.environ | {"COPSIM_CACHE_DIR": str(tmp_path)}
    names = ["copsim.activities.arriving.tasks_arrive", "copsim.activities.solving.part_done"]
    for fresh in (2, 0):
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout == f"0\n{names} {fresh}\n"


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_all_can_be_compiled_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    world = build_world(Scenario().with_values(**SMALL))
    monkeypatch.delitem(LATE, reads_what_is_not_there.name)
    all_are_compiled(handle(world))
    own = [made for name, made in LATE.items() if name.startswith("copsim.")]
    assert len(own) >= 15
    assert all(made.overloads for made in own)


def test_a_model_lives_what_is_late() -> None:
    model = CommunityModel("baseline", **{"people.members": 20, "people.units": 2, "weeks": 8, "need.kind": "task"})
    model.run_for(8)
    assert model.world.tasks.number.sum() > 0


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_a_module_may_have_blanks_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "my guild.py").write_text(
        "from copsim.foundation.kernels import kernel, late_kernel\n\n\n"
        "@late_kernel\ndef adds(pair, place):\n    pair.numbers[place] += 5\n\n\n"
        "@kernel\ndef adds_some(pair):\n    adds(pair, 1)\n"
    )
    code = (
        "import numpy as np\nfrom importlib import import_module\nfrom tests.foundation.test_late import Pair\n"
        "from copsim.foundation.kernels import handle\n"
        "pair = Pair(np.zeros(2, np.int64))\n"
        "import_module('my guild').adds_some(handle(pair))\nprint(pair.numbers.tolist())"
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    environment = os.environ | {"COPSIM_CACHE_DIR": str(tmp_path), "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.stdout == "[0, 5]\n", done.stderr
