"""Replications go on until differences are precise, intervals are held to a stricter level for having looked before."""

from __future__ import annotations

from pathlib import Path

import pytest

from copsim.foundation.errors import InputError
from copsim.study.conduct import conduct
from copsim.study.experiment import read_experiment
from copsim.study.precision import look, looks
from tests.study.tiny import TINY, quiet, write_tiny


def told(half_width: float, most: int = 40, step: int = 6) -> str:
    until = f'[until]\nmeasure = "ability"\nhalf_width = {half_width}\nmost = {most}\nstep = {step}\n'
    return TINY.replace("[[compare]]", f"{until}\n[[compare]]", 1)


def test_it_stops_as_soon_as_every_difference_is_precise(tmp_path: Path) -> None:
    plan = read_experiment(write_tiny(tmp_path, told(0.06)))
    said: list[str] = []
    done = conduct(plan, tmp_path / "results", executor="serial", say=said.append)
    count = done.outcome.plan.replications
    assert count in looks(plan)[1:-1]
    assert look(done.outcome, len(looks(plan))).precise
    told_at = [line for line in said if "is known to within" in line]
    assert len(told_at) == looks(plan).index(count) + 1
    assert all("would take about" in line for line in told_at[:-1])
    assert "as wanted" in told_at[-1]


def test_it_stops_at_the_most_and_says_how_many_it_would_take(tmp_path: Path) -> None:
    said: list[str] = []
    plan = read_experiment(write_tiny(tmp_path, told(0.001, most=5, step=2)))
    done = conduct(plan, tmp_path / "results", executor="serial", say=said.append)
    assert done.outcome.plan.replications == 5
    assert "would take about" in [line for line in said if "is known" in line][-1]


def test_a_later_look_is_held_to_the_same_stricter_level(tmp_path: Path) -> None:
    done = conduct(read_experiment(write_tiny(tmp_path, told(1.0))), tmp_path / "results", executor="serial", say=quiet)
    assert look(done.outcome, 1).widest.half_width < look(done.outcome, 7).widest.half_width


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('measure = "ability"\nhalf', 'measure = "abilty"\nhalf', "did you mean 'ability'"),
        ("half_width = 0.1", "half_width = 0.0", "above 0"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_experiment(write_tiny(tmp_path, told(0.1).replace(old, new)))
    assert any(says in str(problem) for problem in caught.value.problems)
