"""A study resumes, reuses, survives a failing run, and gives the same bytes however it is shared out."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from copsim.constellation import run as constellation_run
from copsim.foundation.errors import CopsimError
from copsim.study import runner
from copsim.study.again import repeat
from copsim.study.conduct import Conducted, Interrupted, conduct
from copsim.study.journal import Journal
from copsim.study.provenance import read_provenance
from copsim.study.runner import ExecutorName, run_all
from tests.study.tiny import quiet, tiny_plan

RUN_ONCE = constellation_run.run_once


@pytest.fixture(autouse=True)
def pools_are_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little there is to do: else small studies would be done here, and no process ever be tried."""
    monkeypatch.setattr(runner, "POOL_SECONDS", 0.0)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Conducted:
    folder = tmp_path_factory.mktemp("done")
    return conduct(tiny_plan(folder), folder / "results", say=quiet)


def read_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def counted(monkeypatch: pytest.MonkeyPatch, fail: tuple[int, int] | None = None) -> list[tuple[str, int]]:
    """Count real runs; optionally let those of one (arm's relation, replication) fail."""
    runs: list[tuple[str, int]] = []

    def run_once(scenario: Any, replication: int = 0) -> Any:
        runs.append((scenario.structure.kind, replication))
        if fail == (len(runs), replication):
            raise ZeroDivisionError("made to fail")
        return RUN_ONCE(scenario, replication)

    monkeypatch.setattr(constellation_run, "run_once", run_once)
    monkeypatch.setattr(constellation_run, "warm_up", lambda: 0.0)
    return runs


def test_the_folder_holds_every_table_and_one_row_a_run(done: Conducted) -> None:
    import pyarrow.parquet as pq

    names = {path.name for path in done.files}
    tables = {"runs.csv", "runs.parquet", "series.parquet", "groups.parquet", "comparison.csv"}
    assert names == tables | {"summary.md", "provenance.json"}
    rows = read_rows(done.folder / "runs.csv")
    assert len(rows) == 8
    assert [row["run"] for row in rows] == sorted(row["run"] for row in rows)
    series = pq.read_table(done.folder / "series.parquet").to_pandas()
    assert len(series) == 8 * 15
    assert set(series["run"]) == {row["run"] for row in rows}
    assert series["week"].min() == 1


def test_the_same_question_finds_its_folder_and_reuses_every_run(
    done: Conducted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = counted(monkeypatch)
    said: list[str] = []
    again = conduct(tiny_plan(tmp_path), done.folder.parents[1], say=said.append)
    assert again.folder == done.folder
    assert runs == []
    assert said == ["reused 8 of 8 runs"]


def test_more_replications_run_only_the_new_ones(
    done: Conducted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results"
    shutil.copytree(done.folder.parents[1], results)
    before = (results / "tiny" / done.folder.name / "runs.csv").read_bytes()
    runs = counted(monkeypatch)
    more = conduct(tiny_plan(tmp_path, replications=3), results, say=quiet)
    assert [replication for _, replication in runs] == [2] * 4
    assert len(more.outcome.digests) == 12
    assert (results / "tiny" / done.folder.name / "runs.csv").read_bytes() == before


@pytest.mark.parametrize("executor", ["serial", "processes"])
def test_tables_are_the_same_bytes_from_any_executor(done: Conducted, tmp_path: Path, executor: ExecutorName) -> None:
    other = conduct(tiny_plan(tmp_path), tmp_path / "results", executor=executor, workers=2, say=quiet)
    assert other.folder.name[11:] == done.folder.name[11:]
    for name in ("runs.csv", "comparison.csv", "runs.parquet", "series.parquet", "summary.md"):
        assert (other.folder / name).read_bytes() == (done.folder / name).read_bytes(), name


def test_one_failing_run_is_told_with_the_line_that_repeats_it_and_the_others_finish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(monkeypatch, fail=(3, 0))
    said: list[str] = []
    plan = tiny_plan(tmp_path)
    first = conduct(plan, tmp_path / "results", executor="serial", say=said.append)
    assert len(first.outcome.failed) == 1
    assert len(first.outcome.digests) == 7
    told = "\n".join(said)
    assert "1 of 8 runs failed" in told
    assert "ZeroDivisionError: made to fail" in told
    assert "copsim run baseline --set people.members=12" in told
    assert "--seed 5 --replication 0" in told
    assert "Traceback" in (first.folder / "failures.txt").read_text(encoding="utf-8")
    contrasts = read_rows(first.folder / "comparison.csv")
    assert {row["pairs"] for row in contrasts} == {"1", "2"}
    runs = counted(monkeypatch)
    mended = conduct(plan, tmp_path / "results", executor="serial", say=quiet)
    assert len(runs) == 1
    assert not mended.outcome.failed


def test_of_five_hundred_runs_one_raises_and_the_others_are_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(monkeypatch, fail=(247, 61))
    done = conduct(tiny_plan(tmp_path, replications=125), tmp_path / "results", executor="serial", say=quiet)
    assert len(read_rows(done.folder / "runs.csv")) == len(done.outcome.digests) == 499
    told = (done.folder / "failures.txt").read_text(encoding="utf-8")
    assert told.count("Traceback") == 1
    assert "(seed 5)" in told
    assert "ZeroDivisionError: made to fail" in told
    assert "repeat: copsim run baseline --set people.members=12" in told
    assert "--seed 5 --replication 61" in told


def test_when_no_run_works_no_results_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted(monkeypatch)
    monkeypatch.setattr(constellation_run, "run_once", lambda *given: 1 / 0)
    with pytest.raises(CopsimError, match="none of the 8 runs worked"):
        conduct(tiny_plan(tmp_path), tmp_path / "results", executor="serial", say=quiet)
    assert not list((tmp_path / "results" / "tiny").glob("20*"))


def test_ctrl_c_keeps_what_is_done_and_the_same_call_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = counted(monkeypatch)
    inner = constellation_run.run_once

    def interrupting(scenario: Any, replication: int = 0) -> Any:
        result = inner(scenario, replication)
        if len(runs) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        return result

    monkeypatch.setattr(constellation_run, "run_once", interrupting)
    plan = tiny_plan(tmp_path)
    with pytest.raises(Interrupted, match="3 of 8 runs are done"):
        conduct(plan, tmp_path / "results", executor="serial", say=quiet)
    runs = counted(monkeypatch)
    said: list[str] = []
    whole = conduct(plan, tmp_path / "results", executor="serial", say=said.append)
    assert said[0] == "reused 3 of 8 runs"
    assert len(runs) == 5
    assert len(whole.outcome.digests) == 8


def test_threads_stop_at_ctrl_c_after_the_runs_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def on_done(record: Any) -> None:
        done.append(record.run)
        if len(done) == 1:
            os.kill(os.getpid(), signal.SIGINT)

    specs = list(tiny_plan(tmp_path, replications=5).runs())
    assert not run_all(specs, on_done, "threads", 2)
    assert 1 <= len(done) <= 5


def test_a_damaged_journal_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "results" / "tiny").mkdir(parents=True)
    (tmp_path / "results" / "tiny" / "journal.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(CopsimError, match="cannot be used"):
        conduct(tiny_plan(tmp_path), tmp_path / "results", say=quiet)


def test_a_full_disk_is_told_in_a_sentence_and_the_lock_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(monkeypatch)
    home = tmp_path / "results" / "tiny"
    real = Journal.add

    def add(self: Journal, record: Any) -> None:
        self._file.execute("PRAGMA max_page_count = 1")  # the database may grow no further, as on a full disk
        for _ in range(50):
            real(self, record._replace(run=os.urandom(8).hex()))

    monkeypatch.setattr(Journal, "add", add)
    with pytest.raises(CopsimError, match="disk is full"):
        conduct(tiny_plan(tmp_path), tmp_path / "results", executor="serial", say=quiet)
    assert not (home / "journal.lock").exists()


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("in the way", encoding="utf-8")
    with pytest.raises(CopsimError, match="cannot write to"):
        conduct(tiny_plan(tmp_path), tmp_path / "results", say=quiet)


def test_provenance_repeats_every_run_to_the_bit(done: Conducted) -> None:
    told = read_provenance(done.folder)
    assert told["replications"] == 2
    assert len(told["runs"]) == 8
    assert told["expected"]
    found = repeat(done.folder, executor="serial", say=quiet)
    assert (found.same, found.total, found.other) == (8, 8, [])


def test_a_result_of_another_model_is_refused_with_what_differs(done: Conducted, tmp_path: Path) -> None:
    told = read_provenance(done.folder)
    (tmp_path / "provenance.json").write_text(json.dumps({**told, "model_hash": "0123"}), encoding="utf-8")
    with pytest.raises(CopsimError, match="model hash: 0123 then"):
        repeat(tmp_path, say=quiet)
    runs = [{**run, "digest": "changed"} for run in told["runs"]]
    (tmp_path / "provenance.json").write_text(json.dumps({**told, "runs": runs}), encoding="utf-8")
    found = repeat(tmp_path, executor="serial", say=quiet)
    assert found.same == 0
    assert "copsim run baseline" in found.other[0]


def test_findings_stand_beside_what_was_expected_even_where_they_contradict(done: Conducted) -> None:
    text = (done.folder / "summary.md").read_text(encoding="utf-8")
    assert "**Expected, before it ran.** It does, a little" in text
    assert (
        text.count("over no structure") + text.count("under no structure") + text.count("no structure can be told") > 0
    )


def test_a_dying_worker_process_is_told_and_what_came_before_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(runner, "execute_all", end_of_worker)
    specs = list(tiny_plan(tmp_path).runs())
    with pytest.raises(CopsimError, match="a worker process died"):
        run_all(specs, lambda record: done.append(record.run), "processes", 2)
    assert done == [specs[0].run]


def end_of_worker(specs: Any) -> None:
    os._exit(1)


def test_little_work_starts_no_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "POOL_SECONDS", 60.0)
    monkeypatch.setattr(runner, "ProcessPoolExecutor", None)
    done = conduct(tiny_plan(tmp_path), tmp_path / "results", executor="processes", workers=2, say=quiet)
    assert len(done.outcome.digests) == 8
