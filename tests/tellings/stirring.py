"""Stories stirred by hand: states that no run need come to, in which single rules and phases are compared."""

from __future__ import annotations

from random import Random

from copsim.constellation.scenario import Scenario
from copsim.constellation.world import World

from .comparing import lay_into
from .odd_sponsors import VISITS, WRITING, levers
from .odd_worlds import NEWS, PROBLEM, SERVICE
from .shared import Source
from .story import Case, Group, Kind, Line, Person, Problem, Request, Story, Tie
from .worlds import SPONSORSHIP, begun, small

TWO = {"people.legacies": 2, "domain.facets_at_once": 2, "need.problem_deadline": 8}
STIRRED = (
    small(structure__kind="community_of_practice", **SPONSORSHIP),
    small(structure__kind="team", need__kind="task", domain__facets_at_once=3, people__members=17),
    small(structure__kind="network", domain__facets_at_once=6, domain__facets=9, domain__kinds=12, ties__slots=5),
    small(structure__kind="community_of_practice", domain__facets_at_once=1, domain__names=["methods"], ties__slots=64),
    small(structure__kind="community_of_practice", structure__roster="unit", domain__facets=64, domain__spanning=1.0),
    small(
        **NEWS, also=[{"kind": "community_of_practice"}], people__brokers=0.5, people__legacies=3, people__turnover=0.1
    ),
    small(**SERVICE, **TWO, also=[{"kind": "network", "critical_mass": 5, "convened": True}], people__convene=0.3),
    small(
        **{"portfolio.policy": "conversation", "portfolio.voices": 1, "hours.free": 8.0, "structure.critical_mass": 0},
        **levers("institutionalised", curation=1.0),
        **VISITS,
        also=[{"kind": "team"}, {"kind": "network"}],
    ),
    small(**WRITING, **levers(curation=0.5), portfolio__policy="results", structure__roster="everyone"),
    small(**PROBLEM, **TWO, domain__innovation=[{"week": 9}, {"week": 12}], people__turnover=0.5),
)


def stirred(scenario: Scenario, number: int) -> tuple[World, Story]:
    """A world in the middle of a week that never was: anything goes that the declared columns allow."""
    luck = Random(number)
    world, story = begun(scenario)
    for person in story.people:
        stir(story, person, luck)
    for shelf in story.shelves:
        for facet in sorted(story.field.explicit):
            if luck.random() < 0.5:
                shelf[facet] = Line(
                    luck.choice((-1, 1)), luck.randint(1, 9), luck.choice(story.people).uid, luck.random() < 0.3
                )
    for group in story.groups:
        group.eased, group.control = luck.choice((0, 65536, 9999)), luck.choice((0, 20_000, 65536))
        group.open, group.match = luck.random() < 0.8, luck.choice((0, 2**31, 2**32))
        stir_group(story, group, luck)
    stir_organisation(story, luck)
    lay_into(world, story)
    return world, story


def stir(story: Story, person: Person, luck: Random) -> None:
    """Give a person other beliefs, ties, cases, minutes and engagement."""
    facets = [facet for domain in story.field.facets for facet in domain]
    person.uid += 2**32 * luck.randint(0, 2)
    person.came, person.identity, person.across = luck.randint(0, 9), luck.randint(0, 65536), luck.choice((0, 20, 300))
    person.broker, person.convener = luck.random() < 0.5, luck.random() < 0.5
    person.first_asked = luck.choice((None, 1, 8))
    person.first_reply, person.again = (person.first_asked is not None and luck.random() < 0.5 for _ in range(2))
    person.served = {week for week in range(13) if luck.random() < 0.1}
    person.concerns, person.heard = ({item for item in range(64) if luck.random() < 0.2} for _ in range(2))
    person.beliefs = {facet: luck.choice((-1, 1)) for facet in facets if luck.random() < 0.7}
    others = luck.sample(
        [p.seat for p in story.people if p is not person], min(len(story.people) - 1, len(person.ties))
    )
    ties: list[Tie | None] = [Tie(other, luck.choice((0, 900, 20_000, 65_536))) for other in others]
    person.ties = [tie if luck.random() < 0.8 else None for tie in ties + [None] * (len(person.ties) - len(ties))]
    person.ability = [luck.randint(0, 9) for _ in story.field.facets]
    person.cases = [a_case(luck.choice(story.field.kinds), luck) for _ in range(luck.randint(0, 16))]
    person.cases.sort(key=lambda case: case.came)
    person.helpers = luck.sample(
        [p.seat for p in story.people if p is not person], min(len(story.people) - 1, luck.randint(0, 8))
    )
    person.slack, person.released, person.recognition = (luck.choice((0, 7, 30, 200)) for _ in range(3))
    person.expert, person.talks, person.strategic = luck.choice((0, 20, 90)), luck.choice((0, 30)), luck.randint(0, 9)
    person.effort, person.workload = luck.randint(0, 29), luck.gauss(0, 0.6)
    for m in person.memberships:
        m.interest, m.learning, m.helped, m.belonging = (luck.uniform(0, 2) for _ in range(4))
        m.quarter = {w: (luck.choice((0, 9, 90, 200)), luck.random() < 0.6, luck.random() < 0.1) for w in range(13)}
        m.since, m.contributions, m.faith = luck.randint(1, 9), luck.randint(0, 40), luck.randint(0, 65536)
        m.level, m.seen, m.settled = (luck.choice((None, 0, 1, 2, 3, 4, 5)) for _ in range(3))
        m.offered = luck.choice((0, 20, 60, 61, 130))
        person.slack = max(person.slack, m.offered - person.released)
        m.present, m.gained, m.gave, m.thanked, m.used = (luck.choice((0, 0, 1, 3, 45)) for _ in range(5))


def a_case(kind: Kind, luck: Random) -> Case:
    """A case with some settings, or all, known to fail."""
    failed = set()
    for setting in range(2 ** len(kind.facets)):
        failed.add(tuple(1 if setting >> p & 1 else -1 for p in range(len(kind.facets))))
    kept = failed if luck.random() < 0.1 else set(luck.sample(sorted(failed), luck.randint(0, len(failed))))
    source, known = luck.choice(list(Source)), luck.random() < 0.4
    fresh, helped = luck.random() < 0.5, luck.random() < 0.5
    return Case(kind, luck.randint(1, 9), luck.randint(1, 12), luck.randint(0, 2), source, known, fresh, helped, kept)


def stir_group(story: Story, group: Group, luck: Random) -> None:
    """Give a group another past, and requests that wait if it serves."""
    group.founded, group.closed = luck.choice(((None, None), (None, 2), (luck.randint(1, 9), None), (3, 2)))
    group.founder = luck.choice((None, *(story.people[m.who].uid for m in group.members)))
    group.people, group.before, group.below = luck.randint(0, 9), luck.randint(0, 9), luck.randint(0, 25)
    group.stage = luck.randint(0, 4)
    waiting = luck.choice((0, 3, 64)) if group.given.serves else 0
    group.desk = [
        Request(luck.choice(story.field.kinds), luck.randint(1, 9), luck.randint(1, 16)) for _ in range(waiting)
    ]


def stir_organisation(story: Story, luck: Random) -> None:
    """Tasks, a problem, solutions, and news in the middle of their time."""
    for unit in story.units:
        unit.task, unit.parts, unit.due = luck.randint(0, 2), luck.randint(1, 6), luck.choice((None, 9, 12))
    story.problem = Problem(luck.randint(0, 2), luck.randint(1, 6), luck.choice((None, 9, 12)))
    for kind in story.field.kinds:
        if luck.random() < 0.6:
            right = tuple(story.field.truth[f] if luck.random() < 0.9 else 1 for f in kind.facets)
            story.solved[kind.number] = (right, luck.randint(1, 12), luck.choice(story.people).uid)
    story.news = {item: luck.randint(1, 8) for item in range(64) if luck.random() < 0.5}
    field, portfolio, domains = story.field, story.portfolio, len(story.field.facets)
    field.relevance, field.shift = shares(domains, luck), [luck.randint(0, 3) for _ in range(domains)]
    field.then = [(shares(domains, luck), [luck.randint(0, 3) for _ in range(domains)]) for _ in range(13)]
    for kind in field.kinds:
        kind.strategic = luck.randint(0, 2**20)
    portfolio.weight = luck.choice(([0] * domains, shares(domains, luck)))
    portfolio.relevance, portfolio.capability, portfolio.result = (
        [luck.randint(0, 65536) for _ in range(domains)] for _ in range(3)
    )
    portfolio.then = [[luck.randint(0, 65536) for _ in range(domains)] for _ in range(13)]
    portfolio.allowance, portfolio.praise = ([luck.randint(0, 90) for _ in range(domains)] for _ in range(2))
    portfolio.coordinator, portfolio.convening, portfolio.curation = (
        [luck.choice((0, luck.randint(0, 90))) for _ in range(domains)] for _ in range(3)
    )
    portfolio.gate = [luck.randint(0, 65536) for _ in range(domains)]
    portfolio.stopped = [int(luck.random() < 0.3) for _ in range(domains)]
    portfolio.recognition = [luck.uniform(0, 2) for _ in range(domains)]
    for new in story.innovations:
        if luck.random() < 0.5:
            new.facet, new.value = luck.choice(story.field.facets[new.domain]), luck.choice((-1, 1))


def shares(domains: int, luck: Random) -> list[int]:
    """Of 65,536, cut anywhere."""
    cuts = sorted(luck.randint(0, 65536) for _ in range(domains - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, 65536], strict=True)]
