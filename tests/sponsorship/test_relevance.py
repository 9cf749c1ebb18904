"""What matters strategically: weights that always sum up, move by chance, and are remembered for a quarter."""

from __future__ import annotations

import numpy as np
import pytest

from copsim.constellation.measures import weekly_series
from copsim.constellation.world import build_world
from copsim.foundation.errors import InputError
from copsim.foundation.tally import Count

from .lives import lived, people_of, small, weeks_of

MOVES = {"domain.relevance_drift": 1.0, "domain.kinds": 7}


def test_weights_always_sum_up() -> None:
    for _, world in weeks_of(small(**MOVES)):
        assert world.field.relevance.sum() == 65536
        assert (world.field.strategic.reshape(3, 7).sum(axis=1) == 2**32).all()
        assert world.field.relevance.min() >= 0


def test_a_domain_gains_a_fifth_of_every_others_relevance() -> None:
    before = build_world(small(**MOVES)).field.relevance.copy()
    for _, world in weeks_of(small(**MOVES)):
        after = world.field.relevance
        gaining = int(np.argmax(after - before))
        lost = np.delete(before - after, gaining)
        assert (lost == np.delete(before, gaining) // 5).all()
        before = after.copy()


def test_shifts_move_strategic_weights_on_by_a_rank() -> None:
    for week, world in weeks_of(small(**MOVES, domain__departure=1.0)):
        assert (world.field.shift == week % 7).all()
        weights = world.field.weight
        expected = [int(weights[(6 - rank + week) % 7]) << 16 for rank in range(7)]
        assert world.field.strategic[:7].tolist() == expected


def test_what_matters_is_remembered_for_a_quarter() -> None:
    past = {0: build_world(small(**MOVES)).field.relevance.tolist()}
    for week, world in weeks_of(small(**MOVES, weeks=30)):
        past[week] = world.field.relevance.tolist()
        following = week + 1
        assert world.field.relevance_then[following % 13].tolist() == past[max(0, following - 13)]


def test_nothing_moves_without_drift() -> None:
    still = build_world(small(domain__relevance_drift=0.0)).field
    world = lived(domain__relevance_drift=0.0)
    assert (world.field.relevance == still.relevance).all()
    assert (world.field.strategic == still.strategic).all()


def test_without_a_departure_strategic_ability_is_ability() -> None:
    same = lived(domain__departure=0.0)
    assert (same.tally[:, Count.STRATEGIC] == same.tally[:, Count.ABILITY] << 16).all()
    turned = lived(domain__departure=1.0, domain__recurrence=2.0)
    assert (turned.tally[:, Count.STRATEGIC] != turned.tally[:, Count.ABILITY] << 16).any()


def test_the_organisation_is_as_able_as_those_whose_domain_matters() -> None:
    relevance = {"methods": 0.0, "instruments": 1.0, "regulation": 0.0}
    world = lived(domain__relevance=relevance, domain__relevance_drift=0.0, domain__departure=0.0)
    own = world.people.speciality == 1
    mean = world.people.ability[own, 1].mean() / (65536 << world.field.kind.shape[1])
    assert weekly_series(world)["relevant_ability"][-1] == pytest.approx(mean, rel=1e-6)


def test_a_domain_that_is_nobodys_adds_nothing() -> None:
    shares = {"methods": 1.0, "instruments": 0.0, "regulation": 0.0}
    world = lived(people__specialities=shares, domain__relevance=shares | {"methods": 0.25, "regulation": 0.75})
    assert people_of(world).tolist() == [26, 0, 0]
    found = weekly_series(world)
    assert (found["relevant_ability"] < found["strategic_ability"]).all()


@pytest.mark.parametrize(
    ("relevance", "told"),
    [
        ({"methods": 1.2, "instruments": -0.2, "regulation": 0.0}, "the share of instruments is negative"),
        ({"methods": 0.5, "instruments": 0.2, "regulation": 0.2}, "sum to 0.9, expected 1"),
        ({"methods": 1.0}, "domain.relevance: gives no share for instruments, regulation (0 is a share)"),
        ({"method": 1.0}, "'method' is not one of the domains methods, instruments, regulation (did you mean"),
    ],
)
def test_a_wrong_relevance_is_refused(relevance: dict[str, float], told: str) -> None:
    with pytest.raises(InputError) as refused:
        small(domain__relevance=relevance)
    assert told in str(refused.value)
