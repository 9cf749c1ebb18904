"""The repertoire of a group: documents that say -1, 0 (nothing) or +1 of explicit facets, with week and author."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from copsim.domain.field import is_explicit
from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ONE, ZERO
from copsim.knowledge.beliefs import belief, hold


class Repertoire(NamedTuple):
    """Shelves of documents, one for each group that keeps them; facets as in beliefs."""

    says: Annotated[Array, Column("uint64", ("shelf", "belief word"), "what is written, as two bits a facet")]
    written: Annotated[Array, Column("int32", ("shelf", "facet"), "week in which it was written last; 0: never")]
    author: Annotated[Array, Column("int64", ("shelf", "facet"), "uid of who wrote it last; -1: nobody", -1)]
    warranted: Annotated[Array, Column("uint64", ("shelf", "domain"), "bit f set: facet f's line is a standard")]


@kernel
def write_down(repertoire, shelf, beliefs, field, who, author, kind, week):
    """Write what most of those present (`who`, rows) hold of each explicit facet of a kind; returns facets written.

    Each has one vote, and where votes are equal nothing is written. `author` is a uid. What is written so is not
    warranted, also where a standard stood that said the same.
    """
    wrote = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        if not is_explicit(field, facet):
            continue
        votes = 0
        for y in range(who.size):
            votes += belief(beliefs, who[y], facet)
        if votes != 0:
            write_line(repertoire, shelf, facet, 1 if votes > 0 else -1, author, week, False)
            wrote += 1
    return wrote


@kernel
def write_line(repertoire, shelf, facet, value, author, week, warranted):
    """Write `value` (-1 or +1) of one facet over what stood there: by whom (uid), when, and whether warranted."""
    hold(repertoire.says, shelf, facet, value)
    repertoire.written[shelf, facet] = week
    repertoire.author[shelf, facet] = author
    bit = ONE << np.uint64(facet & 63)
    if warranted:
        repertoire.warranted[shelf, facet >> 6] = repertoire.warranted[shelf, facet >> 6] | bit
    else:
        repertoire.warranted[shelf, facet >> 6] = repertoire.warranted[shelf, facet >> 6] & ~bit


@kernel
def withdraw(repertoire, shelf, facet):
    """Take out what is written of a facet: then nothing is said, by nobody, never, and nothing is warranted."""
    write_line(repertoire, shelf, facet, 0, -1, 0, False)


@kernel
def is_warranted(repertoire, shelf, facet):
    """Whether what is written of a facet is a standard."""
    return (repertoire.warranted[shelf, facet >> 6] >> np.uint64(facet & 63)) & ONE != ZERO


@kernel
def oldest_line(repertoire, shelf, latest, after_week, after_facet):
    """The facet written longest ago: lowest week, then lowest facet; -1 if there is none.

    Only facets written until week `latest`, and only those that come after the facet `after_facet` of week
    `after_week` in this order.
    """
    best = -1
    age = latest + 1
    for facet in range(repertoire.written.shape[1]):
        week = int(repertoire.written[shelf, facet])
        seen = week < after_week or (week == after_week and facet <= after_facet)
        if week > 0 and not seen and week < age:
            age = week
            best = facet
    return best
