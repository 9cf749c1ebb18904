"""The contract refuses what it says it refuses: for each promise a part that breaks it, and copsim's own keep all."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from copsim.constellation.world import build_world
from copsim.extend.contract import broken, contract_of, promises_of
from copsim.extend.laws import groups_keep_to
from copsim.extend.promises import of_structure
from copsim.extend.trial import Trial
from copsim.foundation.errors import InputError
from copsim.structures.table import STRUCTURES

from .conftest import Command, python
from .guilds import GUILD

HEAD = "import random\nimport numpy as np\nfrom copsim.extend import *\n"
PARTS = {
    "Measure('m', '', '', lambda seen: seen.count('CORE')[:3] * 1.0)": "its shape is (3,), expected (26,)",
    "Measure('m', '', '', lambda seen: 7)": "it gives int, expected an array",
    "Measure('m', '', '', lambda seen: seen.count('CORE').astype('i4'))": "its type is int32, expected int64",
    "Measure('m', '', '', lambda seen: seen.count('CORE') + np.inf)": "it is infinite in some week",
    "Measure('m', '', '', lambda seen: seen.count('CORE') + random.random())": "asked again, it says something else",
    "Measure('m', '', '', lambda seen: seen.count('CORE') + 0 * np.random.random())": "it draws random numbers",
    "Measure('m', '', '', lambda seen: seen.world.tally[:, 3])": "it gives the tally itself, or changes it",
    "Measure('m', '', '', lambda seen: seen.world.people.identity.__iadd__(1)[:1] + 0 * seen.count('CORE'))": (
        "it changes the state"
    ),
    "Measure('m', '', '', lambda seen: np.cumsum(seen.count('ARRIVED')))": "is it whole = True?",
    "Measure('m', '', '', lambda seen: seen.count('ARRIVED') / seen.count('ARRIVED').sum(), whole=True)": (
        "depends on weeks that come later"
    ),
    "Summary('s', '', '', '', lambda series: 'much')": "it gives str, expected a number",
    "Summary('s', '', '', '', lambda series: float('inf'))": "it is infinite",
    "Summary('s', '', '', '', lambda series: random.random())": "asked again, it says something else",
    "Summary('s', '', '', '', lambda series: float(series['core'].__iadd__(1)[0] * 0))": "it changes the series 'core'",
    "Picture('p', lambda done, shows, path: path)": "and no such file",
    "Picture('p', lambda done, shows, path: 'here.png')": "expected a path or None",
    "Picture('p', lambda done, shows, path: 1 / 0)": "it fails: ZeroDivisionError",
    "STRUCTURES['team']._replace(name='s', mandated=0.0)": "nobody ever meets in it",
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_breaks_a_promise_is_refused(part: str, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(f"{HEAD}EXTENSION = ({part},)\n", encoding="utf-8")
    found = [broken(promise) for promise in promises_of(str(tmp_path / "bad.py"))]
    assert any(PARTS[part] in why for why in found), found


def test_groups_that_are_not_as_the_record_says_are_refused() -> None:
    world = build_world(Trial("", {}).scenario(extensions=[], also=[]))
    team = STRUCTURES["community_of_practice"]
    groups_keep_to(world, team)
    with pytest.raises(AssertionError, match="expected 2 to 2"):
        groups_keep_to(world, team._replace(size=2))
    with pytest.raises(AssertionError, match="is of several units"):
        groups_keep_to(world, team._replace(roster="unit"))
    world.memberships.member[1] = world.memberships.member[0]
    with pytest.raises(AssertionError, match="in group 0 twice"):
        groups_keep_to(world, team)


@pytest.mark.parametrize("kind", [kind for kind in STRUCTURES if kind != "none"])
def test_copsims_own_structures_keep_it(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Trial, "scenario", _without_extension)
    assert [broken(promise) for promise in of_structure(STRUCTURES[kind], "")] == [""] * 3


def _without_extension(trial: Trial, number: int = 0, **more: object) -> object:
    return SCENARIO(trial._replace(settings={**trial.settings, "extensions": []}), number, **more)


SCENARIO = Trial.scenario

KERNELS = {
    "takes_without_booking": ("charged once", "minutes are charged, "),
    "spends_twice": ("charged once", "minutes left of slack"),
    "asks_for_the_first_row": ("order in which people are stored", "draw by uid, not by row"),
    "sums_at_once": ("as plain Python", "as plain Python: state"),
    "wants_less_than_nothing": ("not below 0", "below 0, or left as it was"),
    "touches_people": ("nothing but the portfolio", "it changes people.identity"),
    "prints_money": ("no more is spent", "minutes are spent of"),
    "telepathy": ("who is not present", "somebody who is not there has learnt"),
}
TOLD = """
import json, sys
from copsim.extend.contract import broken, promises_of
wanted = json.loads(sys.argv[2])
promises = promises_of(sys.argv[1])
asked = {
    name: next(p for p in promises if f"'{name}'" in p.part and says in p.says) for name, (says, _) in wanted.items()
}
asked["new"] = next(p for p in promises if "nothing is learnt" in p.says)
print(json.dumps({name: broken(promise) for name, promise in asked.items()}))
"""


def test_kernels_that_break_a_promise_are_refused(tmp_path: Path) -> None:
    file = str(Path(__file__).with_name("broken_kernels.py"))
    why = json.loads(python("-c", TOLD, file, json.dumps(KERNELS), folder=tmp_path).stdout)
    for name, (_, said) in KERNELS.items():
        assert said in why[name], f"{name}: {why[name]}"
    assert "something is learnt that nobody present held" in why["new"]


def test_the_command_says_of_each_promise_whether_it_holds(copsim: Command, tmp_path: Path) -> None:
    (tmp_path / "guild.py").write_text(GUILD, encoding="utf-8")
    assert "8 of 8 promises hold" in copsim("extension", "check", "guild.py").stdout
    bad = GUILD.replace('seen.hours("FORMAL_ACCESS"))', 'seen.hours("FORMAL_ACCESS")) + np.inf')
    (tmp_path / "bad.py").write_text(bad.replace("from copsim", "import numpy as np\nfrom copsim", 1), encoding="utf-8")
    said = copsim("extension", "check", "bad.py", code=1).stdout
    assert "BROKEN  Measure 'taught': one number a week, finite or nan\n        it is infinite in some week" in said
    assert "gild.py: no such file; did you mean" in copsim("extension", "check", "gild.py", code=2).stderr


def test_it_is_a_test_of_pytest_in_two_lines(tmp_path: Path) -> None:
    (tmp_path / "guild.py").write_text(GUILD.replace("size=10", "size=12"), encoding="utf-8")
    two_lines = 'from copsim.extend.contract import contract_of\ntest_contract = contract_of("guild.py")\n'
    (tmp_path / "test_guild.py").write_text(two_lines, encoding="utf-8")
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_guild.py", "-k", "structure or touches")
    done: subprocess.CompletedProcess[str] = python(*words, folder=tmp_path)
    assert "passed" in done.stdout
    with pytest.raises(InputError, match="no such file"):
        contract_of(str(tmp_path / "nowhere.py"))
