"""A scenario may have the parts of those extensions only that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from copsim.activities.families import FAMILIES
from copsim.constellation.extending import load_all
from copsim.foundation.errors import Problem
from copsim.foundation.extensions import is_known_to, owner_of


def unnamed_problems(data: Mapping[str, Any]) -> list[Problem]:
    """A problem for every part in `data`, a scenario's, that an extension brought which it does not name."""
    names = data.get("extensions")
    names = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    try:
        load_all(names)
    except ValueError:
        return []  # told where `extensions` is read
    return [
        Problem(key, f"'{name}' is brought by {owner_of(kind, name)}, which `extensions` does not name")
        for key, kind, name in _parts(data)
        if not is_known_to(names, kind, name)
    ]


def _parts(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(key, kind of part, name) of all that a scenario says by name."""
    also, stages = data.get("also"), _table(data, "portfolio").get("stage")
    said = [("structure.kind", "Structure", _table(data, "structure").get("kind"))]
    said += [(f"also.{n}.kind", "Structure", one.get("kind")) for n, one in _items(also)]
    said.append(("portfolio.policy", "Policy", _table(data, "portfolio").get("policy")))
    said += [(f"portfolio.stage.{n}.policy", "Policy", one.get("policy")) for n, one in _items(stages)]
    phases = data.get("phases")
    said += [("phases", "Phase", name) for name in (phases if isinstance(phases, list) else ())]
    if _table(data, "activities").get("other"):
        said += [("activities.other", "Family", family.name) for family in FAMILIES[7:]]
    return ((key, kind, name) for key, kind, name in said if isinstance(name, str))


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = data.get(name)
    return inner if isinstance(inner, Mapping) else {}


def _items(listed: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for n, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, Mapping):
            yield n, one
