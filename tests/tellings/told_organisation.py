"""An organisation that learns, as a story: members with what they hold, a code, and who listens to whom.

Facets are called by their number; where a draw needs an address, a facet lives in a domain of at most 64.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import draws, told_networks
from .shared_decisions import Decision
from .told_pay_off import Landscape, landscape

Beliefs = dict[int, int]
"""Facet -> -1 or +1; what is not held is not there."""


@dataclass(slots=True, eq=False)
class Learner:
    """A member: who sits in the seat, what they hold, how they learn, and what they show this period."""

    seat: int
    uid: int
    rate: int
    fast: bool
    holds: Beliefs
    shows: Beliefs = field(default_factory=dict)
    pay: int = 0
    standing: int = 0


@dataclass(slots=True, eq=False)
class House:
    """An organisation. `chosen`: its settings; `numbers`: its chances in the units of draws."""

    seed: int
    chosen: Any
    numbers: Any
    truth: Beliefs
    learners: list[Learner]
    code: Beliefs
    contacts: list[list[int]]
    land: Landscape | None = None

    def address(self, facet: int) -> tuple[int, int]:
        """Domain and place in it."""
        return divmod(facet, room(self.chosen))

    def key(self, decision: int, period: int, who: int, turn: int) -> int:
        """The key of an event."""
        return draws.event(self.seed, decision, period, who, turn)

    def explicit(self) -> list[int]:
        """Facets on which a code can have a position."""
        return list(range(self.chosen.tacit, self.chosen.facets))

    def domains(self) -> int:
        """How many domains it takes."""
        return -(-self.chosen.facets // room(self.chosen))


def room(chosen: Any) -> int:
    """Facets that share a domain: 64, or as many whole blocks as fit."""
    return 64 // chosen.at_once * chosen.at_once if chosen.pay_off == "blocks" else 64


def coin(key: int, place: int) -> int:
    """A fair coin of an event, one for each place."""
    return 1 if draws.word(key, 0) >> place & 1 else -1


def begin(chosen: Any, numbers: Any, seed: int, given: list[list[int]] | None = None) -> House:
    """Truths are tossed, people come in and find their contacts; the code says nothing."""
    house = House(seed, chosen, numbers, {}, [], {}, given or [])
    for facet in range(chosen.facets):
        domain, place = house.address(facet)
        house.truth[facet] = coin(house.key(Decision.ORGANISATION, 0, domain, 0), place)
    for seat in range(chosen.members):
        fast = seat < chosen.fast
        learner = Learner(seat, seat, numbers.fast if fast else numbers.slow, fast, {})
        learner.holds = first_views(house, learner.uid, 0)
        house.learners.append(learner)
    if given is None:
        house.contacts = {
            "everybody": lambda _: [[] for _ in house.learners],
            "groups": in_groups,
            "torus": on_torus,
            "ring": on_ring,
        }.get(chosen.attention, lambda _: told_networks.contacts(seed, chosen, numbers.linked))(house)
    if chosen.pay_off == "landscape":
        house.land = landscape(chosen, seed)
    return house


def first_views(house: House, uid: int, period: int) -> Beliefs:
    """What a newcomer holds: something or nothing, and if something, either sign."""
    views = {}
    for facet in range(house.chosen.facets):
        domain, place = house.address(facet)
        if draws.falls_below(house.key(Decision.PERSON, period, uid, 2 * domain), place, house.numbers.held):
            views[facet] = coin(house.key(Decision.PERSON, period, uid, 2 * domain + 1), place)
    return views


def people_leave(house: House, period: int) -> None:
    """Some seats are taken by newcomers, who are somebody else."""
    for learner in house.learners:
        if draws.draw(house.key(Decision.TURNOVER, period, learner.uid, 0), 0) < house.numbers.turnover:
            learner.uid += 2**32
            learner.holds = first_views(house, learner.uid, period)


def in_groups(house: House) -> list[list[int]]:
    """Everybody listens to their group; now and then an outsider takes a mate's place."""
    size, everybody = house.chosen.group, range(house.chosen.members)
    lists: list[list[int]] = [[] for _ in everybody]
    for seat in everybody:
        mates = [other for other in everybody if other // size == seat // size and other != seat]
        outsiders = [other for other in everybody if other // size != seat // size]
        mutual = house.chosen.direction == "undirected"
        whom, tosses, found = house.key(Decision.REWIRE, 0, seat, 1), 0, []
        for mate in mates:
            if mutual and mate < seat:
                continue
            other = mate
            rewired = draws.draw(house.key(Decision.REWIRE, 0, seat, 0), mate) < house.numbers.rewire
            if rewired and set(found) != set(outsiders):
                while other in found or other == mate:
                    other = outsiders[draws.choose(whom, tosses, len(outsiders))]
                    tosses += 1
                found.append(other)
            lists[seat].append(other)
            if mutual:
                lists[other].append(seat)
    return lists


def on_torus(house: House) -> list[list[int]]:
    """Above, below, left and right on a square without edges."""
    side = round(house.chosen.members**0.5)
    lists = []
    for seat in range(side * side):
        y, x = divmod(seat, side)
        around = [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]
        lists.append([side * (down % side) + right % side for down, right in around])
    return lists


def on_ring(house: House) -> list[list[int]]:
    """The nearest on both sides."""
    n = house.chosen.members
    return [
        [(seat + way * far) % n for far in range(1, house.chosen.nearest // 2 + 1) for way in (-1, 1)]
        for seat in range(n)
    ]
