"""Who belongs: the roster rules, and the rosters that are put in their place to take them out of a comparison."""

from __future__ import annotations

from itertools import chain, cycle, islice
from typing import Any

from .draws import draw, event, word
from .shared import Decision
from .story import Person, Story

Roster = tuple[int | None, list[Person]]
"""The domain of a group (None: any) and its people."""


def rosters_of(story: Story, given: Any) -> list[Roster]:
    """The groups of two or more that a structure's rule, or the common or random roster, makes; members by uid."""
    if given.choice == "given":
        there = [(d, seats) for kind, d, seats in story.shared.settings.given.communities if kind == given.kind]
        return [(d if d >= 0 else None, [story.people[seat] for seat in seats]) for d, seats in there]
    rule = common if given.choice == "common" else RULES[given.roster]
    rosters = [(domain, people) for domain, people in rule(story, given) if len(people) > 1]
    if given.choice == "random":
        rosters = at_random(story, rosters)
    return [(domain, sorted(people, key=lambda person: person.uid)) for domain, people in rosters]


def common(story: Story, given: Any) -> list[Roster]:
    """By speciality whatever the structure; with its domain only where the structure's own groups have one."""
    bound = given.roster in ("interest", "experts")
    rosters: list[Roster] = []
    for d, people in by_speciality(story).items():
        rosters += [(d if bound else None, cut) for cut in cuts(story, people, given.size)]
    return rosters


def at_random(story: Story, rosters: list[Roster]) -> list[Roster]:
    """Groups of the same sizes are filled from one order of chance, again and again."""
    deck = cycle(sorted(story.people, key=lambda person: luck(story, person)))
    return [(domain, list(islice(deck, len(people)))) for domain, people in rosters]


def by_unit(story: Story, given: Any) -> list[Roster]:
    """Of each unit the most skilled."""
    return [(None, most_skilled(story, [story.people[s] for s in unit.people])[: given.size]) for unit in story.units]


def nominated(story: Story, given: Any) -> list[Roster]:
    """The most skilled of each unit, together."""
    best = chain(*(most_skilled(story, [story.people[s] for s in unit.people])[:1] for unit in story.units))
    return [(None, cut) for cut in cuts(story, list(best), given.size)]


def by_interest(story: Story, given: Any) -> list[Roster]:
    """Those to whom a domain is the first or second interest, for every domain that has anybody."""
    rosters: list[Roster] = []
    for d in range(len(story.field.facets)):
        people = [person for person in story.people if d in (person.speciality, person.second)]
        rosters += [(d, cut) for cut in cuts(story, people, given.size)]
    return rosters


def experts(story: Story, given: Any) -> list[Roster]:
    """The most skilled of each domain."""
    return [(d, most_skilled(story, people)[: given.size]) for d, people in by_speciality(story).items()]


def everyone(story: Story, given: Any) -> list[Roster]:
    """All, without a domain."""
    return [(None, cut) for cut in cuts(story, story.people, given.size)]


RULES = {
    "unit": by_unit,
    "nominated": nominated,
    "interest": by_interest,
    "experts": experts,
    "everyone": everyone,
}


def by_speciality(story: Story) -> dict[int, list[Person]]:
    """Domains that are somebody's job, and whose."""
    return {
        d: people
        for d in range(len(story.field.facets))
        if (people := [person for person in story.people if person.speciality == d])
    }


def most_skilled(story: Story, people: list[Person]) -> list[Person]:
    """The most skilled first, as a roster rule sees it; who are equal are told apart by luck."""
    return sorted(people, key=lambda person: (-skill_seen(story, person), luck(story, person)))


def cuts(story: Story, people: list[Person], size: int) -> list[list[Person]]:
    """Too many for one group are dealt in an order of chance; the first groups are larger by one if need be."""
    count = max(1, -(-len(people) // size))
    deck = sorted(people, key=lambda person: luck(story, person))
    least, more = divmod(len(deck), count)
    dealt = []
    for nth in range(count):
        hand = least + (nth < more)
        dealt.append(deck[:hand])
        deck = deck[hand:]
    return dealt


def luck(story: Story, person: Person) -> int:
    """A person's number of chance when groups are made."""
    return word(event(story.seed, Decision.ROSTER, 0, person.uid, 0), 0)


def skill_seen(story: Story, person: Person) -> float:
    """Ability in the own speciality with a normal error."""
    given = story.shared.settings
    drawn = draw(event(story.seed, Decision.ROSTER, 0, person.uid, 1), 0)
    error = given.skill_error * (65536 * 2**given.parts)
    return person.ability[person.speciality] + error * story.shared.tables.normal[drawn // 2**20]
