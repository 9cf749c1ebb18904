"""No kernel asks which structure, need or relation it serves: they know settings as numbers only."""

from __future__ import annotations

import ast
from pathlib import Path

import copsim
from copsim.domain.settings import NeedSettings
from copsim.foundation.parameters import declared
from copsim.sponsorship.relations import RELATIONS
from copsim.structures.table import STRUCTURES


def kernels() -> list[tuple[str, ast.FunctionDef]]:
    """Every function under @kernel, with its file."""
    found = []
    for path in sorted(Path(copsim.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(d, ast.Name) and d.id == "kernel" for d in node.decorator_list
            ):
                found.append((path.name, node))
    return found


def used_by(function: ast.FunctionDef) -> tuple[set[str], set[str]]:
    """The names (with attributes) and the texts that a function uses, its docstring aside, in lower case."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    nodes = [node for statement in body for node in ast.walk(statement)]
    names = {node.id.lower() for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr.lower() for node in nodes if isinstance(node, ast.Attribute)}
    return names, {n.value.lower() for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def asks(function: ast.FunctionDef) -> set[str]:
    """Words by which a function could tell one structure, need or relation from another."""
    needs = next(p.choices for p in declared(NeedSettings) if p.key == "kind")
    names, texts = used_by(function)
    return names & {"structure", "structures", "need", "relation", *STRUCTURES, *RELATIONS} | texts & {
        *STRUCTURES,
        *RELATIONS,
        *needs,
    }


def test_no_kernel_names_a_structure_a_need_or_a_relation() -> None:
    assert len(kernels()) > 60
    for file, function in kernels():
        assert not asks(function), f"{file}: {function.name}"


def test_the_check_sees_a_kernel_that_asks() -> None:
    for line in ("world.structure == 1", "world.kind == 'team'", "NETWORK > 0", "x == 'task'"):
        asking = ast.parse(f"def f(world):\n    if {line}:\n        return 1\n").body[0]
        assert isinstance(asking, ast.FunctionDef)
        assert asks(asking), line
