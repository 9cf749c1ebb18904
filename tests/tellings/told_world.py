"""How the world begins: people in units, what they know and whom, and the groups that a structure makes of them."""

from __future__ import annotations

from .draws import draw, event, word
from .shared import Decision, Shared
from .story import Group, Membership, Person, Story, Unit
from .told_beliefs import first_beliefs
from .told_counting import abilities_are_read
from .told_field import first_field
from .told_participation import interests_are_drawn
from .told_ties import first_ties


def tell_world(shared: Shared, seed: int) -> Story:
    """The story before its first week."""
    given = shared.settings
    field = first_field(shared, seed)
    unit_of = [uid * given.units // given.members for uid in range(given.members)]
    units = [Unit([uid for uid in range(given.members) if unit_of[uid] == u]) for u in range(given.units)]
    people = []
    for uid, unit in enumerate(unit_of):
        speciality = speciality_of(given.shares, draw(event(seed, Decision.SPECIALITY, 0, uid, 0), 0))
        willingness = willingness_of(*given.willingness, draw(event(seed, Decision.WILLINGNESS, 0, uid, 0), 0))
        beliefs = first_beliefs(field, given, seed, uid, speciality)
        ties = first_ties(shared, seed, uid, units[unit], given.members)
        people.append(Person(uid, unit, speciality, willingness, beliefs, ties))
    story = Story(seed, shared, field, people, units, [], [])
    abilities_are_read(story)
    groups_are_founded(story)
    for person in people:
        interests_are_drawn(story, 0, person)
    return story


def speciality_of(shares: list[float], drawn: int) -> int:
    """Domains take up the unit interval in turn; the last that has a share takes what rounding leaves."""
    last = max(d for d, share in enumerate(shares) if share > 0)
    for d in range(last):
        if drawn < int(sum(shares[: d + 1]) / sum(shares) * 4294967296.0):
            return d
    return last


def willingness_of(low: int, high: int, drawn: int) -> int:
    """Uniform between low and high; the span counts in 65,536ths."""
    return low + drawn * ((high - low) // 65536) // 65536


def groups_are_founded(story: Story) -> None:
    """Each roster of two or more is a group, with a shelf of its own if the structure keeps documents."""
    given, hearsay = story.shared.settings, story.shared.rules.hearsay
    for number, (domain, people) in enumerate([roster for roster in rosters_of(story) if len(roster[1]) > 1]):
        members = [Membership(person.uid, number, 0.0, hearsay, hearsay) for person in people]
        story.groups.append(Group(number, domain, number if given.keeps else None, members))
        for person, membership in zip(people, members, strict=True):
            person.memberships.append(membership)
    story.shelves = [{} for _ in story.groups] if given.keeps and story.groups else [{}]


def rosters_of(story: Story) -> list[tuple[int | None, list[Person]]]:
    """The rosters that the structure's rule makes, each with its domain (None: any)."""
    return {"unit": by_unit, "interest": by_interest, "everyone": everyone}[story.shared.settings.roster](story)


def by_unit(story: Story) -> list[tuple[int | None, list[Person]]]:
    """Of each unit the most skilled, as the roster rule sees it; who are equal are told apart by luck."""
    rosters = []
    for unit in story.units:
        staff = [story.people[uid] for uid in unit.people]
        best = sorted(staff, key=lambda person: (-skill_seen(story, person), luck(story, person)))
        rosters.append((None, in_order_of_uid(best[: story.shared.settings.size])))
    return rosters


def by_interest(story: Story) -> list[tuple[int | None, list[Person]]]:
    """Those of a speciality, for every domain somebody has as speciality."""
    rosters = []
    for d in range(len(story.field.facets)):
        rosters += [(d, cut) for cut in cuts(story, [p for p in story.people if p.speciality == d])]
    return rosters


def everyone(story: Story) -> list[tuple[int | None, list[Person]]]:
    """All, without a domain."""
    return [(None, cut) for cut in cuts(story, story.people)]


def cuts(story: Story, people: list[Person]) -> list[list[Person]]:
    """Too many for one group are dealt in an order of chance; the first groups are larger by one if need be."""
    count = max(1, -(-len(people) // story.shared.settings.size))
    deck = sorted(people, key=lambda person: luck(story, person))
    least, more = divmod(len(deck), count)
    dealt = []
    for nth in range(count):
        hand = least + (nth < more)
        dealt.append(in_order_of_uid(deck[:hand]))
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


def in_order_of_uid(people: list[Person]) -> list[Person]:
    """As rosters are kept."""
    return sorted(people, key=lambda person: person.uid)
