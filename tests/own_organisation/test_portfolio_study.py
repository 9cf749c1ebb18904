"""An imported organisation is the scenario of a portfolio study, to the board."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from copsim.cli.main import main
from copsim.constellation.scenario import read_scenario
from copsim.report.scenario_file import scenario_toml
from copsim.study.own_organisation.samples import write_samples
from tests.own_organisation.made import imported
from tests.strategy.small_study import FILE


def test_samples_to_board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_samples(tmp_path / "mine")
    scenario = imported(tmp_path / "mine")
    study = FILE.replace('scenario = "portfolio"', 'scenario = "mine/scenario.toml"')
    study = study.replace("set.people.members = 24\nset.people.units = 3\n", "").replace("count = 12", "count = 4")
    (tmp_path / "ours.toml").write_text(study)
    done = CliRunner().invoke(main, ["strategy", "ours.toml", "--executor", "serial", "--board", "board.html"])
    assert done.exit_code == 0, done.output
    weighed = pd.read_csv(tmp_path / "board.csv")
    assert sorted(weighed.future.unique()) == [1, 2, 3, 4]
    assert {"do_nothing", "spread_evenly", "gap", "staged"} <= set(weighed.option)
    assert (tmp_path / "board.html").stat().st_size > 20_000
    (tmp_path / "from_the_board.toml").write_text(text := scenario_toml(scenario))
    assert read_scenario("from_the_board.toml").organisation == scenario.organisation
    assert "sample-0" not in text
