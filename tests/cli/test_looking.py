"""What somebody new is shown: of a run, of a scenario, and of a file with a mistake."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_command_line import ROOT, SMALL, copsim


def test_explain_tells_only_what_a_scenario_changes_when_asked(tmp_path: Path) -> None:
    told = ("--set", "hours.free=6.0", "--set", "sponsorship.change=[{week = 40, relation = 'supported'}]")
    lines = copsim("explain", "baseline", "--changed", *told, cwd=tmp_path).stdout.splitlines()
    starred = [line.split() for line in lines if line.startswith(" * ")]
    assert [words[1] for words in starred] == ["free", "1"]
    assert '"supported"' in " ".join(starred[1])
    assert "THE WEEK, in order" not in lines
    assert "none: every parameter" in copsim("explain", "baseline", "--changed", cwd=tmp_path).stdout
    whole = copsim("explain", "baseline", *told, cwd=tmp_path).stdout.splitlines()
    assert set(lines) - set(whole) == {"PARAMETERS that differ from their defaults"}


def test_a_name_that_is_neither_scenario_nor_experiment_is_told_with_the_nearest(tmp_path: Path) -> None:
    copsim("new", "my_lab", cwd=tmp_path)
    for near, name in (("my_labb", "my_lab"), ("three_wave", "three_waves"), ("basline", "baseline")):
        assert f"(did you mean '{name}'?)" in copsim("check", near, cwd=tmp_path, wrong=2).stderr


def test_a_portfolio_study_is_checked_as_what_it_is(tmp_path: Path) -> None:
    kept = ROOT / "experiments" / "strategy" / "where_should_the_budget_go.toml"
    assert copsim("check", "where_should_the_budget_go", str(kept), cwd=tmp_path).stdout.count(": ok") == 2
    wrong = kept.read_text(encoding="utf-8").replace('portfolio.policy = "gap"', 'portfolio.policy = "gaps"')
    (tmp_path / "mine.toml").write_text(wrong.replace("[uncertain.people.turnover]", "[uncertain.people.turnovr]"))
    told = copsim("check", "mine.toml", cwd=tmp_path, wrong=2).stderr
    assert "uncertain.people.turnovr: is no number of the scenario (did you mean 'people.turnover'?)" in told
    (tmp_path / "mine.toml").write_text(wrong)
    assert "portfolio.policy: 'gaps' is not one of" in copsim("check", "mine.toml", cwd=tmp_path, wrong=2).stderr


def test_a_run_prints_what_to_look_at_first_and_everything_when_asked(tmp_path: Path) -> None:
    first, everything = (
        copsim("run", "baseline", *SMALL, *more, cwd=tmp_path).stdout.splitlines() for more in ([], ["--all"])
    )
    (hint,) = (line for line in first if line.endswith("more weekly series and numbers: --all)"))
    assert not [line for line in everything if line.endswith("--all)")]
    for rare in ("tenure", "hours slack", "  questions answered"):
        assert [line for line in everything if line.startswith(rare)]
        assert not [line for line in first if line.startswith(rare)]
    # one line more for each course, one or two for each number of a run, whose meaning may take a second
    assert int(hint.split()[0].strip("(")) <= len(everything) - len(first) + 1 < 2 * int(hint.split()[0].strip("("))


def test_reference_results_that_are_to_be_repeated_name_the_command_that_does_them_anew(tmp_path: Path) -> None:
    kept = ROOT / "results" / "reference" / "three_waves"
    told = copsim("run", "--again", str(kept), cwd=tmp_path, wrong=2).stderr
    assert "its runs are done anew by `copsim findings three_waves`" in told


def test_results_of_one_scenario_are_told_apart_by_the_command_that_made_them(tmp_path: Path) -> None:
    copsim("run", "baseline", *SMALL, "-o", "kept", cwd=tmp_path)
    copsim("run", "baseline", *SMALL, "--seed", "2", "--results", "kept", cwd=tmp_path)
    lines = copsim("results", "-o", "kept", cwd=tmp_path).stdout.splitlines()
    typed = f"copsim run baseline {' '.join(SMALL)}"
    assert {line.partition("as it is here  ")[2] for line in lines[2:]} == {typed, f"{typed} --seed 2"}
    assert lines[0].endswith("  by")
