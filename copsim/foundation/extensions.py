"""Extensions: what a user's own file or package brings, and which of it this process knows.

An extension is loaded by `constellation.extending`, once, and stays: compiled kernels cannot forget. A scenario says
which it needs (`extensions`), and only such a scenario has its measures and may live its phases.
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
    its source, the files it came from, what it brought, and whether some of that is compiled into the week."""

    name: str
    fingerprint: str
    files: tuple[str, ...]
    brought: tuple[Any, ...]
    has_kernels: bool


LOADED: dict[str, Extension] = {}
"""The extensions that this process knows, by name."""

PICTURES: dict[str, Callable[[Any, Any, Any], Any]] = {}
"""Figures that extensions brought, by name; those of copsim are in `plots.pictures`."""


def fingerprints_of(names: Iterable[str]) -> list[str]:
    """What stands for these extensions, all loaded, in the identity of a run: their sources, wherever they lie."""
    return [LOADED[name].fingerprint for name in names]


def kernels_told() -> str:
    """A fingerprint of the extensions that are compiled into the week, "" where there are none."""
    told = sorted(found.fingerprint for found in LOADED.values() if found.has_kernels)
    return hashlib.blake2b("".join(told).encode(), digest_size=4).hexdigest() if told else ""
