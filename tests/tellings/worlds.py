"""Worlds in which kernels and tellings are set side by side: usual ones, odd ones, and any that a scenario may say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from copsim.constellation.scenario import Scenario
from copsim.constellation.week import WEEK
from copsim.constellation.world import World, build_world
from copsim.foundation.kernels import handle
from tests.portfolios import portfolios

from .comparing import assert_same
from .odd_sponsors import odd_portfolios, odd_sponsors
from .odd_worlds import odd_needs, odd_people
from .shared import seed_of, shared_of
from .story import Story
from .told_week import TOLD_WEEK
from .told_world import tell_world

STRUCTURES = ("none", "team", "task_force", "network", "community_of_practice", "centre_of_excellence")
ROSTERS = ("own", "common", "random", "unit", "nominated", "interest", "experts", "everyone")
NEEDS = ("task", "single_problem", "connection", "knowledge_domain", "knowledge_service")
SPONSORSHIP = {
    "sponsorship.relation": "legitimised",
    "sponsorship.change": [
        {"week": 13, "relation": "unrecognised", "domains": ["methods"]},
        {"week": 8, "relation": "supported", "domains": ["methods", "regulation"]},
    ],
}
LINES = 60_000


def usual() -> dict[str, Scenario]:
    """Every structure with every need, sponsored with dated changes, 26 members for 18 weeks, some of whom leave."""
    found = {}
    for n, structure in enumerate(STRUCTURES):
        for m, need in enumerate(NEEDS):
            given = {
                "weeks": 18,
                "structure.kind": structure,
                "need.kind": need,
                "need.problem_every": 13,
                "seed": n + m,
            }
            given |= {"people.turnover": 0.02, "people.brokers": 0.3, "people.legacies": 1 + (n + m) % 3}
            found[f"{structure}, {need}"] = small(**given, **SPONSORSHIP)
    return found


def small(**settings: Any) -> Scenario:
    """26 members in 4 units for 16 weeks; settings are dotted, or with '__' for '.'."""
    given: dict[str, Any] = {
        "people.members": 26,
        "people.units": 4,
        "weeks": 16,
        "engagement.kappa": 0.4,
        "knowledge.evidence": 0.3,
    }
    return Scenario().with_values(**given | {key.replace("__", "."): value for key, value in settings.items()})


def odd() -> dict[str, Scenario]:
    """Settings at their ends, each of which some rule could get wrong."""
    names = ["methods", "instruments", "regulation"]
    cop = {"structure.kind": "community_of_practice"}
    talk = {"hours.free": 10.0, "engagement.kappa": 0.05}
    return {
        "one facet at once": small(domain__facets_at_once=1, domain__spanning=1.0, **cop),
        "six facets at once": small(domain__facets_at_once=6, domain__facets=6, domain__kinds=5, **talk),
        "one domain, nothing moves": small(domain__names=["methods"], domain__turbulence=0.0, **talk),
        "everything moves": small(domain__turbulence=0.2, need__arrivals=1.0, **talk),
        "every kind spans": small(domain__spanning=1.0, domain__facets_at_once=5, domain__kinds=7, **talk),
        "64 facets, half the truths flip": small(domain__facets=64, domain__turbulence=0.5, weeks=14),
        "no hours": small(hours__free=0.0, **cop),
        "all hours": small(hours__free=10.0, hours__ask=0.0, hours__look_up=0.0, need__arrivals=1.0),
        "one tie": small(ties__slots=1, ties__colleagues=1, ties__acquaintances=0, structure__kind="network", **talk),
        "no ties at first, blind trust": small(
            ties__colleagues=0, ties__acquaintances=0, ties__stranger=1.0, ties__trust=1.0, ties__gain=1.0, **talk
        ),
        "trust that is gone in a week": small(ties__fade=1.0, ties__trust=0.0, structure__kind="network", **talk),
        "in pairs, in a circle": small(structure__circle=2, **talk),
        "in one great circle": small(structure__circle=64, structure__roster="everyone", **talk),
        "begins and ends": small(structure__starts=4, structure__ends=14, **talk, **SPONSORSHIP),
        "a domain nobody has": small(people__specialities=dict(zip(names, (0.5, 0.0, 0.5), strict=True)), **talk),
        "the last domain is nobody's": small(people__specialities=dict(zip(names, (0.7, 0.3, 0.0), strict=True))),
        "nobody is willing": small(people__willingness_low=0.0, people__willingness_high=0.0),
        "everybody is willing": small(people__willingness_low=1.0, people__willingness_high=1.0),
        "anything from 0 to 1": small(people__willingness_low=0.0, structure__hear=64),
        "all is learnt": small(
            knowledge__ease=1.0, knowledge__evidence=0.0, knowledge__majority=1.0, knowledge__together=1.0, **talk
        ),
        "nothing is learnt": small(knowledge__ease=0.0, knowledge__reading=0.0, knowledge__majority=0.0, **talk),
        "only writing": small(
            activities__exchanges=0.0,
            activities__inquiries=0.0,
            activities__assets=1.0,
            activities__formal_access=0.0,
            structure__documents=False,
            **talk,
        ),
        "writing and reading": small(
            activities__exchanges=0.1,
            activities__inquiries=0.0,
            activities__assets=0.8,
            activities__formal_access=0.1,
            domain__tacit=0.0,
            domain__kinds=6,
            **talk,
        ),
        "small groups": small(structure__kind="network", structure__size=2, **talk),
        "a choice of the skilled": small(structure__kind="team", structure__size=3, people__skill_error=0.05),
        "units of one": small(people__units=26, structure__kind="team"),
        "two people": small(people__members=2, people__units=1, structure__kind="team", need__kind="task"),
        "a hundred tasks": small(
            need__kind="task", need__task_every=1, need__task_deadline=1, need__task_parts=64, structure__kind="team"
        ),
        "tasks that are delivered": small(
            need__kind="task", need__task_parts=4, domain__facets_at_once=2, structure__kind="team", hours__free=8.0
        ),
        "tasks as long as patience": small(
            need__kind="task", need__deadline=2, need__abandon=3, need__task_deadline=3, need__task_every=5
        ),
        "given up in a week": small(need__deadline=1, need__abandon=1, need__arrivals=1.0, hours__a_try=0.5),
        "mandated to the end": small(structure__mandated=10.0, **SPONSORSHIP),
        "new jobs every week": small(engagement__job_change=1.0, engagement__interest_sd=2.0, **talk),
        "great swings of workload": small(engagement__workload_noise=0.3, engagement__workload_memory=0.99),
        "ties cost more than there is": small(hours__keep_tie=1.0, hours__free=2.0, **SPONSORSHIP),
        "much praise": small(
            sponsorship__relation="supported", sponsorship__recognition=5.0, hours__recognise=4.0, **talk
        ),
        **{
            f"{roster} roster, {structure}": small(structure__kind=structure, structure__roster=roster, weeks=8)
            for structure in STRUCTURES
            for roster in ("common", "random")
        },
        **{
            name: small(**given)
            for name, given in (odd_people() | odd_needs() | odd_sponsors() | odd_portfolios()).items()
        },
    }


ORIENTED = ("meetings", "conversations", "projects", "content", "relationships", "context")
share = st.floats(0, 1, allow_nan=False)
innovations = st.fixed_dictionaries(
    {
        "week": st.integers(1, 17),
        "seeds": st.integers(0, 9),
        "known_by": st.sampled_from(["anyone", "most_able", "least_able"]),
        "unheard": st.booleans(),
    }
)
departures = st.fixed_dictionaries({"week": st.integers(1, 17), "people": st.integers(1, 9)})
further = st.fixed_dictionaries({"kind": st.sampled_from(STRUCTURES), "roster": st.sampled_from(ROSTERS)})


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Anything a scenario may say, in a world of at most 24 people and 16 weeks."""
    members = draw(st.integers(2, 24))
    units = draw(st.integers(1, max(1, members // 3)))
    names = ["methods", "instruments", "regulation"][: draw(st.integers(1, 3))]
    shares = draw(st.permutations([0.0, 0.25, 0.75])) if len(names) == 3 else []
    low, high = sorted((draw(share), draw(share)))
    starts = draw(st.integers(1, 6))
    given: dict[str, Any] = {
        "seed": draw(st.integers(0, 2**63 - 1)),
        "weeks": draw(st.integers(8, 16)),
        "people.members": members,
        "people.units": units,
        "people.specialities": dict(zip(names, shares, strict=True)) if shares else {},
        "people.willingness_low": low,
        "people.willingness_high": high,
        "domain.names": names,
        "domain.facets": draw(st.integers(6, 64)),
        "domain.kinds": draw(st.integers(1, 30)),
        "domain.facets_at_once": draw(st.integers(1, 6)),
        "domain.tacit": draw(share),
        "domain.spanning": draw(share),
        "domain.turbulence": draw(st.floats(0, 0.5)),
        "need.kind": draw(st.sampled_from(NEEDS)),
        "need.arrivals": draw(share),
        "need.abandon": draw(st.integers(8, 12)),
        "need.problem_every": draw(st.integers(5, 12)),
        "need.problem_deadline": draw(st.integers(1, 5)),
        "knowledge.ease": draw(share),
        "knowledge.evidence": draw(share),
        "knowledge.majority": draw(share),
        "knowledge.together": draw(share),
        "hours.free": draw(st.floats(0, 10)),
        "hours.a_try": draw(st.floats(0.5, 3)),
        "hours.ask": draw(st.floats(0, 1)),
        "ties.slots": draw(st.integers(5, 9)),
        "ties.trust": draw(share),
        "ties.gain": draw(share),
        "ties.fade": draw(share),
        "engagement.kappa": draw(st.floats(0.01, 2)),
        "engagement.rate": draw(st.floats(0.001, 1)),
        "engagement.job_change": draw(share),
        "domain.relevance_drift": draw(share),
        "domain.departure": draw(share),
        "knowledge.seen": draw(share),
        "knowledge.expert_wrong": draw(share),
        "knowledge.faith": draw(share),
        "knowledge.faith_gain": draw(share),
        "hours.curate": draw(st.floats(0.05, 1)),
        "orientation": draw(st.one_of(st.just({}), st.dictionaries(st.sampled_from(ORIENTED), st.floats(0.1, 4)))),
        **draw(portfolios(names)),
        "portfolio.engaging": draw(st.floats(0, 10)),
        "portfolio.voices": draw(st.integers(1, 3)),
        "portfolio.noise": draw(share),
        "sponsorship.curation": draw(share),
        "sponsorship.experts": draw(share),
        "sponsorship.control": draw(share),
        "sponsorship.reporting": draw(st.floats(0, 0.9)),
        "people.turnover": draw(st.sampled_from([0.0, 0.03, 0.5])),
        "people.legacies": draw(st.integers(1, min(units, 16))),
        "people.identity": draw(share),
        "people.identity_gain": draw(share),
        "people.second_interest": draw(share),
        "people.brokers": draw(share),
        "people.conveners": draw(share),
        "people.convene": draw(share),
        "ties.homophily": draw(share),
        "need.clients": draw(st.integers(1, 40)),
        "need.requests": draw(share),
        "need.news_items": draw(st.integers(1, 8)),
        "need.news_share": draw(share),
        "need.news_told": draw(share),
        "need.news_by_tie": draw(share),
        "voice.uptake": draw(share),
        "voice.practice": draw(st.floats(0, 0.2)),
        "voice.carriers": draw(st.integers(0, 3)),
        "voice.contact": draw(st.integers(0, 2)),
        "domain.innovation": draw(st.lists(innovations, max_size=2)),
        "people.leaving": draw(st.lists(departures, max_size=2)),
        "also": draw(st.lists(further, max_size=2)),
        "structure": {
            "roster": draw(st.sampled_from(ROSTERS)),
            "convened": draw(st.booleans()),
            "critical_mass": draw(st.integers(0, 12)),
            "lasts": draw(st.integers(1, 12)),
            "kind": draw(st.sampled_from(STRUCTURES)),
            "circle": draw(st.integers(2, 64)),
            "hear": draw(st.integers(0, 64)),
            "starts": starts,
            "ends": draw(st.sampled_from([None, starts, starts + 5])),
        },
        "sponsorship.relation": draw(
            st.sampled_from(["unrecognised", "bootlegged", "legitimised", "supported", "institutionalised"])
        ),
        "sponsorship.change": [{"week": draw(st.integers(1, 16)), "relation": "supported", "domains": names[:1]}],
    }
    return Scenario().with_values(**given)


def begun(scenario: Scenario, log_lines: int = 0) -> tuple[World, Story]:
    """The same beginning twice: as a world and as a story."""
    return build_world(scenario, log_lines=log_lines), tell_world(shared_of(scenario), seed_of(scenario, 0))


def walk(scenario: Scenario, log_lines: int = LINES) -> Iterator[World]:
    """Side by side, phase by phase, comparing everything after each; yields the world after each week."""
    world, story = begun(scenario, log_lines)
    assert_same(world, story, "before week 1")
    seen = handle(world)
    for week in range(1, scenario.weeks + 1):
        story.tally[week - 1] = tally = Counter()
        for phase in WEEK:
            phase.kernel(seen, week, week - 1)
            TOLD_WEEK[phase.method](story, week, tally)
            assert_same(world, story, f"week {week}, {phase.title}", row=week - 1)
        yield world
    assert_same(world, story, "at the end")
