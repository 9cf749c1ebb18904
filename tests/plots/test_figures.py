"""Every figure is drawn, shows the numbers it is given, and is the same picture each time."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest

from copsim.constellation.scenario import Scenario
from copsim.plots.arms import draw_arms
from copsim.plots.differences import draw_differences
from copsim.plots.figures import draw_figures
from copsim.plots.levels import draw_levels
from copsim.plots.needs_table import draw_needs_table, own_measure, row_of
from copsim.plots.roles import panel_title, roles, two_measures
from copsim.study.conduct import Conducted, conduct
from copsim.study.experiment import read_experiment
from copsim.study.outcome import Outcome
from copsim.study.plan import Arm, Comparison, Plan
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
    assert [panel["need.kind"] for panel in found.panels] == plan.factors["need.kind"]


def test_a_panel_shows_the_first_measure_and_its_own() -> None:
    outcome = many()
    found = roles(outcome.plan)
    assert two_measures(outcome, found, found.panels[0]) == ["ability", "tasks_delivered"]
    assert two_measures(outcome, found, found.panels[1]) == ["ability"]


NEEDS = ("task", "knowledge_domain", "connection")


def many(needs: tuple[str, ...] = NEEDS) -> Outcome:
    """Made-up runs of a grid of needs, structures and relations; communities lead on all needs but the task."""
    factors = {
        "need.kind": list(needs),
        "structure.kind": ["none", "team", "network", "community_of_practice"],
        "sponsorship.relation": [f"relation {n}" for n in range(7)],
    }
    scenario = Scenario()
    arms = [Arm(dict(zip(factors, levels, strict=True)), scenario) for levels in itertools.product(*factors.values())]
    compared = [Comparison("structure.kind", "none"), Comparison("sponsorship.relation", "relation 0")]
    measures = ["ability", "tasks_delivered"]
    plan = Plan("many", arms, 6, measures, factors=factors, comparisons=compared, apart=["need.kind"])
    values = {}
    for (number, arm), r in itertools.product(enumerate(arms), range(6)):
        need, structure, _ = arm.levels.values()
        leads = structure == ("team" if need == "task" else "community_of_practice")
        score = 0.4 + 0.2 * leads + (0.001 * (-1) ** r if structure == "network" else 0) + 0.01 * r
        values[number, r] = {"ability": score, "tasks_delivered": score if need == "task" else math.nan}
    return Outcome(plan, values, {}, {})


def test_the_table_of_needs_marks_the_highest_and_what_cannot_be_told_apart_from_it(tmp_path: Path) -> None:
    outcome = many()
    assert [own_measure(outcome, need) for need in NEEDS] == ["tasks_delivered", "ability", "ability"]
    fixed = {"sponsorship.relation": "relation 1"}
    task, domain, _ = (row_of(outcome, need, fixed, "ability") for need in NEEDS)
    assert [cell.best for cell in task] == [False, True, False, False]
    assert [cell.best for cell in domain] == [False, False, False, True]
    assert not any(cell.close for cell in [*task, *domain])
    level = {key: dict(values, ability=0.5 + 0.01 * key[1]) for key, values in outcome.values.items()}
    tied = row_of(Outcome(outcome.plan, level, {}, {}), "task", fixed, "ability")
    assert [(cell.best, cell.close) for cell in tied] == [(True, False), (False, True), (False, True), (False, True)]
    path = draw_needs_table(outcome, tmp_path)
    assert path is not None
    assert pixels(path)[0] == 1600


def test_of_many_panels_each_has_a_figure_of_differences_of_its_own_and_many_hues_have_room(tmp_path: Path) -> None:
    names = [path.name for path in draw_differences(many(), tmp_path)]
    assert names == [f"differences-{need}.png" for need in NEEDS]
    assert all(600 < pixels(tmp_path / name)[1] < 3500 for name in names)
    assert draw_arms(many(), tmp_path) is not None
    assert [path.name for path in draw_differences(many(NEEDS[:2]), tmp_path)] == ["differences.png"]


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were(done: Conducted, tmp_path: Path) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    draw_arms(done.outcome, tmp_path)
    assert dict(mpl.rcParams) == before


def test_a_panel_says_once_what_it_holds_fixed() -> None:
    assert panel_title({"need.kind": "task", "hours.a_try": 2.0}) == "Need: task, a try = 2.0"
    assert panel_title({"people.members": 120}) == "Members = 120"
    assert panel_title({}) == ""
