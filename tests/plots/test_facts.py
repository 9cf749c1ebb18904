"""Figures of facts are drawn from what was run, each only where its facts are there, whatever came out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from copsim.plots.facts import draw_facts
from copsim.study.facts import documents, groups
from copsim.study.facts.fact import Found, Luck, Reading, Run
from copsim.study.facts.table import FACTS

RUNS = 3


def of_runs(key: str, runs: list[Luck]) -> Found:
    fact = next(fact for fact in FACTS if fact.key == key)
    return Found(fact, Reading(RUNS, 0.0, -1.0, 1.0, "not told apart"), (), (), runs)


def run(summary: Mapping[str, float], **series: object) -> Run:
    return Run(summary, {name: np.asarray(values) for name, values in series.items()})


def everything() -> list[Found]:
    weeks, rng = 104, np.random.default_rng(1)
    levels = {"core": 0.1, "active": 0.2, "core_active": 0.3, "periphery": 0.5, "outside": 0.1}
    given = {"watched_given": [9, 5, 1, 0]}
    quarter = {name: rng.integers(5, 9, weeks) for name in ("solved_in_time", "solved_late", "failed_tries")}
    looks = {name: np.full(weeks, 3) for name in ("look_ups", "look_ups_useful", "arrived")}
    adopters = 0.6 / (1 + np.exp(-0.1 * (np.arange(156) - 80))) + rng.normal(0, 0.01, 156)
    mature = {"baseline": run(levels, weeks_to_solve=np.full(weeks, 2.0), **given, **quarter)}
    written = {place.name: run({"staleness": 0.2}, **looks) for place in documents.PLACES}
    bridges = {f"{beta:g}": run({"mean_payoff": beta}) for beta in groups.BETAS}
    made = {
        "core": mature, "top_1_percent": {"open": run({}, **given)}, "learning_curve": mature, "stale": written,
        "s_curve": {"innovation": run({}, adopters=adopters)}, "bridges": bridges, "bridges_best": bridges,
    }  # fmt: skip
    return [of_runs(key, [luck] * RUNS) for key, luck in made.items()]


def test_every_figure_is_drawn_where_its_facts_are_there(tmp_path: Path) -> None:
    drawn = draw_facts(everything(), tmp_path)
    assert [path.name for path, _ in drawn] == [
        f"fact_{name}.png" for name in ("participation", "learning", "staleness", "spreading", "bridges")
    ]
    assert all(path.stat().st_size > 10_000 and shows for path, shows in drawn)


def test_a_figure_whose_facts_were_not_asked_for_is_left_out(tmp_path: Path) -> None:
    some = [one for one in everything() if one.fact.key in ("stale", "bridges", "core")]
    assert [path.name for path, _ in draw_facts(some, tmp_path)] == ["fact_staleness.png"]
    assert draw_facts([], tmp_path) == []


def test_an_innovation_that_died_in_every_run_is_drawn_without_a_fit(tmp_path: Path) -> None:
    dead = of_runs("s_curve", [{"innovation": run({}, adopters=np.zeros(156))}] * RUNS)
    assert draw_facts([dead], tmp_path)[0][0].exists()
