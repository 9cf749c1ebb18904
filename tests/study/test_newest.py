"""Which study a name stands for, where there are several."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from copsim.study.kept import study_named
from copsim.study.provenance import FILE


@pytest.mark.parametrize("order", [("aaaa", "bbbb"), ("bbbb", "aaaa")])
def test_of_studies_that_began_within_a_second_the_one_written_last_is_the_newest(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    for place, digest in enumerate(order):
        folder = tmp_path / "one" / f"2026-11-30-{digest}"
        folder.mkdir(parents=True)
        told = {"runs": [], "times": {"begun": "2026-11-30T09:00:00+00:00"}}
        (folder / FILE).write_text(json.dumps(told), encoding="utf-8")
        os.utime(folder / FILE, ns=(place, place))
    assert study_named(tmp_path, "one").folder.name.endswith(order[1])
