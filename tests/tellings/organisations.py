"""Organisations in which kernels and telling are set side by side: published models, and any parts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from copsim.foundation.kernels import handle
from copsim.foundation.randomness import chance32, chance64
from copsim.knowledge.attention import Contacts, listening_to
from copsim.knowledge.organisation import Organisation, build_organisation, rates_of
from copsim.knowledge.parts import LearningSettings, parts_of
from copsim.knowledge.periods import Series, empty_series, run_of

from . import told_organisation, told_periods
from .told_organisation import House


def numbers_of(settings: LearningSettings) -> SimpleNamespace:
    """The settings' chances in the units of draws, as plain integers."""
    rates = rates_of(settings)
    return SimpleNamespace(
        held=int(rates.held),
        turbulence=int(rates.turbulence),
        turnover=rates.turnover,
        contact=int(rates.contact),
        codify=rates.codify.tolist(),
        looks=rates.looks,
        rewire=chance32(settings.rewire),
        linked=chance32(settings.linked),
        slow=chance64(settings.p1),
        fast=chance64(settings.p1_fast),
    )


def assert_told(settings: LearningSettings, seed: int, given: list[list[int]] | None = None) -> tuple[int, Any]:
    """Run kernels and telling on the same organisation; compare all that is counted and all that it came to."""
    contacts = None if given is None else contacts_from(given)
    organisation = build_organisation(settings, seed, contacts)
    house = told_organisation.begin(settings, numbers_of(settings), seed, given)
    assert_same(organisation, house, "at the beginning")
    series = empty_series(settings.periods)
    stop = settings.stop == "at_rest"
    parts = parts_of(settings, listed=settings.attention != "everybody")
    last = run_of(parts)(handle(organisation), handle(rates_of(settings)), 1, settings.periods, series, stop)
    told, told_last = told_periods.run(house, settings.periods, stop)
    for period, row in enumerate(series.tolist()):
        counted = {column.name: row[column] for column in Series}
        assert counted == told[period], f"period {period}"
    assert last == told_last
    assert_same(organisation, house, f"after period {last}")
    return last, series


def contacts_from(lists: list[list[int]]) -> Contacts:
    """Contacts as a caller gives them."""
    links = [(who, other) for who, others in enumerate(lists) for other in others]
    return listening_to(len(lists), np.array(links, np.int64).reshape(-1, 2))


def assert_same(organisation: Organisation, house: House, when: str) -> None:
    """Compare the lasting state, cell by cell."""
    learners, lists = organisation.learners, organisation.contacts
    assert learners.uid.tolist() == [x.uid for x in house.learners], when
    assert learners.rate.tolist() == [x.rate for x in house.learners], when
    assert learners.fast.tolist() == [int(x.fast) for x in house.learners], when
    assert learners.beliefs.tolist() == [words(house, x.holds) for x in house.learners], when
    assert organisation.code.says.tolist() == [words(house, house.code)], when
    assert organisation.matter.truth.tolist() == words(house, house.truth)[::2], when
    ends = lists.start.tolist()
    assert [lists.source[a:b].tolist() for a, b in pairwise(ends)] == house.contacts, when


def words(house: House, views: dict[int, int]) -> list[int]:
    """Views as two words a domain."""
    bits = [0] * (2 * house.domains())
    for facet, sign in views.items():
        domain, place = house.address(facet)
        bits[2 * domain + (sign < 0)] += 1 << place
    return bits


MARCH = {"members": 12, "facets": 30, "periods": 60}
MILLER = {
    **{"members": 16, "facets": 20, "periods": 40, "attention": "torus", "source": "best_contact", "zeros": "copy"},
    **{"unknown": "left", "step": "full", "superior": "matches", "p1": 0.9, "p5": 0.5},
}
FANG = {
    **{"members": 28, "facets": 100, "periods": 60, "code": "none", "source": "majority_of_better", "step": "full"},
    **{"attention": "groups", "pay_off": "blocks", "at_once": 3, "unknown": "left", "rewire": 0.2},
}
LAZER = {
    **{"members": 20, "facets": 7, "held": 1.0, "code": "none", "unknown": "left", "step": "full", "p5": 1.0},
    **{"source": "best_contact", "pay_off": "landscape", "partners": 3, "alone": "one_facet", "periods": 60},
}
PUBLISHED: dict[str, dict[str, Any]] = {
    "March": MARCH,
    "March, fast and slow, with turnover and turbulence": MARCH | {"fast": 5, "p3": 0.05, "p4": 0.02},
    "March by the letter": MARCH | {"unknown": "left", "step": "full", "superior": "matches"},
    "March by the letter, zeros a view": MARCH
    | {"unknown": "left", "step": "full", "superior": "matches", "votes": "count"},
    "March, one after the other": MARCH | {"order": "sequential"},
    "March's listing": MARCH | {"unknown": "left", "code": "one"},
    "Miller": MILLER | {"distant": "if_none_better", "tacit": 8},
    "Miller, also distant": MILLER | {"distant": "also", "p1": 0.0, "p2": 0.0},
    "Fang": FANG,
    "Fang, undirected, ties by coin": FANG | {"direction": "undirected", "ties": "coin", "p4": 0.1, "p4_every": 7},
    "Lazer": LAZER | {"attention": "line"},
    "Lazer, a small world": LAZER | {"attention": "small_world", "nearest": 4, "rewired": 6, "looks": 0.4},
    "Lazer, copying with errors": LAZER
    | {"attention": "random", "linked": 0.15, "p5": 0.8, "revert": "if_worse", "partners_drawn": "distinct"},
}

NETWORKS = ("line", "small_world", "random", "hub", "wheel", "caves")
CHANCES = (0.0, 0.1, 0.3, 0.5, 0.9, 1.0)


def any_settings(number: int) -> LearningSettings:
    """Any combination of parts, in an organisation of at most 16 members and 130 facets; named by a number."""
    luck = Random(number)
    attention = luck.choice(["everybody", "groups", "torus", "ring", *luck.sample(NETWORKS, 3)])
    members = luck.choice({"torus": [9, 16], "caves": [6, 9, 12]}.get(attention, [6, 9, 12, 16]))
    facets = luck.choice([luck.randint(1, 20), luck.randint(5, 20), luck.choice([63, 64, 65, 100, 130])])
    pay_off = luck.choice(["share", "score", "blocks", "landscape"])
    if pay_off == "landscape":
        facets = luck.randint(1, 8)
    source = luck.choice(["nobody", "majority_of_better", "majority", "best_contact", "best_contact", "one_contact"])
    rough = luck.random() < 0.3
    chosen: dict[str, Any] = {
        "members": members,
        "facets": facets,
        "tacit": luck.choice([0, 0, facets // 2, facets]),
        "held": luck.choice(CHANCES),
        "order": luck.choice(["snapshot", "sequential"]),
        "unknown": luck.choice(["acted_out", "left"]),
        "step": luck.choice(["one", "full"]),
        "code": luck.choice(["none", "one", "full"]),
        "superior": luck.choice(["score", "matches"]),
        "votes": luck.choice(["abstain", "count"]),
        "p1": luck.choice(CHANCES),
        "p1_fast": luck.choice(CHANCES),
        "fast": luck.randint(0, members),
        "p2": luck.choice(CHANCES),
        "p3": luck.choice(CHANCES) if rough else 0.0,
        "p4": luck.choice(CHANCES) if rough else 0.0,
        "p4_every": luck.randint(1, 3),
        "source": source,
        "p5": luck.choice(CHANCES),
        "zeros": luck.choice(["abstain", "count", "copy"]),
        "ties": luck.choice(["left", "coin"]),
        "distant": luck.choice(["never", "if_none_better", "also"]) if source == "best_contact" else "never",
        "attention": attention,
        "group": luck.choice([3] if attention == "caves" else [n for n in (2, 3, 4, members) if members % n == 0]),
        "rewired": luck.randint(0, 6),
        "linked": luck.choice([0.3, 0.5, 1.0]),
        "pieces": luck.choice(["one", "any"]),
        "looks": luck.choice([1.0, 1.0, *CHANCES]),
        "alone": luck.choice(["never", "never", "one_facet"]),
        "revert": luck.choice(["never", "never", "if_worse"]),
        "partners": luck.randint(0, min(facets - 1, 4)),
        "partners_drawn": luck.choice(["with_replacement", "distinct"]),
        "rewire": luck.choice(CHANCES),
        "direction": luck.choice(["directed", "undirected"]),
        "nearest": luck.choice([2, 4]),
        "pay_off": pay_off,
        "at_once": luck.randint(1, min(facets, 7)),
        "stop": luck.choice(["at_rest", "at_rest", "never"]),
        "periods": luck.randint(1, 12),
    }
    return LearningSettings(**chosen)


def coming_to_rest(number: int) -> LearningSettings:
    """The same, but small, quick and calm, so that it comes to rest, or to something that looks like it."""
    luck = Random(number)
    members = luck.choice([4, 6, 9])
    quick: dict[str, Any] = {
        **{"members": members, "facets": luck.randint(1, 6), "tacit": 0, "fast": 0, "at_once": 1, "held": 0.9},
        **{"p1": luck.choice([0.0, 0.5, 1.0]), "p2": luck.choice([0.0, 0.5, 1.0]), "p3": 0.0, "p4": 0.0},
        **{"p5": luck.choice([0.5, 0.9, 1.0]), "stop": "at_rest", "periods": 60, "nearest": 2},
        **{
            "attention": luck.choice(["everybody", "groups", "ring", "line", "hub"]),
            "group": members // luck.choice([1, 2, 3]),
        },
    }
    if members % quick["group"] or quick["group"] < 2:
        quick["group"] = members
    quick["partners"] = min(luck.randint(0, 3), quick["facets"] - 1)
    return LearningSettings(**any_settings(number).model_dump() | quick)


def meeting_strangers(number: int) -> LearningSettings:
    """Members on a ring who meet a stranger where no contact is better; a better one may have nothing to say."""
    luck = Random(number)
    changed: dict[str, Any] = {
        **{"attention": "ring", "members": 6, "nearest": 2, "source": "best_contact", "distant": "if_none_better"},
        **{"code": "none", "unknown": "left", "pay_off": "score", "facets": luck.randint(2, 4), "held": 0.6},
        **{"zeros": luck.choice(["abstain", "copy"]), "p5": 1.0, "group": 6, "partners": 1},
    }
    return LearningSettings(**coming_to_rest(number).model_dump() | changed)


def compare_any(examples: int) -> None:
    """Any combinations of parts, told beside the kernels; for a process without compilation."""
    import hypothesis

    some = hypothesis.settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    kinds = st.sampled_from([any_settings, coming_to_rest, meeting_strangers])

    @some
    @hypothesis.given(kinds, st.integers(0, 2**63), st.integers(0, 2**64 - 1))
    def compare(kind: Callable[[int], LearningSettings], number: int, seed: int) -> None:
        assert_told(kind(number), seed)

    compare()


def compare_published() -> None:
    """The published models, told beside the kernels."""
    for kind in PUBLISHED.values():
        assert_told(LearningSettings(**kind), 5)
