"""Creating standards: who has standing decides what is warranted, and what is warranted is not judged again."""

from __future__ import annotations

import numpy as np

from copsim.activities.assets import producing_assets
from copsim.activities.standards import creating_standards
from copsim.constellation.counting import abilities_are_read
from copsim.constellation.world import World
from copsim.domain.field import domain_of_kind
from copsim.foundation.kernels import handle
from copsim.knowledge.learning import reading
from copsim.knowledge.repertoire import is_warranted, write_line

from .circles import ROW, SURE, WEEK, circle_on, explicit, facets, knows, mixed_kind, place, says, truth, world_of

TRIED = {"knowledge.evidence": 1.0}


def warranted(world: World, kind: int) -> list[bool]:
    return [bool(is_warranted(handle(world.repertoire), 0, f)) for f in explicit(world, kind)]


def story(signs: list[int], able: int = 0, standing: int = 0, **settings: float) -> tuple[World, int]:
    """People who hold a kind right (1), wrong (-1) or not (0) set a standard; `able` is the row with most ability.

    standing: what is written before, by somebody else: 1 right, -1 wrong, 0 nothing.
    """
    world = world_of(**SURE | settings)
    kind = mixed_kind(world)
    for row, sign in enumerate(signs):
        knows(world, row, kind, sign)
    world.people.ability[:, 0] = 1
    world.people.ability[able, 0] = 5
    for facet in explicit(world, kind):
        if standing:
            write_line(handle(world.repertoire), 0, facet, standing * truth(world, facet), 23, 3, True)
    circle = circle_on(world, kind, list(range(len(signs))))
    creating_standards(handle(world), WEEK, ROW, circle)
    assert int(world.memberships.gave_now.sum()) == int(world.memberships.thanked.sum())
    assert world.memberships.gave_now[place(circle, able)] == world.memberships.gave_now.sum()
    return world, kind


def test_a_standard_says_what_those_with_standing_hold_of_explicit_facets_only() -> None:
    world, kind = story([1, -1, -1, -1], able=0)
    assert [says(world, f) for f in explicit(world, kind)] == [truth(world, f) for f in explicit(world, kind)]
    assert all(warranted(world, kind))
    assert not any(says(world, f) for f in facets(world, kind) if f not in explicit(world, kind))
    for facet in explicit(world, kind):
        assert world.repertoire.author[0, facet] == world.people.uid[0]
        assert world.repertoire.written[0, facet] == WEEK
    assert world.memberships.thanked.sum() == 1


def test_without_standing_the_same_people_would_have_warranted_the_opposite() -> None:
    world, kind = story([1, -1, -1, -1], able=3)
    assert [says(world, f) for f in explicit(world, kind)] == [-truth(world, f) for f in explicit(world, kind)]
    assert all(warranted(world, kind)), "a standard can be wrong, if nobody finds out"


def test_a_warranted_wrong_line_is_withdrawn_when_it_is_found_out() -> None:
    world, kind = story([-1, -1], standing=-1, **TRIED)
    assert not any(says(world, f) for f in explicit(world, kind))
    assert not any(warranted(world, kind))
    assert all(world.repertoire.written[0, f] == 0 for f in explicit(world, kind))
    assert all(world.repertoire.author[0, f] == -1 for f in explicit(world, kind))
    assert world.memberships.thanked.sum() == 1


def test_a_right_line_stands_when_a_wrong_view_is_found_out() -> None:
    world, kind = story([-1, -1], standing=1, **TRIED)
    assert [says(world, f) for f in explicit(world, kind)] == [truth(world, f) for f in explicit(world, kind)]
    assert all(world.repertoire.author[0, f] == 23 for f in explicit(world, kind))
    assert world.memberships.thanked.sum() == 0


def test_nobody_who_holds_nothing_sets_a_standard() -> None:
    world, kind = story([0, 0, 0])
    assert not any(says(world, f) for f in explicit(world, kind))
    assert world.memberships.gave_now.sum() == 0


def test_without_documents_there_are_no_standards() -> None:
    world = world_of(structure__documents=False, **SURE)
    kind = mixed_kind(world)
    knows(world, 0, kind, 1)
    creating_standards(handle(world), WEEK, ROW, circle_on(world, kind, [0, 1]))
    assert not world.repertoire.says.any()
    assert world.memberships.gave_now.sum() == 0


def test_what_is_written_over_a_standard_is_not_warranted_any_more() -> None:
    world, kind = story([1, 1])
    producing_assets(handle(world), WEEK + 1, ROW, circle_on(world, kind, [0, 1]))
    assert all(says(world, f) for f in explicit(world, kind))
    assert not any(warranted(world, kind))


def test_a_reader_trusts_a_standard_and_judges_other_lines() -> None:
    for standard in (True, False):
        world = world_of(**SURE | TRIED)
        kind = mixed_kind(world)
        knows(world, 5, kind, 1)
        lines = explicit(world, kind)
        for facet in lines:
            write_line(handle(world.repertoire), 0, facet, -truth(world, facet), 23, 3, standard)
        take, _ = reading(
            world.people.beliefs,
            handle(world.repertoire),
            0,
            handle(world.field),
            handle(world.rules),
            5,
            kind,
            np.uint64(1),
        )
        assert int(take).bit_count() == (len(lines) if standard else 0)


def test_standing_is_ability_in_the_domain_as_it_is_read() -> None:
    world = world_of()
    abilities_are_read(handle(world.people), handle(world.field))
    assert domain_of_kind(handle(world.field), mixed_kind(world)) == 0
    assert world.people.ability[:, 0].max() > world.people.ability[:, 0].min()
