"""Who waits decides as if alone: lane by lane the bits of `bernoulli_word`, however many wait beside."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copsim.foundation.kernels import handle
from copsim.foundation.randomness import Decision, bernoulli_word, decision_in, event_of
from copsim.knowledge.at_once import LANES, decide_of, waits
from copsim.knowledge.organisation import Organisation, build_organisation
from copsim.knowledge.parts import LearningSettings, Parts, parts_of
from copsim.knowledge.votes import towards
from tests.tellings.organisations import PUBLISHED

MARCH = LearningSettings(members=3 * LANES, facets=60, step="one")
ALONE = {"March, one after the other", "Miller", "Miller, also distant", "Lazer", "Lazer, a small world"}


def words(luck: Any, count: int, wide: int = 60) -> Any:
    return luck.integers(0, 1 << wide, count, np.uint64)


def a_case(luck: Any, row: int) -> dict[str, Any]:
    """What somebody held (+1s, -1s), sees, wants and with which chance; sometimes nothing, never or nearly always."""
    yes, seen = words(luck, 2)
    chance = luck.choice(np.array([0, 1, 1 << 63, (1 << 64) - 1, int(0.1 * 2**64)], np.uint64))
    wanted = words(luck, 1)[0] & luck.choice(np.array([0, 1, 0xFFFF, (1 << 60) - 1], np.uint64))
    held, view = (yes, ~yes & words(luck, 1)[0]), (seen, ~seen & words(luck, 1)[0])
    return {
        "who": row,
        "turn": int(luck.integers(0, 9)),
        "held": held,
        "seen": view,
        "wanted": wanted,
        "chance": chance,
    }


def alone(organisation: Organisation, parts: Parts, common: Any, case: dict[str, Any]) -> tuple[int, int]:
    key = np.uint64(event_of(common, organisation.learners.uid[case["who"]], case["turn"]))
    taken = bernoulli_word(key, case["wanted"], case["chance"])
    moved = towards(*case["held"], *case["seen"], np.uint64(taken), parts.step == "one")
    return int(moved[0]), int(moved[1])


@pytest.mark.parametrize("count", [1, 2, LANES - 1, LANES, LANES + 3, 2 * LANES + 3])
@pytest.mark.parametrize("step", ["one", "full"])
def test_lanes_decide_as_one_alone_does(count: int, step: str) -> None:
    settings = MARCH.model_copy(update={"step": step})
    parts, luck = parts_of(settings), np.random.default_rng(count)
    organisation = build_organisation(settings, 3)
    common = np.uint64(decision_in(np.uint64(3), Decision.SOCIALISE, 7))
    cases = [a_case(luck, row) for row in luck.permutation(settings.members)[:count]]
    for case in cases:
        organisation.learners.beliefs[case["who"]] = case["held"]
    seen, before = handle(organisation), organisation.learners.beliefs.copy()
    decide, want = decide_of(parts)
    for case in cases:
        want(seen, common, case["who"], 0, case["turn"], case["held"], case["seen"], case["wanted"], case["chance"])
    decide(seen, common)
    for case in cases:
        before[case["who"]] = alone(organisation, parts, common, case)
    assert (organisation.learners.beliefs == before).all()
    assert organisation.poll.waiting[0] == 0


def test_nobody_waits_where_what_is_learnt_is_read_again() -> None:
    assert waits(parts_of(MARCH))
    assert waits(parts_of(LearningSettings(**PUBLISHED["Fang, undirected, ties by coin"])))
    for name in ALONE:
        assert not waits(parts_of(LearningSettings(**PUBLISHED[name]))), name
    both: dict[str, Any] = {"source": "majority_of_better", "attention": "groups", "members": 28}
    assert not waits(parts_of(LearningSettings(**both)))
