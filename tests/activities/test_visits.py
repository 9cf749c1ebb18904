"""Visits: an outside expert who is paid for, or people of other units."""

from __future__ import annotations

from copsim.activities.activity import Circle
from copsim.activities.visits import visiting
from copsim.constellation.world import World
from copsim.foundation.kernels import handle
from copsim.foundation.tally import ACTIVITIES, HOURS_FROM, Activity, Count, Payer

from .circles import ROW, SURE, WEEK, circle_on, facets, held, knows, mixed_kind, place, truth, world_of

EXPERTS = HOURS_FROM + ACTIVITIES * Payer.SPONSOR + Activity.EXPERTS
FROM_UNITS = [0, 6, 12]
"""Rows of three people of three units (6 people each)."""


def visit(world: World, rows: list[int], signs: list[int], minutes: list[int]) -> tuple[int, Circle]:
    kind = mixed_kind(world)
    for row, sign, expert in zip(rows, signs, minutes, strict=True):
        knows(world, row, kind, sign)
        world.people.expert[row] = expert
    circle = circle_on(world, kind, rows)
    visiting(handle(world), WEEK, ROW, circle)
    return kind, circle


def views(world: World, who: int, kind: int) -> set[int]:
    """1 where a facet is held right, -1 wrong, 0 not."""
    return {held(world, who, f) * truth(world, f) for f in facets(world, kind)}


def test_an_expert_teaches_everybody_present_and_is_paid_for_by_the_sponsor() -> None:
    world = world_of(knowledge__expert_wrong=0.0, **SURE)
    kind, _ = visit(world, [0, 1, 2], [0, -1, 1], [25, 50, 50])
    assert [views(world, row, kind) for row in range(3)] == [{1}, {1}, {1}]
    assert world.people.expert[:3].tolist() == [0, 15, 50], "in the circle's order, until the hour is full"
    assert world.tally[ROW, EXPERTS] == 60
    assert world.tally[ROW, Count.VISITS_BY_EXPERTS] == 1
    assert world.tally[ROW, Count.BY_VISIT] == 2 * len(facets(world, kind))
    assert not world.memberships.thanked.any()
    assert not world.memberships.gave_now.any()


def test_an_expert_teaches_nobody_without_expert_minutes() -> None:
    world = world_of(knowledge__expert_wrong=0.0, **SURE)
    kind, _ = visit(world, [0, 1, 2], [0, 0, 0], [20, 20, 19])
    assert [views(world, row, kind) for row in range(3)] == [{0}, {0}, {0}]
    assert world.people.expert[:3].tolist() == [20, 20, 19]
    assert world.tally[ROW, EXPERTS] == world.tally[ROW, Count.VISITS_BY_EXPERTS] == 0


def test_the_expert_of_a_group_errs_for_good_and_evidence_finds_it_out() -> None:
    for evidence in (0.0, 1.0):
        world = world_of(**SURE | {"knowledge.expert_wrong": 1.0, "knowledge.evidence": evidence})
        kind, _ = visit(world, [0, 1], [0, 1], [60, 0])
        assert views(world, 0, kind) == ({-1} if evidence == 0 else {0})
        assert views(world, 1, kind) == ({-1} if evidence == 0 else {1})


def test_a_tacit_facet_passes_only_as_far_as_it_is_seen_done() -> None:
    world = world_of(**SURE | {"knowledge.seen": 0.0, "knowledge.expert_wrong": 0.0})
    kind, _ = visit(world, [0, 1], [0, 0], [60, 60])
    explicit = world.field.explicit.item(0)
    assert {f for f in facets(world, kind) if held(world, 0, f)} == {
        f for f in facets(world, kind) if explicit >> f & 1
    }


def test_at_a_fair_each_copies_from_the_most_able_of_another_unit() -> None:
    world = world_of(**SURE)
    world.people.ability[:, 0] = 1
    world.people.ability[6, 0] = 9
    kind, circle = visit(world, FROM_UNITS, [0, 1, 0], [0, 0, 0])
    assert [views(world, row, kind) for row in FROM_UNITS] == [{1}, {1}, {1}]
    assert world.memberships.thanked[place(circle, 1)] == 2
    assert world.memberships.gave_now[place(circle, 1)] == 2
    assert world.memberships.gave_now[place(circle, 0)] == 1, "the most able looked at somebody, too"
    assert world.tally[ROW, EXPERTS] == 0


def test_people_of_one_unit_have_nobody_to_visit() -> None:
    world = world_of(**SURE)
    kind, _ = visit(world, [0, 1, 2], [1, 0, 0], [0, 0, 0])
    assert [views(world, row, kind) for row in range(3)] == [{1}, {0}, {0}]
    assert not world.memberships.gave_now.any()
    assert world.tally[ROW, Count.BY_VISIT] == 0


def test_a_minute_with_an_expert_teaches_less_than_an_hour() -> None:
    learnt = []
    for minutes in (1, 60):
        world = world_of(**SURE | {"knowledge.expert_wrong": 0.0})
        kind = mixed_kind(world)
        for row in range(8):
            knows(world, row, kind, 0)
        world.people.expert[0] = 60
        visiting(handle(world), WEEK, ROW, circle_on(world, kind, list(range(8)), minutes))
        learnt.append(int(world.tally[ROW, Count.BY_VISIT]))
    assert 0 <= learnt[0] < learnt[1] // 2


def test_at_a_fair_people_trust_what_they_see_even_of_strangers() -> None:
    """Tacit facets pass between strangers by `seen`, not by the trust in a stranger."""
    passed = []
    for seen in (0.0, 1.0):
        world = world_of(**SURE | {"knowledge.seen": seen, "ties.stranger": 0.0})
        world.ties.to[:] = -1
        kind, _ = visit(world, FROM_UNITS, [0, 1, 1], [0, 0, 0])
        tacit = [f for f in facets(world, kind) if not world.field.explicit.item(0) >> f & 1]
        passed.append(sum(held(world, FROM_UNITS[0], f) != 0 for f in tacit))
    assert passed[0] == 0
    assert passed[1] > 0
