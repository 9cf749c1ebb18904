"""Arms that branch from one burn-in are what they would be if they had lived through it themselves."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from copsim.cli.main import main
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario
from copsim.foundation.errors import InputError
from copsim.study.again import repeat
from copsim.study.branching import branch_problems, run_branched
from copsim.study.conduct import conduct
from copsim.study.experiment import read_experiment
from copsim.study.record import execute
from tests.golden.cases import EVERYTHING, STAGED, small
from tests.study.tiny import quiet

WEEK = 12
TEXT = """
question = "What does sponsorship change once it comes?"
expected = "More people take part from then on."
scenario = "baseline"
replications = 3
measures = ["ability", "core_active"]
[set]
people.members = 24
people.units = 4
weeks = 30
[branch]
week = 14
[vary]
sponsorship.relation = ["unrecognised", "supported"]
hours.a_try = [2.0, 4.0]
[[compare]]
factor = "sponsorship.relation"
against = "unrecognised"
"""


@pytest.mark.parametrize("settings", [{}, EVERYTHING, {"portfolio.policy": "conversation", "weeks": 28}])
def test_a_branch_that_changes_nothing_is_the_uninterrupted_run(settings: dict[str, object]) -> None:
    scenario = small(**settings)
    whole, branched = run_once(scenario), run_branched(scenario, scenario, WEEK, 0)
    assert branched.digest == whole.digest
    assert {n for n in whole.series if whole.series[n].tobytes() != branched.series[n].tobytes()} == set()


@pytest.mark.parametrize("week", [13, 14, 20])
def test_what_a_gate_stopped_before_a_branch_stays_stopped_after_it(week: int) -> None:
    scenario = small(**STAGED | {"portfolio.stage": [{"week": 14, "least": 0.5}]})
    whole, branched = run_once(scenario), run_branched(scenario, scenario, week, 0)
    assert branched.digest == whole.digest
    assert branched.series["domains_stopped"][-1] == 3


def test_a_branch_is_a_dated_change() -> None:
    base = Scenario().with_values(**{"people.members": 30, "people.units": 3, "weeks": 26})
    later = base.with_values(**{"sponsorship.relation": "supported"})
    dated = base.with_values(**{"sponsorship.change": [{"week": WEEK, "relation": "supported"}]})
    branched, changed = run_branched(base, later, WEEK, 1), run_once(dated, 1)
    assert {n for n in changed.series if changed.series[n].tobytes() != branched.series[n].tobytes()} == set()
    assert branched.series["ability"].tobytes() != run_once(later, 1).series["ability"].tobytes()


def test_arms_share_the_burn_in_and_each_run_can_be_repeated_alone(tmp_path: Path) -> None:
    file = tmp_path / "branched.toml"
    file.write_text(TEXT)
    plan = read_experiment(file)
    done = conduct(plan, tmp_path / "results", executor="threads", workers=2, say=quiet)
    import pyarrow.parquet as pq

    series = pq.read_table(done.folder / "series.parquet", columns=["run", "week", "ability"]).to_pandas()
    runs = {spec.run: spec for spec in plan.runs()}
    before = series[series.week < 14].groupby("run")["ability"].apply(tuple)
    for replication in range(3):
        assert len({before[run] for run, spec in runs.items() if spec.replication == replication}) == 1
    after = series[series.week == 30].groupby("run")["ability"].apply(tuple)
    assert len(set(after)) > 3
    found = repeat(done.folder, executor="serial", workers=1)
    assert (found.same, found.total) == (12, 12)
    for spec in list(plan.runs())[:4]:
        result = CliRunner().invoke(main, [*shlex.split(spec.repeat)[1:], "--results", str(tmp_path / "alone")])
        assert result.exit_code == 0, result.output
        (kept,) = (tmp_path / "alone").glob("run-*/*/runs.csv")
        assert execute(spec).digest in kept.read_text()
        kept.unlink()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("week = 14", "week = 31", "is not a week from 2 to 30"),
        ("hours.a_try = [2.0, 4.0]", "people.second_interest = [0.25, 0.5]", "cannot change after the burn-in"),
        ("week = 14", "weak = 14", "did you mean 'week'"),
    ],
)
def test_what_cannot_branch_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    file = tmp_path / "branched.toml"
    file.write_text(TEXT.replace(old, new))
    with pytest.raises(InputError) as caught:
        read_experiment(file)
    assert any(says in str(problem) for problem in caught.value.problems), caught.value.problems


def test_a_branch_in_which_the_expert_leaves_loses_just_them() -> None:
    """The most able of the domain's people at the end of the week before, and nobody else besides."""
    from copsim import CommunityModel

    here = {"people__turnover": 0.0, "weeks": 20}
    stays = CommunityModel(**here)
    stays.run_for(9)
    people = stays.world.people
    able = sorted(
        (i for i in range(people.uid.size) if people.speciality[i] == 0), key=lambda i: (-people.ability[i, 0], i)
    )
    leaves = CommunityModel(**here, people__leaving=[{"week": 10}])
    leaves.run_for(10)
    gone = [i for i in range(people.uid.size) if leaves.world.people.uid[i] != i]
    assert gone == able[:1]
    base, arm = stays.settings, leaves.settings
    assert branch_problems(base, arm, 10) == []
    branched = run_branched(base, arm, 10, 0)
    assert branched.digest == run_once(arm).digest
