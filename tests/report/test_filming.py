"""A film shows a run and does not change it; what it says is what the windows of the model say."""

from __future__ import annotations

import numpy as np
import pytest

from copsim import CommunityModel
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario
from copsim.participation.engagement import minutes_offered
from copsim.participation.levels import Level
from copsim.report.filming import film
from copsim.report.told import counts_of
from copsim.study.branching import run_branched
from tests.golden.cases import EVERYTHING, small

SMALL = {"weeks": 40, "people__members": 40, "people__turnover": 0.01}


def test_a_filmed_run_is_the_run() -> None:
    for scenario in (Scenario().with_values(**SMALL), small(**EVERYTHING)):
        lived, filmed = run_once(scenario, 3), film(scenario, 3)
        assert filmed.digest == lived.digest
        for name, values in lived.series.items():
            assert np.array_equal(filmed.series[name], values, equal_nan=True), name


def test_a_film_that_branches_is_the_branched_run_and_shows_the_same_past() -> None:
    base = Scenario().with_values(**SMALL)
    arm = base.with_values(sponsorship__relation="supported")
    filmed = film(arm, 1, base, 20)
    assert filmed.digest == run_branched(base, arm, 20, 1).digest
    before = film(base, 1)
    assert np.array_equal(filmed.level[:, :19], before.level[:, :19])
    assert not np.array_equal(filmed.level, before.level)


def test_levels_abilities_and_newcomers_are_those_of_the_windows() -> None:
    scenario = Scenario().with_values(**SMALL)
    filmed, model = film(scenario, 2), CommunityModel(scenario, replication=2)
    new = []
    for week in range(1, scenario.weeks + 1):
        holders = model.world.people.uid.copy()
        model.step()
        new += [(week, int(seat)) for seat in np.flatnonzero(model.world.people.uid != holders)]
        if week % 9 == 0:
            for member in model.members:
                row = member.row
                assert filmed.ability[row, week - 1] == int(np.floor(100 * member.ability + 0.5))
                highest = max(int(level) for level in filmed.level[filmed.member == row, week - 1])
                assert Level(highest).name.lower() == member.level
            for nth, community in enumerate(model.communities):
                here = filmed.level[filmed.group == nth, week - 1]
                assert community.levels == {level.name.lower(): int((here == level).sum()) for level in Level}
    assert new
    assert [tuple(one) for one in filmed.came.tolist()] == new


def test_every_move_is_told_and_its_terms_are_means_of_what_the_rule_read() -> None:
    scenario = Scenario().with_values(**SMALL, sponsorship__relation="supported")
    filmed = film(scenario)
    changes = [(m, w + 1) for m, w in zip(*np.nonzero(np.diff(filmed.level, axis=1, prepend=-1)), strict=True)]
    told = set(zip(filmed.moves.membership.tolist(), filmed.moves.week.tolist(), strict=True))
    assert told == {(int(m), int(w)) for m, w in changes if filmed.level[m, w - 1] >= 0}

    model = CommunityModel(scenario)
    offered: list[np.ndarray] = []
    for _ in range(scenario.weeks):
        model.step()
        offered.append(model.world.memberships.offered.copy())
    for m, week, mean in zip(filmed.moves.membership, filmed.moves.week, filmed.moves.offered, strict=True):
        assert mean == pytest.approx(np.mean([one[m] for one in offered[week - 13 : week]]))


def test_the_terms_of_a_steady_week_give_the_minutes_offered() -> None:
    """Where nothing varies over the quarter, the rule of the terms is the rule of the kernel."""
    still = {"engagement__workload_noise": 0.0, "engagement__rate": 0.001, "people__turnover": 0.0}
    scenario = Scenario().with_values(**{**SMALL, **still, "weeks": 13}, sponsorship__relation="supported")
    filmed, model = film(scenario), CommunityModel(scenario)
    moves, alone = filmed.moves, np.bincount(filmed.member) == 1
    assert alone[filmed.member[moves.membership]].sum() > 20
    rules, tables = model.world.rules, model.world.tables
    for n in np.flatnonzero(alone[filmed.member[moves.membership]]):
        terms = (float(moves.interest[n]), float(moves.learning[n]), float(moves.helped[n]), float(moves.belonging[n]))
        control, eased = round(float(moves.control[n]) * 65536), round(float(moves.eased[n]) * 65536)
        most = int(moves.left[n])
        given = minutes_offered(rules, tables, *terms, 0.0, float(moves.recognition[n]), eased, control, most)
        assert abs(given - moves.offered[n]) <= 3, "of the means, to within what a week's whole minutes round off"


def test_who_helped_whom_is_what_ties_are_made_of() -> None:
    scenario = Scenario().with_values(weeks=3, people__members=40, ties__colleagues=0, ties__acquaintances=0)
    filmed, model = film(scenario), CommunityModel(scenario)
    model.run_for(1)
    first = {(int(who), int(by)) for week, by, who in filmed.help if week == 1}
    ties = {(i, int(to)) for i, row in enumerate(model.world.ties.to) for to in row if to >= 0}
    assert first == ties


def test_counts_of_a_large_world_are_those_of_its_people() -> None:
    filmed = film(Scenario().with_values(**SMALL))
    counts = counts_of(filmed)
    assert counts[:21].reshape(3, 7, -1).sum(axis=1).tolist() == [
        [int((filmed.group == g).sum())] * 40 for g in range(3)
    ]
