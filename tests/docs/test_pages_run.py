"""Every block of code on every page does what the page says."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pytest

from tests.docs.pages import blocks, name_of, own_names, pages
from tests.docs.sessions import Session, first_missing, steps


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_a_page_can_be_worked_through_in_an_empty_folder(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matplotlib.use("agg")
    monkeypatch.chdir(tmp_path)
    found = list(blocks(page))
    session = Session(tmp_path, extends=any("EXTENSION" in block.text for block in found), own=own_names(page))
    for block in found:
        session.work_through(block)
    assert not session.problems, f"{name_of(page)}\n" + "\n".join(session.problems)


def test_what_is_shown_must_be_printed_in_that_order() -> None:
    printed = "one: 1 s\n  two\nthree\n"
    assert first_missing(["one: ... s", "two", "three"], printed) == ""
    assert first_missing(["two", "one: 1 s"], printed) == "one: 1 s"
    assert first_missing(["thre"], printed) == "thre"


def test_a_session_is_its_commands_each_with_what_is_shown_under_it() -> None:
    told = "$ copsim run \\\n> baseline\nprinted\n\n$ ls\n"
    assert list(steps(told)) == [("copsim run baseline", ["printed"]), ("ls", [])]
