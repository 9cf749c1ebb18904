"""A guild beside a scenario: run, compared, drawn, explained, replayed and repeated as if it were copsim's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas
import pytest

from copsim.constellation.model import CommunityModel
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario, read_scenario
from copsim.foundation.errors import InputError
from copsim.study.branching import MAY_CHANGE
from copsim.study.conduct import conduct
from copsim.study.experiment import read_experiment
from copsim.study.plan import run_id
from copsim.study.single import single_plan
from tests.study.tiny import quiet

from .conftest import Command, python
from .guilds import GUILD, PICTURE, SMALL, experiment, scenario, written


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with guild.py, guild.toml and study.toml."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)


def results(folder: Path, name: str) -> Path:
    (found,) = (path.parent for path in (folder / "results" / name).glob("*/provenance.json"))
    return found


def test_run_and_explain_and_list_know_it(folder: Path, copsim: Command) -> None:
    ran = copsim("run", "guild.toml").stdout
    assert "taught" in ran
    assert pandas.read_parquet(results(folder, "run-guild") / "series.parquet")["taught"].sum() > 0
    explained = copsim("explain", "guild.toml").stdout
    assert "EXTENSIONS that it names\n  guild.py (source " in explained
    assert "brings Structure 'guild', Measure 'taught', Summary 'taught'" in explained
    listed = copsim("list", "guild.py").stdout
    assert "roster: experts (of guild.py)" in listed
    assert "taught (of guild.py)" in listed
    assert "brings Structure 'guild', Measure 'taught', Summary 'taught'" in listed
    assert "guild" not in copsim("list").stdout
    schema = json.loads(copsim("schema", "scenario", "guild.py").stdout)
    assert "guild" in schema["$defs"]["StructureSettings"]["properties"]["kind"]["anyOf"][0]["enum"]


def test_an_experiment_compares_it_and_draws_its_picture(folder: Path, copsim: Command) -> None:
    (folder / "guild.py").write_text(GUILD + PICTURE, encoding="utf-8")
    text = experiment().replace('picture = "courses"', 'picture = "in_words"')
    (folder / "sub").mkdir()
    (folder / "sub" / "study.toml").write_text(text.replace("guild.py", "../guild.py"), encoding="utf-8")
    said = copsim("experiment", "sub/study.toml").stdout
    assert "guild" in said
    assert "taught" in said
    kept = results(folder, "study")
    assert (kept / "figures" / "picture.png").read_text() == "taught ability"
    runs = pandas.read_parquet(kept / "runs.parquet")
    assert runs.groupby("structure.kind")["taught"].mean()["guild"] > 0


def test_the_usual_pictures_show_its_measure(folder: Path) -> None:
    from copsim.plots.figures import draw_figures

    plan = read_experiment("study.toml")
    assert plan.measures == ["taught", "ability"]
    done = conduct(plan, folder / "results", executor="serial", say=quiet)
    assert "picture.png" in [path.name for path in draw_figures(done)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('measures = ["taught"', 'measures = ["tought"', "no measure 'tought' (did you mean 'taught'?)"),
        ('"guild"]\n\n', '"gild"]\n\n', "did you mean 'guild'?"),
        ('picture = "courses"', 'picture = "cuorses"', "did you mean 'courses'?"),
        ('extensions = ["guild.py"]', 'extensions = ["gild.py"]', "gild.py: no such file; did you mean 'guild.py'?"),
        ('extensions = ["guild.py"]\n', "", "no measure 'taught'"),
        ('shows = ["taught"', 'shows = ["tought"', "no measure 'tought' (did you mean 'taught'?)"),
    ],
)
def test_names_in_an_experiment_are_checked_with_those_of_its_extensions(
    old: str, new: str, said: str, folder: Path, copsim: Command
) -> None:
    text = experiment()
    assert text.count(old) == 1
    (folder / "study.toml").write_text(text.replace(old, new), encoding="utf-8")
    assert said in " ".join(copsim("check", "study.toml", code=2).stderr.split())


def test_all_arms_name_the_same_extensions(folder: Path) -> None:
    """The tables of an experiment have one set of columns."""
    varied = experiment()
    for old, new in (
        ('extensions = ["guild.py"]\n', ""),
        ('structure.kind = ["community_of_practice", "guild"]', 'extensions = [[], ["guild.py"]]'),
        ('factor = "structure.kind"\nagainst = "community_of_practice"', 'factor = "extensions"\nagainst = []'),
    ):
        assert varied.count(old) == 1
        varied = varied.replace(old, new)
    (folder / "study.toml").write_text(varied, encoding="utf-8")
    with pytest.raises(
        InputError, match=r"extensions: differ from arm to arm \(none and guild.py\); name them all under"
    ):
        read_experiment("study.toml")


def test_a_scenario_that_does_not_name_it_is_as_if_it_were_not_there(folder: Path) -> None:
    plain = Scenario().with_values(**{"people.members": 24, "people.units": 3, "weeks": 26})
    before, id_before = run_once(plain), run_id(plain, 0)
    plan = single_plan("baseline", {})
    read_scenario("guild.toml")
    after = run_once(plain)
    assert after.digest == before.digest
    assert list(after.series) == list(before.series)
    assert run_id(plain, 0) == id_before
    assert single_plan("baseline", {}).measures == plan.measures
    assert "taught" not in CommunityModel(plain).summary()


def test_runs_are_named_by_what_an_extension_is_and_not_by_where_it_lies(folder: Path) -> None:
    other = written(folder / "elsewhere")
    here, there = (read_scenario(path) for path in ("guild.toml", "elsewhere/guild.toml"))
    assert here.extensions != there.extensions
    assert run_id(here, 0) == run_id(there, 0)
    (other / "guild.py").write_text(GUILD.replace("size=10", "size=12"), encoding="utf-8")
    code = (
        "import sys; from copsim.constellation.scenario import read_scenario; from copsim.study.plan import run_id;"
        "print(run_id(read_scenario(sys.argv[1]), 0))"
    )
    ids = [python("-c", code, name, folder=folder).stdout.strip() for name in ("guild.toml", "elsewhere/guild.toml")]
    assert ids[0] == run_id(here, 0)
    assert ids[1] != ids[0]


def test_what_is_kept_says_which_extension_and_is_not_repeated_with_another(folder: Path, copsim: Command) -> None:
    conduct(read_experiment("study.toml"), folder / "results", executor="serial", say=quiet)
    kept = results(folder, "study")
    (told,) = json.loads((kept / "provenance.json").read_text())["extensions"]
    assert told["name"] == "guild.py"
    assert "4 of 4 runs came out the same, to the bit" in copsim("run", "--again", str(kept)).stdout
    assert "reused 4 of 4 runs" in copsim("experiment", "study.toml").stderr
    (folder / "guild.py").write_text(GUILD.replace("size=10", "size=12"), encoding="utf-8")
    refused = copsim("run", "--again", str(kept), code=1).stderr
    assert f"extension guild.py: {told['fingerprint']} then, " in refused
    (folder / "guild.py").unlink()
    assert "extension guild.py: guild.py: no such file" in copsim("run", "--again", str(kept), code=1).stderr


@pytest.mark.parametrize("executor", ["threads", "processes", "dask"])
def test_every_way_of_sharing_the_machine_gives_the_same(executor: Any, folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("copsim.study.runner.POOL_SECONDS", 0.0)  # processes however little there is to do
    plan = read_experiment("study.toml")
    alone = conduct(plan, folder / "alone", executor="serial", say=quiet)
    shared = conduct(plan, folder / "shared", executor=executor, workers=2, say=quiet)
    assert shared.outcome.digests == alone.outcome.digests


def test_a_worker_does_not_run_an_extension_that_was_changed_meanwhile(folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("copsim.study.runner.POOL_SECONDS", 0.0)
    plan = read_experiment("study.toml")
    (folder / "guild.py").write_text(GUILD.replace("size=10", "size=12"), encoding="utf-8")
    done = conduct(plan, folder / "results", executor="processes", workers=2, say=quiet)
    assert len(done.outcome.digests) == 1  # the pilot, in this process, which knows what it was
    assert all("was changed since this study began" in error for error in done.outcome.failed.values())


def test_a_branch_and_a_replay_know_it(folder: Path, copsim: Command) -> None:
    assert "structure.circle" in MAY_CHANGE
    copsim("run", "guild.toml", "--branch", "10", "--then", "structure.circle=3")
    copsim("replay", "guild.toml", "--runs", "2", "--curve", "taught", "--differs", "structure.kind=team")
    assert "facets an hour" in (folder / "replay.html").read_text(encoding="utf-8")
    assert "'taught' is no curve" in copsim("replay", "baseline", "--curve", "taught", "-o", "b.html", code=2).stderr


def test_a_model_in_python_knows_it(folder: Path) -> None:
    model = CommunityModel("guild.toml")
    model.run_for(26)
    assert "guild" in repr(model)
    assert model.series()["taught"].sum() > 0
    assert model.measure("taught") >= 0
    assert model.summary()["taught"] == pytest.approx(model.series()["taught"].mean())
    stepped = CommunityModel("guild.toml")
    for _ in range(26):
        stepped.step()
    assert stepped.digest() == model.digest()
    with pytest.raises(InputError, match="taught: is not a measure"):
        CommunityModel(people__members=12).measure("taught")


def test_a_scenario_may_name_it_on_the_command_line(folder: Path, copsim: Command) -> None:
    (folder / "plain.toml").write_text('title = "Plain"\nweeks = 26\n' + SMALL, encoding="utf-8")
    one = copsim("run", "plain.toml", "--set", 'extensions=["guild.py"]', "--set", "structure.kind=guild").stdout
    assert "taught" in one
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "guild.toml").write_text(scenario("../guild.py"), encoding="utf-8")
    copsim("check", "elsewhere/guild.toml")
