"""Every figure is drawn, shows the numbers it is given, and is the same picture each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from copsim.plots.arms import draw_arms
from copsim.plots.differences import draw_differences
from copsim.plots.figures import draw_figures
from copsim.plots.levels import draw_levels
from copsim.plots.roles import roles, two_measures
from copsim.study.conduct import Conducted, conduct
from copsim.study.experiment import read_experiment
from copsim.study.outcome import Outcome
from copsim.study.single import single_plan
from tests.study.tiny import quiet, tiny_plan


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Conducted:
    folder = tmp_path_factory.mktemp("figures")
    return conduct(tiny_plan(folder), folder / "results", executor="serial", say=quiet)


def pixels(path: Path) -> tuple[int, int, int]:
    """Width, height and number of distinct colours."""
    import matplotlib.image

    picture = matplotlib.image.imread(path)
    return picture.shape[1], picture.shape[0], len({tuple(row) for row in picture.reshape(-1, picture.shape[2])[::97]})


def test_every_figure_of_an_experiment_is_written_and_not_empty(done: Conducted) -> None:
    drawn = draw_figures(done)
    assert [path.name for path in drawn] == ["arms.png", "differences.png", "levels.png"]
    for path in drawn:
        width, height, colours = pixels(path)
        assert width == 1600
        assert 300 < height < 4000
        assert colours > 5, path


def test_the_same_numbers_give_the_same_picture(done: Conducted, tmp_path: Path) -> None:
    first, second = (draw_arms(done.outcome, tmp_path / name) for name in ("a", "b"))
    assert first is not None
    assert second is not None
    assert first.read_bytes() == second.read_bytes()
    moved = {
        key: {m: v + 0.1 * (key[0] == 0) for m, v in values.items()} for key, values in done.outcome.values.items()
    }
    other = draw_arms(Outcome(done.outcome.plan, moved, done.outcome.digests, {}), tmp_path / "c")
    assert other is not None
    assert other.read_bytes() != first.read_bytes()


def test_one_run_shows_its_levels_and_a_run_too_short_for_levels_shows_none(tmp_path: Path) -> None:
    for weeks, names in ((15, ["levels.png"]), (12, [])):
        plan = single_plan("baseline", {"people.members": 12, "people.units": 2, "weeks": weeks})
        run = conduct(plan, tmp_path, executor="serial", say=quiet)
        assert [path.name for path in draw_figures(run)] == names


def test_a_study_that_compares_nothing_has_no_figure_of_differences(tmp_path: Path) -> None:
    plan = single_plan("baseline", {"people.members": 12, "people.units": 2, "weeks": 3})
    run = conduct(plan, tmp_path, executor="serial", say=quiet)
    assert draw_differences(run.outcome, tmp_path) == []
    assert draw_arms(run.outcome, tmp_path) is None
    assert draw_levels([], tmp_path) is None


def test_the_main_experiment_puts_needs_in_panels_structures_in_rows_and_relations_in_colours() -> None:
    plan = read_experiment("structures_and_sponsorship")
    found = roles(plan)
    assert (found.rows, found.hue) == ("structure.kind", "sponsorship.relation")
    assert found.panels == [{"need.kind": "knowledge_domain"}, {"need.kind": "task"}]
    values = {
        (number, r): {
            "ability": 0.5,
            "solved_in_time": 0.5,
            "tasks_delivered": 0.5 if "task" in arm.levels.values() else float("nan"),
        }
        for number, arm in enumerate(plan.arms)
        for r in range(plan.replications)
    }
    outcome = Outcome(plan, values, {}, {})
    assert two_measures(outcome, found, found.panels[0]) == ["ability", "solved_in_time"]
    assert two_measures(outcome, found, found.panels[1]) == ["ability", "tasks_delivered"]


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were(done: Conducted, tmp_path: Path) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    draw_arms(done.outcome, tmp_path)
    assert dict(mpl.rcParams) == before
