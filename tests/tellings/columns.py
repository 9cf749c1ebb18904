"""The story laid out as the package declares its state: column name -> nested lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .story import Case, Field, Group, Innovation, Kind, Membership, Person, Request, Story, Tie

PLACES, HELPERS, QUARTER, ITEMS, WAITING = 16, 8, 13, 64, 64


def _filled(values: list[Any], size: int, empty: Any) -> list[Any]:
    return (values + [empty] * size)[: max(size, len(values))]


def _or(value: int | None, empty: int) -> int:
    return empty if value is None else value


def _bits(numbers: list[int]) -> int:
    return sum(1 << n for n in numbers)


def two_bits(held: dict[int, int], field: Field) -> list[int]:
    """Per domain a word of +1s and a word of -1s."""
    words = [0] * (2 * len(field.facets))
    for facet, sign in held.items():
        words[2 * (facet // 64) + (sign < 0)] += 1 << facet % 64
    return words


def _facets(kind: Kind, at_home: bool) -> int:
    return _bits([f % 64 for f in kind.facets if (f // 64 == kind.domain) == at_home])


def _signs(setting: tuple[int, ...]) -> int:
    return _bits([p for p, sign in enumerate(setting) if sign > 0])


def _failed(case: Case) -> int:
    return _bits([_signs(setting) for setting in case.failed])


def _row_of(story: Story) -> dict[int, int]:
    return {id(m): row for row, m in enumerate(story.memberships())}


def _starts(story: Story, sizes: list[int]) -> list[int]:
    return [sum(sizes[:n]) for n in range(len(sizes) + 1)]


def _belongings(story: Story) -> list[list[int]]:
    rows = _row_of(story)
    most = max(1, *(len(person.memberships) for person in story.people))
    return [_filled([rows[id(m)] for m in person.memberships], most, -1) for person in story.people]


def _domains(read: Callable[[Story, int], Any]) -> Callable[[Story], Any]:
    return lambda story: [read(story, d) for d in range(len(story.field.facets))]


def _kinds(read: Callable[[Kind], Any]) -> Callable[[Story], Any]:
    return lambda story: [read(kind) for kind in story.field.kinds]


def _people(read: Callable[[Person], Any]) -> Callable[[Story], Any]:
    return lambda story: [read(person) for person in story.people]


def _cases(read: Callable[[Case], Any], empty: int) -> Callable[[Story], Any]:
    return _people(lambda person: _filled([read(case) for case in person.cases], PLACES, empty))


def _ties(read: Callable[[Tie], Any], empty: int) -> Callable[[Story], Any]:
    return _people(lambda person: [empty if tie is None else read(tie) for tie in person.ties])


def _portfolio(name: str) -> Callable[[Story], Any]:
    return lambda story: getattr(story.portfolio, name)


def _members(read: Callable[[Membership], Any]) -> Callable[[Story], Any]:
    return lambda story: [read(m) for m in story.memberships()]


def _groups(read: Callable[[Story, Group], Any]) -> Callable[[Story], Any]:
    return lambda story: [read(story, group) for group in story.groups]


def _quarter(m: Membership, part: int) -> list[Any]:
    return [m.quarter.get(w, (0, False, False))[part] for w in range(QUARTER)]


def _given(read: Callable[[Any], Any]) -> Callable[[Story], Any]:
    return lambda story: [read(group.given) for group in story.groups]


def _desks(read: Callable[[Request], int], empty: int) -> Callable[[Story], Any]:
    def column(story: Story) -> Any:
        places = WAITING if any(group.given.serves for group in story.groups) else 1
        return [_filled([read(request) for request in group.desk], places, empty) for group in story.groups]

    return column


def _solved(read: Callable[..., int], never: int) -> Callable[[Story], Any]:
    return lambda s: [read(*s.solved[kind.number]) if kind.number in s.solved else never for kind in s.field.kinds]


def _innovations(read: Callable[[Innovation], Any]) -> Callable[[Story], Any]:
    return lambda story: [read(new) for new in story.innovations]


def _lines(read: Callable[[Any], int], empty: int) -> Callable[[Story], Any]:
    def column(story: Story) -> Any:
        size = 64 * len(story.field.facets)
        return [[read(shelf[f]) if f in shelf else empty for f in range(size)] for shelf in story.shelves]

    return column


COLUMNS: dict[str, Callable[[Story], Any]] = {
    "field.truth": _domains(lambda s, d: _bits([f % 64 for f in s.field.facets[d] if s.field.truth[f] > 0])),
    "field.exists": _domains(lambda s, d: _bits([f % 64 for f in s.field.facets[d]])),
    "field.explicit": _domains(lambda s, d: _bits([f % 64 for f in s.field.facets[d] if f in s.field.explicit])),
    "field.kind": _kinds(lambda kind: kind.facets),
    "field.other": _kinds(lambda kind: kind.other),
    "field.home_facets": _kinds(lambda kind: _facets(kind, True)),
    "field.other_facets": _kinds(lambda kind: _facets(kind, False)),
    "field.law": lambda s: s.shared.law,
    "field.weight": lambda s: s.shared.weight,
    "field.relevance": lambda s: s.field.relevance,
    "field.shift": lambda s: s.field.shift,
    "field.strategic": _kinds(lambda kind: kind.strategic),
    "field.relevance_then": lambda s: [relevance for relevance, _ in s.field.then],
    "field.shift_then": lambda s: [shift for _, shift in s.field.then],
    "challenges.count": _people(lambda p: len(p.cases)),
    "challenges.kind": _cases(lambda case: case.kind.number, -1),
    "challenges.came": _cases(lambda case: case.came, 0),
    "challenges.due": _cases(lambda case: case.due, 0),
    "challenges.task": _cases(lambda case: case.part_of, 0),
    "challenges.source": _cases(lambda case: int(case.source), 0),
    "challenges.known": _cases(lambda case: case.known, 0),
    "challenges.fresh": _cases(lambda case: case.fresh, 0),
    "challenges.helped": _cases(lambda case: case.helped, 0),
    "challenges.tried": _cases(_failed, 0),
    "tasks.number": lambda s: [unit.task for unit in s.units],
    "tasks.parts": lambda s: [unit.parts for unit in s.units],
    "tasks.due": lambda s: [_or(unit.due, 0) for unit in s.units],
    "problem.number": lambda s: [s.problem.number],
    "problem.parts": lambda s: [s.problem.parts],
    "problem.due": lambda s: [_or(s.problem.due, 0)],
    "solutions.right": _solved(lambda right, week, uid: _signs(right), -1),
    "solutions.by": _solved(lambda right, week, uid: uid, -1),
    "solutions.week": _solved(lambda right, week, uid: week, 0),
    "desks.count": _groups(lambda s, g: len(g.desk)),
    "desks.kind": _desks(lambda request: request.kind.number, -1),
    "desks.came": _desks(lambda request: request.came, 0),
    "desks.due": _desks(lambda request: request.due, 0),
    "news.born": lambda s: [s.news.get(x, 0) for x in range(ITEMS)],
    "news.concerns": _people(lambda p: _bits(sorted(p.concerns))),
    "news.heard": _people(lambda p: _bits(sorted(p.heard))),
    "innovations.week": _innovations(lambda new: new.week),
    "innovations.domain": _innovations(lambda new: new.domain),
    "innovations.seeds": _innovations(lambda new: new.seeds),
    "innovations.standing": _innovations(lambda new: new.standing),
    "innovations.unheard": _innovations(lambda new: new.unheard),
    "innovations.facet": _innovations(lambda new: _or(new.facet, -1)),
    "innovations.value": _innovations(lambda new: new.value),
    "repertoire.says": lambda s: [two_bits({f: x.says for f, x in shelf.items()}, s.field) for shelf in s.shelves],
    "repertoire.written": _lines(lambda line: line.week, 0),
    "repertoire.author": _lines(lambda line: line.author, -1),
    "repertoire.warranted": lambda s: [
        [_bits([f % 64 for f in facets if f in shelf and shelf[f].warranted]) for facets in s.field.facets]
        for shelf in s.shelves
    ],
    "people.uid": _people(lambda p: p.uid),
    "people.unit": _people(lambda p: p.unit),
    "people.speciality": _people(lambda p: p.speciality),
    "people.legacy": _people(lambda p: p.legacy),
    "people.second": _people(lambda p: _or(p.second, -1)),
    "people.came": _people(lambda p: p.came),
    "people.broker": _people(lambda p: p.broker),
    "people.convener": _people(lambda p: p.convener),
    "people.identity": _people(lambda p: p.identity),
    "people.across": _people(lambda p: p.across),
    "people.first_asked": _people(lambda p: _or(p.first_asked, 0)),
    "people.first_reply": _people(lambda p: p.first_reply + 2 * p.again),
    "people.served": _people(lambda p: _bits(sorted(p.served))),
    "people.willingness": _people(lambda p: p.willingness),
    "people.beliefs": lambda s: [two_bits(p.beliefs, s.field) for p in s.people],
    "people.ability": _people(lambda p: p.ability),
    "people.strategic": _people(lambda p: p.strategic),
    "people.expert": _people(lambda p: p.expert),
    "people.workload": _people(lambda p: p.workload),
    "people.effort": _people(lambda p: p.effort),
    "people.slack": _people(lambda p: p.slack),
    "people.released": _people(lambda p: p.released),
    "people.recognition": _people(lambda p: p.recognition),
    "people.mark": _people(lambda p: -1),
    "units.start": lambda s: _starts(s, [len(unit.people) for unit in s.units]),
    "units.people": lambda s: [seat for unit in s.units for seat in unit.people],
    "units.legacy": lambda s: _starts(
        s, [sum(p.legacy == legacy for p in s.people) for legacy in range(s.shared.settings.legacies)]
    ),
    "ties.to": _ties(lambda tie: tie.to, -1),
    "ties.trust": _ties(lambda tie: tie.trust, 0),
    "ties.helpers": _people(lambda p: len(p.helpers)),
    "ties.helper": _people(lambda p: _filled(p.helpers, HELPERS, -1)),
    "memberships.member": _members(lambda m: m.who),
    "memberships.group": _members(lambda m: m.group),
    "memberships.interest": _members(lambda m: m.interest),
    "memberships.learning": _members(lambda m: m.learning),
    "memberships.helped": _members(lambda m: m.helped),
    "memberships.belonging": _members(lambda m: m.belonging),
    "memberships.since": _members(lambda m: m.since),
    "memberships.before": lambda s: [-1 if m.before is None else _row_of(s)[id(m.before)] for m in s.memberships()],
    "memberships.settled": _members(lambda m: _or(m.settled, -1)),
    "memberships.seen": _members(lambda m: _or(m.seen, -1)),
    "memberships.contributions": _members(lambda m: m.contributions),
    "memberships.faith": _members(lambda m: m.faith),
    "memberships.level": _members(lambda m: _or(m.level, -1)),
    "memberships.minutes": _members(lambda m: _quarter(m, 0)),
    "memberships.gave": _members(lambda m: _bits([w for w, gave in enumerate(_quarter(m, 1)) if gave])),
    "memberships.used": _members(lambda m: _bits([w for w, used in enumerate(_quarter(m, 2)) if used])),
    "memberships.offered": _members(lambda m: m.offered),
    "memberships.present": _members(lambda m: m.present),
    "memberships.gained": _members(lambda m: m.gained),
    "memberships.gave_now": _members(lambda m: m.gave),
    "memberships.thanked": _members(lambda m: m.thanked),
    "memberships.used_now": _members(lambda m: m.used),
    "groups.start": lambda s: _starts(s, [len(group.members) for group in s.groups]),
    "groups.domain": _groups(lambda s, g: _or(g.domain, -1)),
    "groups.shelf": _groups(lambda s, g: _or(g.shelf, -1)),
    "groups.theme": _groups(lambda s, g: g.theme),
    "groups.founded": _groups(lambda s, g: _or(g.founded, 0)),
    "groups.founder": _groups(lambda s, g: _or(g.founder, -1)),
    "groups.closed": _groups(lambda s, g: _or(g.closed, 0)),
    "groups.people": _groups(lambda s, g: g.people),
    "groups.before": _groups(lambda s, g: g.before),
    "groups.below": _groups(lambda s, g: g.below),
    "groups.stage": _groups(lambda s, g: g.stage),
    "groups.made_by": _groups(lambda s, g: next(n for n, made in enumerate(s.shared.structures) if made is g.given)),
    "groups.starts": _groups(lambda s, g: g.starts),
    "groups.convened": _given(lambda given: given.convened),
    "groups.ends": _groups(lambda s, g: _or(g.ends, 0)),
    "groups.until_delivery": _given(lambda given: given.until_delivery),
    "groups.lasts": _given(lambda given: given.lasts),
    "groups.takes_problem": _given(lambda given: given.takes_problem),
    "groups.serves": _given(lambda given: given.serves),
    "groups.critical_mass": _given(lambda given: given.critical_mass),
    "groups.meets": _given(lambda given: given.meets),
    "groups.mandated": _given(lambda given: _or(given.mandated, -1)),
    "groups.along_ties": _given(lambda given: given.along_ties),
    "groups.circle": _given(lambda given: min(given.circle, 64)),
    "groups.hear": _given(lambda given: given.hear),
    "groups.law": _given(lambda given: given.families),
    "groups.services": lambda s: [group.number for group in s.groups if group.given.anyone],
    "groups.open": _groups(lambda s, g: g.open),
    "groups.match": _groups(lambda s, g: g.match),
    "groups.eased": _groups(lambda s, g: g.eased),
    "groups.control": _groups(lambda s, g: g.control),
    "groups.listed": _groups(lambda s, g: -1 if g.listed is None else g.listed.number),
    "groups.of_member": _belongings,
    "portfolio.capability_then": _portfolio("then"),
    **{
        f"portfolio.{name}": _portfolio(name)
        for name in ("weight", "relevance", "capability", "result", "wanted", "people", "allowance", "praise")
    },
    **{f"portfolio.{name}": _portfolio(name) for name in ("coordinator", "convening", "curation", "gate", "stopped")},
    "portfolio.recognition": _portfolio("recognition"),
    "voice.says": lambda s: [two_bits(s.heard, s.field)],
    "voice.contact": lambda s: [s.contact.get(w, 0) for w in range(52)],
    "portfolio.talks": _people(lambda p: p.talks),
}
"""How each declared column reads in the story. A new column is missing here until somebody tells it."""
