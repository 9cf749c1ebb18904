"""Building shared understanding: the majority of all, and one vote for what is written."""

from __future__ import annotations

from copsim.activities.understanding import building_understanding
from copsim.foundation.kernels import handle
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import hold

from .circles import ROW, SURE, WEEK, circle_on, explicit, facets, held, knows, mixed_kind, place, truth, world_of


def test_who_differs_takes_up_the_view_of_most_right_or_wrong() -> None:
    for sign in (1, -1):
        world = world_of(**SURE)
        kind = mixed_kind(world)
        for row, view in enumerate((sign, sign, -sign, 0)):
            knows(world, row, kind, view)
        building_understanding(handle(world), WEEK, ROW, circle_on(world, kind, [0, 1, 2, 3]))
        for row in range(4):
            assert [held(world, row, f) for f in facets(world, kind)] == [
                sign * truth(world, f) for f in facets(world, kind)
            ]
        assert world.tally[ROW, Count.BY_SHARED_VIEW] == 2 * len(facets(world, kind))


def test_a_wrong_view_of_most_is_rejected_where_evidence_is_perfect() -> None:
    world = world_of(**SURE | {"knowledge.evidence": 1.0})
    kind = mixed_kind(world)
    for row, view in enumerate((-1, -1, 1)):
        knows(world, row, kind, view)
    building_understanding(handle(world), WEEK, ROW, circle_on(world, kind, [0, 1, 2]))
    assert [held(world, 2, f) for f in facets(world, kind)] == [truth(world, f) for f in facets(world, kind)]
    assert world.tally[ROW, Count.BY_SHARED_VIEW] == 0


def test_equal_votes_are_no_view_but_what_is_written_has_one_vote() -> None:
    for written in (False, True):
        world = world_of(**SURE)
        kind = mixed_kind(world)
        knows(world, 0, kind, 1)
        knows(world, 1, kind, -1)
        if written:
            for facet in explicit(world, kind):
                hold(world.repertoire.says, 0, facet, truth(world, facet))
        building_understanding(handle(world), WEEK, ROW, circle_on(world, kind, [0, 1]))
        turned = {f for f in facets(world, kind) if held(world, 1, f) == truth(world, f)}
        assert turned == (set(explicit(world, kind)) if written else set())


def test_nobody_learns_a_tacit_facet_from_a_text_that_is_read_together() -> None:
    world = world_of(**SURE)
    kind = mixed_kind(world)
    for row in range(5):
        knows(world, row, kind, 0)
    for facet in explicit(world, kind):
        hold(world.repertoire.says, 0, facet, truth(world, facet))
    circle = circle_on(world, kind, list(range(5)))
    building_understanding(handle(world), WEEK, ROW, circle)
    for row in range(5):
        assert {f for f in facets(world, kind) if held(world, row, f) != 0} == set(explicit(world, kind))
    assert not world.memberships.gave_now.any(), "nobody held anything: nobody contributed"


def test_who_holds_anything_contributes_and_nobody_is_thanked() -> None:
    world = world_of(**SURE)
    kind = mixed_kind(world)
    for row, view in enumerate((1, 1, 0)):
        knows(world, row, kind, view)
    circle = circle_on(world, kind, [0, 1, 2])
    building_understanding(handle(world), WEEK, ROW, circle)
    assert [int(world.memberships.gave_now[place(circle, x)]) for x in range(3)] == [1, 1, 0]
    assert world.memberships.gained[place(circle, 2)] == len(facets(world, kind))
    assert not world.memberships.thanked.any()
    assert not world.ties.helpers.any()


def test_a_minute_teaches_less_than_an_hour() -> None:
    learnt = []
    for minutes in (1, 60):
        world = world_of(**SURE | {"knowledge.majority": 0.5})
        kind = mixed_kind(world)
        for row in range(8):
            knows(world, row, kind, 1 if row < 3 else 0)
        building_understanding(handle(world), WEEK, ROW, circle_on(world, kind, list(range(8)), minutes))
        learnt.append(int(world.tally[ROW, Count.BY_SHARED_VIEW]))
    assert learnt[0] < learnt[1]
