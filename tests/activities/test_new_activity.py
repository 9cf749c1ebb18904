"""A new family of activity is one file and one line in a table: here both are added, and it happens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import copsim
from copsim.activities.families import FAMILIES
from copsim.activities.holding import dispatch

LINE = """    Family("apprenticeship", "apprenticeship.apprenticing", "from", 1, "each other", "", False, "-", "-"),
"""
END = ']\n"""In Wenger\'s order'
STORY = """
import json
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario
given = {"people.members": 24, "people.units": 4, "weeks": 10, "engagement.kappa": 0.3}
half = {"activities.exchanges": 0.5, "activities.other": 0.5}
found = [run_once(Scenario().with_values(**given, **more)) for more in ({"activities.other": 1.0}, half, {})]
names = ("hours_other", "by_other", "hours_exchanges", "hours_offered", "hours_slack", "hours_sponsor")
print(json.dumps([{name: float(run.series[name].sum()) for name in names} for run in found]))
"""


def run(package: Path, **environment: str) -> list[dict[str, float]]:
    done = subprocess.run(
        [sys.executable, "-c", STORY],
        env=os.environ | {"PYTHONPATH": str(package.parent), "NUMBA_DISABLE_JIT": "1"} | environment,
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with one more file and one more line."""
    copy = tmp_path_factory.mktemp("with_apprentices") / "copsim"
    shutil.copytree(Path(copsim.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(Path(__file__).parent / "example_family.py", copy / "activities" / "apprenticeship.py")
    table = copy / "activities" / "families.py"
    text = table.read_text(encoding="utf-8")
    assert text.count(END) == 1
    table.write_text(text.replace(END, LINE + END), encoding="utf-8")
    return copy


def test_with_one_file_and_one_line_it_happens_and_teaches(package: Path) -> None:
    only, half, none = run(package)
    assert only["hours_other"] > 0
    assert only["by_other"] > 0
    assert only["hours_exchanges"] == 0
    assert half["hours_other"] > 0
    assert half["hours_exchanges"] > 0
    assert none["hours_other"] == none["by_other"] == 0
    for found in (only, half, none):
        assert found["hours_slack"] + found["hours_sponsor"] == pytest.approx(found["hours_offered"])


def test_there_are_eight_places() -> None:
    with pytest.raises(ValueError, match="9 families"):
        dispatch((*FAMILIES, FAMILIES[0], FAMILIES[0]))
