"""Curation of what is written, and the faith that people have in it."""

from __future__ import annotations

import numpy as np
import pytest

from copsim.activities.curation import curating
from copsim.activities.looking_up import everybody_looks_up, faith_moves
from copsim.constellation.counting import week_is_counted
from copsim.constellation.measures import weekly_series
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.kernels import handle
from copsim.foundation.tally import Count
from copsim.knowledge.repertoire import is_warranted, write_line

from .circles import ROW, WEEK, brings, explicit, held, hold, knows, mixed_kind, says, truth, world_of

OLD, YOUNG = WEEK - 13, WEEK - 12
QUARTER_HOUR = 15


def shelf(world: World, sign: int, week: int, warranted: bool = False) -> list[int]:
    """The documents say something of the explicit facets of a kind: right (1) or wrong (-1), written in a week."""
    lines = sorted(explicit(world, mixed_kind(world)))
    for facet in lines:
        write_line(handle(world.repertoire), 0, facet, sign * truth(world, facet), 77, week, warranted)
    return lines


def curate(world: World, minutes: int) -> int:
    return int(curating(handle(world), WEEK, ROW, 0, minutes))


def expert(world: World, sign: int) -> int:
    """The most able member, who holds the kind right, wrong or not."""
    world.people.ability[:, 0] = 1
    world.people.ability[4, 0] = 9
    knows(world, 4, mixed_kind(world), sign)
    return int(world.people.uid[4])


def test_a_curator_has_what_is_old_written_anew_by_the_most_able() -> None:
    world = world_of(knowledge__evidence=1.0)
    lines = shelf(world, -1, OLD)
    uid = expert(world, 1)
    assert curate(world, QUARTER_HOUR * len(lines)) == QUARTER_HOUR * len(lines)
    assert [says(world, f) for f in lines] == [truth(world, f) for f in lines]
    assert {int(world.repertoire.author[0, f]) for f in lines} == {uid}
    assert {int(world.repertoire.written[0, f]) for f in lines} == {WEEK}
    assert world.tally[ROW, Count.CURATED] == len(lines)


def test_what_is_not_yet_a_quarter_old_is_left_and_its_minutes_are_not_used() -> None:
    world = world_of(knowledge__evidence=1.0)
    lines = shelf(world, -1, YOUNG)
    expert(world, 1)
    assert curate(world, 10_000) == 0
    assert [says(world, f) for f in lines] == [-truth(world, f) for f in lines]


def test_the_oldest_line_comes_first_and_minutes_buy_whole_lines() -> None:
    world = world_of(knowledge__evidence=0.0)
    lines = shelf(world, -1, OLD)
    write_line(handle(world.repertoire), 0, lines[-1], -truth(world, lines[-1]), 77, OLD - 1, False)
    expert(world, 1)
    assert curate(world, QUARTER_HOUR - 1) == 0
    assert curate(world, 2 * QUARTER_HOUR - 1) == QUARTER_HOUR
    assert [f for f in lines if says(world, f) == truth(world, f)] == [lines[-1]]


def test_a_wrong_view_found_out_withdraws_a_wrong_line_and_leaves_a_right_one() -> None:
    for standing in (-1, 1):
        world = world_of(knowledge__evidence=1.0)
        lines = shelf(world, standing, OLD)
        expert(world, -1)
        curate(world, 10_000)
        assert [says(world, f) for f in lines] == [0 if standing < 0 else truth(world, f) for f in lines]


def test_a_wrong_view_that_nobody_finds_out_is_written_anew() -> None:
    world = world_of(knowledge__evidence=0.0)
    lines = shelf(world, 1, OLD, warranted=True)
    expert(world, -1)
    curate(world, 10_000)
    assert [says(world, f) for f in lines] == [-truth(world, f) for f in lines]
    assert not any(is_warranted(handle(world.repertoire), 0, f) for f in lines)


def test_a_standard_that_is_confirmed_stays_one() -> None:
    world = world_of()
    lines = shelf(world, 1, OLD, warranted=True)
    expert(world, 1)
    curate(world, 10_000)
    assert all(is_warranted(handle(world.repertoire), 0, f) for f in lines)
    assert {int(world.repertoire.written[0, f]) for f in lines} == {WEEK}


def test_each_line_is_seen_to_once_a_week_even_if_nobody_knows_better() -> None:
    world = world_of()
    lines = shelf(world, -1, OLD)
    expert(world, 0)
    assert curate(world, 10_000) == QUARTER_HOUR * len(lines)
    assert {int(world.repertoire.written[0, f]) for f in lines} == {OLD}


def test_a_group_without_documents_uses_no_curator() -> None:
    assert curate(world_of(structure__documents=False), 10_000) == 0


def reader(world: World, faith: int) -> int:
    """Everybody has an open case with half of it not held; the documents hold the rest. Returns the kind."""
    kind = mixed_kind(world)
    for who in range(world.people.uid.size):
        knows(world, who, kind, 1)
        for facet in explicit(world, kind):
            hold(world.people.beliefs, who, facet, 0)
        brings(world, who, kind)
    world.people.slack[:] = 240
    world.groups.open[:] = 1
    world.memberships.faith[:] = faith
    return kind


def test_nobody_without_faith_looks_up_and_all_with_full_faith_do() -> None:
    for faith in (0, 65536):
        world = world_of(knowledge__reading=1.0, knowledge__evidence=0.0)
        reader(world, faith)
        lines = shelf(world, 1, 3)
        everybody_looks_up(handle(world), WEEK, ROW)
        assert world.tally[ROW, Count.LOOK_UPS] == (24 if faith else 0)
        assert any(held(world, 0, f) for f in lines) == bool(faith)
        assert world.people.slack[0] == (225 if faith else 240)
        assert world.tally[ROW, Count.DOCUMENTS_USED] == (24 * len(lines) if faith else 0)


def test_half_the_faith_is_half_the_looking_up() -> None:
    world = world_of(people__members=400, people__units=4)
    reader(world, 32768)
    everybody_looks_up(handle(world), WEEK, ROW)
    assert 140 < world.tally[ROW, Count.LOOK_UPS] < 260  # six standard errors of a binomial of 400


def test_faith_grows_where_looking_up_helped_and_shrinks_where_it_did_not() -> None:
    for written in (True, False):
        world = world_of(knowledge__reading=1.0, knowledge__evidence=0.0)
        reader(world, 65536)
        world.memberships.faith[:] = 65535  # so that it can grow; a draw in 65,536 is not below it
        if written:
            shelf(world, 1, 3)
        everybody_looks_up(handle(world), WEEK, ROW)
        looked, helped = (int(world.tally[ROW, count]) for count in (Count.LOOK_UPS, Count.LOOK_UPS_USEFUL))
        assert looked > 0
        assert (helped > looked // 2) == written
        assert int((world.memberships.faith == 65535 - 6553).sum()) == looked - helped
        assert int((world.memberships.faith >= 65535).sum()) == helped + 24 - looked


def test_faith_moves_by_its_steps_and_comes_back_to_where_it_began() -> None:
    world = world_of(knowledge__faith=0.5, knowledge__faith_gain=0.25, engagement__rate=0.5)
    seen = handle(world)
    looked = np.zeros(world.memberships.faith.size, np.int64)
    looked[0], looked[1] = 1, -1
    faith_moves(seen, looked)
    assert world.memberships.faith[:3].tolist() == [32768 + 8192, 32768 - 8192, 32768]
    for _ in range(80):
        faith_moves(seen, np.zeros_like(looked))
    assert abs(world.memberships.faith - 32768).max() <= 10, "rounding down leaves 1 / drift at most"


@pytest.mark.parametrize("faith", [0.0, 1.0])
def test_faith_decides_whether_a_repertoire_is_used(faith: float) -> None:
    scenario = Scenario().with_values(
        **{"people.members": 24, "people.units": 4, "weeks": 20, "knowledge.faith": faith, "knowledge.faith_gain": 0.0}
    )
    world = build_world(scenario)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    series = weekly_series(world)
    assert bool(series["look_ups"].sum()) == bool(faith)
    assert bool(series["hours_looking_up"].sum()) == bool(faith)


def test_what_is_counted_of_documents() -> None:
    world = world_of()
    lines = shelf(world, -1, 3, warranted=True)
    week_is_counted(handle(world), 10, ROW)
    series = {name: values[ROW] for name, values in weekly_series(world).items()}
    assert series["documents"] == series["documents_wrong"] == series["warranted"] == len(lines)
    assert series["staleness"] == 1
    assert series["documents_age"] == 7
