"""Whatever is wrong with a value, it is told in the words of a scenario file, never in those of a library."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from copsim.constellation.scenario import Scenario, over_baseline, parameters
from copsim.constellation.situation import put
from copsim.foundation.checking import EXPECTED, checked
from copsim.foundation.errors import InputError
from copsim.foundation.parameters import Settings
from copsim.study.experiment import Experiment

WRONG: list[Any] = [
    *(True, "", "x", 3, -3, 10**400, 2.5, 1e308, float("nan"), float("-inf"), [], [1], ["a", "a"], ["a"] * 30, {}),
    *({"a": 1}, {"a": "b"}, [{}], [{"zz": 1}], datetime.date(2026, 1, 1), datetime.time(1)),
]
"""Values of every kind that TOML has."""
FOREIGN = (
    "Input",
    "instance of",
    "Settings",
    "valid ",
    "dictionary",
    "validation",
    "field required",
    "least 0.0,",
    "True",
)
TABLES = [name for name, info in Scenario.model_fields.items() if name not in parameters() and info is not None]


def messages(model: type[Settings], data: dict[str, Any]) -> Iterator[str]:
    try:
        checked(model, data)
    except InputError as refused:
        yield from (str(problem) for problem in refused.problems)


@pytest.mark.parametrize("key", [*parameters(), *TABLES])
def test_no_wrong_value_of_a_scenario_is_told_in_the_words_of_a_library(key: str) -> None:
    told = []
    for value in WRONG:
        data = over_baseline({})
        put(data, key, value)
        told += list(messages(Scenario, data))
    assert told
    assert not [text for text in told for foreign in FOREIGN if foreign in text]
    assert max(len(text) for text in told) < 400


@pytest.mark.parametrize("key", list(Experiment.model_fields))
def test_no_wrong_value_of_an_experiment_is_either(key: str) -> None:
    good = {"question": "What is asked here?", "expected": "Nothing in particular."}
    told = [text for value in WRONG for text in messages(Experiment, {**good, key: value})]
    assert told
    assert not [text for text in told for foreign in FOREIGN if foreign in text]


def test_every_kind_of_error_that_is_worded_can_be_met() -> None:
    met = set()
    for key in parameters():
        for value in WRONG:
            data: dict[str, Any] = {}
            put(data, key, value)
            met |= {text.split(": ", 1)[1].split(",")[0][:12] for text in messages(Scenario, data)}
    met |= {text.split(": ", 1)[1][:12] for text in messages(Experiment, {"question": "x"})}
    assert {words[:12] for words in EXPECTED.values()} <= met
