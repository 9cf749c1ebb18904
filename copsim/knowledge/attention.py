"""Who listens to whom: lists of contacts, drawn once before the first period, in terms of seats."""

from __future__ import annotations

from collections.abc import Iterable
from math import isqrt
from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, chance32, choose, draw, event
from copsim.knowledge.attention_settings import AttentionSettings
from copsim.knowledge.networks import pairs_of


class Contacts(NamedTuple):
    """Whom each member listens to, one list after the other; everybody, where the parts list nobody."""

    start: Annotated[Array, Column("int64", ("member + 1",), "member i's contacts are source[start[i] : start[i + 1]]")]
    source: Annotated[Array, Column("int32", ("link",), "who is listened to", refers="member")]


def attend(settings: AttentionSettings, seed: np.uint64) -> Contacts:
    """The contacts that the settings say. Rows are seats here."""
    members = settings.members
    if settings.attention == "everybody":
        return listening_to(members, np.empty((0, 2), np.int64))
    if settings.attention == "groups":
        room = settings.group * (settings.group - 1) * (members // settings.group)
        links = np.empty((room, 2), np.int64)
        undirected = settings.direction == "undirected"
        draw_links(links, seed, members, settings.group, chance32(settings.rewire), undirected)
        return listening_to(members, links)
    if settings.attention == "torus":
        return listening_to(members, np.array(list(_on_torus(isqrt(members)))))
    if settings.attention == "ring":
        steps = [step for k in range(1, settings.nearest // 2 + 1) for step in (-k, k)]
        return listening_to(members, np.array([(i, (i + step) % members) for i in range(members) for step in steps]))
    pairs = pairs_of(settings, seed)
    return listening_to(members, np.concatenate([pairs, pairs[:, ::-1]]))


def _on_torus(side: int) -> Iterable[tuple[int, int]]:
    for row in range(side):
        for column in range(side):
            for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                yield row * side + column, (row + down) % side * side + (column + right) % side


def listening_to(members: int, links: Array) -> Contacts:
    """Contacts from links (who listens, to whom), shape (links, 2); a link given twice is heard twice."""
    contacts = Contacts(np.zeros(members + 1, np.int64), np.empty(len(links), np.int32))
    list_contacts(contacts.start, contacts.source, np.ascontiguousarray(links, np.int64))
    return contacts


@kernel
def list_contacts(start, source, links):
    """Sort links by who listens, in their order."""
    members = start.size - 1
    for n in range(links.shape[0]):
        start[links[n, 0] + 1] += 1
    for i in range(members):
        start[i + 1] += start[i]
    filled = start.copy()
    for n in range(links.shape[0]):
        listener = links[n, 0]
        source[filled[listener]] = links[n, 1]
        filled[listener] += 1


@kernel
def draw_links(links, seed, members, group, rewire, undirected):
    """Links of groups of `group` seats in a row, each group fully linked, with rewiring (Fang, Lee & Schilling 2010).

    Seat i has a link to each other seat j of its group (directed), or to each j > i (undirected: both listen). With the
    chance `rewire` (draw j of REWIRE, turn 0) seat j is replaced by a seat outside the group, drawn by `choose`
    (turn 1, facets 0, 1, ... of the seat) among all outside until it is none that i has drawn before. Without anybody
    outside, or when i has drawn them all, nothing is rewired.
    """
    n = 0
    outside = members - group
    for i in range(members):
        first = i - i % group
        whether = event(seed, Decision.REWIRE, 0, i, 0)
        whom = event(seed, Decision.REWIRE, 0, i, 1)
        drawn = np.empty(group, np.int64)
        taken = 0
        turn = 0
        for j in range(i + 1 if undirected else first, first + group):
            if j == i:
                continue
            other = j
            if draw(whether, j) < rewire and taken < outside:
                fresh = False
                while not fresh:
                    other = choose(whom, turn, outside)
                    turn += 1
                    if other >= first:
                        other += group
                    fresh = True
                    for before in range(taken):
                        if drawn[before] == other:
                            fresh = False
                drawn[taken] = other
                taken += 1
            links[n, 0] = i
            links[n, 1] = other
            n += 1
            if undirected:
                links[n, 0] = other
                links[n, 1] = i
                n += 1
