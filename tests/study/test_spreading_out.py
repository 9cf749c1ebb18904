"""The same bytes from shards brought together and from a Dask cluster, also when one of its workers is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from copsim.foundation.errors import CopsimError, InputError
from copsim.study.conduct import conduct, conduct_shard
from copsim.study.journal import Journal
from copsim.study.merging import merge
from copsim.study.results import JOURNAL
from tests.study.tiny import quiet, tiny_plan

TABLES = ("runs.csv", "runs.parquet", "series.parquet", "comparison.csv", "summary.md")


def tables(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in TABLES}


def test_shards_brought_together_are_the_whole(tmp_path: Path) -> None:
    plan = tiny_plan(tmp_path, 3)
    whole = conduct(plan, tmp_path / "whole", executor="serial", say=quiet)
    for part in (3, 1, 2):
        assert conduct_shard(plan, (part, 3), tmp_path / f"shard{part}", executor="serial", say=quiet) == 0
    merged = merge([tmp_path / f"shard{part}" for part in (1, 2, 3)], tmp_path / "all", quiet)
    assert [(one.new, one.there) for one in merged] == [(12, 0)]
    again = merge([tmp_path / "shard1"], tmp_path / "all", quiet)
    assert [(one.new, one.there) for one in again] == [(0, 4)]
    done = conduct(plan, tmp_path / "all", executor="serial", say=quiet)
    assert done.outcome.reused == 12
    assert tables(done.folder) == tables(whole.folder)


def test_runs_that_differ_are_not_merged(tmp_path: Path) -> None:
    plan = tiny_plan(tmp_path, 1)
    for name in ("one", "other"):
        conduct_shard(plan, (1, 1), tmp_path / name, executor="serial", say=quiet)
    path = tmp_path / "other" / "tiny" / JOURNAL
    journal = Journal(path)
    record = next(journal.all())
    journal._file.execute("UPDATE runs SET digest = 'another' WHERE run = ?", (record.run,))
    journal.close()
    with pytest.raises(CopsimError, match="was not made by this model or was changed"):
        merge([tmp_path / "other"], tmp_path / "one", quiet)
    with pytest.raises(InputError, match="holds no journal"):
        merge([tmp_path / "nowhere"], tmp_path / "one", quiet)


def test_a_cluster_gives_the_same_bytes_also_when_a_worker_is_killed(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    plan = tiny_plan(tmp_path, 15)
    whole = conduct(plan, tmp_path / "whole", executor="serial", say=quiet)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        workers = [worker.process.pid for worker in cluster.workers.values()]
        done_runs: list[str] = []

        def kill_one() -> None:
            path = tmp_path / "cluster" / "tiny" / JOURNAL
            patience = time.monotonic() + 120  # a busy machine takes its time to begin
            while time.monotonic() < patience:
                if path.exists() and len(done_runs) == 0:
                    journal = Journal(path)
                    count = sum(1 for _ in journal.all())
                    journal.close()
                    if count >= 3:
                        os.kill(workers[0], signal.SIGKILL)
                        done_runs.append("killed")
                        return
                time.sleep(0.02)

        killer = threading.Thread(target=kill_one)
        killer.start()
        done = conduct(plan, tmp_path / "cluster", executor=f"dask:{cluster.scheduler_address}", say=quiet)
        killer.join()
    assert done_runs == ["killed"]
    assert tables(done.folder) == tables(whole.folder)
