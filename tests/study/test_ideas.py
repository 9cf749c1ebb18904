"""Every idea of the slides has its experiments, each with claims and a picture; what is kept is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from copsim.cli.main import main
from copsim.constellation.kinds import kind_named
from copsim.constellation.scenario import find, library, names_in
from copsim.foundation.toml_file import read_toml
from copsim.study.claims import judge
from copsim.study.conduct import conduct
from copsim.study.experiment import flat, read_asked, read_experiment
from copsim.study.findings_page import Told, page
from copsim.study.ideas import IDEAS, all_experiments, chosen
from copsim.study.reference import differs, make, write
from tests.study.test_named_arms import written
from tests.study.tiny import quiet

TRIED_ELSEWHERE = ("structures_and_sponsorship", "needs_and_rosters")
"""The table of needs and structures has an experiment of its own for its assumptions (needs_and_assumptions)."""


def test_there_is_an_idea_for_each_row_and_each_experiment_serves_one() -> None:
    assert len(IDEAS) == 17
    assert len({idea.key for idea in IDEAS}) == 17
    there = {name for name in names_in(library("experiments")) if "/" not in name}
    assert there == set(all_experiments())


@pytest.mark.parametrize("name", all_experiments())
def test_an_experiment_claims_something_of_what_it_measures_and_has_a_picture(name: str) -> None:
    asked, _ = read_asked(name)
    assert asked.claim, "an expectation that cannot be held against the runs is none"
    assert asked.assumptions or name in TRIED_ELSEWHERE, "which assumption could decide it?"
    assert asked.picture
    rows = {claim.row for claim in asked.claim}
    serving = {idea.key for idea in IDEAS if name in idea.experiments}
    assert rows <= {"", *serving}
    assert len(serving) == 1 or rows >= serving - {"third_wave"} or name != "three_waves"


@pytest.mark.parametrize("name", sorted(set(all_experiments()) - {"mass_collaboration"}))
def test_an_experiment_runs_and_judges_its_claims(name: str, tmp_path: Path) -> None:
    asked, _ = read_asked(name)
    few = {"people.members": 24, "people.units": 6, "weeks": 16}
    taken = {*asked.set, *asked.vary, *(key for arm in asked.arms.values() for key in arm)}
    plan = read_experiment(name, replications=1, also={key: value for key, value in few.items() if key not in taken})
    if len(plan.arms) > 40:
        pytest.skip("too many arms for a quick look; the others run")
    done = conduct(plan, tmp_path, executor="serial", say=quiet)
    assert not done.outcome.failed
    judged = judge(done.outcome)
    assert [one.claim for one in judged] == list(plan.claims)
    assert {one.verdict for one in judged} <= {"not told apart", "no value", "borne out", "contradicted"}


@pytest.mark.parametrize("name", [name for name in names_in(library("scenarios")) if "/" not in name])
def test_every_parameter_that_a_scenario_uses_is_explained(name: str) -> None:
    said = CliRunner().invoke(main, ["explain", name])
    assert said.exit_code == 0
    known = kind_named(name).parameters()
    used = {key for key in flat(dict(read_toml(find(name, "scenarios")).data)) if key in known}
    assert used
    for key in used - {"title", "question", "source"}:
        assert known[key].meaning, key
        assert known[key].source, key
        assert key.rpartition(".")[2] in said.output


def test_names_of_ideas_and_experiments_are_known(tmp_path: Path) -> None:
    assert chosen(["portfolio"]) == ["portfolio_policies", "portfolio_levers"]
    assert chosen(["definition", "definition"]) == ["definition"]
    result = CliRunner().invoke(main, ["findings", "definitions", "--results", str(tmp_path)])
    assert result.exit_code == 2
    assert "did you mean 'definition'" in result.output


def test_what_is_kept_is_what_comes_out_again(tmp_path: Path) -> None:
    file = str(written(tmp_path))
    made = make(file, tmp_path / "results", "serial")
    folder = write(made, tmp_path / "kept", lambda one, path: path.write_bytes(b"picture"))
    told = json.loads((folder / "provenance.json").read_text())
    assert told["times"]["runs"] == 3 * 2 * 2 * 3
    assert "scenario" not in json.dumps(told["factors"])
    again = make(file, tmp_path / "elsewhere", "threads", 2)
    assert differs(again, tmp_path / "kept") == []
    (folder / "claims.csv").write_text("changed")
    assert "is not what was made now" in differs(again, tmp_path / "kept")[0]
    kept = Told(folder)
    assert [row["says"] for row in kept.claims] == []


def test_the_page_tells_every_idea_also_where_nothing_is_kept(tmp_path: Path) -> None:
    text = page(tmp_path)
    assert sum(line.startswith("## ") for line in text.splitlines()) == 17
    assert text.count("No reference result yet") == sum(len(idea.experiments) for idea in IDEAS)


def test_the_committed_page_is_that_of_the_committed_results() -> None:
    root = Path(__file__).resolve().parents[2]
    kept = root / "results" / "reference"
    assert {name for name in all_experiments() if not (kept / name / "provenance.json").exists()} == set()
    assert (root / "docs" / "findings.md").read_text(encoding="utf-8") == page(kept)
