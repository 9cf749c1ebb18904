"""What can be asked for, and what is said of what cannot; nothing runs before everything is right."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import copsim
from copsim.cli.main import main
from copsim.constellation.scenario import Scenario, read_scenario
from copsim.foundation.errors import CopsimError, InputError
from copsim.report.asked import replay
from copsim.report.curves import SHARES, curve_named
from copsim.report.replaying import nearest_run
from copsim.report.scenario_file import scenario_toml
from tests.study.tiny import quiet

TINY = {"weeks": 16, "people.members": 20, "people.units": 2}


def test_same_people_same_luck_in_both_worlds() -> None:
    made = replay("baseline", settings=TINY, differs={"sponsorship.relation": "supported"}, runs=3, say=quiet)
    a, b = made.sides
    assert a.film.speciality.tolist() == b.film.speciality.tolist()
    assert a.film.ability[:, 0].tolist() != [0] * 20
    assert (a.label, b.label) == ("unrecognised", "supported")
    assert made.title == "Unrecognised, or supported?"
    assert "--set sponsorship.relation=supported" in b.line


def test_the_run_shown_is_the_nearest_to_the_middle_of_all() -> None:
    values = np.array([[0.0, 0.0], [5.0, 5.0], [4.9, 5.1], [10.0, 10.0], [9.0, 1.0]])
    assert nearest_run([{"x": values}]) == 1
    assert nearest_run([{"x": values}, {"x": values[:, ::-1]}]) == 1
    unknown = np.concatenate([np.full((5, 1), np.nan), values], axis=1)
    assert nearest_run([{"x": unknown}]) == 1
    assert nearest_run([{"x": np.zeros((4, 3))}]) == 0


def test_a_named_replication_is_shown_and_a_single_run_has_no_band() -> None:
    made = replay("baseline", settings=TINY, runs=1, replication=7, say=quiet)
    assert made.replication == 7
    assert made.sides[0].ensemble == {}
    assert made.sides[0].film.digest == copsim.run_once(made.sides[0].scenario, 7).digest


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = {"people.membrs": 4, "people.units": 0}
    with pytest.raises(InputError) as refused:
        replay("baseline", settings=wrong, curves=["abilty", "a", "b", "c"], arms=["x"], say=quiet)
    text = str(refused.value)
    for part in ("abilty", "did you mean 'ability'", "4 curves", "--arm", "people.membrs", "people.units"):
        assert part in text, text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"source": "march_1991"}, "published model of learning"),
        ({"source": "baseline", "compare": "first_wave"}, "last 104 and 156 weeks"),
        ({"source": "baseline", "branch": 5}, "it needs --differs"),
        ({"source": "baseline", "branch": 5, "differs": {"people.members": 30}}, "cannot change after the burn-in"),
        ({"source": "baseline", "branch": 500, "differs": {"people.turnover": 0.5}}, "is not a week from 2 to 104"),
        ({"source": "basline"}, "baseline"),
    ],
)
def test_what_cannot_be_seen_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        replay(**given, runs=2, say=quiet)  # type: ignore[arg-type]


def test_the_command_writes_a_page_and_never_over_another(tmp_path: Path) -> None:
    page = tmp_path / "new" / "page.html"
    command = ["replay", "baseline", "--weeks", "14", "--set", "people.members=20", "--runs", "2", "-o", str(page)]
    first = CliRunner().invoke(main, command)
    assert first.exit_code == 0, first.output
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 2
    assert "nothing was overwritten" in again.output
    assert page.read_text(encoding="utf-8") == text
    assert CliRunner().invoke(main, [*command, "--replace"]).exit_code == 0
    assert page.read_text(encoding="utf-8") == text, "the same page from the same run"


def test_a_page_from_results_shows_their_runs(tmp_path: Path) -> None:
    experiment = tmp_path / "few.toml"
    experiment.write_text(
        'question = "Which structure is it?"\nexpected = "One of the two."\n'
        'scenario = "baseline"\nreplications = 3\nmeasures = ["ability"]\n'
        '[set]\nweeks = 16\n"people.members" = 20\n"people.units" = 2\n[vary]\n"structure.kind" = ["none", "team"]\n'
    )
    done = CliRunner().invoke(main, ["experiment", str(experiment), "-o", str(tmp_path / "results")])
    assert done.exit_code == 0, done.output
    (folder,) = (path.parent for path in (tmp_path / "results").glob("few/*/provenance.json"))
    made = replay(str(folder), say=quiet)
    assert [side.label for side in made.sides] == ["no structure", "team"]
    assert made.runs == 3
    for side in made.sides:
        each = [copsim.run_once(side.scenario, r).series["ability"] * 100 for r in range(3)]
        assert side.ensemble["ability"] == pytest.approx(np.array(each))
    one = replay(str(folder), arms=["structure.kind=team"], say=quiet)
    assert [side.label for side in one.sides] == ["team"]
    with pytest.raises(InputError, match=r"no arm 'structure.kind=teem'.*structure.kind=team"):
        replay(str(folder), arms=["structure.kind=teem"], say=quiet)
    with pytest.raises(InputError, match="belongs to a scenario"):
        replay(str(folder), differs={"weeks": 3}, say=quiet)


@pytest.mark.parametrize(
    "name", ["baseline", "constellation", "third_wave", "quantitative_biologists", "practice_and_voice"]
)
def test_a_scenario_written_as_a_file_is_the_same_scenario(name: str, tmp_path: Path) -> None:
    scenario = read_scenario(name).with_values(
        people__leaving=[{"week": 5, "people": 2}], seed=4, title='a "title"\n' + "é", structure__circle=5
    )
    path = tmp_path / "again.toml"
    path.write_text(scenario_toml(scenario, "A\nB"), encoding="utf-8")
    assert read_scenario(path).model_dump(exclude={"source", "question"}) == scenario.model_dump(
        exclude={"source", "question"}
    )


def test_curves_say_what_they_are_of() -> None:
    series = copsim.run_once(Scenario().with_values(weeks=30, people__members=20, people__units=2)).series
    for name in (*(curve.name for curve in SHARES), "knowledge", "hours_offered"):
        curve = curve_named(name)
        assert curve.label
        assert curve.meaning
        assert curve.of(series).shape == (30,)
    core = curve_named("core_active").of(series)
    assert np.isnan(core[:12]).all()
    assert core[20] == pytest.approx(100 * (series["core"][20] + series["active"][20]) / 20)
    solved = curve_named("solved").of(series)
    parts, late = (sum(series[name][8:21]) for name in ("solved_in_time", "overdue"))
    assert solved[20] == pytest.approx(100 * parts / (parts + late))


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    made = replay("baseline", settings=TINY, runs=1, say=quiet)
    frame = made._repr_html_()
    assert frame.startswith("<iframe sandbox=")
    assert "<script" not in frame


def test_outside_a_notebook_show_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "IPython", None)
    made = replay("baseline", settings=TINY, runs=1, say=quiet)
    with pytest.raises(CopsimError, match="save"):
        made.show()
