"""Stylised facts: the verdict follows from interval and band, and every fact says where it comes from and its role."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from copsim.cli import main
from copsim.study.facts.conducting import facts, situation
from copsim.study.facts.fact import Along, Fact, Luck, Place, Run
from copsim.study.facts.judging import read, verdict
from copsim.study.facts.table import FACTS, NOT_HAD
from copsim.study.facts.telling import facts_lines, facts_markdown, write_facts

SMALL = Place("small", "march_1991", {"learning.members": 12, "learning.facets": 10, "learning.p1": 0.5})
ABOVE = Fact(
    "above", "a code that learns knows more than half", "made up", "A", "code_share_correct", 0.5, math.inf, "held out",
    "observed", (SMALL,), 8, each=lambda luck: luck["small"].summary["code_share_correct"],
)  # fmt: skip


def lucks(*values: float) -> list[Luck]:
    return [{"small": Run({"code_share_correct": value}, {})} for value in values]


@pytest.mark.parametrize(
    ("interval", "band", "word"),
    [
        ((0.26, 0.34), (0.25, 0.35), "holds"),
        ((0.20, 0.30), (0.25, 0.35), "not told apart"),
        ((0.36, 0.40), (0.25, 0.35), "does not hold"),
        ((0.01, 0.02), (0.0, math.inf), "holds"),
        ((0.0, 0.0), (0.0, math.inf), "does not hold"),
        ((-0.02, -0.01), (0.0, math.inf), "does not hold"),
        ((math.nan, math.nan), (0.0, math.inf), "not measured"),
    ],
)
def test_the_verdict_follows_from_interval_and_band(
    interval: tuple[float, float], band: tuple[float, float], word: str
) -> None:
    assert verdict(*band, interval) == word


def test_replications_in_which_a_statistic_is_not_defined_do_not_count() -> None:
    assert read(ABOVE, lucks(0.6, 0.7, math.nan)).n == 2


def test_a_pooled_statistic_has_an_interval_over_replications() -> None:
    def mean(runs: object) -> float:
        return math.fsum(luck["small"].summary["code_share_correct"] for luck in runs) / len(runs)  # type: ignore

    reading = read(ABOVE._replace(each=None, pool=mean), lucks(*[0.6, 0.8] * 10))
    assert reading.mean == pytest.approx(0.7)
    assert 0.6 < reading.low < 0.7 < reading.high < 0.8


def test_every_fact_says_whence_it_comes_how_it_is_measured_and_its_role() -> None:
    assert len({fact.key for fact in FACTS}) == len(FACTS) >= 30
    for fact in FACTS:
        assert fact.says
        assert fact.source
        assert fact.statistic
        assert fact.low < fact.high
        assert (fact.each is None) != (fact.pool is None)
        for place in fact.places:
            assert situation(place).in_short()
        for along in fact.along:
            assert all(situation(place) for level in along.levels for place in fact.at(along.key, level))
    assert all(len(one.why) > 20 for one in NOT_HAD)


def test_facts_are_run_once_kept_and_told_whichever_way_they_come_out(tmp_path: Path) -> None:
    below = ABOVE._replace(key="below", low=-math.inf, high=0.5, along=(Along("learning.p2", (0.1,)),))
    said: list[str] = []
    found = facts(tmp_path, table=[ABOVE, below], say=said.append)
    assert [one.reading.verdict for one in found] == ["holds", "does not hold"]
    assert [(t.key, t.level) for t in found[1].tried] == [("learning.p2", 0.1)]
    assert found[0].commands[0].startswith("copsim run march_1991 --set")
    again = facts(tmp_path, table=[ABOVE], say=said.append)
    assert again[0].reading == found[0].reading
    assert any(line.startswith("reused 8 of 8 runs") for line in said)
    page = "\n".join(facts_markdown(found))
    assert "**does not hold**" in page
    assert "1 does not hold" in "\n".join(facts_lines(found))
    assert all(path.exists() for path in write_facts(found, tmp_path))


def test_a_fact_that_is_not_there_is_refused_with_the_nearest() -> None:
    done = CliRunner().invoke(main, ["facts", "--only", "s_curv"])
    assert done.exit_code == 2
    assert "did you mean 's_curve'" in done.stderr
