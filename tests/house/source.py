"""The source as it stands: its files, what they import when they are loaded, and which names are used where."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Set
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("copsim", "tests", "benchmarks", "docs")
NAMES = re.compile(r"[\w.:-]+")
"""A text that may stand for a name: an entry of a table such as "exchanges.exchanging"."""


@functools.cache
def trees(folder: str) -> dict[Path, ast.Module]:
    """Every Python file below a folder of the repository, read."""
    files = sorted(file for file in (ROOT / folder).rglob("*.py") if "_build" not in file.parts)
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}


def module_of(file: Path) -> str:
    """The dotted name of a file's module."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def imports_when_loaded() -> dict[str, set[str]]:
    """Module of copsim -> those of copsim that it imports when it is loaded, not when a function runs."""
    modules = {module_of(file): tree for file, tree in trees("copsim").items()}
    return {
        name: {found for found in _imports(tree, set(modules)) if found in modules} for name, tree in modules.items()
    }


def _imports(tree: ast.Module, modules: Set[str]) -> Iterator[str]:
    left: list[ast.AST] = list(tree.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        ):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else str(node.module)
        left += ast.iter_child_nodes(node)


def declared(tree: ast.Module) -> Iterator[tuple[str, int, bool]]:
    """(name, line, whether something is done with it where it stands: a decorator) of functions, classes, constants."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno, bool(node.decorator_list)
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from ((one.id, node.lineno, False) for one in ast.walk(target) if isinstance(one, ast.Name))


@functools.cache
def used() -> frozenset[str]:
    """Every name that is read, asked of something, or stands in a text of nothing but names; not of this folder."""
    found: set[str] = set()
    for folder in FOLDERS:
        for file, tree in trees(folder).items():
            if file.parent == Path(__file__).parent:
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                    found.add(node.id)
                elif isinstance(node, ast.Attribute):
                    found.add(node.attr)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMES.fullmatch(node.value):
                    found |= set(re.findall(r"\w+", node.value))
    return frozenset(found)
