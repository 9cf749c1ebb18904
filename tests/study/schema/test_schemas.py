"""The schemas for editors: as committed, right about every file that comes with copsim, and about right and wrong ones.

A schema cannot know all that `copsim check` knows; but what it refuses is wrong, and wrong keys, types, ranges and
names are refused by both.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from copsim.constellation.kinds import KINDS, Kind, read_situation
from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError
from copsim.foundation.parameters import Declared
from copsim.study.checking import check_file
from copsim.study.schema.files import SCHEMAS, schema_text, write_schemas
from copsim.study.strategy.settings import read_strategy

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "docs" / "schemas"


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((COMMITTED / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def refused(name: str, text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(tomllib.loads(text))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_committed_is_what_is_declared(name: str, tmp_path: Path) -> None:
    assert (COMMITTED / f"{name}.json").read_text(encoding="utf-8") == schema_text(name), (
        "make schemas writes docs/schemas anew"
    )
    assert json.loads(schema_text(name))["$schema"] == validator(name).META_SCHEMA["$id"]


def test_all_schemas_are_committed(tmp_path: Path) -> None:
    assert {path.name for path in write_schemas(tmp_path)} == {path.name for path in COMMITTED.iterdir()}


def files() -> Iterator[tuple[str, Path]]:
    yield from (("scenario", path) for path in sorted((ROOT / "scenarios").rglob("*.toml")))
    for path in sorted((ROOT / "experiments").rglob("*.toml")):
        yield ("strategy" if path.parent.name == "strategy" else "experiment"), path


@pytest.mark.parametrize(("name", "path"), [pytest.param(n, p, id=p.stem) for n, p in files()])
def test_every_file_that_comes_with_copsim_is_right(name: str, path: Path) -> None:
    assert refused(name, path.read_text(encoding="utf-8")) == []


ASKED = 'question = "Does it make a difference?"\nexpected = "It does make one."\n'
WRONG_SCENARIOS = {
    "an unknown key": "[people]\nmembrs = 3\n",
    "an unknown table": "[peopel]\nmembers = 3\n",
    "text for an integer": "weeks = 'many'\n",
    "a fraction for an integer": "weeks = 2.5\n",
    "text for a number": "[hours]\nfree = '4'\n",
    "text for true or false": "[structure]\nconvened = 'yes'\n",
    "a number for text": "title = 3\n",
    "above its range": "[hours]\nfree = 400\n",
    "below its range": "[hours]\nask = -1\n",
    "no weeks": "weeks = 0\n",
    "a number for a table": "sponsorship = 3\n",
    "a table for a list of tables": "[also]\nkind = 'team'\n",
    "a value for a list": "[domain]\nnames = 'methods'\n",
    "an unknown structure": "[structure]\nkind = 'guild'\n",
    "an unknown structure among several": "[[also]]\nkind = 'guild'\n",
    "an unknown relation": "[sponsorship]\nrelation = 'suported'\n",
    "an unknown policy": "[portfolio]\npolicy = 'fair'\n",
    "an unknown policy of a stage": "[[portfolio.stage]]\nweek = 5\npolicy = 'fair'\n",
    "an unknown key in a list of tables": "[[sponsorship.change]]\nweek = 3\nrelation = 'supported'\nwho = 1\n",
    "nothing": "",
    "an organisation in a published model": "[learning]\n[people]\nmembers = 20\n",
}
WRONG_EXPERIMENTS = {
    "no question": 'expected = "It does make one."\n[vary]\nneed.kind = ["task"]\n',
    "an unknown key": ASKED + "replicatons = 3\n",
    "no replications": ASKED + "replications = 0\n",
    "an unknown measure": ASKED + 'measures = ["solved_on_time"]\n',
    "an unknown picture": ASKED + 'picture = "pie"\n',
    "an unknown key of a scenario, set": ASKED + "[set]\npeople.membrs = 3\n",
    "an unknown key of a scenario, varied": ASKED + "[vary]\nneed.kidn = ['task']\n",
    "an unknown key of a scenario, in quotes": ASKED + "[vary]\n'need.kidn' = ['task']\n",
    "a value out of range, set": ASKED + "[set]\nhours.free = 400\n",
    "a value out of range, varied": ASKED + "[vary]\nhours.free = [4, 400]\n",
    "a value of a wrong type, varied": ASKED + "[vary]\nhours.free = ['much']\n",
    "no list of levels": ASKED + "[vary]\nneed.kind = 'task'\n",
    "an unknown structure, set": ASKED + "[set]\nstructure.kind = 'guild'\n",
    "an unknown structure, varied": ASKED + "[vary]\nstructure.kind = ['team', 'guild']\n",
    "an unknown structure, in quotes": ASKED + "[vary]\n'structure.kind' = ['guild']\n",
    "an unknown structure of an arm": ASKED + "[arms.a]\nstructure.kind = 'guild'\n[arms.b]\nstructure.kind = 'team'\n",
    "an unknown kind of design": ASKED + "[design]\nkind = 'sobl'\npoints = 8\nranges = {hours.free = [1, 4]}\n",
    "a range of text": ASKED + "[design]\nkind = 'sobol'\npoints = 8\nranges = {hours.free = ['a', 'b']}\n",
}


@pytest.mark.parametrize("mistake", WRONG_SCENARIOS)
def test_a_wrong_scenario_is_refused_by_the_check_and_by_the_schema(mistake: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text(WRONG_SCENARIOS[mistake], encoding="utf-8")
    assert check_file(str(tmp_path / "wrong.toml")) != []
    assert refused("scenario", WRONG_SCENARIOS[mistake]) != []


@pytest.mark.parametrize("mistake", WRONG_EXPERIMENTS)
def test_a_wrong_experiment_is_refused_by_the_check_and_by_the_schema(mistake: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text(WRONG_EXPERIMENTS[mistake], encoding="utf-8")
    assert check_file(str(tmp_path / "wrong.toml")) != []
    assert refused("experiment", WRONG_EXPERIMENTS[mistake]) != []


STRATEGY = (ROOT / "experiments" / "strategy" / "where_should_the_budget_go.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    ["budgt = 3", "replications = 0", "[options]\nmine = 3", "[uncertain.hours]\nfree = 3"],
)
def test_a_wrong_portfolio_study_is_refused_by_both(line: str, tmp_path: Path) -> None:
    text = f"{line}\n{STRATEGY}" if not line.startswith("[") else f"{STRATEGY}\n{line}\n"
    text = text.replace("\nreplications = 20", "") if line.startswith("replications") else text
    (tmp_path / "wrong.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_strategy(tmp_path / "wrong.toml")
    assert refused("strategy", text) != []


def test_an_option_with_an_unknown_policy_is_refused_by_the_schema() -> None:
    assert refused("strategy", f"{STRATEGY}\n[options.mine]\nportfolio.policy = 'fair'\n") != []


GUILD = "extensions = ['guild.py']\n[structure]\nkind = 'guild'\n"


def test_a_name_that_an_extension_may_bring_is_allowed_and_only_then() -> None:
    assert refused("scenario", GUILD) == []
    assert refused("scenario", GUILD.partition("\n")[2]) != []
    own = ASKED + 'scenario = "my_lab"\nmeasures = ["laughter"]\n[vary]\nstructure.kind = ["guild"]\n'
    assert refused("experiment", own) == []
    assert refused("experiment", own.replace('scenario = "my_lab"\n', "")) != []
    arm = ASKED + 'measures = ["laughter"]\n[arms.one]\nscenario = "my_lab"\n[arms.two]\nweeks = 4\n'
    assert refused("experiment", arm) == []
    assert refused("experiment", arm.replace("my_lab", "baseline")) != []


ODD: tuple[Any, ...] = ("surely not", True, 3, 2.5, [], ["x"], {"x": 1}, -1, 10**6)
"""A value of every type that TOML has."""


def file_with(kind: Kind, values: dict[str, Any]) -> dict[str, Any]:
    """A scenario file of a kind that sets some dotted keys, as TOML reads it."""
    file: dict[str, Any] = {kind.table: {}} if kind.table else {}
    for key, value in values.items():
        *tables, name = key.split(".")
        place = file
        for table in tables:
            place = place.setdefault(table, {})
        place[name] = value
    return file


def is_read(kind: Kind, file: dict[str, Any]) -> bool:
    try:
        checked(kind.scenario, kind.base(file))
    except InputError:
        return False
    return True


def is_allowed(file: dict[str, Any]) -> bool:
    return bool(validator("scenario").is_valid(file))


def near(parameter: Declared) -> list[Any]:
    """Values on both sides of what a parameter allows, and its default."""
    ends = [end for end in (parameter.low, parameter.high) if end is not None]
    default = [] if parameter.default is None else [parameter.default]
    whole = isinstance(parameter.default, int) and not isinstance(parameter.default, bool)
    return [*default, *(int(e) + step if whole else e + step / 4 for e in ends for step in (-1, 0, 1))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table or "community")
def test_of_every_parameter_the_schema_allows_what_copsim_reads_and_no_other_type_or_range(kind: Kind) -> None:
    wrong = []
    for key, parameter in kind.parameters().items():
        for value in [*near(parameter), *ODD]:
            if isinstance(value, float) and value.is_integer():
                value = value + 0.125  # JSON has one kind of number: 1.0 is an integer there, and none in TOML
            file = file_with(kind, {key: value})
            try:
                checked(kind.scenario, kind.base(file))
            except InputError as error:
                own = [problem for problem in error.problems if problem.key == key]
                if is_allowed(file) and any(problem.message.startswith(TOLD) for problem in own):
                    wrong.append(f"{key} = {value!r} is allowed, though: {own[0].message}")
            else:
                if not is_allowed(file):
                    wrong.append(f"{key} = {value!r} is refused, though copsim reads it")
    assert wrong == []


TOLD = ("expected at least", "expected at most", "expected an integer", "expected a number", "expected text",
        "expected true", "expected a list", "expected a table", "unknown key")  # fmt: skip
"""Reasons that a schema can know of; others (what has no effect, shares that do not sum) are the check's alone."""


@settings(deadline=None, max_examples=100)
@given(data=some.data())
def test_what_copsim_reads_the_schema_allows_in_any_company(data: some.DataObject) -> None:
    kind = data.draw(some.sampled_from(KINDS))
    parameters = kind.parameters()
    keys = data.draw(some.lists(some.sampled_from(sorted(parameters)), min_size=1, max_size=4, unique=True))
    values = {key: data.draw(some.sampled_from([*near(parameters[key]), *ODD])) for key in keys}
    file = file_with(kind, values)
    assert is_allowed(file) or not is_read(kind, file)


def test_a_study_over_a_scenario_is_read_as_the_schema_says(tmp_path: Path) -> None:
    """A right file with all that the schema writes in another way: quotes, tables in tables, ranges, arms, claims."""
    text = ASKED + (
        'measures = ["ability"]\n[set]\n"people.members" = 20\npeople.units = 2\nweeks = 3\n'
        '[design]\nkind = "latin_hypercube"\npoints = 3\n[design.ranges]\nhours.free = [2.0, 6.0]\n'
        '"engagement.kappa" = [0.1, 1.0, "log"]\n[arms.one]\nstructure = {kind = "team"}\n'
        '[arms.two]\n"structure.kind" = "none"\n'
    )
    (tmp_path / "right.toml").write_text(text, encoding="utf-8")
    assert check_file(str(tmp_path / "right.toml")) == []
    assert refused("experiment", text) == []
    assert read_situation("baseline")
