"""Extensions: what a user's own file or package brings, and which of it this process knows.

An extension is loaded by `constellation.extending`, once, and stays: compiled kernels cannot forget. A scenario says
which it needs (`extensions`), and only such a scenario may have its parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class Picture(NamedTuple):
    """A figure that answers an experiment's question.

    name: of `picture` in an experiment. draw: called (done, shows, path), with a `study.conduct.Conducted`, names of
    summaries or series, and where the figure is written; returns that path, or None where there is nothing to draw.
    """

    name: str
    draw: Callable[[Any, Any, Any], Any]


class Extension(NamedTuple):
    """What was loaded: the name by which scenarios call it (a path, or the name of an entry point), a fingerprint of
    its source, the version of its package ("" of a file), the files it came from, what it brought, and whether some of
    that is compiled into the week."""

    name: str
    fingerprint: str
    version: str
    files: tuple[str, ...]
    brought: tuple[Any, ...]
    has_kernels: bool


LOADED: dict[str, Extension] = {}
"""The extensions that this process knows, by name, in the order in which they came; one may have several names."""

PICTURES: dict[str, Callable[[Any, Any, Any], Any]] = {}
"""Figures that extensions brought, by name; those of copsim are in `plots.pictures`."""

OWNERS: dict[tuple[str, str], str] = {}
"""(kind of part, its name) -> fingerprint of the extension that brought it; what is not here is copsim's own."""


def fingerprints_of(names: Iterable[str]) -> list[str]:
    """What stands for these extensions, all loaded, in the identity of a run: their sources, wherever they lie."""
    return [LOADED[name].fingerprint for name in names]


def is_known_to(names: Iterable[str], kind: str, name: str) -> bool:
    """Whether who names these extensions may have a part: it is copsim's own, or one of them brought it."""
    owner = OWNERS.get((kind, name))
    return owner is None or any(one in LOADED and LOADED[one].fingerprint == owner for one in names)


def owner_of(kind: str, name: str) -> str:
    """The name of the extension that brought a part, "" of copsim's own."""
    owner = OWNERS.get((kind, name))
    return next((found.name for found in LOADED.values() if found.fingerprint == owner), "")


def kernels_told() -> str:
    """A fingerprint of the extensions that are compiled into the week, "" where there are none.

    Their order counts: by it the policies and phases that they brought are numbered in machine code.
    """
    told = dict.fromkeys(found.fingerprint for found in LOADED.values() if found.has_kernels)
    return hashlib.blake2b("".join(told).encode(), digest_size=4).hexdigest() if told else ""
