"""The state as a story: people with what they believe, whom they trust and what is on their desk. No arrays.

People are called by their uid; `None` says "none" where the arrays have a marker (-1 or 0).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .shared import Shared

Beliefs = dict[int, int]
"""Facet -> -1 or +1; what is not held is not there."""


@dataclass(slots=True, eq=False)
class Kind:
    """A kind of challenge: its number, domain, second domain and the facets that must all be right."""

    number: int
    domain: int
    other: int
    facets: list[int]


@dataclass(slots=True, eq=False)
class Field:
    """What is true, what can be written down, and the kinds of challenge."""

    facets: list[list[int]]
    truth: Beliefs
    explicit: set[int]
    kinds: list[Kind]


@dataclass(slots=True, eq=False)
class Case:
    """An open challenge. `failed`: settings (one sign a part) known to fail."""

    kind: Kind
    came: int
    due: int
    task: int
    failed: set[tuple[int, ...]] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Tie:
    """To whom, and how far they are trusted, in 65,536ths."""

    to: int
    trust: int


@dataclass(slots=True, eq=False)
class Membership:
    """A person in a group: engagement, the last quarter (by week % 13), and what happened this week."""

    who: int
    group: int
    interest: float
    learning: float
    helped: float
    belonging: float = 0.0
    level: int | None = None
    quarter: dict[int, tuple[int, bool, bool]] = field(default_factory=dict)
    offered: int = 0
    present: int = 0
    gained: int = 0
    gave: int = 0
    thanked: int = 0
    used: int = 0


@dataclass(slots=True, eq=False)
class Person:
    """Who they are, what they hold, and the minutes they have this week."""

    uid: int
    unit: int
    speciality: int
    willingness: int
    beliefs: Beliefs
    ties: list[Tie | None]
    ability: list[int] = field(default_factory=list)
    workload: float = 0.0
    effort: int = 0
    slack: int = 0
    released: int = 0
    recognition: int = 0
    cases: list[Case] = field(default_factory=list)
    helpers: list[int] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """A line of a document: what it says, when it was written last, and by whom."""

    says: int
    week: int
    author: int


@dataclass(slots=True, eq=False)
class Group:
    """A group, its members in the order of uid, and whether it is there this week."""

    number: int
    domain: int | None
    shelf: int | None
    members: list[Membership]
    open: bool = False
    match: int = 0


@dataclass(slots=True, eq=False)
class Unit:
    """A unit of the line organisation and its current task."""

    people: list[int]
    task: int = 0
    parts: int = 0
    due: int | None = None


@dataclass(slots=True, eq=False)
class Story:
    """Everything. `tally[row]` counts by Count or (Payer, Activity); `log` has (week, contact, who, number, number)."""

    seed: int
    shared: Shared
    field: Field
    people: list[Person]
    units: list[Unit]
    groups: list[Group]
    shelves: list[dict[int, Line]]
    tally: dict[int, Counter[object]] = field(default_factory=dict)
    log: list[tuple[int, int, int, int, int]] = field(default_factory=list)

    def memberships(self) -> list[Membership]:
        """All memberships, group by group."""
        return [m for group in self.groups for m in group.members]
