"""Without a library that an extra brings, whatever needs it says which extra that is, and does nothing else."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest

from copsim.study.extras import EXTRA_OF, EXTRAS
from tests.study.tiny import TINY

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "copsim"
PAGE = ROOT / "docs" / "installing.md"

DESIGN = """
question = "Does the hour make a difference?"
expected = "It does make one."
replications = 2
[design]
kind = "sobol"
points = 4
[design.ranges]
hours.free = [1.0, 6.0]
"""
SHOWN = "import copsim; copsim.replay('baseline', settings={'people.members': 12, 'weeks': 4}, runs=2).show()"
FIT = ("fit", "baseline", "--parameter", "engagement.kappa=0.3:1.2", "--target", "core=.1")
ASKED = {
    "app, starlette": ("starlette", ("app", "--no-browser", "--port", "0")),
    "app, uvicorn": ("uvicorn", ("app", "--no-browser", "--port", "0")),
    "a Sobol' design": ("SALib", ("experiment", "design.toml")),
    "a fit": ("optuna", FIT),
    "a search": ("optuna", ("optimise",)),
    "a run on Dask": ("distributed", ("run", "baseline", "--weeks", "3", "--executor", "dask")),
    "an experiment on Dask": ("distributed", ("experiment", "tiny.toml", "--executor", "dask")),
    "a shard on a cluster": ("distributed", ("experiment", "tiny.toml", "--shard", "1/2", "--cluster", "tcp://x:1")),
    "an export": ("openpyxl", ("results", "tiny", "--export", "kept.xlsx")),
    "a notebook": ("IPython", ()),
}
"""What is asked for, by the library that it needs; no command: SHOWN in Python."""
TOLD = {"prim": "tests/strategy/test_weighing.py"}
"""Libraries without which a command goes on, and says what it did not do: where that is tested."""


def without(library: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command (or, without words, SHOWN) where a library is not installed."""
    code = f"import sys; sys.modules[{library!r}] = None\n"
    code += f"from copsim.cli import main; main({list(words)!r}, prog_name='copsim')" if words else SHOWN
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def write_kept(folder: Path) -> None:
    """A finished study, as far as an export looks at it."""
    kept = folder / "results" / "tiny" / "2026-01-01-abc"
    kept.mkdir(parents=True)
    (kept / "provenance.json").write_text('{"runs": []}', encoding="utf-8")
    pandas.DataFrame({"ability": [0.5]}).to_parquet(kept / "runs.parquet")


@pytest.mark.parametrize("what", ASKED)
def test_what_needs_a_missing_library_names_its_extra_before_anything_runs(what: str, tmp_path: Path) -> None:
    library, words = ASKED[what]
    (tmp_path / "design.toml").write_text(DESIGN, encoding="utf-8")
    (tmp_path / "tiny.toml").write_text(TINY, encoding="utf-8")
    write_kept(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = without(library, tmp_path, *words)
    message = done.stderr.splitlines()[-1].removeprefix("copsim.study.extras.MissingExtra: ")
    assert message.endswith(f": pip install 'copsim[{EXTRA_OF[library]}]'")
    assert message in PAGE.read_text(encoding="utf-8")
    if words:
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert sorted(tmp_path.rglob("*")) == before


def test_with_its_library_an_export_is_a_workbook(tmp_path: Path) -> None:
    write_kept(tmp_path)
    done = without("nothing", tmp_path, "results", "tiny", "--export", "kept.xlsx")
    assert done.returncode == 0, done.stderr
    assert pandas.read_excel(tmp_path / "kept.xlsx").to_dict("list") == {"ability": [0.5]}


def test_every_library_of_an_extra_is_hidden_once() -> None:
    assert {library for library, _ in ASKED.values()} | set(TOLD) == set(EXTRA_OF)
    for library, test in TOLD.items():
        assert re.search(rf"\b{library}\b", (ROOT / test).read_text(encoding="utf-8"))


def test_extras_are_those_of_pyproject_and_bring_what_is_said() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brings = {extra: " ".join(needs).lower() for extra, needs in project["optional-dependencies"].items()}
    for library, extra in EXTRA_OF.items():
        assert library.lower() in brings[extra]
    assert set(EXTRAS) <= set(brings)


AS_IMPORTED = {"markdown-it-py": "markdown_it"}
BROUGHT_ALONG = {"llvmlite": "numba", "pydantic_core": "pydantic"}
"""Libraries that one of the dependencies brings in the one version that fits it."""
OF_THE_CALLER = {("copsim/extend/contract.py", "pytest")}
"""A library that is there wherever this is called, since it is what calls it."""
SEEN_TO = {
    "copsim/app/server.py": "copsim/app/serving.py",
    "copsim/app/ending.py": "copsim/app/serving.py",
}
"""Files that import a library only after another file has seen that it is there."""


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Libraries that a file imports when it runs; whether at once, when it is itself imported."""

    def of(node: ast.AST, at_once: bool) -> Iterator[tuple[str, bool]]:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        if isinstance(node, ast.Import):
            yield from ((name.name.partition(".")[0], at_once) for name in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0], at_once
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            (name,) = re.findall(r"^f?'([A-Za-z_]+)", ast.unparse(node.args[0])) or ["copsim"]  # a name of copsim's own
            yield name, at_once
        for inner in ast.iter_child_nodes(node):
            yield from of(inner, at_once and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    yield from of(ast.parse(path.read_text(encoding="utf-8")), True)


def test_every_import_is_the_standard_librarys_a_dependencys_or_seen_to() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [re.split(r"[\[>=<]", need)[0] for need in project["dependencies"]]
    always = {"copsim", *sys.stdlib_module_names, *(AS_IMPORTED.get(name, name) for name in needs), *BROUGHT_ALONG}
    assert set(BROUGHT_ALONG.values()) <= set(needs)
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        seeing = (ROOT / SEEN_TO.get(name, name)).read_text(encoding="utf-8")
        for library, at_once in imports(path):
            if library not in always and (name, library) not in OF_THE_CALLER:
                found.add(library)
                assert not at_once, f"{name} imports {library} before anybody asked for it"
                assert library in EXTRA_OF, f"{name} imports {library}, which nothing in pyproject.toml brings"
                assert re.search(rf'must_have\("{library}"|there\("{library}"|"{library}"', seeing), (
                    f"{name}: {library}"
                )
    assert found | {"openpyxl"} == set(EXTRA_OF), "an entry of EXTRA_OF that nothing imports"  # pandas imports that one
