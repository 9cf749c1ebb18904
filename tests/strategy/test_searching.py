"""The search finds what can be worked out by hand, and says so where there is nothing to find."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from copsim.study.statistics import mean_with_interval
from copsim.study.strategy.searching import Judged, Portfolio, optimise, search, shares
from copsim.study.strategy.settings import read_strategy
from copsim.study.strategy.told import search_lines, search_sentence

from .small_study import FILE

pytest.importorskip("optuna")
WORTH = {"a": 3.0, "b": 2.0, "c": 1.0}
"""The return of a domain is worth x the root of its share: the best shares are as worth^2, 9 : 4 : 1."""


def returned(amounts: Portfolio) -> float:
    given = shares(amounts, list(WORTH))
    return sum(worth * math.sqrt(given[name]) for name, worth in WORTH.items())


def test_the_search_finds_the_optimum_that_is_worked_out_by_hand() -> None:
    best = math.sqrt(sum(worth**2 for worth in WORTH.values()))
    evenly = returned(dict.fromkeys(WORTH, 1.0))
    front = search(list(WORTH), lambda _, asked: [(returned(one), returned(one)) for one in asked], 25, 20)
    found = shares(front[0].amounts, list(WORTH))
    assert front[0].seen[0] == pytest.approx(returned(front[0].amounts))
    assert best - front[0].seen[0] < 0.02 * (best - evenly)
    assert found == pytest.approx({name: worth**2 / 14 for name, worth in WORTH.items()}, abs=0.06)


def test_of_two_ends_that_exclude_each_other_the_front_holds_both_and_nothing_that_is_worse_in_both() -> None:
    def ends(_: int, asked: list[Portfolio]) -> list[tuple[float, float]]:
        given = [shares(one, list(WORTH)) for one in asked]
        return [(one["a"], one["b"]) for one in given]

    front = search(list(WORTH), ends, 15, 16)
    assert front[0].seen[0] > 0.75
    assert front[-1].seen[1] > 0.75
    for one in front:
        assert not any(other.seen[0] >= one.seen[0] and other.seen[1] > one.seen[1] for other in front)


def test_shares_sum_to_one_whatever_is_asked() -> None:
    assert shares({"a": 0.0, "b": 0.0, "c": 0.0}, ["a", "b", "c"]) == {"a": 0.3334, "b": 0.3333, "c": 0.3333}
    assert math.fsum(shares({"a": 0.1, "b": 0.7, "c": 0.33}, ["a", "b", "c"]).values()) == pytest.approx(1, abs=1e-9)


def study(tmp_path: Path, old: str = "", new: str = "") -> Path:
    path = tmp_path / "study.toml"
    path.write_text(FILE.replace(old, new) if old else FILE, encoding="utf-8")
    return path


def test_where_nothing_matters_the_search_says_so(tmp_path: Path) -> None:
    """Without hours and recognition to give, every portfolio is the same to the byte."""
    path = study(tmp_path, "set.people.units = 3", "set.people.units = 3\nset.portfolio.sponsoring = 0.0")
    text = path.read_text().replace("base = 1.0\nlow = 0.5\nhigh = 4.0", "base = 0.0\nlow = 0.0\nhigh = 0.001")
    path.write_text(text)
    asked, file = read_strategy(path)
    found = optimise(asked, file, tmp_path / "results", executor="serial", workers=1, say=lambda _: None)
    mine = [one for one in found if one.seen is not None]
    assert mine
    assert all(one.difference.mean == 0 and not one.better for one in mine)
    assert "no portfolio that is better" in "\n".join(search_lines(asked, found)).replace("\n  ", " ")


def test_a_search_goes_on_where_it_was_interrupted_and_finds_the_same(tmp_path: Path) -> None:
    asked, file = read_strategy(study(tmp_path))
    said: list[str] = []
    first = optimise(asked, file, tmp_path / "results", executor="serial", workers=1, say=said.append)
    again = optimise(asked, file, tmp_path / "results", executor="serial", workers=1, say=said.append)
    assert [(one.name, dict(one.settings), one.difference) for one in first] == [
        (one.name, dict(one.settings), one.difference) for one in again
    ]
    assert any("reused" in line for line in said)


def test_luck_among_several_is_not_called_better() -> None:
    weak = mean_with_interval([1.0, 2.0, -0.2, 1.5, 0.2, 0.9])
    assert weak.p < 0.05
    found = [Judged(f"found_{n}", {}, (1.0, 1.0), weak, weak.p * 5, -1.0) for n in range(5)]
    assert "no portfolio that is better" in search_sentence(found, "Spread evenly")
    assert "5 of 5 portfolios found are better" in search_sentence(
        [one._replace(p=0.001) for one in found], "Spread evenly"
    )
