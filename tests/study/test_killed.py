"""`kill -9` of a whole sweep at random moments: resumed each time, it ends in the tables of an uninterrupted one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from copsim.study.conduct import conduct
from copsim.study.experiment import read_experiment
from tests.study.test_spreading_out import tables
from tests.study.tiny import TINY, quiet

ROOT = Path(__file__).resolve().parents[2]
RUNS, KILLS = 500, 10
TEXT = TINY.replace("replications = 2", f"replications = {RUNS // 4}", 1).replace("weeks = 15", "weeks = 26")


def begun(file: Path, results: Path, executor: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "copsim", "experiment", str(file), "--results", str(results), "--executor", executor],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_kill_9_of_the_process_tree_at_ten_random_moments(tmp_path: Path) -> None:
    file = tmp_path / "tiny.toml"
    file.write_text(TEXT, encoding="utf-8")
    whole = conduct(read_experiment(file), tmp_path / "whole", say=quiet)
    luck, results, killed = random.Random(1), tmp_path / "killed", 0
    for nth in range(KILLS):
        process = begun(file, results, "processes" if nth % 2 else "threads")
        deadline = time.monotonic() + luck.uniform(1.0, 4.0)
        while time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
    assert begun(file, results, "threads").wait(300) == 0
    assert killed >= 3, "the sweep was over before it could be killed; make it longer"
    (folder,) = (results / "tiny").glob("????-??-??-*")
    assert tables(folder) == tables(whole.folder)
