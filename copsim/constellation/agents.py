"""Windows on the world: real Mesa agents that hold no copy of the state, made only when somebody looks at them.

A property reads the arrays and returns plain Python values, as things stand at that moment.
"""

from __future__ import annotations

import operator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from mesa import Agent

from copsim.constellation.mesa_versions import set_of
from copsim.constellation.values import Challenge, Document, Skills, Style, Tie
from copsim.domain.field import LAW_TOTAL
from copsim.foundation.errors import CopsimError, InputError, Problem
from copsim.knowledge import beliefs
from copsim.participation.engagement import WEEKS_REMEMBERED
from copsim.participation.levels import Level
from copsim.participation.ties import FULL_TRUST
from copsim.structures.stages import Stage

if TYPE_CHECKING:
    from copsim.constellation.model import CommunityModel
    from copsim.constellation.world import World


class Window(Agent):
    """What members and communities share: they are rows of the world, neither made nor removed one by one.

    What only the other kind can tell (the level of a community) is None, so that one collector may ask all agents.
    """

    model: CommunityModel
    unique_id: int
    row: int

    def __init__(self, model: CommunityModel, *args: Any, **kwargs: Any) -> None:
        raise CopsimError(
            f"a {type(self).__name__} is not made one by one: the scenario says who there is "
            "(people.members, structure.kind); look at model.members and model.communities"
        )

    @classmethod
    def at(cls, model: CommunityModel, unique_id: int, row: int) -> Any:
        """The window on a row of the world. Only the model makes windows, one for each row."""
        window = cls.__new__(cls)
        window.model, window.unique_id, window.row = model, unique_id, row
        window.pos = None
        return window

    @property
    def _world(self) -> World:
        return self.model.world

    def __getattr__(self, name: str) -> Any:
        # Mesa 3.5 asks every agent for what a collector's string names: a community has no level, so that it is None.
        kinds = (self.model.member_class, self.model.community_class) if "model" in self.__dict__ else ()
        if not hasattr(type(self), name) and any(isinstance(getattr(kind, name, None), property) for kind in kinds):
            return None
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        # Copied with its model it becomes a window of the copy; alone it stays what it is, a reference to a row.
        if id(self.model) not in memo:
            return self
        twin = type(self).__new__(type(self))
        memo[id(self)] = twin
        twin.__dict__.update({name: deepcopy(value, memo) for name, value in vars(self).items()})
        return twin


class Member(Window):
    """A window on one member of the organisation. `unique_id` counts from 1 in the order of seats."""

    @property
    def unit(self) -> int:
        """Unit of the line organisation, from 0."""
        unit: int = self._world.people.unit.item(self.row)
        return unit

    @property
    def speciality(self) -> str:
        """Name of the member's own domain."""
        name: str = self.model.domains[self._world.people.speciality.item(self.row)]
        return name

    @property
    def challenges(self) -> list[Challenge]:
        """Open challenges, the oldest first."""
        field, mine, i = self._world.field, self._world.challenges, self.row
        found = []
        for p in range(mine.count.item(i)):
            kind = mine.kind.item(i, p)
            facets = tuple(field.kind[kind].tolist())
            tried = mine.tried.item(i, p).bit_count()
            domain = self.model.domains[kind // field.law.size]
            found.append(Challenge(kind, domain, facets, mine.came.item(i, p), mine.due.item(i, p), tried))
        return found

    @property
    def skills(self) -> Skills:
        """What the member believes to be right, by facet (64 x domain + number in the domain)."""
        return Skills(written(self._world.people.beliefs[self.row].tolist()))

    def hold(self, facet: int, value: int) -> None:
        """Make the member believe `value` (-1 or +1; 0: nothing) of a facet.

        Raises
        ------
        InputError
            When there is no such facet or the value is another one.
        """
        problems = []
        number, held = _whole(facet), _whole(value)
        if number is None or not self.model.is_facet(number):
            known = ", ".join(f"{64 * d} .. (domain {name})" for d, name in enumerate(self.model.domains))
            problems.append(Problem("facet", f"there is no facet {facet!r}; facets begin at {known}"))
        if held not in (-1, 0, 1):
            problems.append(Problem("value", f"expected -1, 0 or 1, got {value!r}"))
        if problems:
            raise InputError(problems)
        beliefs.hold(self._world.people.beliefs, self.row, number, held)

    @property
    def ability(self) -> float:
        """Chance to solve a challenge of the own speciality from beliefs alone, as read at the end of the last week."""
        return self._ability_in(self._world.people.speciality.item(self.row))

    @property
    def abilities(self) -> dict[str, float]:
        """The same by domain."""
        return {name: self._ability_in(d) for d, name in enumerate(self.model.domains)}

    def _ability_in(self, domain: int) -> float:
        chance: float = self._world.people.ability.item(self.row, domain) / (
            LAW_TOTAL << self._world.field.kind.shape[1]
        )
        return chance

    @property
    def style(self) -> Style:
        """How the member is disposed to take part."""
        interest = self._world.memberships.interest
        by_name = {self.model.community_at(g).name: interest.item(m) for m, g in self._belongings()}
        return Style(self._world.people.willingness.item(self.row) / 2**32, by_name)

    @property
    def level(self) -> str:
        """Level of participation, "outside" to "core" or "not_yet_known": the highest of the member's memberships."""
        level = self._world.memberships.level
        return Level(max((level.item(m) for m, _ in self._belongings()), default=Level.OUTSIDE)).name.lower()

    @property
    def ties(self) -> list[Tie]:
        """Whom the member is tied to, and with what trust."""
        to, trust = self._world.ties.to[self.row].tolist(), self._world.ties.trust[self.row].tolist()
        pairs = zip(to, trust, strict=True)
        return [Tie(self.model.member_at(other), given / FULL_TRUST) for other, given in pairs if other >= 0]

    @property
    def communities(self) -> list[Community]:
        """The communities (or other groups) the member belongs to."""
        return [self.model.community_at(g) for _, g in self._belongings()]

    @property
    def hours(self) -> float:
        """Mean hours a week present in groups, over the last 13 weeks or the weeks lived so far."""
        minutes = self._world.memberships.minutes
        total = sum(int(minutes[m].sum()) for m, _ in self._belongings())
        return total / 60 / min(WEEKS_REMEMBERED, max(1, self.model.week))

    def _belongings(self) -> list[tuple[int, int]]:
        group = self._world.memberships.group
        return [(m, group.item(m)) for m in self._world.groups.of_member[self.row].tolist() if m >= 0]

    def remove(self) -> None:
        """Not in this version: seats are never empty.

        Raises
        ------
        CopsimError
            Always; the model stays as it is.
        """
        raise CopsimError(
            f"member {self.unique_id} cannot be removed: seats are never empty in this version. To take somebody's "
            "knowledge away, call member.hold(facet, 0); to have fewer people, set people.members and begin anew"
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.unique_id}: {self.speciality}, unit {self.unit}, {self.level}>"


class Community(Window):
    """A window on one group of the structure, whatever its kind; `unique_id` counts on after the members'."""

    @property
    def name(self) -> str:
        """The structure and what tells this group from its others, e.g. "community_of_practice: methods"."""
        groups = self._world.groups
        same = (groups.domain == groups.domain[self.row]) & (groups.made_by == groups.made_by[self.row])
        alike = same.nonzero()[0].tolist()
        nth = f" {alike.index(self.row) + 1}" if len(alike) > 1 else ""
        return self.structure + (f": {self.domain}" if self.domain else "") + nth

    @property
    def structure(self) -> str:
        """Which structure it is of, by name."""
        settings = self.model.settings
        kind: str = [settings.structure, *settings.also][self._world.groups.made_by.item(self.row)].kind
        return kind

    @property
    def stage(self) -> str:
        """Its stage of life, read off what it does: potential, coalescing, maturing, stewardship or dispersed."""
        return Stage(self._world.groups.stage.item(self.row)).name.lower()

    @property
    def domain(self) -> str:
        """Name of the group's domain; "" where it has none."""
        domain = self._world.groups.domain.item(self.row)
        return self.model.domains[domain] if domain >= 0 else ""

    @property
    def members(self) -> Any:
        """Who belongs to it: a Mesa set of agents, in the order of unique_id."""
        rows = self._world.memberships.member[self._span()].tolist()
        return set_of(self.model, [self.model.member_at(row) for row in rows])

    @property
    def repertoire(self) -> list[Document]:
        """What has been written down, by facet; nothing where the group keeps no documents."""
        shelves, shelf = self._world.repertoire, self._world.groups.shelf.item(self.row)
        says = written(shelves.says[shelf].tolist()) if shelf >= 0 else {}
        rows = {uid: row for row, uid in enumerate(self._world.people.uid.tolist())}
        found = []
        for facet, value in says.items():
            row = rows.get(shelves.author.item(shelf, facet))
            by = None if row is None else self.model.member_at(row)
            found.append(Document(facet, value, shelves.written.item(shelf, facet), by))
        return found

    @property
    def levels(self) -> dict[str, int]:
        """How many of its members take part at each level."""
        there = self._world.memberships.level[self._span()].tolist()
        return {level.name.lower(): there.count(level) for level in Level}

    def is_open(self, week: int | None = None) -> bool:
        """Whether the group was there in the last week lived; with a week, whether that lies within its dates.

        A group that conveners start, that dissolves, or that lives until delivery may not be there within its dates.
        """
        groups, row = self._world.groups, self.row
        if week is None and self.model.week > 0:
            return bool(groups.open.item(row))
        when = max(1, self.model.week) if week is None else week
        ends = groups.ends.item(row)
        return bool(groups.meets.item(row)) and groups.starts.item(row) <= when and (ends == 0 or when <= ends)

    def _span(self) -> slice:
        start = self._world.groups.start
        return slice(start.item(self.row), start.item(self.row + 1))

    def remove(self) -> None:
        """Not in this version: groups end, they are not removed.

        Raises
        ------
        CopsimError
            Always; the model stays as it is.
        """
        raise CopsimError(
            f"'{self.name}' cannot be removed: set structure.ends to the last week of the scenario's groups instead"
        )

    def __repr__(self) -> str:
        span = self._span()
        return f"<{type(self).__name__} {self.unique_id}: {self.name}, {span.stop - span.start} members>"


def written(words: list[int]) -> dict[int, int]:
    """Two words a domain (bits of +1s, bits of -1s) as facet -> value, in the order of facets."""
    return {
        64 * (at // 2) + f: 1 if words[at] >> f & 1 else -1
        for at in range(0, len(words), 2)
        for f in range(64)
        if (words[at] | words[at + 1]) >> f & 1
    }


def _whole(number: Any) -> int | None:
    try:
        return operator.index(number)
    except TypeError:
        return None
