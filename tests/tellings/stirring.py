"""Stories stirred by hand: states that no run need come to, in which single rules and phases are compared."""

from __future__ import annotations

from random import Random

from copsim.constellation.scenario import Scenario
from copsim.constellation.world import World

from .comparing import lay_into
from .story import Case, Kind, Line, Person, Story, Tie
from .worlds import SPONSORSHIP, begun, small

STIRRED = (
    small(structure__kind="community_of_practice", **SPONSORSHIP),
    small(structure__kind="team", need__kind="task", domain__facets_at_once=3, people__members=17),
    small(structure__kind="network", domain__facets_at_once=6, domain__facets=9, domain__kinds=12, ties__slots=5),
    small(structure__kind="community_of_practice", domain__facets_at_once=1, domain__names=["methods"], ties__slots=64),
    small(structure__kind="community_of_practice", structure__roster="unit", domain__facets=64, domain__spanning=1.0),
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
                shelf[facet] = Line(luck.choice((-1, 1)), luck.randint(1, 9), luck.choice(story.people).uid)
    for group in story.groups:
        group.open, group.match = luck.random() < 0.8, luck.choice((0, 2**31, 2**32))
    lay_into(world, story)
    return world, story


def stir(story: Story, person: Person, luck: Random) -> None:
    """Give a person other beliefs, ties, cases, minutes and engagement."""
    facets = [facet for domain in story.field.facets for facet in domain]
    person.beliefs = {facet: luck.choice((-1, 1)) for facet in facets if luck.random() < 0.7}
    others = luck.sample([p.uid for p in story.people if p is not person], min(len(story.people) - 1, len(person.ties)))
    ties: list[Tie | None] = [Tie(other, luck.choice((0, 900, 20_000, 65_536))) for other in others]
    person.ties = [tie if luck.random() < 0.8 else None for tie in ties + [None] * (len(person.ties) - len(ties))]
    person.ability = [luck.randint(0, 9) for _ in story.field.facets]
    person.cases = [a_case(luck.choice(story.field.kinds), luck) for _ in range(luck.randint(0, 16))]
    person.cases.sort(key=lambda case: case.came)
    person.helpers = luck.sample(
        [p.uid for p in story.people if p is not person], min(len(story.people) - 1, luck.randint(0, 8))
    )
    person.slack, person.released, person.recognition = (luck.choice((0, 7, 30, 200)) for _ in range(3))
    person.effort, person.workload = luck.randint(0, 29), luck.gauss(0, 0.6)
    for m in person.memberships:
        m.interest, m.learning, m.helped, m.belonging = (luck.uniform(0, 2) for _ in range(4))
        m.quarter = {w: (luck.choice((0, 9, 90, 200)), luck.random() < 0.6, luck.random() < 0.1) for w in range(13)}
        m.offered = luck.choice((0, 20, 60, 61, 130))
        person.slack = max(person.slack, m.offered - person.released)
        m.present, m.gained, m.gave, m.thanked, m.used = (luck.choice((0, 0, 1, 3, 45)) for _ in range(5))


def a_case(kind: Kind, luck: Random) -> Case:
    """A case with some settings, or all, known to fail."""
    failed = set()
    for setting in range(2 ** len(kind.facets)):
        failed.add(tuple(1 if setting >> p & 1 else -1 for p in range(len(kind.facets))))
    kept = failed if luck.random() < 0.1 else set(luck.sample(sorted(failed), luck.randint(0, len(failed))))
    return Case(kind, luck.randint(1, 9), luck.randint(1, 12), luck.randint(0, 2), kept)
