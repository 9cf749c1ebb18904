"""Parts that are compiled into the week: each takes effect where it is named, and nothing else moves."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.golden.cases import FILE

from .conftest import python

PARTS = Path(__file__).with_name("every_part.py").read_text(encoding="utf-8")
GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))
NAMED = {
    "apprenticeship": {"activities": {"other": 1.0}},
    "first_takes_all": {"portfolio.policy": "first_takes_all", "portfolio.investing": 1.0},
    "mentoring": {"phases": ["mentoring"]},
}
STORY = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario
from tests.golden.cases import cases

golden = cases()  # of all structures that there are before an extension comes
named = json.loads(sys.argv[1])
small = {"people.members": 24, "people.units": 3, "weeks": 16, "extensions": ["every_part.py"]}
told = {}
for name, settings in named.items():
    ran = run_once(Scenario().with_values(**small, **settings))
    told[name] = [ran.digest, *(float(ran.series[s].sum()) for s in ("hours_other", "hours_founding", "by_other"))]
for name in sys.argv[2:]:
    told[name] = run_once(golden[name]).digest
if "mentoring" in named:
    one = Scenario().with_values(**small, phases=["mentoring"])
    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(lambda n: run_once(one).digest, range(4)))) == 1
print(json.dumps(told))
"""

PAIR = """
from copsim.extend import Activity, Phase, Policy, kernel, minutes_left, pay


@kernel
def phase(world, week, row):
    for who in range(world.people.uid.size):
        if minutes_left(world.people, who) >= {most}:
            pay(world.people, who, {minutes}, Activity.FOUNDING, world.tally, row, False)


@kernel
def wants(world, week):
    world.portfolio.wanted[:] = 0
    world.portfolio.wanted[{first}] = 1


EXTENSION = (Phase("P", "p", "{name}", phase, after="sponsors_resource"), Policy("p_{name}", wants, "x"))
"""
BOTH = """
import sys
from copsim.constellation.extending import load_all
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario

load_all(sys.argv[1:])
small = {"people.members": 24, "people.units": 3, "weeks": 5, "extensions": ["a.py", "b.py"]}
for policy in ("p_alpha", "p_zeta"):
    scenario = Scenario().with_values(**small, **{"phases": ["zeta", "alpha"], "portfolio.policy": policy})
    print(run_once(scenario).digest)
"""
TOO_LATE = """
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario
from copsim.foundation.errors import InputError

run_once(Scenario().with_values(weeks=1))
try:
    Scenario().with_values(extensions=["every_part.py"])
except InputError as refused:
    print(refused)
"""
MODELS = """
from copsim import CommunityModel

small = dict(people__members=24, people__units=3, weeks=8, extensions=["every_part.py"], phases=["mentoring"])
at_once, stepped = CommunityModel(**small), CommunityModel(**small)
at_once.run_for(8)
for _ in range(8):
    stepped.step()
assert at_once.digest() == stepped.digest()


class Own(CommunityModel):
    lived = 0

    def mentoring(self):
        self.lived += 1


own, off = Own(**small), Own(**small | {"phases": []})
own.run_for(8)
off.run_for(8)
assert (own.lived, off.lived) == (8, 0)
assert own.digest() == off.digest() != at_once.digest()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every_part.py."""
    made = tmp_path_factory.mktemp("kernels")
    (made / "every_part.py").write_text(PARTS, encoding="utf-8")
    return made


def told(folder: Path, *cases: str, named: dict[str, object] | None = None, **environment: str) -> dict[str, object]:
    words = ("-c", STORY, json.dumps({**NAMED, "none": {}} if named is None else named), *cases)
    found: dict[str, object] = json.loads(python(*words, folder=folder, **environment).stdout)
    return found


@pytest.fixture(scope="module")
def compiled(folder: Path) -> dict[str, object]:
    """What each part comes to, and the baseline, in one process that has loaded them all."""
    return told(folder, "baseline", "everything", "portfolio by conversation")


def test_each_part_takes_effect_where_it_is_named(compiled: dict[str, list[float]]) -> None:
    assert len({compiled[name][0] for name in (*NAMED, "none")}) == 4
    assert compiled["apprenticeship"][1] > 0
    assert compiled["apprenticeship"][3] > 0
    assert compiled["mentoring"][2] > compiled["none"][2]
    assert compiled["none"][1] == compiled["none"][3] == 0


def test_nothing_moves_for_those_who_do_not_name_it(compiled: dict[str, object]) -> None:
    for name in ("baseline", "everything", "portfolio by conversation"):
        assert compiled[name] == GOLDEN[name]


def test_as_plain_python_each_part_comes_to_the_same(folder: Path, compiled: dict[str, object]) -> None:
    plain = told(folder, NUMBA_DISABLE_JIT="1")
    assert plain == {name: compiled[name] for name in plain}


def test_an_edited_kernel_is_never_answered_with_the_machine_code_of_before(
    folder: Path, compiled: dict[str, object], tmp_path: Path
) -> None:
    assert PARTS.count("MENTORING = 30") == 1
    (tmp_path / "every_part.py").write_text(PARTS.replace("MENTORING = 30", "MENTORING = 60"), encoding="utf-8")
    named = {"mentoring": NAMED["mentoring"]}
    with ThreadPoolExecutor(2) as pool:  # at once, in one cache
        edited, again = pool.map(lambda where: told(where, named=named), (tmp_path, folder))
    assert again["mentoring"] == compiled["mentoring"]
    assert edited["mentoring"] != compiled["mentoring"]
    assert edited == told(tmp_path, named=named, NUMBA_DISABLE_JIT="1")


def test_the_order_in_which_extensions_are_loaded_changes_nothing(tmp_path: Path) -> None:
    """Two extensions, each with a phase after the same one and a policy, by file names that sort the other way."""
    (tmp_path / "a.py").write_text(PAIR.format(most=60, minutes=30, first=0, name="zeta"), encoding="utf-8")
    (tmp_path / "b.py").write_text(PAIR.format(most=90, minutes=60, first=1, name="alpha"), encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        orders = [("a.py", "b.py"), ("b.py", "a.py")]
        one, other = pool.map(lambda names: python("-c", BOTH, *names, folder=tmp_path).stdout, orders)
    assert one == other
    assert len(set(one.split())) == 2
    assert python("-c", BOTH, "b.py", "a.py", folder=tmp_path, NUMBA_DISABLE_JIT="1").stdout == one


def test_kernels_come_before_the_first_run_or_not_at_all(folder: Path) -> None:
    said = python("-c", TOO_LATE, folder=folder).stdout
    assert "Family 'apprenticeship', and this process has compiled its week already" in said


def test_a_phase_of_ones_own_is_lived_step_by_step_and_may_be_replaced(folder: Path) -> None:
    python("-c", MODELS, folder=folder)


def test_explain_shows_a_phase_in_its_place_and_only_where_it_is_lived(folder: Path) -> None:
    words = ("-m", "copsim", "explain", "baseline", "--set", 'extensions=["every_part.py"]')
    done: subprocess.CompletedProcess[str] = python(*words, "--set", 'phases=["mentoring"]', folder=folder)
    assert "  4. Mentoring (of every_part.py): Everybody mentors.\n  5. Members offer hours" in done.stdout
    assert "Mentoring (of" not in python(*words, folder=folder).stdout
