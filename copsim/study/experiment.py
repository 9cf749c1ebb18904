"""An experiment is a TOML file that asks one question and says what is expected before it runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from copsim.constellation.kinds import KINDS, kind_of
from copsim.constellation.scenario import find
from copsim.foundation.checking import line_of, problems_of
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import Settings, parameter
from copsim.foundation.toml_file import TomlFile, read_toml
from copsim.study.arms import arms_of
from copsim.study.grid_check import grid_problems
from copsim.study.plan import Comparison, Plan

KEYS = {key for kind in KINDS for key in kind.parameters()}
"""Every parameter of any kind of scenario; below them an experiment's tables are values."""

Levels = Annotated[list[Any], Field(min_length=1)]


class CompareSettings(Settings):
    """An item of [[compare]]: every other level of a factor, pair by pair, against one of them."""

    factor: str = parameter(..., "a key of [vary]")
    against: Any = parameter(..., "the level of that key that the others are held against")


class ProfileSettings(Settings):
    """A table [profiles.NAME]: a smaller (or larger) version of the same question."""

    replications: int | None = parameter(None, "replications of each arm", low=1, high=1_000_000)
    weeks: int | None = parameter(None, "weeks a run lasts", unit="weeks", low=1, high=100_000)
    vary: dict[str, Levels] = parameter({}, "levels kept, of keys that [vary] names")


class Experiment(Settings):
    """What an experiment file may say."""

    question: str = parameter(..., "what is asked", min_length=15)
    expected: str = parameter(..., "what theory leads one to expect, written before it runs", min_length=15)
    scenario: str = parameter("baseline", "name or path of the scenario that the arms start from")
    replications: int = parameter(20, "replications of each arm", low=1, high=1_000_000)
    seed: int | None = parameter(None, "seed of every arm's luck (left out: the scenario's)", low=0, high=2**63 - 1)
    measures: list[str] = parameter([], "summaries to compare (empty: all)")
    apart: list[str] = parameter([], "factors that no sentence averages over")
    set: dict[str, Any] = parameter({}, "values of the scenario changed in every arm")
    vary: dict[str, Levels] = parameter({}, "factors: keys of the scenario, each with its levels")
    compare: list[CompareSettings] = parameter([], "what is held against what")
    profiles: dict[str, ProfileSettings] = parameter({}, "smaller versions by name")


def read_experiment(name: str | Path, profile: str = "", replications: int | None = None) -> Plan:
    """The plan of an experiment file, by path or by the name of one that comes with copsim.

    Raises
    ------
    InputError
        With every problem of the file, of its scenario and of every arm, in the order of lines.
    """
    file = read_toml(find(name, "experiments"))
    data = dict(file.data)
    for table in ("set", "vary"):
        data[table] = flat(data.get(table, {}))
    if isinstance(data.get("profiles"), Mapping):
        data["profiles"] = {
            key: {**inner, "vary": flat(inner["vary"])} if isinstance(inner, Mapping) and "vary" in inner else inner
            for key, inner in data["profiles"].items()
        }
    asked, problems = _validated(data, file)
    if asked is None:
        raise InputError(problems, file.name)
    if profile and profile not in asked.profiles:
        known = list(asked.profiles)
        message = f"no profile of this name; known: {', '.join(known) or 'none'}"
        raise InputError([Problem(profile, message, 0, nearest(profile, known))], file.name)
    return _plan(asked, file, profile, replications)


def flat(table: Any, prefix: str = "") -> Any:
    """Nested tables as dotted keys, down to the parameters of a scenario; anything but a table comes back as it is."""
    if not isinstance(table, Mapping):
        return table
    found: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value and name not in KEYS:
            found.update(flat(value, f"{name}."))
        else:
            found[name] = value
    return found


def _validated(data: dict[str, Any], file: TomlFile) -> tuple[Experiment | None, list[Problem]]:
    problems: list[Problem] = []
    asked = None
    try:
        asked = Experiment.model_validate(data)
    except ValidationError as refused:
        problems = [_missing_told(p) for p in problems_of(Experiment, refused, file.lines)]
    problems += [
        Problem(p.key, p.message, p.line or line_of(p.key, file.lines), p.nearest, p.file) for p in grid_problems(data)
    ]
    problems.sort(key=lambda p: (bool(p.file), p.line, p.key))
    return (asked if not problems else None), problems


def _missing_told(problem: Problem) -> Problem:
    if problem.key not in ("question", "expected") or problem.message != "is missing":
        return problem
    return Problem(problem.key, "is missing; every experiment says it before it runs", problem.line)


def _plan(asked: Experiment, file: TomlFile, profile: str, replications: int | None) -> Plan:
    chosen = asked.profiles.get(profile, ProfileSettings())
    settings = dict(asked.set)
    if asked.seed is not None:
        settings["seed"] = asked.seed
    if chosen.weeks is not None:
        settings["weeks"] = chosen.weeks
    factors = {key: list(chosen.vary.get(key, levels)) for key, levels in asked.vary.items()}
    arms, problems = arms_of(asked.scenario, settings, factors)
    if problems:
        raise InputError(problems, file.name)
    return Plan(
        name=Path(file.name).stem,
        arms=arms,
        replications=replications or chosen.replications or asked.replications,
        measures=asked.measures or list(kind_of(arms[0].scenario).summaries),
        question=asked.question.strip(),
        expected=asked.expected.strip(),
        profile=profile,
        source=asked.scenario,
        settings=settings,
        factors=factors,
        comparisons=[Comparison(c.factor, c.against) for c in asked.compare],
        apart=asked.apart,
    )
