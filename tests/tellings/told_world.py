"""How the world begins: people in units, what they know and whom, and the groups that structures make of them."""

from __future__ import annotations

from typing import Any

from .draws import choose, draw, event
from .shared import Decision, Shared
from .story import Group, Innovation, Membership, Person, Portfolio, Story, Tie, Unit
from .told_beliefs import first_beliefs
from .told_counting import abilities_are_read
from .told_field import first_field
from .told_participation import interests_are_drawn
from .told_portfolio import portfolio_begins
from .told_relevance import relevance_begins
from .told_rosters import luck, rosters_of
from .told_ties import first_ties


def tell_world(shared: Shared, seed: int) -> Story:
    """The story before its first week. Seats are in units, and units in legacies, of about equal size."""
    given = shared.settings
    field = first_field(shared, seed)
    relevance_begins(field, given.relevance, shared.weight, shared.rules.departure)
    unit_of = [seat * given.units // given.members for seat in range(given.members)]
    legacy_of = [unit * given.legacies // given.units for unit in range(given.units)]
    there = given.given
    if there is not None:
        unit_of = [unit for unit, size in enumerate(there.units) for _ in range(size)]
        legacy_of = [legacy for legacy, size in enumerate(there.legacies) for _ in range(size)]
    units = [Unit([seat for seat in range(given.members) if unit_of[seat] == u]) for u in range(given.units)]
    innovations = [Innovation(*new) for new in given.innovations]
    story = Story(seed, shared, field, [], units, [], [], innovations, Portfolio(*([] for _ in range(15))))
    for seat, unit in enumerate(unit_of):
        speciality = speciality_of(given.shares, draw(event(seed, Decision.SPECIALITY, 0, seat, 0), 0))
        if there is not None and there.speciality[seat] >= 0:
            speciality = there.speciality[seat]
        second = second_interest_of(story, seat, speciality)
        if there is not None and there.second is not None:
            second = there.second[seat] if there.second[seat] >= 0 else None
        story.people.append(Person(seat, seat, unit, legacy_of[unit], speciality, second, 0, False, False, 0, {}, []))
    for person in story.people:
        brings_along(story, person)
        if there is not None:
            is_as_given(person, there, given.slots)
    abilities_are_read(story)
    story.portfolio = portfolio_begins(story)
    groups_are_made(story)
    for person in story.people:
        interests_are_drawn(story, 0, person)
    return story


def speciality_of(shares: list[float], drawn: int) -> int:
    """Domains take up the unit interval in turn; the last that has a share takes what rounding leaves."""
    last = max(d for d, share in enumerate(shares) if share > 0)
    for d in range(last):
        if drawn < int(sum(shares[: d + 1]) / sum(shares) * 4294967296.0):
            return d
    return last


def second_interest_of(story: Story, uid: int, speciality: int) -> int | None:
    """Some have another domain besides, any as likely."""
    key = event(story.seed, Decision.SECOND_INTEREST, 0, uid, 0)
    others = [d for d in range(len(story.field.facets)) if d != speciality]
    after = [d for d in others if d > speciality] + [d for d in others if d < speciality]
    if after and draw(key, 0) < story.shared.settings.second_interest:
        return after[choose(key, 1, len(after))]
    return None


def brings_along(story: Story, person: Person) -> None:
    """Whoever takes a seat brings willingness, dispositions, beliefs and acquaintances of their own, drawn by uid."""
    shared, seed, uid = story.shared, story.seed, person.uid
    rules, disposition = shared.rules, event(seed, Decision.DISPOSITION, 0, uid, 0)
    drawn = draw(event(seed, Decision.WILLINGNESS, 0, uid, 0), 0)
    person.willingness = willingness_of(rules.willingness_low, rules.willingness_span, drawn)
    person.broker = draw(disposition, 0) < rules.brokers
    person.convener = draw(disposition, 1) < rules.conveners
    person.identity = rules.identity
    person.beliefs = first_beliefs(story.field, shared.tables.first, seed, uid, person.speciality)
    person.ties = first_ties(story, person)


def is_as_given(person: Person, there: Any, slots: int) -> None:
    """Dispositions that are given, and whom they ask: the first so many of the list."""
    if there.broker is not None:
        person.broker = there.broker[person.seat] == 1
    if there.convener is not None:
        person.convener = there.convener[person.seat] == 1
    asked = [Tie(to, trust) for who, to, trust in there.ties if who == person.seat][:slots]
    if asked:
        person.ties = asked + [None] * (slots - len(asked))


def willingness_of(low: int, span: int, drawn: int) -> int:
    """Uniform from low on; the span counts in 65,536ths."""
    return low + drawn * (span // 65536) // 65536


def groups_are_made(story: Story) -> None:
    """Each roster of each structure is a group, with a shelf of its own if the structure keeps documents."""
    for given in story.shared.structures:
        for domain, people in rosters_of(story, given):
            if given.schism is None or len(people) < 4:
                group_is_made(story, given, domain, people, given.starts, given.ends)
                continue
            whole = group_is_made(story, given, domain, people, given.starts, given.schism - 1)
            for n, half in enumerate(halves_of(story, people)):
                made = group_is_made(story, given, domain, half, given.schism, given.ends, whole if n == 0 else None)
                there = {m.who: m for m in whole.members}
                for m in made.members:
                    m.before = there[m.who]
    story.shelves = story.shelves or [{}]


def group_is_made(
    story: Story,
    given: Any,
    domain: int | None,
    people: list[Person],
    starts: int,
    ends: int | None,
    heir_of: Group | None = None,
) -> Group:
    """A group of these people, with a shelf of its own if documents are kept, or that of whom it is the heir of."""
    hearsay, faith, number = story.shared.rules.hearsay, story.shared.rules.faith, len(story.groups)
    members = [Membership(person.seat, number, 0.0, hearsay, hearsay, starts, faith) for person in people]
    shelf = None
    if given.keeps and heir_of is not None:
        shelf = heir_of.shelf
    elif given.keeps:
        shelf = len(story.shelves)
        story.shelves.append({})
    theme = theme_of(people) if domain is None else domain
    group = Group(number, given, domain, theme, shelf, members, starts, ends)
    story.groups.append(group)
    for person, membership in zip(people, members, strict=True):
        person.memberships.append(membership)
    return group


def halves_of(story: Story, people: list[Person]) -> tuple[list[Person], list[Person]]:
    """Every other one by luck; each half in the order of the whole."""
    ranked = sorted(people, key=lambda person: luck(story, person))
    one = {person.seat for person in ranked[::2]}
    return [p for p in people if p.seat in one], [p for p in people if p.seat not in one]


def theme_of(people: list[Person]) -> int:
    """The domain of most jobs, the first among equals."""
    jobs = [person.speciality for person in people]
    return min(jobs, key=lambda domain: (-jobs.count(domain), domain))
