"""The state as a story: people with what they believe, whom they trust and what is on their desk. No arrays.

People are called by their seat, in which others may follow them; luck is drawn by uid, which is the person's own.
`None` says "none" where the arrays have a marker (-1 or 0).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .shared import Shared, Source

Beliefs = dict[int, int]
"""Facet -> -1 or +1; what is not held is not there."""


@dataclass(slots=True, eq=False)
class Kind:
    """A kind of challenge: its number, domain, second domain, the facets that must all be right, strategic weight."""

    number: int
    domain: int
    other: int
    facets: list[int]
    strategic: int = 0


@dataclass(slots=True, eq=False)
class Field:
    """What is true, what can be written down, the kinds of challenge, and what matters of it by domain.

    `then`: relevance and shift of the domains at the end of each of the last 13 weeks (by week % 13).
    """

    facets: list[list[int]]
    truth: Beliefs
    explicit: set[int]
    kinds: list[Kind]
    relevance: list[int] = field(default_factory=list)
    shift: list[int] = field(default_factory=list)
    then: list[tuple[list[int], list[int]]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Case:
    """An open challenge. `part_of`: number of its task or problem. `failed`: settings (a sign a part) known to fail."""

    kind: Kind
    came: int
    due: int
    part_of: int
    source: Source
    known: bool = False
    fresh: bool = True
    helped: bool = False
    failed: set[tuple[int, ...]] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Request:
    """What waits at the desk of a group."""

    kind: Kind
    came: int
    due: int


@dataclass(slots=True, eq=False)
class Tie:
    """To whom, and how far they are trusted, in 65,536ths."""

    to: int
    trust: int


@dataclass(slots=True, eq=False)
class Membership:
    """A person in a group: engagement, the last quarter (by week % 13), and what happened this week.

    `seen`: the level at the end of the last quarter; `settled`: the one that lasted two quarters. `before`: the
    membership in a group that this one's is a half of.
    """

    who: int
    group: int
    interest: float
    learning: float
    helped: float
    since: int
    faith: int
    belonging: float = 0.0
    level: int | None = None
    seen: int | None = None
    settled: int | None = None
    contributions: int = 0
    quarter: dict[int, tuple[int, bool, bool]] = field(default_factory=dict)
    offered: int = 0
    present: int = 0
    gained: int = 0
    gave: int = 0
    thanked: int = 0
    used: int = 0
    before: Membership | None = None


@dataclass(slots=True, eq=False)
class Person:
    """Who they are, what they hold, and the minutes they have this week.

    `first_asked`: week of the first question, `first_reply`: whether it was answered, `again`: whether a second was
    put. `served`: weeks (% 13) in which a group not their own answered. `concerns`, `heard`: items of news.
    """

    seat: int
    uid: int
    unit: int
    legacy: int
    speciality: int
    second: int | None
    willingness: int
    broker: bool
    convener: bool
    identity: int
    beliefs: Beliefs
    ties: list[Tie | None]
    came: int = 0
    ability: list[int] = field(default_factory=list)
    strategic: int = 0
    workload: float = 0.0
    effort: int = 0
    slack: int = 0
    released: int = 0
    recognition: int = 0
    expert: int = 0
    talks: int = 0
    across: int = 0
    first_asked: int | None = None
    first_reply: bool = False
    again: bool = False
    served: set[int] = field(default_factory=set)
    concerns: set[int] = field(default_factory=set)
    heard: set[int] = field(default_factory=set)
    cases: list[Case] = field(default_factory=list)
    helpers: list[int] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """A line of a document: what it says, when it was written last, by whom (uid), and whether it is a standard."""

    says: int
    week: int
    author: int
    warranted: bool = False


@dataclass(slots=True, eq=False)
class Group:
    """A group, its members in the order of seats, and whether it is there this week. `given`: of its structure.

    `people`: present in the last 13 weeks; `before`: the same at the end of its last quarter; `below`: weeks running
    below critical mass.
    """

    number: int
    given: Any
    domain: int | None
    theme: int
    shelf: int | None
    members: list[Membership]
    starts: int
    ends: int | None
    founded: int | None = None
    founder: int | None = None
    closed: int | None = None
    people: int = 0
    before: int = 0
    below: int = 0
    stage: int = 0
    open: bool = False
    match: int = 0
    eased: int = 0
    control: int = 0
    listed: Kind | None = None
    desk: list[Request] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Unit:
    """A unit of the line organisation and its current task."""

    people: list[int]
    task: int = 0
    parts: int = 0
    due: int | None = None


@dataclass(slots=True, eq=False)
class Problem:
    """The current problem of the whole organisation."""

    number: int = 0
    parts: int = 0
    due: int | None = None


@dataclass(slots=True, eq=False)
class Portfolio:
    """By domain: the budget's weights, what the organisation believes, and what each person gets this week.

    `then`: capability at the end of each of the last 13 weeks (by week % 13), by domain.
    """

    weight: list[int]
    relevance: list[int]
    capability: list[int]
    result: list[int]
    wanted: list[int]
    people: list[int]
    allowance: list[int]
    praise: list[int]
    coordinator: list[int]
    convening: list[int]
    curation: list[int]
    gate: list[int]
    stopped: list[int]
    recognition: list[float]
    then: list[list[int]]


@dataclass(slots=True, eq=False)
class Innovation:
    """What becomes true of a facet in a week, and how many people know it then: anyone (0), or by standing (1, -1)."""

    week: int
    domain: int
    seeds: int
    standing: int = 0
    unheard: bool = False
    facet: int | None = None
    value: int = 0


@dataclass(slots=True, eq=False)
class Story:
    """Everything.

    `tally[row]` counts by Count, by (Payer, Activity), and for the chronicle by ("domain", d, DomainCount), ("unit", u,
    UnitCount), ("group", g, GroupCount), ("level", 1 + level, LevelCount) and ("adopters", n).
    `log` has (week, contact, seat, number, number). `solved`: kind -> (what was right, week, uid of who did).
    `news`: item -> week in which it arose. `heard`: what research and policy say; `contact`: hours with outside
    experts by week % 52.
    """

    seed: int
    shared: Shared
    field: Field
    people: list[Person]
    units: list[Unit]
    groups: list[Group]
    shelves: list[dict[int, Line]]
    innovations: list[Innovation]
    portfolio: Portfolio
    problem: Problem = field(default_factory=Problem)
    solved: dict[int, tuple[tuple[int, ...], int, int]] = field(default_factory=dict)
    news: dict[int, int] = field(default_factory=dict)
    tally: dict[int, Counter[object]] = field(default_factory=dict)
    log: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    heard: Beliefs = field(default_factory=dict)
    contact: dict[int, int] = field(default_factory=dict)

    def memberships(self) -> list[Membership]:
        """All memberships, group by group."""
        return [m for group in self.groups for m in group.members]
