"""The journal has one writer, keeps what worked, and gives series back as they were packed."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from copsim.constellation.run import run_once
from copsim.foundation.errors import CopsimError
from copsim.study.journal import Journal
from copsim.study.lock import held
from copsim.study.record import execute, pack, unpack
from tests.study.tiny import tiny_plan


def test_a_second_writer_is_told_who_holds_the_lock_and_a_dead_one_is_taken_over(tmp_path: Path) -> None:
    lock = tmp_path / "journal.lock"
    said: list[str] = []
    mine = f"process {os.getpid()} on "
    with held(lock, said.append), pytest.raises(CopsimError, match=mine) as caught, held(lock, said.append):
        pass
    assert platform.node() in str(caught.value)
    assert not lock.exists()
    dead = {"pid": 2**22 + 1, "host": platform.node(), "since": "yesterday"}
    lock.write_text(json.dumps(dead), encoding="utf-8")
    with held(lock, said.append):
        assert json.loads(lock.read_text(encoding="utf-8"))["pid"] == os.getpid()
    assert "left behind" in said[0]
    lock.write_text(json.dumps({**dead, "host": "elsewhere"}), encoding="utf-8")
    with pytest.raises(CopsimError, match="elsewhere"), held(lock, said.append):
        pass


def test_a_run_that_worked_is_never_replaced_in_the_journal(tmp_path: Path) -> None:
    record = execute(next(iter(tiny_plan(tmp_path).runs())))
    journal = Journal(tmp_path / "journal.sqlite")
    journal.add(record._replace(status="failed", error="boom"))
    assert journal.done([record.run]) == set()
    journal.add(record)
    journal.add(record._replace(digest="other"))
    kept = journal.get(record.run)
    assert kept is not None
    assert kept[:3] == record[:3]
    assert kept.payload == record.payload
    journal.close()


def test_a_journal_of_another_format_is_refused_with_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    Journal(path).close()
    Journal(path).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 7")
    before = path.read_bytes()
    with pytest.raises(CopsimError, match="format 7, and this copsim reads and writes format 1"):
        Journal(path)
    assert path.read_bytes() == before


def test_series_come_back_as_they_were_packed(tmp_path: Path) -> None:
    spec = next(iter(tiny_plan(tmp_path).runs()))
    series = run_once(spec.scenario, 0).series
    back = unpack(pack(series))
    assert list(back) == list(series)
    for name, values in series.items():
        assert back[name].dtype == values.dtype, name
        assert back[name].tobytes() == values.tobytes(), (
            name
        )  # where a measure is not defined it is nan, there and here
