"""The real command line, in a process of its own: what it says, writes, refuses, and how soon."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from copsim.sponsorship.relations import RELATIONS
from tests.study.tiny import TINY, write_tiny

ROOT = Path(__file__).parents[2]
GENEROUS = 3.0
"""Seconds: six times what is promised, since the machine of a test may be slow or busy."""


def copsim(*words: str, cwd: Path, wrong: int = 0) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "copsim", *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == wrong, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


SMALL = ("--set", "people.members=12", "--set", "people.units=2", "--weeks", "15")


def test_a_run_prints_its_course_and_names_what_it_wrote(tmp_path: Path) -> None:
    done = copsim("run", "baseline", *SMALL, cwd=tmp_path)
    assert "15 weeks, 12 people, seed 1" in done.stdout
    assert "ability, %" in done.stdout
    assert "hours exchanges" in done.stdout
    assert "People by level" in done.stdout
    (folder,) = (tmp_path / "results" / "run-baseline").glob("20*")
    assert f"Written to results/run-baseline/{folder.name}/" in done.stdout
    assert (folder / "figures" / "levels.png").stat().st_size > 10_000
    again = copsim("run", "--again", str(folder), cwd=tmp_path)
    assert "1 of 1 runs came out the same" in again.stdout


def test_an_experiment_prints_question_arms_findings_and_files_and_reuses_its_runs(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    first = copsim("experiment", "tiny.toml", cwd=tmp_path)
    for text in (
        "Question: Does a community",
        "Expected: It does",
        "4 arms x 2 replications = 8",
        "Found",
        "Written to",
    ):
        assert text in first.stdout
    assert "against no structure" in first.stdout
    second = copsim("experiment", "tiny.toml", cwd=tmp_path)
    assert "reused 8 of 8 runs" in second.stderr
    assert second.stdout == first.stdout


def runs_kept(journal: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as file:
            return int(file.execute("SELECT count(*) FROM runs").fetchone()[0])
    except sqlite3.Error:  # not there yet, or just being made
        return 0


def test_an_experiment_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    write_tiny(tmp_path, TINY.replace("replications = 2", "replications = 300"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    words = [sys.executable, "-m", "copsim", "experiment", "tiny.toml", "--workers", "1"]
    process = subprocess.Popen(
        words, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    journal = tmp_path / "results" / "tiny" / "journal.sqlite"
    end = time.monotonic() + 120
    while time.monotonic() < end and runs_kept(journal) < 8:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not list((tmp_path / "results" / "tiny").glob("20*"))
    done = copsim("experiment", "tiny.toml", "--replications", "2", cwd=tmp_path)
    assert "taking over the lock" in done.stderr
    assert "reused 8 of 8 runs" in done.stderr


BAD = {
    "unknown key": ("[people]\nmembrs = 3\n", ":2: people.membrs: unknown key (did you mean 'members'?)"),
    "wrong type": ("weeks = 'many'\n", ":1: weeks: expected"),
    "out of range": ("[hours]\nfree = 400\n", ":2: hours.free: expected at most 10"),
    "NaN": ("[hours]\nfree = nan\n", ":2: hours.free: expected a finite number"),
    "shares that do not sum": ("[activities]\nexchanges = 0.9\n", "shares of activities sum to"),
    "negative hours": ("[hours]\nask = -1\n", ":2: hours.ask: expected at least 0"),
    "empty community": ("[structure]\nsize = 0\n", ":2: structure.size: expected at least 2"),
    "no such relation": ("[sponsorship]\nrelation = 'suported'\n", "did you mean 'supported'?"),
    "broken TOML": ("weeks = \n", ":1: is not valid TOML"),
    "a number for a table": ("sponsorship = 3\n", ":1: sponsorship: expected a table ([sponsorship]), got 3"),
    "nothing at all": ("", ": says nothing, so it would be the baseline by another name"),
    "nothing but comments": ("# weeks = 3\n", ": says nothing"),
    "a setting without effect": (
        "[structure]\nkind = 'network'\nhear = 3\n",
        ":3: structure.hear: has no effect, since reach is 'ties' here",
    ),
}


@pytest.mark.parametrize("mistake", BAD)
def test_bad_input_is_refused_soon_without_traceback_and_nothing_is_written(tmp_path: Path, mistake: str) -> None:
    text, says = BAD[mistake]
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    begun = time.monotonic()
    done = copsim("run", "bad.toml", cwd=tmp_path, wrong=2)
    assert time.monotonic() - begun < GENEROUS
    assert says in done.stderr
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["bad.toml"]


def test_a_missing_and_a_binary_file_are_refused_in_one_go_with_all_others(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00\x01")
    (tmp_path / "two.toml").write_text("weeks = 0\n[need]\nkind = 'tsk'\n", encoding="utf-8")
    begun = time.monotonic()
    done = copsim("check", "missing.toml", "binary.toml", "two.toml", "baseline", cwd=tmp_path, wrong=2)
    assert time.monotonic() - begun < GENEROUS
    for says in (
        "missing.toml: no such file",
        "binary.toml: is not a text file",
        "two.toml:1: weeks",
        "two.toml:3: need.kind",
    ):
        assert says in done.stderr
    assert done.stdout == "baseline: ok\n"


def test_a_bad_experiment_is_refused_before_anything_runs(tmp_path: Path) -> None:
    text = TINY.replace('"solved_in_time"', '"solved_on_time"').replace('"supported"]', '"suported"]', 1)
    write_tiny(tmp_path, text)
    for command in ("experiment", "check"):
        begun = time.monotonic()
        done = copsim(command, "tiny.toml", cwd=tmp_path, wrong=2)
        assert time.monotonic() - begun < GENEROUS
        assert "tiny.toml:7: measures: no measure 'solved_on_time' (did you mean 'solved_in_time'?)" in done.stderr
        assert "tiny.toml:16: vary.sponsorship.relation: 'suported' is not one of" in done.stderr
        assert not (tmp_path / "results").exists()


def test_settings_on_the_command_line_are_checked_like_files(tmp_path: Path) -> None:
    done = copsim("run", "baseline", "--set", "need.kidn=task", "--set", "hours.free=-1", cwd=tmp_path, wrong=2)
    assert "need.kidn: unknown key (did you mean 'kind'?)" in done.stderr
    assert "--set hours.free: expected at least 0, got -1" in done.stderr
    assert "baseline" not in done.stderr
    assert "expected KEY=VALUE" in copsim("run", "baseline", "--set", "x", cwd=tmp_path, wrong=2).stderr
    assert not (tmp_path / "results").exists()


def test_the_command_line_and_the_file_are_told_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[people]\nmembers = -4\nunits = 3\n", encoding="utf-8")
    wrong = ("--set", "x", "--set", "hours.fre=1", "--set", "sponsorship.relation=3", "--weeks", "0")
    done = copsim("run", "bad.toml", *wrong, cwd=tmp_path, wrong=2)
    assert done.stderr.splitlines() == [
        "--set: expected KEY=VALUE, got 'x'",
        "bad.toml:2: people.members: expected at least 2, got -4",
        "--set hours.fre: unknown key (did you mean 'free'?)",
        "--set sponsorship.relation: 3 is not one of " + ", ".join(RELATIONS),
        "--weeks: expected at least 1, got 0",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["bad.toml"]
    assert "--set hours.free: expected at least 0" in copsim(
        "explain", "--set", "hours.free=-1", cwd=tmp_path, wrong=2
    ).stderr  # fmt: skip


def test_an_unknown_scenario_hides_nothing_else(tmp_path: Path) -> None:
    write_tiny(tmp_path, TINY.replace('"baseline"', '"basline"').replace('"supported"]', '"suported"]', 1))
    for command in ("check", "experiment"):
        said = copsim(command, "tiny.toml", cwd=tmp_path, wrong=2).stderr
        assert "tiny.toml:4: scenario: basline: no scenario of this name" in said
        assert "tiny.toml:16: vary.sponsorship.relation: 'suported' is not one of" in said
    said = copsim("run", "basline", "--set", "q", "--set", "weeks=0", cwd=tmp_path, wrong=2).stderr
    assert "did you mean 'baseline'?" in said
    assert "expected KEY=VALUE" in said
    assert "--set weeks: expected at least 1" in said


def test_a_file_that_an_editor_began_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "mark.toml").write_bytes("\ufeffweeks = 0\n".encode())
    assert "mark.toml:1: weeks: expected" in copsim("check", "mark.toml", cwd=tmp_path, wrong=2).stderr
    (tmp_path / "mark.toml").write_bytes("\ufeffweeks = 1\n".encode())
    assert copsim("check", "mark.toml", cwd=tmp_path).stdout == "mark.toml: ok\n"


@pytest.mark.parametrize(("weeks", "columns"), [(1, ["week 1"]), (2, ["week 1", "week 2"])])
def test_a_short_run_shows_each_week_once(tmp_path: Path, weeks: int, columns: list[str]) -> None:
    done = copsim("run", "baseline", *SMALL[:-1], str(weeks), cwd=tmp_path)
    head = next(line for line in done.stdout.splitlines() if line.startswith("What happened"))
    assert re.split(r" {2,}", head.strip())[1:-1] == columns


def test_a_folder_of_results_that_is_not_there_or_was_changed_is_told(tmp_path: Path) -> None:
    assert "nothing: --again: no such file" in copsim("run", "--again", "nothing", cwd=tmp_path, wrong=2).stderr
    (tmp_path / "changed").mkdir()
    for text, says in (("{", "cannot be read"), ("[]", "is not a provenance file"), ('{"format": 1}', "was changed")):
        (tmp_path / "changed" / "provenance.json").write_text(text, encoding="utf-8")
        assert copsim("run", "--again", "changed", cwd=tmp_path, wrong=1 + (says != "was changed")).stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["runn"], "Did you mean 'run'?"),
        (["run", "baselin"], "did you mean 'baseline'?"),
        (["experiment", "structure_and_sponsorship"], "did you mean 'structures_and_sponsorship'?"),
        (["run", "baseline", "--sede", "3"], "--seed"),
        (["run"], "Name a SCENARIO"),
    ],
)
def test_a_near_miss_gets_a_hint(tmp_path: Path, words: list[str], says: str) -> None:
    assert says in copsim(*words, cwd=tmp_path, wrong=2).stderr


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["check", "baseline", "structures_and_sponsorship"]])
def test_help_and_checks_load_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom copsim.cli import main\n"
        f"try: main({words!r}, prog_name='copsim')\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'numba', 'mesa', 'pandas', 'pyarrow', 'matplotlib', 'scipy', 'rich'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_new_writes_a_scenario_that_checks_and_never_overwrites(tmp_path: Path) -> None:
    copsim("new", "lab", cwd=tmp_path)
    assert copsim("check", "lab", cwd=tmp_path).stdout == "lab: ok\n"
    before = (tmp_path / "scenarios" / "lab.toml").read_bytes()
    assert "nothing was written" in copsim("new", "lab", cwd=tmp_path, wrong=2).stderr
    assert (tmp_path / "scenarios" / "lab.toml").read_bytes() == before


def test_explain_tells_the_week_in_order_and_marks_what_differs(tmp_path: Path) -> None:
    text = copsim("explain", "baseline", "--set", "hours.free=6.0", cwd=tmp_path).stdout
    titles = ["The field moves", "Members offer hours", "Communities convene", "The week is counted", "PARAMETERS"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert " * free                 6 h/week" in text
    assert "default 4" in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_list_names_what_there_is(tmp_path: Path) -> None:
    text = copsim("list", cwd=tmp_path).stdout
    for name in ("baseline", "structures_and_sponsorship", "community_of_practice", "legitimised", "solved_in_time"):
        assert name in text


def test_results_that_cannot_be_written_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("in the way", encoding="utf-8")
    done = copsim("run", "baseline", *SMALL, cwd=tmp_path, wrong=2)
    assert "--results: cannot write to" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["a/b/../c", "../elsewhere/x", "two words", ".toml", ""])
def test_new_takes_a_name_or_a_toml_path_and_makes_nothing_of_anything_else(name: str, tmp_path: Path) -> None:
    done = copsim("new", name, cwd=tmp_path, wrong=2)
    assert "is no name" in done.stderr
    assert not list(tmp_path.iterdir())


def test_repeating_a_run_takes_no_option_that_would_change_it(tmp_path: Path) -> None:
    done = copsim("run", "--again", "anything", "--replications", "1", "--weeks", "0", cwd=tmp_path, wrong=2)
    assert "--replications" in done.stderr
    assert "--weeks" in done.stderr
