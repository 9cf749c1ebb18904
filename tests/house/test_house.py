"""The house in order: imports without a circle, files of one idea, nothing that nothing uses, lists that are whole."""

from __future__ import annotations

import ast
import graphlib
import re
import statistics

import pytest

import copsim
import copsim.extend
from tests.house.source import ROOT, declared, imports_when_loaded, trees, used

LONGEST, MEDIAN = 320, 150
DECISIONS = ROOT / "docs" / "decisions"
CALLED_BY_OTHERS = {
    "compiling.py": {"add_overload"},
    "pipeline.py": {"define_pipelines"},
    "kernels.py": {"get_cache_path", "get_source_stamp", "get_disambiguator", "_index_key", "load_overload"},
    "handles.py": {"generic_resolve"},
    "completing.py": {"format_completion"},
    "warming.py": {"compile_beside"},
}
"""Methods that a library calls, and what another process is started with."""


def test_no_module_needs_itself_while_it_is_loaded() -> None:
    try:
        graphlib.TopologicalSorter(imports_when_loaded()).prepare()
    except graphlib.CycleError as found:
        pytest.fail(f"import cycle: {' <- '.join(found.args[1])}")


@pytest.mark.parametrize("folder", ["copsim", "tests", "benchmarks"])
def test_a_file_has_one_idea(folder: str) -> None:
    sizes = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in trees(folder)}
    assert not {str(file.relative_to(ROOT)): size for file, size in sizes.items() if size > LONGEST}
    assert statistics.median(sizes.values()) <= MEDIAN


def test_nothing_is_kept_that_nothing_uses() -> None:
    offered = {*copsim.__all__, *copsim.extend.__all__}
    idle = [
        f"{file.relative_to(ROOT)}:{line} {name}"
        for file, tree in trees("copsim").items()
        for name, line, decorated in declared(tree)
        if not decorated and not name.startswith("__") and name not in used() | offered
        if name not in CALLED_BY_OTHERS.get(file.name, ())
    ]
    assert not idle


def test_a_thing_that_is_excused_is_still_there() -> None:
    there = {(file.name, name) for file, tree in trees("copsim").items() for name, _, _ in declared(tree)}
    assert {(file, name) for file, names in CALLED_BY_OTHERS.items() for name in names} <= there


def test_a_package_says_what_it_is() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for folder in ("copsim", "tests", "benchmarks")
        for file, tree in trees(folder).items()
        if ast.get_docstring(tree) is None and tree.body
    ]
    assert not silent


def test_decisions_are_numbered_once_and_listed() -> None:
    files = sorted(file.name for file in DECISIONS.glob("[0-9]*.md"))
    assert [name[:4] for name in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    listed = re.findall(r"^- \[(\d{4})\]\(([\w-]+\.md)\): \S.{20,}", (DECISIONS / "README.md").read_text("utf-8"), re.M)
    assert listed == [(name[:4], name) for name in files]
    for name in files:
        assert (DECISIONS / name).read_text(encoding="utf-8").startswith(f"# {name[:4]} "), name


def walks() -> list[tuple[str, str, str]]:
    """(what somebody wants, what they touch, what catches a slip) of CONTRIBUTING.md."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    assert rows[0][0] == "I want to"
    return [(want, touch, caught) for want, touch, caught in rows[1:]]


@pytest.mark.parametrize("walk", walks(), ids=lambda walk: walk[0])
def test_a_walk_names_what_is_there(walk: tuple[str, str, str]) -> None:
    named = [word for part in walk[1:] for word in re.findall(r"`([^`]+)`", part) if re.fullmatch(r"[\w./-]+", word)]
    assert not [word for word in named if ("/" in word or "." in word) and not _is_there(word)]


def _is_there(word: str) -> bool:
    """Whether there is such a file or folder, such a module, or a file that several packages have (`settings.py`)."""
    module = word.replace(".", "/") + ".py"
    return (ROOT / word).exists() or (ROOT / module).exists() or len([*ROOT.glob(f"copsim/*/{word}")]) > 1


@pytest.mark.parametrize(("folder", "depth"), [("scenarios", "*.toml"), ("experiments", "**/*.toml")])
def test_a_question_is_asked_somewhere(folder: str, depth: str) -> None:
    """A scenario or experiment stands in a page, another file of questions, a table of copsim or a test."""
    own = {file: file.read_text(encoding="utf-8") for file in (ROOT / "experiments").rglob("*.toml")}
    pages = {file: file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}
    code = {file: file.read_text(encoding="utf-8") for top in ("copsim", "tests") for file in trees(top)}
    told = own | pages | code
    alone = [
        file.name
        for file in (ROOT / folder).glob(depth)
        if not any(re.search(rf"\b{file.stem}\b", text) for where, text in told.items() if where != file)
    ]
    assert not alone
