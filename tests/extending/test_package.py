"""The worked example, installed as a user would: used in a scenario, an experiment, a picture and the app."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import python
from .guilds import EXAMPLE

LINES = 30


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which copsim-guild is installed: built from its folder, without a network."""
    home = tmp_path_factory.mktemp("installed")
    source = shutil.copytree(EXAMPLE, home / "source")
    words = ("install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(home / "site"))
    python("-m", "pip", "--disable-pip-version-check", *words, str(source), folder=home)
    return {"PYTHONPATH": str(home / "site")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example's scenario, experiment and tests, away from its source."""
    for name in ("guild.toml", "guild_or_community.toml", "tests/test_contract.py"):
        shutil.copy(EXAMPLE / name, tmp_path)
    return tmp_path


def test_structure_and_measure_are_under_thirty_lines() -> None:
    assert len((EXAMPLE / "src" / "copsim_guild" / "__init__.py").read_text().splitlines()) < LINES


def test_it_runs_is_compared_and_drawn_from_its_package(installed: dict[str, str], folder: Path) -> None:
    assert "'guild' is neither a file" in python("-m", "copsim", "check", "guild.toml", folder=folder, code=2).stderr
    listed = python("-m", "copsim", "list", folder=folder, **installed).stdout
    assert "  guild (version 1.0, source " in listed
    assert "brings Structure 'guild', Measure 'taught', Summary 'taught'" in listed
    python("-m", "copsim", "run", "guild.toml", "--weeks", "26", folder=folder, **installed)
    words = ("-m", "copsim", "experiment", "guild_or_community.toml", "--profile", "quick", "--executor", "processes")
    assert "figures/picture.png" in python(*words, folder=folder, **installed).stdout.replace("\n  ", " ")
    (kept,) = folder.glob("results/guild_or_community/*/provenance.json")
    (told,) = json.loads(kept.read_text())["extensions"]
    assert (told["name"], told["version"]) == ("guild", "1.0")
    gone = python("-m", "copsim", "run", "--again", str(kept.parent), folder=folder, code=1).stderr
    assert "extension guild: 'guild' is neither a file (guild.py) nor an installed extension" in gone


def test_the_app_offers_it(installed: dict[str, str], folder: Path) -> None:
    code = (
        "from copsim.app.offering import offer_of\nfrom copsim.app.server import beginning\n"
        "from copsim.app.limits import Limits\nimport json\n"
        "told = beginning(Limits(), offer_of(['guild.toml']))\n"
        "print([c['choices'] for c in told['controls'] if c['key'] == 'structure.kind'][0][-1])\n"
    )
    assert python("-c", code, folder=folder, **installed).stdout.strip() == "guild"


def test_its_own_tests_pass(installed: dict[str, str], folder: Path) -> None:
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_contract.py")
    assert "8 passed" in python(*words, folder=folder, **installed).stdout


def test_a_package_that_is_edited_is_another_extension(installed: dict[str, str], folder: Path, tmp_path: Path) -> None:
    shutil.copytree(installed["PYTHONPATH"], tmp_path / "site")
    code = "from copsim.constellation.extending import load; print(load('guild').fingerprint)"
    before = python("-c", code, folder=folder, **installed).stdout
    assert python("-c", code, folder=folder, PYTHONPATH=str(tmp_path / "site")).stdout == before
    file = tmp_path / "site" / "copsim_guild" / "__init__.py"
    file.write_text(file.read_text(encoding="utf-8").replace("size=10", "size=12"), encoding="utf-8")
    assert python("-c", code, folder=folder, PYTHONPATH=str(tmp_path / "site")).stdout != before
