"""What a published model is here: its keys, and the scenario that a cell of its reference table stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from copsim.constellation.kinds import kind_told
from copsim.constellation.situation import Situation, put
from copsim.foundation.checking import problems_of
from copsim.foundation.errors import InputError, Problem, nearest

Cell = Mapping[str, Any]
"""A setting of a published model, in that model's own letters: {"m": 30, "n": 50, "p1": 0.1}."""
Keys = Mapping[str, str | Callable[[Any], Mapping[str, Any]]]
"""What a cell may say: each key is the dotted key of one number, or makes several values of the cell's."""
SECOND_NAMES = {
    **dict.fromkeys(("individual_score", "mean_individual_score"), "mean_score"),
    **dict.fromkeys(("share_correct", "code_share"), "code_share_correct"),
    "codified_share": "codified_share_correct",
    "tacit_share": "tacit_share_correct",
    "belief_acc": "individual_share_correct",
}
"""Names that literature and reference programs use for the same."""


@dataclass(frozen=True)
class Published:
    """A published model as a configuration.

    name: as in reference tables ("march91.C"). base: values of the scenario that hold in every cell, by dotted key.
    keys: what a cell may say.
    """

    name: str
    title: str
    source: str
    base: Mapping[str, Any]
    keys: Keys
    metrics: tuple[str, ...]

    def scenario(self, cell: Cell, seed: int = 1, changed: Mapping[str, Any] | None = None) -> Situation:
        """The scenario of a cell, with its seed; `changed`: values laid over it, by dotted key, for deviants.

        Raises
        ------
        InputError
            With every key that is unknown and every value that cannot be used, in the letters of the model.
        """
        problems = [
            Problem(key, f"is no key of {self.name}; known: {', '.join(self.keys)}", 0, nearest(key, list(self.keys)))
            for key in cell
            if key not in self.keys
        ]
        values: dict[str, Any] = dict(self.base)
        said: dict[str, str] = {}
        for key, value in cell.items():
            try:
                told = self._values_of(key, value) if key in self.keys else {}
            except (TypeError, ValueError) as refused:
                problems.append(Problem(key, str(refused)))
                continue
            values |= told
            said |= dict.fromkeys(told, key)
        data: dict[str, Any] = {}
        for dotted, value in {**values, **(changed or {})}.items():
            put(data, dotted, value)
        data["seed"] = seed
        kind = kind_told(data)
        try:
            made = kind.scenario.model_validate(data)
        except ValidationError as refused:
            found = problems_of(kind.scenario, refused, {})
            problems += [Problem(said.get(p.key, p.key), p.message, 0, p.nearest) for p in found]
        if problems:
            raise InputError(problems, self.name)
        return made

    def _values_of(self, key: str, value: Any) -> Mapping[str, Any]:
        meaning = self.keys[key]
        return {meaning: _number(value)} if isinstance(meaning, str) else meaning(value)

    def metric(self, name: str) -> str:
        """The summary of a run that is asked for by `name`.

        Raises
        ------
        InputError
            When there is none of this name.
        """
        name = SECOND_NAMES.get(name, name)
        if name not in self.metrics:
            known = ", ".join(self.metrics)
            raise InputError(
                [Problem(name, f"is no metric of {self.name}; known: {known}", 0, nearest(name, self.metrics))]
            )
        return name


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"expected a number, got {value!r}")
    return value


def whole(value: Any, what: str) -> int:
    """A whole number from 1, also if it is written as text ("100")."""
    text = str(value)
    if not text.isdigit() or int(text) < 1:
        raise ValueError(f"expected {what}, got {value!r}")
    return int(text)


def one_of(choices: Mapping[Any, Mapping[str, Any]]) -> Callable[[Any], Mapping[str, Any]]:
    """A key whose value is one of a few."""

    def chosen(value: Any) -> Mapping[str, Any]:
        if isinstance(value, list | dict) or value not in choices:
            raise ValueError(f"expected one of {', '.join(str(c) for c in choices)}, got {value!r}")
        return choices[value]

    return chosen


AT_REST = {"learning.stop": "at_rest"}
NEVER_LONGER = 3000
"""Periods after which a run that should come to rest is cut off; the cap of the reference programs."""


def until(value: Any) -> Mapping[str, Any]:
    """A key "stop": "equilibrium", or "equilibrium or 2000" (periods)."""
    text = str(value)
    if text in ("equilibrium", "eq"):
        return AT_REST | {"learning.periods": NEVER_LONGER}
    words = text.split()
    if len(words) == 3 and words[:2] == ["equilibrium", "or"]:
        return AT_REST | {"learning.periods": whole(words[2], "periods")}
    raise ValueError(f"expected 'equilibrium' or 'equilibrium or PERIODS', got {value!r}")


WITH_SHOCKS = {"learning.counted": "after_the_world_moves"}
"""The turbulence and turnover of the next period come before anything is measured, as in the reference programs."""


def after(value: Any) -> Mapping[str, Any]:
    """A key "T": periods after which is measured, or "eq"."""
    if str(value) in ("eq", "equilibrium"):
        return until("equilibrium")
    return {"learning.stop": "never", "learning.periods": whole(value, "a number of periods, or 'eq'")}
