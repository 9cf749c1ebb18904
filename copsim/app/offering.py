"""What a server offers beside copsim's own scenarios: those it was started with, and the extensions that they name.

A browser can name no other file and no other extension.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from copsim.constellation.kinds import COMMUNITY, kind_named, kind_of, read_situation
from copsim.constellation.scenario import library, names_in
from copsim.foundation.errors import InputError, Problem
from copsim.study.extended import KEY


class Offer(NamedTuple):
    """own: paths of scenarios of one's own, by the names under which a browser knows them. extensions: by name, loaded
    by the server and by its workers before anybody asks, and known to every scenario that they run."""

    own: Mapping[str, str] = {}
    extensions: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """Scenarios that may be asked for: one's own, then copsim's, the baseline first."""
        there = [name for name in names_in(library("scenarios")) if kind_named(name) is COMMUNITY]
        return [*self.own, *sorted(there, key=lambda name: (name != "baseline", name))]

    def source(self, name: str) -> str:
        """What a scenario is called on a command line."""
        return self.own.get(name, name)

    def extended(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Settings of a request, and the extensions of the server."""
        return {**({KEY: list(self.extensions)} if self.extensions else {}), **settings}


def offer_of(paths: Iterable[str]) -> Offer:
    """What is offered with these scenarios; their extensions are loaded.

    Raises
    ------
    InputError
        With all that is wrong with them.
    """
    own: dict[str, str] = {}
    extensions: dict[str, None] = {}
    problems: list[Problem] = []
    taken = set(Offer().names())
    for path in paths:
        name = re.sub(r"[^A-Za-z0-9_-]", "_", Path(path).stem)
        try:
            scenario = read_situation(path)
        except InputError as refused:
            problems += refused.problems
            continue
        if kind_of(scenario) is not COMMUNITY:
            problems.append(Problem(path, "has no communities to look at"))
        elif name in taken and path not in taken:
            problems.append(Problem(path, f"there is a scenario called '{name}' already; call the file otherwise"))
        elif name not in taken:
            own[name] = path
            extensions |= dict.fromkeys(scenario.extensions)
        taken.add(name)
    if problems:
        raise InputError(problems)
    return Offer(own, tuple(extensions))
