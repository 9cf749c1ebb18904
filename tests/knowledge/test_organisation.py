"""What holds in any organisation that learns: rows do not matter, periods can be cut, and rest is rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from copsim.constellation.organisation import MEASURES, run_organisation
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.knowledge.attention import listening_to
from copsim.knowledge.organisation import Organisation, build_organisation, rates_of
from copsim.knowledge.parts import LearningSettings, parts_of
from copsim.knowledge.periods import Series, empty_series, run_of
from tests.tellings.organisations import PUBLISHED

LIVED = (
    "March, fast and slow, with turnover and turbulence",
    "March, one after the other",
    "Miller",
    "Miller, also distant",
    "Fang, undirected, ties by coin",
    "Lazer, a small world",
    "Lazer, copying with errors",
)
RESTING = (
    *("March, one after the other", "Miller", "Miller, also distant"),
    *("Lazer", "Lazer, a small world", "Lazer, copying with errors"),
)


def lived(settings: LearningSettings, organisation: Organisation, *periods: int) -> Any:
    """Run so many periods, then so many more, ...; what was counted."""
    series = empty_series(sum(periods))
    run, rates, first = run_of(parts_of(settings)), handle(rates_of(settings)), 1
    for count in periods:
        run(handle(organisation), rates, first, count, series, False)
        first += count
    return series


def in_other_rows(organisation: Organisation, row_now: Any) -> Organisation:
    """The same organisation with the person of row i in row row_now[i]."""
    learners, contacts = organisation.learners, organisation.contacts
    was = np.argsort(row_now)
    listeners = np.repeat(np.arange(len(was)), np.diff(contacts.start))
    links = np.stack([row_now[listeners], row_now[contacts.source]], axis=1)
    moved = {name: getattr(learners, name)[was].copy() for name in learners._fields if name != "row_of"}
    return organisation._replace(
        learners=learners._replace(row_of=row_now[learners.row_of].astype(np.int32), **moved),
        contacts=listening_to(len(was), links[::-1]),
    )


@pytest.mark.parametrize("name", LIVED)
def test_rows_do_not_matter(name: str) -> None:
    settings = LearningSettings(**PUBLISHED[name])
    seed = run_seed(8, 1)
    row_now = np.random.default_rng(4).permutation(settings.members)
    here, there = build_organisation(settings, seed), in_other_rows(build_organisation(settings, seed), row_now)
    assert (lived(settings, here, 25) == lived(settings, there, 25)).all()
    assert (there.learners.uid[row_now] == here.learners.uid).all()
    assert (there.learners.beliefs[row_now] == here.learners.beliefs).all()
    assert (there.code.says == here.code.says).all()


@pytest.mark.parametrize("name", LIVED)
def test_many_periods_in_one_call_are_as_many_calls(name: str) -> None:
    settings = LearningSettings(**PUBLISHED[name])
    at_once, in_parts = (build_organisation(settings, 77) for _ in range(2))
    assert (lived(settings, at_once, 20) == lived(settings, in_parts, 1, 12, 7)).all()
    assert (at_once.learners.beliefs == in_parts.learners.beliefs).all()


@pytest.mark.parametrize("name", RESTING)
def test_an_organisation_at_rest_does_not_move_again(name: str) -> None:
    stopping = LearningSettings(**PUBLISHED[name] | {"periods": 400})
    going_on = stopping.model_copy(update={"stop": "never"})
    rested = 0
    for replication in range(20):
        stopped, went_on = (run_organisation(s, replication) for s in (stopping, going_on))
        rested += stopped.last < 400
        assert went_on.last == 400
        for measure in MEASURES:
            assert (stopped.series[measure] == went_on.series[measure][: stopped.last + 1]).all(), measure
            assert (stopped.series[measure][-1] == went_on.series[measure][stopped.last :]).all(), measure
    assert rested >= 15, "the test saw organisations at rest"


def test_links_that_are_given_are_listened_to() -> None:
    """On a star everybody learns what the hub holds; the hub, who listens to nobody, learns nothing."""
    star = np.array([(who, 0) for who in range(1, 16)])
    settings = LearningSettings(
        **PUBLISHED["Miller"] | {"code": "none", "source": "one_contact", "p5": 1.0, "held": 1.0, "distant": "never"}
    )
    found = run_organisation(settings, 3, star)
    assert found.last < settings.periods
    assert found.series["unanimity"][-1] == 1.0
    assert found.series["best_payoff"][-1] == found.series["individual_share_correct"][-1]


def test_many_fast_members_are_counted_also_without_compiling() -> None:
    told = "from copsim.knowledge.parts import LearningSettings; from tests.knowledge.test_organisation import *; "
    told += (
        "s = LearningSettings(members=300, fast=200, facets=10); print(lived(s, build_organisation(s, 5), 2).tolist())"
    )
    plain = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", told], env=dict(os.environ) | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    settings = LearningSettings(members=300, fast=200, facets=10)
    series = lived(settings, build_organisation(settings, 5), 2)
    assert series[1:, Series.RIGHT_FAST].min() > 0
    assert series.tolist() == json.loads(plain.stdout)
