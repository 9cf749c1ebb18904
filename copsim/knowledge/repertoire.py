"""The repertoire of a group: documents that say -1, 0 (nothing) or +1 of explicit facets, with week and author."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.domain.field import is_explicit
from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.knowledge.beliefs import belief, hold


class Repertoire(NamedTuple):
    """Shelves of documents, one for each group that keeps them; facets as in beliefs."""

    says: Annotated[Array, Column("uint64", ("shelf", "belief word"), "what is written, as two bits a facet")]
    written: Annotated[Array, Column("int32", ("shelf", "facet"), "week in which it was written last; 0: never")]
    author: Annotated[Array, Column("int32", ("shelf", "facet"), "who wrote it last; -1: nobody", -1, refers="member")]


@kernel
def write_down(repertoire, shelf, beliefs, field, who, author, kind, week):
    """Write what most of those present (`who`, rows) hold of each explicit facet of a kind; returns facets written."""
    wrote = 0
    for p in range(field.kind.shape[1]):
        facet = int(field.kind[kind, p])
        if not is_explicit(field, facet):
            continue
        votes = 0
        for y in range(who.size):
            votes += belief(beliefs, who[y], facet)
        if votes != 0:
            hold(repertoire.says, shelf, facet, 1 if votes > 0 else -1)
            repertoire.written[shelf, facet] = week
            repertoire.author[shelf, facet] = author
            wrote += 1
    return wrote
