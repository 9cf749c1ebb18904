"""Nothing moved: the same scenario and seed give the same state on every supported version, compiled or not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from copsim.constellation.run import run_once

from .cases import FILE, cases, digests

GOLDEN = json.loads(FILE.read_text())


@pytest.mark.parametrize("name", list(cases()))
def test_a_golden_run_comes_to_the_state_it_always_came_to(name: str) -> None:
    assert run_once(cases()[name]).digest == GOLDEN[name]


def test_each_golden_case_comes_to_a_state_of_its_own() -> None:
    assert len(set(GOLDEN.values())) == len(GOLDEN) == len(cases())


def in_another_process(**environment: str) -> dict[str, str]:
    code = "import json; from tests.golden.cases import digests; print(json.dumps(digests(only_few=True)))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_the_same_states_without_compilation() -> None:
    assert in_another_process(NUMBA_DISABLE_JIT="1") == digests(only_few=True)


def test_the_same_states_under_other_hash_seeds() -> None:
    assert in_another_process(PYTHONHASHSEED="1") == in_another_process(PYTHONHASHSEED="77") == digests(only_few=True)


def test_the_same_states_from_two_threads_at_once() -> None:
    scenario = cases()["baseline"]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda r: run_once(scenario, r).digest, range(4)))
    assert together == [run_once(scenario, r).digest for r in range(4)]
    assert len(set(together)) == 4
