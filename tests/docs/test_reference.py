"""The reference names everything public, and everything public says what it takes."""

from __future__ import annotations

import importlib
import inspect
import pydoc
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.docs.pages import DOCS

DIRECTIVE = re.compile(r"^\.\. (auto\w+|py:module):: ([\w.]+)\n((?:   :.*\n)*)", re.M)
OF_MESA = {"rng", "agents", "agent"}


def described() -> dict[str, Any]:
    """What the reference describes by its full name, members included."""
    found: dict[str, Any] = {}
    for page in sorted((DOCS / "reference").glob("*.md")):
        module = "copsim"
        for kind, name, options in DIRECTIVE.findall(page.read_text(encoding="utf-8")):
            if kind == "py:module":
                module = name
                continue
            name = name if name.startswith("copsim.") else f"{module}.{name}"
            thing = pydoc.locate(name)
            assert thing is not None, f"{page.name}: there is no {name}"
            names = [n.strip() for n in re.findall(r":members:(.*)", options)[:1] for n in n.split(",") if n.strip()]
            if kind == "automodule":
                names = names or [n for n, of in vars(thing).items() if _is_of(of, thing) and n[0] != "_"]
                found |= {f"{name}.{inner}": getattr(thing, inner) for inner in names}
            else:
                found[name] = thing
            if ":members:" in options:
                found |= dict(members(name, thing))
    return found


def _is_of(of: Any, module: Any) -> bool:
    return getattr(of, "__module__", "") == module.__name__


def members(name: str, thing: Any) -> Iterator[tuple[str, Any]]:
    """The public methods and properties of a class that copsim declares."""
    for base in getattr(thing, "__mro__", ()):
        if base.__module__.startswith("copsim."):
            for inner, of in vars(base).items():
                if inner[0] != "_" and (callable(of) or isinstance(of, property | classmethod)):
                    yield f"{name}.{inner}", of


@pytest.mark.parametrize("module", ["copsim", "copsim.extend"])
def test_every_public_name_is_in_the_reference(module: str) -> None:
    offered = [
        getattr(importlib.import_module(module), n) for n in importlib.import_module(module).__all__ if n[0] != "_"
    ]
    known = list(described().values())
    missing = [thing for thing in offered if not any(thing is other for other in known)]
    assert not missing


def test_every_public_name_has_a_docstring_of_its_own() -> None:
    silent = [name for name, thing in described().items() if not _text(thing) and not isinstance(thing, dict)]
    assert not silent


def test_every_parameter_is_told_in_the_docstring() -> None:
    untold = [
        f"{name}: {parameter}"
        for name, thing in described().items()
        for parameter in parameters(thing)
        if not re.search(rf"\b{parameter}\b", f"{_text(thing)} {_text(getattr(thing, '__init__', None))}")
    ]
    assert not untold


def parameters(thing: Any) -> list[str]:
    """The parameters of a function or class, without self; of a file's table none: its keys have their own page."""
    function = getattr(thing, "py_func", thing)
    if isinstance(thing, property | dict) or hasattr(thing, "model_fields") or hasattr(thing, "__members__"):
        return []
    try:
        given = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return []
    return [name for name, p in given.items() if name not in ("self", "cls", *OF_MESA) and p.kind != p.VAR_KEYWORD]


def _text(thing: Any) -> str:
    text = inspect.getdoc(getattr(thing, "py_func", thing)) or ""
    return "" if text.startswith(("Alias for", "dict() ->")) else text
