"""An experiment file is refused with everything that is wrong with it, or becomes a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from copsim.foundation.errors import InputError
from copsim.study.experiment import read_experiment
from copsim.study.plan import run_id
from tests.study.tiny import TINY, tiny_plan, write_tiny


def refused(folder: Path, text: str) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        read_experiment(write_tiny(folder, text))
    return {f"{p.line} {p.key}": str(p) for p in caught.value.problems}


def test_the_grid_becomes_one_arm_for_each_combination_in_the_order_written(tmp_path: Path) -> None:
    plan = tiny_plan(tmp_path)
    assert [tuple(arm.levels.values()) for arm in plan.arms] == [
        ("none", "unrecognised"),
        ("none", "supported"),
        ("community_of_practice", "unrecognised"),
        ("community_of_practice", "supported"),
    ]
    arm = plan.arms[3].scenario
    assert (arm.people.members, arm.weeks, arm.seed, arm.sponsorship.relation) == (12, 15, 5, "supported")


def test_runs_go_replication_by_replication_so_that_a_study_cut_short_is_balanced(tmp_path: Path) -> None:
    order = [(spec.replication, spec.arm) for spec in tiny_plan(tmp_path).runs()]
    assert order == [(r, a) for r in range(2) for a in range(4)]


def test_a_profile_narrows_levels_weeks_and_replications(tmp_path: Path) -> None:
    plan = tiny_plan(tmp_path, profile="smaller")
    assert len(plan.arms) == 2
    assert plan.replications == 1
    assert plan.arms[0].scenario.weeks == 5
    with pytest.raises(InputError, match="did you mean 'smaller'"):
        tiny_plan(tmp_path, profile="smaler")


def test_every_problem_is_named_at_once_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    text = TINY.replace("replications = 2", "replications = 2.5").replace("seed = 5", "sede = 5")
    text = text.replace('"solved_in_time"', '"solved_on_time"').replace("people.members", "people.membrs")
    text = text.replace('"unrecognised", "supported"', '"unrecognised", "suported"', 1)
    text = text.replace('against = "none"', 'against = "nothing"').replace('factor = "sponsor', 'factor = "sponser')
    found = refused(tmp_path, text)
    assert "expected an integer" in found["5 replications"]
    assert "did you mean 'seed'" in found["6 sede"]
    assert "did you mean 'solved_in_time'" in found["7 measures"]
    assert "did you mean 'people.members'" in found["10 set.people.membrs"]
    assert "did you mean 'supported'" in found["16 vary.sponsorship.relation"]
    assert "not one of the levels none, community_of_practice" in found["20 compare.0.against"]
    assert "did you mean 'sponsorship.relation'" in found["23 compare.1.factor"]
    assert "is not one of the levels" in found["29 profiles.smaller.vary.sponsorship.relation"]
    assert len(found) == 8


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('expected = "It does, a little, where people share a speciality."', "", 0, "expected: is missing"),
        ('"Does a community of practice help a small firm?"', '"Why?"', 2, "at least 15 characters"),
        ("people.members = 12", "people.members = 1", 10, "at least 2"),
        ("people.units = 2", "people.units = 13", 10, "a unit would be empty"),
        ("weeks = 15", "weeks = nan", 12, "weeks"),
        ("weeks = 15", "need.deadline = 40", 12, "comes before deadline"),
        ('["none", "community_of_practice"]', '"none"', 15, "list"),
        ('["none", "community_of_practice"]', "[]", 15, "at least 1"),
        ('["none", "community_of_practice"]', '["none", "none"]', 15, "twice"),
        ("structure.kind = [", 'title = ["a", "b"]\nstructure.kind = [', 15, "changes no run"),
        ("structure.kind = [", "weeks = [1, 2]\nstructure.kind = [", 15, "set or varied"),
        ("structure.kind = [", "hours.free = [4.0, -1.0]\nstructure.kind = [", 15, "at least 0"),
        ("structure.kind = [", "people = [4.0, -1.0]\nstructure.kind = [", 15, "is a table"),
        ('scenario = "baseline"', 'scenario = "basline"', 4, "did you mean 'baseline'"),
        ('["none", "community_of_practice"]', '["network"]\nstructure.hear = [2, 3]', 16, "has no effect, since reach"),
    ],
)
def test_one_mistake_is_told_at_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert TINY.count(old) == 1
    found = refused(tmp_path, TINY.replace(old, new))
    assert any(key.startswith(f"{line} ") and says in text for key, text in found.items()), found


def test_a_broken_scenario_file_is_told_with_its_own_name_and_line(tmp_path: Path) -> None:
    scenario = tmp_path / "mine.toml"
    scenario.write_text("weeks = 10\n[people]\nmembers = 'many'\n", encoding="utf-8")
    found = refused(tmp_path, TINY.replace('"baseline"', f'"{scenario}"'))
    assert f"{scenario}:3: people.members" in found["3 people.members"]


def test_a_scenario_and_the_levels_laid_over_it_are_told_together(tmp_path: Path) -> None:
    scenario = tmp_path / "mine.toml"
    scenario.write_text("weeks = 10\n[people]\nmembers = 'many'\n[need]\ndeadline = 9\n", encoding="utf-8")
    text = TINY.replace('"baseline"', f'"{scenario}"').replace("weeks = 15", "need.abandon = 8")
    found = refused(tmp_path, text.replace('"supported"]', '"suported"]'))
    assert list(found) == ["12 set.need.abandon", "16 vary.sponsorship.relation", "3 people.members"], found
    assert "abandon = 8 weeks comes before deadline = 9 weeks" in found["12 set.need.abandon"]


def test_a_setting_may_be_without_effect_in_some_arms_but_not_in_all(tmp_path: Path) -> None:
    text = TINY.replace('["none", "community_of_practice"]', '["none", "network", "team"]\nstructure.hear = [2, 3]')
    assert len(read_experiment(write_tiny(tmp_path, text)).arms) == 3 * 2 * 2


def test_a_run_is_known_by_what_it_depends_on_and_nothing_else(tmp_path: Path) -> None:
    scenario = tiny_plan(tmp_path).arms[0].scenario
    same = scenario.with_values(title="another name", question="something else")
    assert run_id(scenario, 0) == run_id(same, 0)
    others = [run_id(scenario, 1), run_id(scenario.with_values(seed=6), 0), run_id(scenario.with_values(weeks=16), 0)]
    assert len({run_id(scenario, 0), *others}) == 4


def test_the_main_experiment_asks_for_every_combination_of_the_issue() -> None:
    plan = read_experiment("structures_and_sponsorship")
    assert len(plan.arms) == 5 * 6 * 5
    assert plan.replications == 20
    assert {c.factor: c.against for c in plan.comparisons} == {
        "structure.kind": "none",
        "sponsorship.relation": "unrecognised",
    }
    quick = read_experiment("structures_and_sponsorship", "quick")
    assert len(quick.arms) == len(plan.arms)
    assert quick.replications < plan.replications
