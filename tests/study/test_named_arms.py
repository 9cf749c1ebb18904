"""Arms named in [arms] have settings, or a scenario, of their own; mistakes in them are told at their lines."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from copsim.cli.main import main
from copsim.foundation.errors import InputError
from copsim.study.again import repeat
from copsim.study.conduct import conduct
from copsim.study.experiment import read_experiment
from copsim.study.record import execute
from tests.study.tiny import quiet

TEXT = """
question = "Do arms with a name have settings of their own?"
expected = "They have, and each is held against another one."
scenario = "baseline"
replications = 2
measures = ["ability"]

[set]
people.members = 12
people.units = 2
weeks = 14

[arms.as_it_is]
[arms.a_team]
structure.kind = "team"
also = [{ kind = "community_of_practice", size = 6 }]
[arms.a_database]
scenario = "first_wave"

[vary]
domain.tacit = [0.2, 0.6]

[[compare]]
factor = "arm"
against = "as_it_is"

[[claim]]
says = "a team does better than the others"
measure = "ability"
side = "more"
factor = "arm"
level = "a_team"
against = "as_it_is"
within.domain.tacit = 0.6

[assumptions]
knowledge.ease = [0.25, 0.75]
"""


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "named.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_arm_is_its_settings_over_its_scenario(tmp_path: Path) -> None:
    plan = read_experiment(written(tmp_path))
    assert plan.factors == {"arm": ["as_it_is", "a_team", "a_database"], "domain.tacit": [0.2, 0.6]}
    kinds = [arm.scenario.structure.kind for arm in plan.arms[::2]]
    assert kinds == ["community_of_practice", "team", "community_of_practice"]
    assert plan.arms[2].scenario.also[0].size == 6
    assert plan.arms[4].scenario.structure.mandated == 1.0
    assert all(arm.scenario.people.members == 12 for arm in plan.arms)


def test_the_line_that_repeats_a_run_gives_the_same_run(tmp_path: Path) -> None:
    plan = read_experiment(written(tmp_path))
    for spec in list(plan.runs())[:6]:
        words = shlex.split(spec.repeat)[1:]
        result = CliRunner().invoke(main, [*words, "--results", str(tmp_path / "alone")])
        assert result.exit_code == 0, result.output
        kept = next((tmp_path / "alone").glob("run-*/*/runs.csv")).read_text()
        assert execute(spec).digest in kept
        for path in (tmp_path / "alone").glob("run-*/*/runs.csv"):
            path.unlink()


def test_a_finished_study_is_repeated_from_its_provenance(tmp_path: Path) -> None:
    done = conduct(read_experiment(written(tmp_path)), tmp_path / "results", executor="serial", say=quiet)
    found = repeat(done.folder, executor="serial", workers=1)
    assert (found.same, found.total, found.other) == (12, 12, [])


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('structure.kind = "team"', 'structure.kin = "team"', 15, "did you mean 'structure.kind'"),
        ('structure.kind = "team"', 'structure.kind = "teem"', 15, "did you mean 'team'"),
        ('structure.kind = "team"', "people.members = 3", 15, "also stands in [set]"),
        ('"first_wave"', '"first_waves"', 18, "did you mean 'first_wave'"),
        ('level = "a_team"', 'level = "a_teem"', 32, "did you mean 'a_team'"),
        ('measure = "ability"\nside', 'measure = "abilty"\nside', 29, "did you mean 'ability'"),
        ("within.domain.tacit = 0.6", "within.domain.tacit = 0.7", 34, "is not one of the levels"),
        ("knowledge.ease = [0.25", "knowledge.eas = [0.25", 37, "did you mean 'knowledge.ease'"),
        ("knowledge.ease = [0.25", "domain.tacit = [0.25", 37, "is varied by the experiment itself"),
        ('against = "as_it_is"\nwithin', 'than = 0.5\nover = "ability"\nwithin', 0, "exactly one of against"),
    ],
)
def test_one_mistake_is_told_where_it_is(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in TEXT
    with pytest.raises(InputError) as caught:
        read_experiment(written(tmp_path, TEXT.replace(old, new)))
    told = [str(problem) for problem in caught.value.problems]
    assert any(says in text for text in told), told
    if line:
        assert line in {problem.line for problem in caught.value.problems}, told
