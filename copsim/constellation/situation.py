"""What every kind of scenario says: title, question, source and seed; and how its values are changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.parameters import Settings, parameter


class Situation(Settings):
    """What a scenario file says, whatever it is about."""

    title: str = parameter("", "what the situation is called", source="-")
    question: str = parameter("", "the question the scenario was written for", source="-")
    source: str = parameter("", "where the situation comes from", source="-")
    seed: int = parameter(1, "seed of the scenario's luck", low=0, high=2**63 - 1, source="-")

    def with_values(self, **overrides: Any) -> Self:
        """A copy with some values changed; keys are dotted, with '__' for '.' where Python needs a name.

        Raises
        ------
        InputError
            When a key is unknown, a value is not allowed or changes nothing.
        """
        data = self.model_dump(exclude_unset=True)
        for key, value in overrides.items():
            put(data, key.replace("__", "."), value)
        changed = checked(type(self), data)
        given = {key.replace("__", ".") for key in overrides}
        idle = [problem for problem in changed.without_effect() if problem.key in given]
        if idle:
            raise InputError(idle)
        return changed

    def without_effect(self) -> list[Problem]:
        """Settings that are given and change nothing."""
        return []

    def in_short(self) -> str:
        """How long and how many, in one phrase."""
        raise NotImplementedError


def put(data: dict[str, Any], key: str, value: Any) -> None:
    """Set the dotted `key` in nested tables, making the tables it needs."""
    *path, last = key.split(".")
    for part in path:
        inner = data.get(part)
        data[part] = inner = dict(inner) if isinstance(inner, Mapping) else {}
        data = inner
    data[last] = value
