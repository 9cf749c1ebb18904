"""Management's list: a quarter late, by what matters, and sometimes anything at all."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from copsim.constellation.world import World, build_world
from copsim.foundation.kernels import handle
from copsim.structures.agenda import topic_is_listed

from .lives import small

HOURS = [(week, nth) for week in range(1, 40) for nth in range(60)]


def listed(world: World, group: int = 0, control: int = 65536) -> list[int]:
    """What management lists in many hours of a group."""
    world.groups.control[group] = control
    seen = handle(world)
    kinds = []
    for week, nth in HOURS:
        world.groups.listed[group] = -1
        topic_is_listed(seen, week, group, nth)
        kinds.append(int(world.groups.listed[group]))
    return kinds


def begun(**settings: Any) -> World:
    return build_world(small(domain__kinds=10, **settings))


def test_without_control_nothing_is_listed_and_with_some_some() -> None:
    world = begun()
    assert set(listed(world, control=0)) == {-1}
    share = np.mean([kind >= 0 for kind in listed(world, control=16384)])
    assert abs(share - 0.25) < 5 * (0.25 * 0.75 / len(HOURS)) ** 0.5
    assert min(listed(world)) >= 0


def test_more_control_keeps_what_less_had_listed() -> None:
    world = begun()
    less, more = listed(world, control=16384), listed(world, control=32768)
    assert all(b == a for a, b in zip(less, more, strict=True) if a >= 0)


def test_topics_are_of_the_groups_domain() -> None:
    world = begun()
    for g, domain in enumerate(world.groups.domain.tolist()):
        assert {kind // 10 for kind in listed(world, g)} == {domain}


def test_a_departure_turns_the_list_round() -> None:
    plain = listed(begun(domain__departure=0.0, sponsorship__noise=0.0))
    turned = listed(begun(domain__departure=1.0, sponsorship__noise=0.0))
    domain = 10 * (plain[0] // 10)
    assert [9 - (kind - domain) for kind in plain] == [kind - domain for kind in turned]
    counted = Counter(kind - domain for kind in turned)
    assert counted.most_common(1)[0][0] == 9


def test_a_shift_is_seen_a_quarter_late() -> None:
    world = begun(domain__departure=1.0, sponsorship__noise=0.0)
    before = listed(world)
    world.field.shift[:] = 3
    assert listed(world) == before
    world.field.shift_then[:] = 3
    domain = 10 * (before[0] // 10)
    assert [(kind - domain + 3) % 10 for kind in before] == [kind - domain for kind in listed(world)]


def test_noise_lists_anything() -> None:
    found = Counter(listed(begun(sponsorship__noise=1.0)))
    expected = len(HOURS) / 10
    # chi-square of 9 degrees of freedom exceeds 46 less than once in a million
    assert sum((found[kind] - expected) ** 2 / expected for kind in found) < 46
    assert len(found) == 10


def test_a_group_without_domain_takes_topics_by_relevance_as_it_was() -> None:
    world = begun(structure__kind="network", domain__relevance={"methods": 0.5, "instruments": 0.5, "regulation": 0.0})
    world.field.relevance[:] = (0, 0, 65536)
    domains = Counter(kind // 10 for kind in listed(world))
    assert set(domains) == {0, 1}
    assert abs(domains[0] / len(HOURS) - 0.5) < 5 * (0.25 / len(HOURS)) ** 0.5
