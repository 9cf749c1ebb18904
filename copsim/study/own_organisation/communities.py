"""Check communities.csv: who belongs to which group, of which kind it is and what it is about."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from copsim.constellation.given import needs_domain
from copsim.foundation.columns import Array
from copsim.foundation.errors import nearest
from copsim.structures.table import STRUCTURES
from copsim.study.own_organisation.finding import Found, Message, shown
from copsim.study.own_organisation.ids import must_be_known
from copsim.study.own_organisation.reading import Table
from copsim.study.own_organisation.tables import as_name
from copsim.study.own_organisation.words import Words

USUAL = "community_of_practice"
KINDS = [USUAL, *(kind for kind, record in STRUCTURES.items() if record.meets and kind != USUAL)]
"""Kinds of groups that people can belong to."""
UNKNOWN = -2


class Communities(NamedTuple):
    """Groups in alphabetical order: the kind and the domain (by name, "": none) of each, and by membership which group
    and whose id, as a place among the ids in order."""

    names: list[str]
    kind: list[str]
    domain: list[str]
    group: Array
    member: Array


def check_communities(table: Table, ids: Words, people: str, found: Found) -> Communities:
    """Tell what is wrong in a row of communities.csv, but for domains that are not known."""
    group, kind, domain = table.column("community"), table.column("kind"), table.column("domain")
    found.rows(group.code < 0, "community", lambda _: "is empty, expected what the group is called")
    member = must_be_known(table.column("member"), ids, found, "member", people)
    _once_each(group, table.column("member"), found)
    kinds = kind.of_each(lambda word: KINDS.index(as_name(word)) if as_name(word) in KINDS else UNKNOWN, -1)

    def unknown(row: int) -> Message:
        return f"{shown(kind.at(row))} is not one of {', '.join(KINDS)}", nearest(as_name(kind.at(row))[:100], KINDS)

    found.rows(kinds == UNKNOWN, "kind", unknown)
    kind_row = _said_alike(group, Words(kinds, kind.words), kind, "kind", found)
    domain_row = _said_alike(group, domain, domain, "domain", found)
    kind_of = [KINDS[kinds[row]] if row >= 0 else USUAL for row in kind_row.tolist()]
    domain_of = [domain.at(row) if row >= 0 else "" for row in domain_row.tolist()]
    first = group.first()
    lacks, spare, alone = (np.zeros(group.code.size, bool) for _ in range(3))
    unclear = set(group.code[kinds == UNKNOWN].tolist())
    for nth, (its_kind, its_domain) in enumerate(zip(kind_of, domain_of, strict=True)):
        if nth in unclear:
            continue
        lacks[first[nth]] = not its_domain and needs_domain(its_kind)
        spare[domain_row[nth]] |= bool(its_domain) and not needs_domain(its_kind)
    sizes = np.bincount(group.code[group.code >= 0], minlength=group.words.size)
    alone[first[sizes == 1]] = True

    def named(row: int) -> str:
        return kind_of[group.code[row]].replace("_", " ")

    found.rows(lacks, "domain", lambda row: f"{shown(group.at(row))} has none in any row; a {named(row)} needs one")
    found.rows(
        spare, "domain", lambda row: f"{shown(domain.at(row))}, but a {named(row)} has no domain; leave it empty"
    )
    found.rows(alone, "community", lambda row: f"{shown(group.at(row))} has one member, expected two or more")
    return Communities(group.words.tolist(), kind_of, domain_of, group.code, member)


def _once_each(group: Words, member: Words, found: Found) -> None:
    pair = group.code * (member.words.size + 1) + member.code
    known = (group.code >= 0) & (member.code >= 0)
    first = first_of(pair)

    def message(row: int) -> str:
        return f"{shown(member.at(row))} is in {shown(group.at(row))} already, in line {found.line[first[row]]}"

    found.rows(known & (first != np.arange(pair.size)), "member", message)


def first_of(values: Array) -> Array:
    """For each row the first row of the same value."""
    _, first, inverse = np.unique(values, return_index=True, return_inverse=True)
    return np.asarray(first[inverse])


def _said_alike(group: Words, said: Words, words: Words, column: str, found: Found) -> Array:
    """The row in which something is first said of each group (-1: none); rows that say otherwise are told."""
    rows = np.flatnonzero((said.code >= 0) & (group.code >= 0))
    first = np.full(group.words.size, group.code.size, np.int64)
    np.minimum.at(first, group.code[rows], rows)
    first[first == group.code.size] = -1
    other = np.zeros(group.code.size, bool)
    other[rows] = said.code[rows] != said.code[first[group.code[rows]]]

    def message(row: int) -> str:
        before = first[group.code[row]]
        return (
            f"{shown(words.at(row))}, but line {found.line[before]} says {shown(words.at(before))} "
            f"of {shown(group.at(row))}"
        )

    found.rows(other, column, message)
    return first
