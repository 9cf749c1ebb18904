"""Shared evidence: Zollman (2007) as others have run it, on fixed seeds; and what holds in any such run."""

from __future__ import annotations

from math import sqrt
from statistics import fmean
from typing import Any

import numpy as np
import pytest

from copsim.constellation.evidence import run_evidence
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.knowledge.attention import listening_to
from copsim.knowledge.evidence import build_commons, empty_counts, seek_of
from copsim.knowledge.evidence_settings import EvidenceSettings

CELLS = {
    "four on a cycle": ({"members": 4, "attention": "ring"}, 0.7558, 0.0043),
    "four on a wheel, which is complete": ({"members": 4, "attention": "wheel"}, 0.7254, 0.00446),
    "ten, complete": ({}, 0.8954, 0.00306),
    "ten on a cycle": ({"attention": "ring"}, 0.9706, 0.00169),
}
RUNS = 1500


def z_of(settings: EvidenceSettings, mean: float, error: float, seed: int) -> float:
    found = fmean(float(run_evidence(settings, r, seed=seed).series["p_success"][-1]) for r in range(RUNS))
    return (found - mean) / sqrt(found * (1 - found) / RUNS + error**2)


@pytest.mark.parametrize("name", CELLS)
def test_members_come_to_be_sure_as_often_as_others_found(name: str) -> None:
    changed, mean, error = CELLS[name]
    assert abs(z_of(EvidenceSettings(**changed), mean, error, 400 + list(CELLS).index(name))) <= 4


@pytest.mark.parametrize(
    ("name", "changed"), [("ten on a cycle", {"attention": "everybody"}), ("ten, complete", {"edge": 0.05})]
)
def test_a_deviant_commons_is_told_from_the_published_one(name: str, changed: dict[str, Any]) -> None:
    settings, mean, error = CELLS[name]
    assert abs(z_of(EvidenceSettings(**settings | changed), mean, error, 500)) > 4


def test_a_wheel_of_four_is_complete_in_every_run() -> None:
    wheel, complete = (EvidenceSettings(members=4, attention=net) for net in ("wheel", "everybody"))
    for replication in range(20):
        one, other = run_evidence(wheel, replication), run_evidence(complete, replication)
        assert one.last == other.last
        assert (one.series["share_trying"] == other.series["share_trying"]).all()


def test_rows_do_not_matter() -> None:
    settings = EvidenceSettings(attention="small_world", nearest=4, rewired=3, trials=100, edge=0.01, periods=50)
    row_now = np.random.default_rng(4).permutation(settings.members)
    was = np.argsort(row_now)
    here, there = build_commons(settings, run_seed(8, 1)), build_commons(settings, run_seed(8, 1))
    listeners = np.repeat(np.arange(settings.members), np.diff(there.contacts.start))
    links = np.stack([row_now[listeners], row_now[there.contacts.source]], axis=1)
    moved = {name: getattr(there.learners, name)[was].copy() for name in there.learners._fields}
    there = there._replace(
        learners=there.learners._replace(**moved), contacts=listening_to(settings.members, links[::-1])
    )
    counted = []
    for commons in (here, there):
        counted.append(empty_counts(settings.periods))
        seek_of(True)(handle(commons), 1, settings.periods, counted[-1])
    assert (counted[0] == counted[1]).all()
    assert (there.learners.net[row_now] == here.learners.net).all()
    assert counted[0][5, 0] > 0, "somebody tried"


def test_many_periods_in_one_call_are_as_many_calls() -> None:
    settings = EvidenceSettings(attention="ring", periods=400)
    for replication in range(5):
        at_once, in_parts = (build_commons(settings, run_seed(9, replication)) for _ in range(2))
        one, other, seek = empty_counts(400), empty_counts(400), seek_of(True)
        seek(handle(at_once), 1, 400, one)
        for first, periods in ((1, 1), (2, 12), (14, 387)):
            seek(handle(in_parts), first, periods, other)
        assert (one == other).all()
        assert (at_once.learners.net == in_parts.learners.net).all()


def test_given_links_are_heard() -> None:
    """A hub to whom nobody listens: what it finds is its own affair."""
    nobody = np.empty((0, 2), np.int64)
    found = run_evidence(EvidenceSettings(trials=10, edge=0.1, periods=30), 3, nobody)
    shared = run_evidence(EvidenceSettings(trials=10, edge=0.1, periods=30), 3)
    assert found.series["share_sure"][-1] < shared.series["share_sure"][-1]
