"""What the wheel and the sdist hold: all that is declared, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from copsim.report.lesson import lesson_names
from copsim.study.extras import EXTRAS
from copsim.study.schema.files import SCHEMAS
from copsim.version import VERSION
from tests.install.cells import LOWEST
from tests.install.conftest import ROOT, Built

LIBRARY = {"scenarios": "scenarios", "experiments": "experiments", "schemas": "docs/schemas"}
"""Folders in the wheel's copsim/library, by where they stand in a checkout."""
KINDS = {".py", ".typed", ".js", ".html", ".css", ".md", ".toml", ".csv", ".json"}
NEEDED = {
    "copsim/py.typed",
    "copsim/report/front/page.html",
    "copsim/report/front/board/page.html",
    "copsim/library/scenarios/baseline.toml",
    "copsim/library/experiments/structures_and_sponsorship.toml",
    "copsim/library/experiments/docking/dock_cells.csv",
    *(f"copsim/library/schemas/{name}.json" for name in SCHEMAS),
    *(f"copsim/report/lessons/{name}.md" for name in lesson_names()),
}
WHOLE = [
    "pyproject.toml",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "Makefile",
    "requirements.lock",
    "tests/conftest.py",
    "tests/golden/digests.json",
    "docs/model.md",
    "docs/findings.md",
    "results/reference/structures_and_sponsorship/summary.md",
    "benchmarks/__main__.py",
]
"""Files of an sdist, one of each sort."""
LARGEST = 3_000_000
"""Bytes of an sdist: twice what it has; with its pictures it would have five times as much."""


def names_in_wheel(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def names_in_tree(root: Path) -> set[str]:
    """What a wheel of this tree should hold."""
    found = {path.relative_to(root).as_posix() for path in files(root / "copsim")}
    for packed, folder in LIBRARY.items():
        found |= {f"copsim/library/{packed}/{p.relative_to(root / folder).as_posix()}" for p in files(root / folder)}
    return found


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def wrong_of(wheel: Path, root: Path) -> list[str]:
    """What is missing from a wheel, or should not be in it."""
    there, wanted = names_in_wheel(wheel), names_in_tree(root) | NEEDED
    odd = {name for name in there if Path(name).suffix not in KINDS}
    return [
        *(f"missing: {n}" for n in sorted(wanted - there)),
        *(f"too much: {n}" for n in sorted(there - wanted | odd)),
    ]


def test_the_wheel_holds_the_package_its_library_and_nothing_else(built: Built) -> None:
    assert wrong_of(built.wheel, ROOT) == []


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="no checkout")
def test_the_wheel_holds_what_is_committed_or_about_to_be(built: Built) -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "copsim"]
    known = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    there = {name for name in names_in_wheel(built.wheel) if not name.startswith("copsim/library/")}
    assert there == {name for name in known if name and (ROOT / name).exists()}


@pytest.mark.parametrize("lost", sorted(NEEDED))
def test_a_wheel_that_lost_a_file_is_told(lost: str, built: Built, tmp_path: Path) -> None:
    whole, poor = zipfile.ZipFile(built.wheel), tmp_path / "poor.whl"
    with zipfile.ZipFile(poor, "w") as file:
        for name in whole.namelist():
            if name != lost:
                file.writestr(name, "")
    assert wrong_of(poor, tmp_path) == [f"missing: {lost}"] + [
        f"too much: {name}" for name in sorted(names_in_wheel(poor) - NEEDED)
    ]


def test_the_sdist_holds_what_is_needed_to_build_and_test_and_no_pictures(built: Built) -> None:
    with tarfile.open(built.sdist) as file:
        there = {name.partition("/")[2] for name in file.getnames()}
    for name in WHOLE:
        assert name in there
    for folder in ("copsim", "tests", "scenarios", "experiments", "docs/schemas"):
        assert {p.relative_to(ROOT).as_posix() for p in files(ROOT / folder)} <= there
    assert not [
        name for name in there if name.endswith((".png", ".pyc", ".sqlite", ".whl")) or name.startswith(".venv")
    ]
    assert {n for n in there if n.startswith("results/")} <= {"results/README.md"} | {
        p.relative_to(ROOT).as_posix() for p in files(ROOT / "results" / "reference")
    }
    assert built.sdist.stat().st_size < LARGEST


def test_the_lowest_cell_of_the_matrix_is_what_pyproject_allows() -> None:
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    lowest = {name: version for name, version in (pin.split("==") for pin in LOWEST)}
    for need in needs:
        name, _, version = need.partition(",")[0].partition(">=")
        assert f"{lowest.pop(name).removesuffix('.*')}.".startswith(f"{version}."), need
    assert lowest == {}


def test_the_metadata_say_the_one_version_the_extras_and_a_page_whose_links_lead_somewhere(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as file:
        (name,) = (name for name in file.namelist() if name.endswith(".dist-info/METADATA"))
        told = Parser().parsestr(file.read(name).decode("utf-8"))
    assert told["Version"] == VERSION
    assert f"version: {VERSION}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dynamic"]
    assert set(EXTRAS) <= set(told.get_all("Provides-Extra", []))
    assert "Typing :: Typed" in told.get_all("Classifier", [])
    page = told.get_payload()
    assert isinstance(page, str)
    assert re.findall(r"\]\((?!https?:)[^)]*\)", page) == []
    for extra in EXTRAS:
        assert f"`copsim[{extra}]`" in page
