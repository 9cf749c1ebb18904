"""What can and cannot be learnt: from whom, by which way, and what is kept."""

from __future__ import annotations

import numpy as np
from hypothesis import event, given, settings

from copsim.activities.looking_up import everybody_looks_up
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import WEEK
from copsim.constellation.world import World, build_world
from copsim.foundation.kernels import handle
from copsim.foundation.tally import Count
from copsim.knowledge.learning import view_of_expert

from .worlds import lived, scenarios

STILL = {"domain__turbulence": 0.0, "domain__innovation": [], "people__turnover": 0.0}
"""Settings under which nothing moves and nobody leaves."""


def held_somewhere(world: World) -> np.ndarray:
    """Per word, the (facet, value) pairs that anybody holds or any document says."""
    people = np.bitwise_or.reduce(world.people.beliefs, axis=0)
    return people | np.bitwise_or.reduce(world.repertoire.says, axis=0)


@given(scenarios(need={"kind": "knowledge_domain", "arrivals": 0.0}))
@settings(max_examples=40)
def test_without_trials_nothing_is_known_that_nobody_brought(scenario: Scenario) -> None:
    """Beliefs come from outside with newcomers, innovations and experts only; the first two in a week's first phase."""
    world = build_world(scenario)
    seen = handle(world)
    there = held_somewhere(world)
    for week in range(1, scenario.weeks + 1):
        for phase in WEEK:
            who, before = world.people.uid.copy(), world.people.beliefs.copy()
            phase.kernel(seen, week, week - 1)
            if world.tally[:week, Count.VISITS_BY_EXPERTS].any():
                return  # see the law of the outside expert
            if phase is WEEK[0]:
                stayed = who == world.people.uid
                changed = (before ^ world.people.beliefs)[stayed]
                assert (changed & ~novelties(world, week) == 0).all(), "only seeds of an innovation learn then"
                there = held_somewhere(world)
            assert (held_somewhere(world) & ~there == 0).all(), phase.title


def novelties(world: World, week: int) -> np.ndarray:
    """Per word, the facets that innovations of this week are about."""
    words = np.zeros(world.people.beliefs.shape[1], np.uint64)
    for n in np.flatnonzero(world.innovations.week == week):
        facet = int(world.innovations.facet[n])
        words[2 * (facet // 64) : 2 * (facet // 64) + 2] |= np.uint64(1 << facet % 64)
    return words


def test_brokers_carry_what_is_known_across() -> None:
    """The law above would hold where brokers carry nothing: here they carry something, and nothing that is new."""
    settings = {"need.arrivals": 0.0, "people": {"members": 40, "units": 4, "brokers": 1.0, "turnover": 0.0}}
    scenario = Scenario().with_values(**settings, also=[{"kind": "team"}], weeks=20)
    world = lived(scenario)
    assert world.tally[:, Count.BY_BROKER].sum() > 0
    assert (held_somewhere(world) & ~held_somewhere(build_world(scenario)) == 0).all()


def test_innovations_are_known_to_those_drawn_and_spread() -> None:
    given_ = {"domain.innovation": [{"week": 3, "seeds": 2}], "domain.turbulence": 0.0}
    world = lived(Scenario().with_values(**given_, **{"people.members": 40, "people.units": 4, "weeks": 60}))
    adopters = world.chronicle.adopters[:, 0]
    assert (adopters[:2] == 0).all()
    assert adopters[2] > 0
    assert adopters[-1] > adopters[2]


@given(
    scenarios(
        need__kind="knowledge_domain",
        need__arrivals=0.0,
        **STILL,
        activities__visits=0.5,
        activities__exchanges=0.5,
        knowledge__expert_wrong=0.3,
        structure__kind="community_of_practice",
        hours__free=8.0,
        engagement__kappa=0.05,
    )
)
@settings(max_examples=20)
def test_what_nobody_knew_comes_from_the_outside_expert_only(scenario: Scenario) -> None:
    world = build_world(scenario)
    seen = handle(world)
    before = held_somewhere(world)
    told = np.zeros_like(before)
    field, rules = handle(world.field), handle(world.rules)
    for group in range(world.groups.domain.size):
        for facet in range(64 * world.field.truth.size):
            if world.field.exists.item(facet >> 6) >> (facet & 63) & 1:
                view = view_of_expert(field, rules, world.seed, group, facet)
                told[2 * (facet >> 6) + (view < 0)] |= np.uint64(1 << (facet & 63))
    for week in range(1, scenario.weeks + 1):
        for phase in WEEK:
            phase.kernel(seen, week, week - 1)
            if phase.method == "sponsors_resource":
                world.people.expert[:] = 600
    assert (held_somewhere(world) & ~(before | told) == 0).all()
    event("an expert came" if world.tally[:, Count.VISITS_BY_EXPERTS].any() else "no expert came")


def test_experts_do_bring_what_nobody_knew() -> None:
    """The law above would hold if no expert ever came: here some do."""
    scenario = Scenario().with_values(
        **{"activities.visits": 1.0, "need.arrivals": 0.0, "domain.turbulence": 0.0, "people.members": 40, "weeks": 20}
    )
    world = build_world(scenario.with_values(**{"knowledge.right": 0.0, "knowledge.right_elsewhere": 0.0}))
    seen = handle(world)
    for week in range(1, 21):
        for phase in WEEK:
            phase.kernel(seen, week, week - 1)
            if phase.method == "sponsors_resource":
                world.people.expert[:] = 600
    assert world.tally[:, Count.VISITS_BY_EXPERTS].sum() > 0
    assert right_facets(world).any()


def test_beliefs_do_spread_without_trials() -> None:
    """The law above would hold in a world where nothing passes: here something does."""
    scenario = Scenario().with_values(**{"need.arrivals": 0.0, "people.members": 40, "people.units": 4, "weeks": 30})
    start, end = build_world(scenario), lived(scenario)
    assert np.bitwise_count(end.people.beliefs).sum() > np.bitwise_count(start.people.beliefs).sum()


@given(scenarios())
@settings(max_examples=30)
def test_tacit_facets_never_pass_by_reading(scenario: Scenario) -> None:
    world = build_world(scenario)
    seen = handle(world)
    explicit = np.repeat(world.field.explicit, 2)
    for week in range(1, scenario.weeks + 1):
        for phase in WEEK:
            phase.kernel(seen, week, week - 1)
        assert (world.repertoire.says & ~explicit == 0).all()
        world.people.slack[:] = 240
        before = world.people.beliefs.copy()
        everybody_looks_up(seen, week, week - 1)
        assert ((before ^ world.people.beliefs) & ~explicit == 0).all()


def test_reading_does_pass_explicit_facets() -> None:
    scenario = Scenario().with_values(**{"people.members": 40, "people.units": 4, "weeks": 40})
    assert lived(scenario).tally[:, Count.BY_READING].sum() > 0


@given(scenarios(**STILL, knowledge__evidence=1.0, knowledge__majority=0.0))
@settings(max_examples=30)
def test_right_stays_right_by_trial_copying_and_reading_when_evidence_is_perfect(scenario: Scenario) -> None:
    """It holds for trial always, for copying and reading when evidence = 1, not for the majority of the superior."""
    world = build_world(scenario)
    seen = handle(world)
    right = right_facets(world)
    for week in range(1, scenario.weeks + 1):
        for phase in WEEK:
            phase.kernel(seen, week, week - 1)
        now = right_facets(world)
        assert (right & ~now == 0).all()
        right = now


@given(scenarios(**STILL, structure={"kind": "none"}, also=[], ties__colleagues=0, ties__acquaintances=0))
@settings(max_examples=20)
def test_right_stays_right_for_solitary_trial(scenario: Scenario) -> None:
    world = build_world(scenario)
    start = right_facets(world)
    assert (start & ~right_facets(lived(scenario)) == 0).all()


def test_the_majority_of_the_superior_can_turn_right_into_wrong() -> None:
    """Why the law above leaves it out: the better may be wrong on a facet."""
    scenario = Scenario().with_values(
        **{
            "domain.turbulence": 0.0,
            "people.turnover": 0.0,
            "knowledge.evidence": 1.0,
            "knowledge.majority": 1.0,
            "structure.kind": "team",
            "people.members": 40,
            "people.units": 5,
            "weeks": 20,
        }
    )
    start, end = build_world(scenario), lived(scenario)
    assert (right_facets(start) & ~right_facets(end)).any()


def right_facets(world: World) -> np.ndarray:
    """Facets each member holds right, as bits, shape (members, domains)."""
    yes, no = world.people.beliefs[:, 0::2], world.people.beliefs[:, 1::2]
    return (yes & world.field.truth) | (no & ~world.field.truth)


@given(scenarios())
@settings(max_examples=25)
def test_nobody_holds_both_values_of_a_facet_or_a_facet_that_does_not_exist(scenario: Scenario) -> None:
    world = lived(scenario)
    for words in (world.people.beliefs, world.repertoire.says):
        yes, no = words[:, 0::2], words[:, 1::2]
        assert (yes & no == 0).all()
        assert ((yes | no) & ~world.field.exists == 0).all()
