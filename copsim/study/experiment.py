"""An experiment is a TOML file that asks one question and says what is expected before it runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from copsim.constellation.kinds import KINDS, kind_named, kind_of
from copsim.constellation.parts import USUAL_PICTURES
from copsim.constellation.scenario import find
from copsim.foundation.checking import line_of, problems_of
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import Settings, parameter
from copsim.foundation.toml_file import TomlFile, read_toml
from copsim.study.arms import ARM, arms_of
from copsim.study.branching import branch_problems
from copsim.study.designs import POINT, Design, DesignSettings, design_of, whole_numbers
from copsim.study.expectations import ClaimSettings, DialSettings
from copsim.study.extended import located_in, same_extensions
from copsim.study.grid_check import grid_problems
from copsim.study.plan import Comparison, Plan
from copsim.study.precision import UntilSettings

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
    vary: dict[str, Levels] = parameter({}, "levels kept, of keys that [vary] names, and of arm")


class BranchSettings(Settings):
    """The table [branch]: up to the week before, all arms are the scenario with [set]; from it on, each is its own."""

    week: int = parameter(..., "first week in which arms differ", unit="week", low=2, high=100_000)


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
    arms: dict[str, dict[str, Any]] = parameter(
        {}, "arms by name, each with settings of its own over the scenario (or over another: scenario = ...)"
    )
    design: DesignSettings | None = parameter(None, "points of a parameter space at which every arm is run")
    branch: BranchSettings | None = parameter(None, "live through the first weeks once; arms go on from there")
    until: UntilSettings | None = parameter(None, "add replications until paired differences are precise")
    claim: list[ClaimSettings] = parameter([], "what is expected, each to be held against the runs")
    assumptions: dict[str, Levels] = parameter({}, "assumed parameters, each with other values to try the claims at")
    dial: list[DialSettings] = parameter([], "factors along which a highest mean is looked for")
    picture: str = parameter(
        "",
        f"the figure that answers the question: {', '.join(USUAL_PICTURES)}, or one that an extension brings "
        "(left out: as the factors suggest)",
    )
    shows: list[str] = parameter([], "what it shows: summaries, or weekly series for courses")


def read_experiment(
    name: str | Path, profile: str = "", replications: int | None = None, also: Mapping[str, Any] | None = None
) -> Plan:
    """The plan of an experiment file, by path or by the name of one that comes with copsim.

    name: a path or a name. profile: the name of a smaller version that the file has, "" for the whole. replications:
    of each arm, instead of what the file says. also: settings laid over every arm, beyond what the file says.

    Raises
    ------
    InputError
        With every problem of the file, of its scenario and of every arm, in the order of lines.
    """
    asked, file = read_asked(name)
    if profile and profile not in asked.profiles:
        known = list(asked.profiles)
        message = f"no profile of this name; known: {', '.join(known) or 'none'}"
        raise InputError([Problem(profile, message, 0, nearest(profile, known))], file.name)
    return _plan(asked, file, profile, replications, also or {})


def read_asked(name: str | Path) -> tuple[Experiment, TomlFile]:
    """What an experiment file says, checked; and the file.

    Raises
    ------
    InputError
        With every problem of the file, of its scenario and of every arm, in the order of lines.
    """
    file = read_toml(find(name, "experiments"))
    data = dict(file.data)
    for table in ("set", "vary", "assumptions"):
        data[table] = flat(data.get(table, {}))
    if isinstance(data.get("arms"), Mapping):
        data["arms"] = {arm: flat(given) for arm, given in data["arms"].items()}
    if isinstance(data.get("design"), Mapping):
        data["design"] = {
            key: flat(inner) if key in ("ranges", "values") else inner for key, inner in data["design"].items()
        }
    if isinstance(data.get("claim"), list):
        data["claim"] = [
            {**c, "within": flat(c["within"])} if isinstance(c, Mapping) and "within" in c else c for c in data["claim"]
        ]
    if isinstance(data.get("profiles"), Mapping):
        data["profiles"] = {
            key: {**inner, "vary": flat(inner["vary"])} if isinstance(inner, Mapping) and "vary" in inner else inner
            for key, inner in data["profiles"].items()
        }
    asked, problems = _validated(located_in(data, Path(file.name).parent), file)
    if asked is None:
        raise InputError(problems, file.name)
    return asked, file


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


def _plan(asked: Experiment, file: TomlFile, profile: str, replications: int | None, also: Mapping[str, Any]) -> Plan:
    chosen = asked.profiles.get(profile, ProfileSettings())
    settings = {**asked.set, **also}
    if asked.seed is not None:
        settings["seed"] = asked.seed
    if chosen.weeks is not None:
        settings["weeks"] = chosen.weeks
    factors = {key: list(chosen.vary.get(key, levels)) for key, levels in asked.vary.items()}
    named: dict[str, Any] = {}
    if asked.arms:
        factors, named = {ARM: list(chosen.vary.get(ARM, asked.arms)), **factors}, {ARM: asked.arms}
    design = None
    if asked.design is not None:
        design = _design(asked, Path(file.name).parent)
        factors[POINT], named[POINT] = list(range(len(design.places))), dict(enumerate(design.places))
    arms, problems = arms_of(asked.scenario, settings, factors, named)
    problems += same_extensions([arm.scenario for arm in arms])
    base = None
    if asked.branch is not None and not problems:
        alone, problems = arms_of(asked.scenario, settings, {})
        base = alone[0].scenario
        for arm in arms:
            told = [(p.key, p.message) for p in problems]
            problems += [
                p for p in branch_problems(base, arm.scenario, asked.branch.week) if (p.key, p.message) not in told
            ]
    if problems:
        raise InputError(problems, file.name)
    return Plan(
        name=Path(file.name).stem,
        arms=arms,
        replications=replications or chosen.replications or asked.replications,
        measures=asked.measures or kind_of(arms[0].scenario).summaries_of(arms[0].scenario),
        question=asked.question.strip(),
        expected=asked.expected.strip(),
        profile=profile,
        source=asked.scenario,
        settings=settings,
        factors=factors,
        comparisons=[Comparison(c.factor, c.against) for c in asked.compare],
        apart=asked.apart,
        claims=[claim.claim() for claim in asked.claim],
        dials=[dial.dial() for dial in asked.dial],
        picture=asked.picture,
        shows=asked.shows,
        design=design,
        base=base,
        branch=asked.branch.week if asked.branch is not None else 0,
        until=asked.until.until() if asked.until is not None and replications is None else None,
    )


def _design(asked: Experiment, home: Path) -> Design:
    known = kind_named(asked.scenario).parameters()
    settings = asked.design
    assert settings is not None
    defaults = {key: known[key].default for key in settings.ranges}
    return design_of(settings, whole_numbers(settings, defaults), home)
