"""Periods of learning: kernels and telling come to the same in the published models and in any combination of parts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from copsim.foundation.kernels import AHEAD, MANY
from copsim.foundation.randomness import run_seed
from copsim.knowledge.parts import LearningSettings

from .organisations import FANG, PUBLISHED, assert_told

COMPILED = (
    "March, fast and slow, with turnover and turbulence",
    "March by the letter, zeros a view",
    "March, one after the other",
    "Miller",
    "Miller, also distant",
    "Fang, undirected, ties by coin",
    "Lazer, a small world",
    "Lazer, copying with errors",
)
"""A combination of parts takes seconds to compile; all combinations are compared without compilation, below."""


@pytest.mark.parametrize("name", COMPILED)
def test_a_compiled_organisation_lives_as_it_is_told(name: str) -> None:
    for replication in range(3):
        last, series = assert_told(LearningSettings(**PUBLISHED[name]), run_seed(3, replication))
        assert (series[0] != series[last]).any()


def test_an_organisation_too_large_for_the_cache_lives_as_it_is_told() -> None:
    """With more than MANY members what is read of contacts is fetched ahead; nothing else may come of that."""
    settings = LearningSettings(**FANG | {"members": 7 * (1 + (MANY + 4 * AHEAD) // 7), "periods": 3})
    last, series = assert_told(settings, 5)
    assert (series[0] != series[last]).any()


def without_compilation(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_any_combination_of_parts_lives_as_it_is_told() -> None:
    without_compilation("from tests.tellings.organisations import compare_any; compare_any(400)")


def test_the_published_models_live_as_they_are_told() -> None:
    without_compilation("from tests.tellings.organisations import compare_published; compare_published()")


def test_contacts_that_a_caller_gives_are_heard() -> None:
    """A line on which everybody listens to the one before, one of them twice; nobody is before the first."""
    before = [[], *([seat] for seat in range(26)), [25, 26, 26]]
    settings = LearningSettings(**FANG | {"direction": "undirected", "ties": "coin", "periods": 30})
    assert_told(settings, 11, before)
