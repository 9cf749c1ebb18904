"""The public API under `mypy --strict`, as somebody sees it who installed the wheel."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
import tomllib
import typing
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import copsim
from copsim import extend
from tests.install.conftest import ROOT, Built

PROGRAM = Path(__file__).with_name("user_program.py")
STRICT = {
    "disallow_untyped_defs": True,
    "disallow_incomplete_defs": True,
    "disallow_untyped_decorators": True,
    "disallow_any_generics": True,
    "warn_return_any": True,
    "implicit_reexport": False,
}
MISTAKES = {
    "copsim.CommunityModle": 'Module has no attribute "CommunityModle"',
    "from copsim.extend import Strukture": 'has no attribute "Strukture"',
    'model.run_for("two")': 'has incompatible type "str"; expected "int"',
    "read_scenario('baseline').weaks": '"Scenario" has no attribute "weaks"',
    "copsim.read_scenario(3)": 'has incompatible type "int"',
    "done.folders": '"Conducted" has no attribute "folders"',
}
"""Slips in a user's program, by what a checker that sees copsim's types says of them."""
pytest.importorskip("mypy")


class Place(typing.NamedTuple):
    """An environment in which the wheel is installed, and where mypy keeps what it has read."""

    python: Path
    cache: Path

    def strictly(self, *programs: Path) -> list[str]:
        """What `mypy --strict` says of programs in one folder, line by line."""
        words = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(self.python)]
        words += ["--cache-dir", str(self.cache), "--config-file", "", *(path.name for path in programs)]
        done = subprocess.run(words, cwd=programs[0].parent, capture_output=True, text=True, timeout=600)
        return (done.stdout + done.stderr).splitlines()


@pytest.fixture(scope="module")
def place(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The wheel unpacked into an environment of its own, which borrows all other libraries from this one."""
    folder = tmp_path_factory.mktemp("typed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    zipfile.ZipFile(built.wheel).extractall(packages)
    (packages / "borrowed.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    return Place(folder / "venv" / "bin" / "python", folder / "cache")


def test_a_users_program_passes_mypy_strict_and_a_slip_is_seen(place: Place, tmp_path: Path) -> None:
    program, slips = tmp_path / "program.py", tmp_path / "slips.py"
    program.write_text(PROGRAM.read_text(encoding="utf-8"), encoding="utf-8")
    slips.write_text(
        "import copsim\nfrom copsim import read_scenario\nfrom program import done, model\n"
        + "\n".join(MISTAKES)
        + "\n",
        encoding="utf-8",
    )
    said = place.strictly(program, slips)
    assert [line for line in said if not line.startswith("slips.py:")] == [
        f"Found {len(MISTAKES)} errors in 1 file (checked 2 source files)"
    ]
    for line, told in zip(said, MISTAKES.values(), strict=False):
        assert told in line


def declared() -> dict[str, Any]:
    """The override of pyproject.toml that names the modules of the public API."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    (found,) = (one for one in tool["overrides"] if "copsim" in one["module"])
    return dict(found)


def test_the_public_api_is_held_to_strict_types() -> None:
    assert declared().items() >= STRICT.items()


def types_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and hint.__module__.startswith("copsim."):
        yield hint
    for inner in typing.get_args(hint):
        yield from types_in(inner)


def public() -> Iterator[str]:
    """Modules of what is exported, kernels aside, and of the declared fields of settings that are exported."""
    for package in (copsim, extend):
        names = set(package.__all__) - kernels() - {"__version__", "STRUCTURES"}
        for name in names:
            made = getattr(package, name)
            yield made.__module__
            for field in getattr(made, "model_fields", {}).values():
                yield from (one.__module__ for one in types_in(field.annotation))
            if not isinstance(made, type) and name not in kernels():
                told = typing.get_type_hints(made, vars(importlib.import_module(made.__module__)))
                yield from (one.__module__ for hint in told.values() for one in types_in(hint))


def kernels() -> set[str]:
    """Names in copsim.extend that are told as any callable, since they are compiled."""
    tree = ast.parse(Path(extend.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    told = {ast.unparse(node.target) for node in block.body if isinstance(node, ast.AnnAssign)}
    return told | {"kernel", "Decision", "Activity", "Count", "Circle"}


def test_every_module_of_the_public_api_is_among_them() -> None:
    assert set(public()) - set(declared()["module"]) == set()


def test_what_is_exported_is_loaded_and_told_alike() -> None:
    """A name that only a checker sees, or only Python, is a name that breaks for somebody."""
    for package in (copsim, extend):
        for name in package.__all__:
            assert getattr(package, name) is not None
        tree = ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8"))
        seen = {
            name.asname or name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
        seen |= {ast.unparse(node.target) for node in ast.walk(tree) if isinstance(node, ast.AnnAssign)}
        assert set(package.__all__) - {"__version__"} <= seen
