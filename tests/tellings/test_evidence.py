"""Shared evidence and the networks: kernels and tellings come to the same."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from copsim.foundation.kernels import handle
from copsim.foundation.randomness import chance32, run_seed
from copsim.knowledge.evidence import Count, build_commons, empty_counts, luck_of_tries, seek_of
from copsim.knowledge.evidence_settings import EvidenceSettings

from . import told_evidence

SMALL: dict[str, Any] = {"members": 8, "trials": 30, "edge": 0.03}
COMMONS: dict[str, dict[str, Any]] = {
    "Zollman, a cycle": {"members": 4, "attention": "ring", "periods": 40},
    "everybody": SMALL,
    "a wheel": SMALL | {"attention": "wheel"},
    "a line, a large edge": SMALL | {"attention": "line", "edge": 0.2, "trials": 5},
    "a small world, hard to convince": SMALL | {"attention": "small_world", "nearest": 4, "rewired": 5, "sure": 0.999},
    "by chance": SMALL | {"attention": "random", "linked": 0.3, "trials": 1, "edge": 0.1},
    "by chance, in pieces": SMALL | {"attention": "random", "linked": 0.15, "pieces": "any"},
    "caves": SMALL | {"attention": "caves", "group": 4},
    "a hub": SMALL | {"attention": "hub"},
}


@pytest.mark.parametrize("name", COMMONS)
def test_evidence_is_shared_as_it_is_told(name: str) -> None:
    settings = EvidenceSettings(**{"periods": 200, **COMMONS[name]})
    ends = set()
    for replication in range(8):
        seed = run_seed(6, replication)
        commons = build_commons(settings, seed)
        counted = empty_counts(settings.periods)
        last = seek_of(settings.attention != "everybody")(handle(commons), 1, settings.periods, counted)
        told, triers = told_evidence.seek(settings, seed, chance32(settings.linked))
        assert [tuple(row) for row in counted[: last + 1, [Count.TRYING, Count.SURE]].tolist()] == told
        assert commons.learners.net.tolist() == [one.net for one in triers]
        if settings.attention != "everybody":
            hear = told_evidence.contacts_of(settings, seed, chance32(settings.linked))
            ends_of = commons.contacts.start.tolist()
            assert [commons.contacts.source[a:b].tolist() for a, b in pairwise(ends_of)] == hear
        ends.add((last, told[-1]))
    assert len(ends) > 1, "runs ended differently"


def test_what_is_needed_is_what_bayes_says() -> None:
    settings = EvidenceSettings(**SMALL)
    commons = build_commons(settings, 17)
    for one, tries, sure in zip(
        told_evidence.begin(settings, 17), commons.learners.tries_from, commons.learners.sure_from, strict=True
    ):
        for need, bound in ((int(tries), 0.5), (int(sure), settings.sure)):
            limit = told_evidence.Fraction(str(bound))
            assert told_evidence.is_above(settings, one, need, limit)
            assert not told_evidence.is_above(settings, one, need - 1, limit)


@pytest.mark.parametrize(("trials", "edge"), [(1, 0.25), (7, 0.013), (1000, 0.001)])
def test_the_luck_of_tries_is_exact(trials: int, edge: float) -> None:
    luck = luck_of_tries(trials, edge)
    assert luck.tolist() == told_evidence.at_most(trials, edge)
    assert (np.diff(luck.astype(float)) >= 0).all()
