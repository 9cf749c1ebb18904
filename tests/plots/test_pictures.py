"""Pictures that an experiment's file can ask for: each is drawn, and shows another picture for other numbers."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from copsim.constellation.parts import USUAL_PICTURES
from copsim.plots.dial import within_pairs
from copsim.plots.pictures import PICTURES, draw_reference
from copsim.study.conduct import Conducted, conduct
from copsim.study.experiment import read_experiment
from copsim.study.outcome import Outcome
from copsim.study.reference import make
from copsim.study.statistics import mean_with_interval
from tests.plots.test_figures import pixels
from tests.study.test_named_arms import TEXT, written
from tests.study.tiny import quiet

SHOWS = {
    "courses": ["ability", "answers", "core"],
    "dial": ["ability", "solved_in_time"],
    "measures": ["ability", "knowledge"],
    "table": ["ability", "knowledge", "cost"],
    "profiles": [],
    "rings": [],
}
LONGER = TEXT.replace("weeks = 14", "weeks = 30")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Conducted:
    folder = tmp_path_factory.mktemp("pictures")
    plan = read_experiment(written(folder, LONGER))
    return conduct(plan, folder / "results", executor="serial", say=quiet)


def test_every_picture_that_a_file_may_ask_for_is_known() -> None:
    usual = {"arms", "differences", "needs_table", "levels", "tornado"}
    assert set(USUAL_PICTURES) == usual | set(PICTURES)
    assert set(SHOWS) == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn(name: str, done: Conducted, tmp_path: Path) -> None:
    path = PICTURES[name](done, SHOWS[name], tmp_path / "picture.png")
    assert path is not None
    width, height, colours = pixels(path)
    assert width == 1600
    assert 300 < height < 4000
    assert colours > 5


@pytest.mark.parametrize("name", ["dial", "measures", "table"])
def test_other_numbers_give_another_picture(name: str, done: Conducted, tmp_path: Path) -> None:
    first = PICTURES[name](done, SHOWS[name], tmp_path / "a.png")
    values: dict[Any, Any] = {
        key: {m: v * (1.5 if key[0] == 0 else 1.0) for m, v in run.items()} for key, run in done.outcome.values.items()
    }
    moved = done._replace(outcome=Outcome(done.outcome.plan, values, done.outcome.digests, {}))
    second = PICTURES[name](moved, SHOWS[name], tmp_path / "b.png")
    assert first is not None
    assert second is not None
    assert first.read_bytes() != second.read_bytes()


@pytest.mark.parametrize("picture", ["tornado", "arms", "differences", "table"])
def test_a_reference_has_its_picture(picture: str, tmp_path: Path) -> None:
    text = LONGER.replace(
        'measures = ["ability"]', f'measures = ["ability"]\npicture = "{picture}"\nshows = ["ability"]'
    )
    made = make(str(written(tmp_path, text)), tmp_path / "results", "serial")
    path = draw_reference(made, tmp_path / "kept" / "figure.png")
    assert path == tmp_path / "kept" / "figure.png"
    assert pixels(path)[2] > 5
    assert [p.name for p in path.parent.iterdir()] == ["figure.png"]


def test_what_replications_share_is_taken_out_of_intervals() -> None:
    worlds = [0.2, 0.5, 0.8, 0.3]
    same = within_pairs({"a": dict(enumerate(worlds)), "b": {r: v + 0.1 for r, v in enumerate(worlds)}})
    assert math.isclose(same["a"].mean, 0.45)
    assert math.isclose(same["b"].mean, 0.55)
    assert same["a"].high - same["a"].low < 1e-9
    noise = {0: 0.21, 1: 0.48, 2: 0.83, 3: 0.28}
    two = within_pairs({"a": dict(enumerate(worlds)), "b": noise})
    gaps = mean_with_interval([noise[r] - worlds[r] for r in range(4)])
    # of two cells the interval of either is that of the difference, by the square root of 2 narrower
    assert math.isclose(two["a"].high - two["a"].mean, (gaps.high - gaps.mean) / math.sqrt(2))
