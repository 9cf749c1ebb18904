"""One budget, divided by a policy: what it costs, who gets it, and who has to talk for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copsim.constellation.digest import state_digest
from copsim.constellation.measures import weekly_series
from copsim.constellation.world import World
from copsim.foundation.tally import Activity, Count, Payer
from copsim.sponsorship.policies import POLICIES

from .lives import MEMBERS, lived, minutes, people_of, same_life, small, weeks_of

ALLOTTING = [name for name in POLICIES if name != "none"]
SEES_ALL = {"portfolio.noise": 0.0, "portfolio.report_noise": 0.0}


@pytest.mark.parametrize("policy", ALLOTTING)
def test_every_policy_has_the_same_budget_to_the_minute(policy: str) -> None:
    budget = MEMBERS * 60 + (MEMBERS * 6 // 2)  # an hour each, and half a unit of recognition at six minutes
    for week, world in weeks_of(small(portfolio__policy=policy, domain__relevance_drift=0.5, weeks=16)):
        each = world.portfolio.allowance + world.portfolio.praise
        handed_out = int((each * people_of(world)).sum())
        assert handed_out + world.tally[week - 1, Count.UNSPENT] == budget
        assert handed_out == world.tally[week - 1, Count.OFFERED] - MEMBERS * 240
        assert world.portfolio.weight.sum() == 65536


def test_without_a_policy_or_with_none_nothing_is_allotted() -> None:
    as_set, none = lived(), lived(portfolio__policy="none", portfolio__engaging=10.0)
    assert same_life(as_set, none)
    assert none.portfolio.weight.sum() == none.tally[:, Count.UNSPENT].sum() == 0


def test_what_is_allotted_comes_on_top_of_what_is_granted() -> None:
    one = lived(portfolio__policy="equal", sponsorship__relation="legitimised")
    granted = lived(sponsorship__relation="legitimised")
    allotted = lived(portfolio__policy="equal")
    plain = lived()
    totals = [int(world.tally[:, Count.OFFERED].sum()) for world in (one, plain, granted, allotted)]
    assert totals[0] + totals[1] == totals[2] + totals[3]


def test_a_cap_leaves_hours_unspent() -> None:
    shares = {"methods": 0.8, "instruments": 0.2, "regulation": 0.0}
    world = lived(people__specialities=shares, portfolio__policy="equal", portfolio__most=1.0, portfolio__sponsoring=0)
    assert world.portfolio.weight.tolist() == [32768, 32768, 0]  # nobody is there to be given regulation's share
    few = people_of(world)[1]
    assert world.portfolio.allowance.tolist() == [MEMBERS * 30 // people_of(world)[0], 60, 0]
    rest = MEMBERS * 30 % people_of(world)[0]
    assert (world.tally[:, Count.UNSPENT] == MEMBERS * 30 - 60 * few + rest).all()


def test_relevance_is_followed_a_quarter_late() -> None:
    past = {}
    for week, world in weeks_of(
        small(portfolio__policy="relevance", portfolio__noise=0.0, domain__relevance_drift=1.0, weeks=28)
    ):
        past[week] = world.field.relevance.tolist()
        if week == 27:
            assert np.abs(world.portfolio.weight - np.array(past[14])).max() <= 1
            assert past[14] != past[27]


def test_an_error_of_management_moves_its_shares_and_nothing_else_does() -> None:
    given = {"portfolio.policy": "gap", "weeks": 1}
    exact, noisy = lived(**given, portfolio__noise=0.0), lived(**given, portfolio__noise=1.0)
    assert (exact.portfolio.weight != noisy.portfolio.weight).any()
    assert (exact.portfolio.capability_then[2:] == noisy.portfolio.capability_then[2:]).all()  # as at the start
    assert (noisy.portfolio.relevance >= 0).all()


def test_a_gap_is_relevance_times_what_is_missing() -> None:
    def told(world: World) -> None:
        world.field.relevance_then[:] = (32768, 16384, 16384)
        world.portfolio.capability_then[:] = (32768, 0, 65536)

    (_, world), *_ = weeks_of(small(portfolio__policy="gap", **SEES_ALL, portfolio__target=0.75, weeks=1), told)
    # 1/2 x (3/4 - 1/2) = 1/8 of methods, 1/4 x 3/4 = 3/16 of instruments, nothing of regulation: above the target
    assert world.portfolio.weight.tolist() == [65536 * 2 // 5, 65536 - 65536 * 2 // 5, 0]


def test_where_no_gap_is_seen_each_domain_gets_the_same() -> None:
    world = lived(portfolio__policy="gap", portfolio__target=0.0)
    assert np.abs(world.portfolio.weight - 65536 / 3).max() <= 1


@pytest.mark.parametrize("given", [{"structure.kind": "network"}, {"portfolio.engaging": 0.0}])
def test_a_conversation_nobody_takes_part_in_is_managements_own_view(given: dict[str, Any]) -> None:
    alone, talked = (lived(**given, portfolio__policy=policy, weeks=16) for policy in ("gap", "conversation"))
    assert state_digest(alone) == state_digest(talked)
    assert minutes(talked, Activity.CONVERSATION) == 0


def test_who_was_there_last_week_talks_and_pays_from_their_own_hours() -> None:
    there: np.ndarray = np.empty(0)
    for week, world in weeks_of(small(portfolio__policy="conversation", people__turnover=0.0, portfolio__voices=1)):
        if week == 13:
            assert minutes(world, Activity.CONVERSATION) == 0  # in week 1 nobody had met yet
            there = np.unique(world.memberships.member[world.memberships.present > 0])
    assert len(there) > 3
    assert minutes(world, Activity.CONVERSATION, Payer.SLACK) == 60 * len(there)
    assert minutes(world, Activity.CONVERSATION) == 60 * len(there)


def test_groups_of_too_few_voices_do_not_report() -> None:
    assert minutes(lived(portfolio__policy="conversation", portfolio__voices=27), Activity.CONVERSATION) == 0
    assert minutes(lived(portfolio__policy="conversation", portfolio__voices=1), Activity.CONVERSATION) > 0


def test_a_conversation_sees_things_as_they_stand_and_only_of_who_comes() -> None:
    scenario = small(portfolio__policy="conversation", **SEES_ALL, people__turnover=0.0, domain__relevance_drift=1.0)
    before: dict[int, tuple[np.ndarray, ...]] = {}
    for week, world in weeks_of(scenario):
        present = world.memberships.present > 0
        before[week] = (present, world.memberships.member.copy(), world.people.ability.copy())
    present, member, ability = before[13]
    for g, domain in enumerate(world.groups.domain.tolist()):
        there = member[present & (world.memberships.group == g)]
        assert len(there) >= 3
        mean = int(ability[there, domain].sum()) // len(there) >> world.field.kind.shape[1]
        assert world.portfolio.capability[domain] == mean
    assert world.portfolio.relevance.tolist() == world.field.relevance.tolist()


def history(world: World, gained: int, lost: int) -> None:
    """A quarter in which results of one domain rose and of another fell."""
    world.portfolio.result[:] = 2**30
    world.portfolio.weight[:] = (21845, 21845, 21846)
    world.field.relevance_then[:] = 32768
    world.portfolio.capability_then[:] = 32768
    world.portfolio.capability_then[:, gained] = 49152
    world.portfolio.capability_then[:, lost] = 16384


def weights_after(week: int, gained: int, lost: int, **settings: Any) -> list[int]:
    from copsim.constellation.world import build_world
    from copsim.foundation.kernels import handle
    from copsim.sponsorship.portfolio import the_organisation_talks

    world = build_world(small(portfolio__policy="results", portfolio__noise=0.0, **settings))
    history(world, gained, lost)
    the_organisation_talks(handle(world), week, 0)
    return world.portfolio.weight.tolist()


def test_results_are_learnt_from() -> None:
    rose = weights_after(14, gained=0, lost=2, portfolio__eta=0.5)
    # gains +1, 0, -1 in units of which the mean size is 2/3: factors 1.75, 1 and 1/4, which acts as 1/2
    assert np.abs(np.array(rose) - 65536 * np.array([1.75, 1, 0.5]) / 3.25).max() <= 2
    assert weights_after(14, gained=2, lost=0, portfolio__eta=0.5)[2] > 21846
    assert weights_after(14, gained=0, lost=2, portfolio__eta=4.0)[0] == pytest.approx(65536 * 2 / 3.5, abs=2)


def test_results_begin_with_equal_shares_and_keep_them_where_nothing_is_learnt() -> None:
    assert weights_after(1, gained=0, lost=2) == [21845, 21845, 21846]
    assert np.abs(np.array(weights_after(14, gained=0, lost=2, portfolio__eta=0.0)) - 21845).max() <= 2


def test_the_domain_whose_people_learn_gets_more_by_its_results() -> None:
    """Everybody of one speciality comes to know everything in week 10: seen a quarter later, rewarded in week 27."""
    given = {"portfolio.policy": "results", "portfolio.noise": 0.0, "domain.turbulence": 0.0, "weeks": 27}
    shares = {}
    for week, world in weeks_of(small(**given, people__turnover=0.0, domain__relevance_drift=0.0)):
        shares[week] = world.portfolio.weight.tolist()
        if week == 10:
            for d in range(3):
                world.people.beliefs[world.people.speciality == 1, 2 * d] = world.field.truth[d]
                wrong = world.field.exists[d] & ~world.field.truth[d]
                world.people.beliefs[world.people.speciality == 1, 2 * d + 1] = wrong
    assert shares[26][1] <= 23000 < shares[27][1]


def test_alignment_is_full_where_the_shares_are_the_true_gaps() -> None:
    still = {"domain.relevance": {"methods": 0.7, "instruments": 0.2, "regulation": 0.1}, "domain.relevance_drift": 0.0}
    followed, equal = (
        weekly_series(lived(**still, **SEES_ALL, portfolio__policy=policy, weeks=1))["alignment"][0]
        for policy in ("gap", "equal")
    )
    assert followed > 0.97
    assert equal < 0.75
    assert (weekly_series(lived(**still))["alignment"] == 0).all()


def test_what_moves_is_counted() -> None:
    assert lived(portfolio__policy="equal", weeks=27).tally[:, Count.REALLOTTED].sum() == 0
    shares, moved = {}, {}
    for week, world in weeks_of(small(portfolio__policy="relevance", domain__relevance_drift=1.0, weeks=27)):
        shares[week] = world.portfolio.weight.copy()
        moved[week] = int(world.tally[week - 1, Count.REALLOTTED])
    assert moved[14] == np.abs(shares[14] - shares[13]).sum() > 0
    assert sum(moved.values()) == moved[14] + moved[27]
