"""One budget, divided by a policy: what it costs, who gets it, and who has to talk for it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from copsim.constellation.digest import state_digest
from copsim.constellation.measures import weekly_series
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.errors import InputError
from copsim.foundation.kernels import handle
from copsim.foundation.tally import Activity, Count, Payer
from copsim.sponsorship.policies import POLICIES

from .lives import MEMBERS, lived, minutes, people_of, same_life, small, weeks_of

ALLOTTING = [name for name in POLICIES if name != "none"]
SHARES = {"by_hand": {"portfolio.shares": {"methods": 0.5, "instruments": 0.3, "regulation": 0.2}}}
SEES_ALL = {"portfolio.noise": 0.0, "portfolio.report_noise": 0.0}


@pytest.mark.parametrize("policy", ALLOTTING)
def test_every_policy_has_the_same_budget_to_the_minute(policy: str) -> None:
    budget = MEMBERS * 60 + (MEMBERS * 6 // 2)  # an hour each, and half a unit of recognition at six minutes
    for week, world in weeks_of(
        small(portfolio__policy=policy, domain__relevance_drift=0.5, weeks=16, **SHARES.get(policy, {}))
    ):
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


BY_HAND: dict[str, Any] = {
    "portfolio.policy": "by_hand",
    "portfolio.shares": {"methods": 0.75, "instruments": 0.25, "regulation": 0.0},
}


def test_by_hand_gives_the_shares_that_are_written() -> None:
    assert lived(**BY_HAND).portfolio.weight.tolist() == [49152, 16384, 0]


def test_hours_buy_the_levers_that_are_written_and_nothing_is_lost() -> None:
    levers = {"allowance": 0.4, "coordinator": 0.2, "convening": 0.1, "curation": 0.2, "recognition": 0.1}
    settings = {"portfolio.policy": "equal", "portfolio.levers": levers, "portfolio.sponsoring": 0.0}
    world = lived(**settings, portfolio__investing=2.0, hours__recognise=1.0)
    people, given = people_of(world), world.portfolio
    bought = given.allowance + given.coordinator + given.convening + given.curation + given.praise
    assert int((bought * people).sum()) + world.tally[-1, Count.UNSPENT] == MEMBERS * 120
    for name, array in zip(levers, (given.allowance, given.coordinator, given.convening, given.curation), strict=False):
        wanted = MEMBERS * 120 / 3 * levers[name]
        assert (abs(array * people - wanted) <= people + 1).all()  # whole minutes a head
    assert minutes(world, Activity.COORDINATION, Payer.SPONSOR) > 0
    assert minutes(world, Activity.CURATION, Payer.SPONSOR) > 0


def test_a_lever_may_differ_by_domain() -> None:
    only = {"methods": {"allowance": 0.0, "coordinator": 1.0, "convening": 0.0, "curation": 0.0, "recognition": 0.0}}
    world = lived(portfolio__policy="equal", portfolio__levers_of=only)
    assert world.portfolio.allowance.tolist()[0] == 0 < world.portfolio.coordinator[0]
    assert world.portfolio.coordinator.tolist()[1:] == [0, 0] < world.portfolio.allowance.tolist()[1:]


def test_a_stage_has_its_own_budget_and_policy() -> None:
    stages = [{"week": 27, "policy": "none"}, {"week": 14, "investing": 3.0, "sponsoring": 0.0}]
    offered = {}
    for week, world in weeks_of(small(portfolio__policy="equal", portfolio__stage=stages, weeks=28)):
        offered[week] = int(world.tally[week - 1, Count.OFFERED] + world.tally[week - 1, Count.UNSPENT]) - MEMBERS * 240
    assert {week: offered[week] for week in (13, 14, 26, 27)} == {
        13: MEMBERS * 63,
        14: MEMBERS * 180,
        26: MEMBERS * 180,
        27: 0,
    }


@pytest.mark.parametrize("stopped", ["saved", "moved"])
def test_a_domain_that_does_not_rise_is_stopped_at_the_gate(stopped: str) -> None:
    settings = {"portfolio.policy": "equal", "portfolio.stage": [{"week": 14, "least": 0.1}], **SEES_ALL}
    world = build_world(small(**settings, portfolio__stopped=stopped, portfolio__sponsoring=0.0))
    seen = handle(world)
    run_weeks(seen, 1, 13, 0)
    then = 14 % len(world.portfolio.capability_then)
    world.portfolio.capability_then[then] = world.portfolio.gate + np.array([6554, 6553, -1])  # .1 is 6,554 of 65,536
    run_weeks(seen, 14, 1, 13)
    assert world.portfolio.stopped.tolist() == [0, 1, 1]
    assert world.tally[13, Count.STOPPED] == 2
    weight = world.portfolio.weight.tolist()
    assert weight == ([65536, 0, 0] if stopped == "moved" else [21845, 0, 0])
    assert world.portfolio.allowance.tolist()[1:] == [0, 0]


def test_what_is_stopped_stays_stopped_without_a_further_gate() -> None:
    stages = [{"week": 14, "least": 1.0}, {"week": 27, "investing": 5.0}]
    world = lived(portfolio__policy="equal", portfolio__stage=stages, weeks=40)
    assert world.portfolio.stopped.tolist() == [1, 1, 1]
    assert world.portfolio.allowance.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"portfolio.policy": "by_hand"}, "policy 'by_hand' needs [portfolio.shares]"),
        ({"portfolio.policy": "equal", "portfolio.stage": [{"week": 15}]}, "the nearest is 14"),
        ({"portfolio.policy": "equal", "portfolio.stage": [{"week": 14}, {"week": 14}]}, "week 14 begins two stages"),
        ({"portfolio.stage": [{"week": 14}]}, "stages need a policy"),
        ({"portfolio.policy": "gap", "portfolio.shares": BY_HAND["portfolio.shares"]}, "no policy here is 'by_hand'"),
        ({"portfolio.policy": "equal", "portfolio.levers": {"allowance": 0.5}}, "shares sum to 0.5, expected 1"),
        ({"portfolio.policy": "equal", "portfolio.levers_of": {"law": {"allowance": 1.0}}}, "not one of the domains"),
        ({**BY_HAND, "portfolio.shares": {"methods": 1.0}}, "gives no share for instruments, regulation"),
    ],
)
def test_what_a_portfolio_cannot_say(settings: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        small(**settings)
