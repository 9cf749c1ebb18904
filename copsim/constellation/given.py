"""An organisation as it is: who is in which unit, whom they ask and which communities there are, packed as one text.

`copsim import` writes it from tables; it names nobody. What is not given is drawn as for any scenario.
"""

from __future__ import annotations

import base64
import functools
import json
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import field_validator

from copsim.foundation.errors import Problem
from copsim.foundation.parameters import Settings, parameter
from copsim.structures.structure import BOUND
from copsim.structures.table import STRUCTURES

VERSION = 1


class Community(NamedTuple):
    """A group that there is: of which structure, its domain (-1: any), the seats of its members in order."""

    kind: str
    domain: int
    seats: tuple[int, ...]


class Given(NamedTuple):
    """What is given, by seat (those of a unit in a row, and the units of a legacy); None where it is to be drawn.

    units: people in each unit. legacies: units in each legacy. speciality: -1 is to be drawn. second: -1 is none.
    ties: rows (from, to, trust in 65,536ths), the strongest of each first; whoever has no row has drawn ones.
    """

    units: tuple[int, ...]
    legacies: tuple[int, ...]
    speciality: list[int]
    second: list[int] | None
    broker: list[int] | None
    convener: list[int] | None
    ties: list[tuple[int, int, int]]
    communities: tuple[Community, ...]


def pack(given: Given) -> str:
    """As text for a scenario file."""
    text = json.dumps({"version": VERSION, **given._asdict()}, separators=(",", ":"))
    return base64.b85encode(zlib.compress(text.encode())).decode()


@functools.lru_cache(maxsize=8)
def unpack(text: str) -> Given:
    """What `pack` packed, in lines of any length. Nothing writes to its lists.

    Raises
    ------
    ValueError
        If it is something else.
    """
    try:
        told = json.loads(zlib.decompress(base64.b85decode("".join(text.split()))))
        if told.pop("version") != VERSION:
            raise KeyError
        made = Given(**told)
        return made._replace(
            units=tuple(made.units),
            legacies=tuple(made.legacies),
            communities=tuple(Community(kind, domain, tuple(seats)) for kind, domain, seats in made.communities),
        )
    except (ValueError, KeyError, TypeError, zlib.error):
        raise ValueError("is not what this version of `copsim import` writes, or was changed by hand") from None


class OrganisationSettings(Settings):
    """The table [organisation], written by `copsim import`."""

    data: str = parameter("", "people, units, ties and communities of one's own organisation, packed", source="-")

    @field_validator("data")
    @classmethod
    def _is_packed(cls, data: str) -> str:
        if data:
            unpack(data)
        return data

    @property
    def given(self) -> Given | None:
        """What is given, None where nothing is."""
        return unpack(self.data) if self.data else None


def fitting_problems(data: Mapping[str, Any], domains: int) -> list[Problem]:
    """Where a scenario's own numbers are not those of the organisation that it gives."""
    table, people = data.get("organisation"), data.get("people")
    text = table.get("data") if isinstance(table, Mapping) else None
    try:
        given = unpack(text) if isinstance(text, str) and text else None
    except ValueError:
        return []  # refused as such
    structures = [("structure", data.get("structure"))]
    also = data.get("also")
    structures += [(f"also.{n}", one) for n, one in enumerate(also)] if isinstance(also, list) else []
    problems = []
    for key, one in structures:
        if not isinstance(one, Mapping) or one.get("roster") != "given":
            continue
        kind = one.get("kind", "community_of_practice")
        if given is None or not any(community.kind == kind for community in given.communities):
            reason = f"'given' needs communities of kind '{kind}' in the organisation (`copsim import`)"
            problems.append(Problem(f"{key}.roster", reason))
    if given is None:
        return problems
    people = people if isinstance(people, Mapping) else {}
    there = {"members": len(given.speciality), "units": len(given.units), "legacies": len(given.legacies)}
    defaults = {"members": 120, "units": 10, "legacies": 1}
    for name, count in there.items():
        if people.get(name, defaults[name]) != count:
            problems.append(
                Problem(f"people.{name}", f"{people.get(name, defaults[name])}, but [organisation] has {count}")
            )
    most = max((*given.speciality, *(given.second or ()), *(community.domain for community in given.communities)))
    if most >= domains:
        problems.append(Problem("domain.names", f"{domains} domains, but [organisation] speaks of {most + 1}"))
    return problems


def needs_domain(kind: str) -> bool:
    """Whether the groups of a structure have a domain."""
    return STRUCTURES[kind].roster in BOUND
