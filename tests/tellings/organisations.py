"""Organisations in which kernels and telling are set side by side: published models, and any parts."""

from __future__ import annotations

from itertools import pairwise
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
        rewire=chance32(settings.rewire),
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
}

share = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))


@st.composite
def settings(draw: st.DrawFn) -> LearningSettings:
    """Any combination of parts, in an organisation of 9, 12 or 16 members and at most 130 facets."""
    attention = draw(st.sampled_from(["everybody", "groups", "torus", "ring"]))
    members = draw(st.sampled_from([9, 16] if attention == "torus" else [9, 12, 16]))
    facets = draw(st.integers(1, 20) | st.sampled_from([63, 64, 65, 100, 130]))
    source = draw(st.sampled_from(["nobody", "majority_of_better", "majority", "best_contact", "one_contact"]))
    rough = draw(st.booleans())
    return LearningSettings(
        members=members,
        facets=facets,
        tacit=draw(st.sampled_from([0, facets // 2, facets])),
        held=draw(share),
        order=draw(st.sampled_from(["snapshot", "sequential"])),
        unknown=draw(st.sampled_from(["acted_out", "left"])),
        step=draw(st.sampled_from(["one", "full"])),
        code=draw(st.sampled_from(["none", "one", "full"])),
        superior=draw(st.sampled_from(["score", "matches"])),
        votes=draw(st.sampled_from(["abstain", "count"])),
        p1=draw(share),
        p1_fast=draw(share),
        fast=draw(st.integers(0, members)),
        p2=draw(share),
        p3=draw(share) if rough else 0.0,
        p4=draw(share) if rough else 0.0,
        p4_every=draw(st.integers(1, 3)),
        source=source,
        p5=draw(share),
        zeros=draw(st.sampled_from(["abstain", "count", "copy"])),
        ties=draw(st.sampled_from(["left", "coin"])),
        distant=draw(st.sampled_from(["never", "if_none_better", "also"])) if source == "best_contact" else "never",
        attention=attention,
        group=draw(st.sampled_from([size for size in (2, 3, 4, members) if members % size == 0])),
        rewire=draw(share),
        direction=draw(st.sampled_from(["directed", "undirected"])),
        nearest=draw(st.sampled_from([2, 4, 8])),
        pay_off=draw(st.sampled_from(["share", "score", "blocks"])),
        at_once=draw(st.integers(1, min(facets, 7))),
        stop=draw(st.sampled_from(["at_rest", "never"])),
        periods=draw(st.integers(1, 12)),
    )


def compare_any(examples: int) -> None:
    """Any combinations of parts, told beside the kernels; for a process without compilation."""
    import hypothesis

    @hypothesis.settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @hypothesis.given(settings(), st.integers(0, 2**64 - 1))
    def compare(chosen: LearningSettings, seed: int) -> None:
        assert_told(chosen, seed)

    compare()


def compare_published() -> None:
    """The published models, told beside the kernels."""
    for kind in PUBLISHED.values():
        assert_told(LearningSettings(**kind), 5)
