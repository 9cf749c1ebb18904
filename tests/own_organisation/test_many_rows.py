"""A million rows with ten bad ones: all ten are told with their lines, in seconds of work, and nothing is written."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from click.testing import CliRunner

from copsim.cli.main import main
from copsim.study.own_organisation.circles import circles

ROWS = 1_000_000
SECONDS = 20
"""Of the processor; about four are needed, most of them to take the file apart."""


def people() -> list[str]:
    jobs = ("methods", "instruments", "regulation")
    return [
        f"e{n:07},u{n // 100:05},{f'e{n // 10:07}' if n > 9 else ''},{jobs[n % 3]},{'yes' * (n % 9 == 0)}"
        for n in range(ROWS)
    ]


def test_a_million_rows_with_ten_bad_ones(tmp_path: Path) -> None:
    rows, last = people(), ROWS - 1
    rows[111_111] = "e0000001" + rows[111_111][8:]
    rows[222_222] = rows[222_222].replace(",e0022222,", ",e0022222x,")
    rows[333_333] = rows[333_333].replace("methods", "=methods()")
    rows[444_444] = rows[444_444].replace("methods", "methods,methods")
    rows[555_555] = "," + rows[555_555].split(",", 1)[1]
    rows[666_666] = rows[666_666].replace(",u06666,", ",,")
    rows[777_777] = "e0777777"
    rows[888_888] = rows[888_888].replace(",methods", ",Methods")
    rows[7] = rows[7].replace(",u00000,,", ",u00000,e0000070,")
    rows[last] = rows[last].removesuffix(",yes") + ",perhaps" if rows[last].endswith("yes") else rows[last] + "perhaps"
    (tmp_path / "people.csv").write_text("\n".join(["id,unit,manager,speciality,broker", *rows]))
    began = time.process_time()
    done = CliRunner().invoke(main, ["import", str(tmp_path), "-o", str(tmp_path / "ours.toml")])
    took = time.process_time() - began
    assert done.exit_code == 2
    lines = [line.removeprefix(f"{tmp_path}/people.csv:") for line in done.stderr.splitlines()]
    assert lines == [
        "9: manager: goes round in a circle: 'e0000007' > 'e0000070' > 'e0000007'; expected one that has none",
        "111113: id: 'e0000001' is there already, in line 3",
        "222224: manager: 'e0022222x' is no id in this file (did you mean 'e0022222'?)",
        "333335: speciality: '=methods()' is no name; expected a name of at most 40 letters, digits, spaces and "
        "& ' ( ) / - _, beginning with a letter or digit",
        "444446: has 6 values, expected 5 as in the first line",
        "555557: id: is empty, expected an id",
        "666668: unit: is empty, expected a unit",
        "777779: has 1 value, expected 5 as in the first line",
        "888890: speciality: 'Methods' is elsewhere 'methods'; write it alike",
        f"{ROWS + 1}: broker: 'perhaps' is neither yes nor no",
    ]
    assert not (tmp_path / "ours.toml").exists()
    assert took < SECONDS


def test_a_circle_of_a_hundred_thousand_and_a_chain_as_long_are_told_apart() -> None:
    chain = np.arange(100_000) - 1
    assert circles(chain) == []
    chain[0] = 99_999
    (circle,) = circles(chain)
    assert len(circle) == 100_000
