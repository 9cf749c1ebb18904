"""The samples become a scenario, and the study beside them a board: from CSV files to where the budget should go."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from copsim.cli.main import main
from copsim.constellation.scenario import read_scenario
from copsim.report.scenario_file import scenario_toml


def test_samples_to_board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (
        ("import", "--samples", "mine"),
        ("import", "mine"),
        ("strategy", "mine/where_should_our_budget_go.toml", "--executor", "serial", "--board", "board.html"),
    ):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
    assert '"Spread evenly" in' in done.stdout
    weighed = pd.read_csv("board.csv")
    assert sorted(weighed.future.unique()) == list(range(1, 13))
    assert set(weighed.option) == {"do_nothing", "spread_evenly", "biggest_gap_first", "ask_the_practitioners"}
    assert Path("board.html").stat().st_size > 20_000


def test_a_board_exports_the_organisation_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("import", "--samples", "mine"), ("import", "mine")):
        CliRunner().invoke(main, words)
    scenario = read_scenario("mine")
    text = scenario_toml(scenario)
    Path("exported.toml").write_text(text)
    assert read_scenario("exported.toml").organisation == scenario.organisation
    assert "sample-" not in text + repr(scenario.organisation.given)
