"""Kernels made by a factory: each combination of constants has machine code of its own, in one process and the next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from copsim.foundation.kernels import COMPILED, constants_told, kernel
from copsim.knowledge.parts import LearningSettings, parts_of
from copsim.knowledge.periods import run_of

FACTORY = """
import functools
from copsim.foundation.kernels import fresh_count, kernel

@functools.cache
def inner_of(number):
    @kernel
    def inner(x):
        return x + number
    return inner

@functools.cache
def outer_of(number, negative):
    inner = inner_of(number)
    @kernel
    def outer(x):
        total = 0
        for _ in range(3):
            total += inner(x)
        return -total if negative else total
    return outer
"""


def answers(folder: Path, *combinations: tuple[int, bool], before: str = "") -> list[int]:
    """What a new process answers to outer_of(...)(1) for each combination; last, how many kernels it compiled for Python."""
    (folder / "factory.py").write_text(FACTORY)
    asked = ", ".join(f"outer_of{combination}(1)" for combination in combinations)
    code = f"{before}\nfrom factory import *\nprint({asked}, fresh_count())"
    paths = os.pathsep.join([str(folder), *filter(None, sys.path)])
    environment = os.environ | {
        "COPSIM_CACHE_DIR": str(folder / "cache"),
        "PYTHONPATH": paths,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [int(word) for word in done.stdout.split()]


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_combinations_share_no_machine_code_in_the_cache(tmp_path: Path) -> None:
    assert answers(tmp_path, (10, False)) == [33, 1]
    assert answers(tmp_path, (20, False)) == [63, 1]
    assert answers(tmp_path, (20, True)) == [-63, 1]
    everything = ((20, True), (10, False), (20, False))
    assert answers(tmp_path, *everything) == [-63, 33, 63, 0], "all from the cache, each its own"
    assert answers(tmp_path, *reversed(everything)) == [63, 33, -63, 0]


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_without_the_constants_in_the_name_another_combination_would_answer(tmp_path: Path) -> None:
    """Why they are there: with one name for all, the cache serves the first combination for the second."""
    one_name = "import copsim.foundation.kernels as k; k.constants_told = lambda function: 'all'"
    assert answers(tmp_path, (10, False), before=one_name)[0] == 33
    assert answers(tmp_path, (20, False), before=one_name)[0] == 33


def closing_over(value: object):
    def function(x):
        return x, value

    return function


def test_what_a_kernel_closes_over_is_told_apart_by_type_and_value() -> None:
    values = [1, 2, True, False, 1.0, "1", np.uint64(1), np.int64(1)]
    assert len({constants_told(closing_over(value)) for value in values}) == len(values)
    assert constants_told(closing_over(3)) == constants_told(closing_over(3))


def test_a_kernel_cannot_close_over_what_cannot_be_told() -> None:
    with pytest.raises(TypeError, match="cannot close over value, a ndarray"):
        constants_told(closing_over(np.zeros(3)))


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_other_parts_are_another_kernel_and_the_same_parts_the_same() -> None:
    one_each = [
        {},
        {"order": "sequential"},
        {"step": "full"},
        {"unknown": "left"},
        {"pay_off": "score"},
        {"pay_off": "blocks"},
        {"code": "one"},
        {"code": "none"},
        {"superior": "matches"},
        {"votes": "count"},
        {"source": "majority"},
        {"source": "majority_of_better"},
        {"source": "one_contact"},
        {"source": "best_contact"},
        {"source": "best_contact", "distant": "also"},
        {"source": "best_contact", "distant": "if_none_better"},
        {"source": "majority", "zeros": "copy"},
        {"source": "majority", "zeros": "count"},
        {"source": "majority", "ties": "coin"},
        {"source": "majority", "attention": "torus", "members": 49},
    ]
    kernels = [run_of(parts_of(LearningSettings(**changed))) for changed in one_each]
    assert len({made.py_func.__qualname__ for made in kernels}) == len(one_each)
    assert run_of(parts_of(LearningSettings(p1=0.7, members=12, periods=5))) is kernels[0], "numbers are not parts"


def test_kernel_is_the_decorator_that_is_tested_here() -> None:
    made = kernel(closing_over(5))
    assert made(1) == (1, 5)
