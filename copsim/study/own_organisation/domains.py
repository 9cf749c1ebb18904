"""The domains of an organisation: those of the option, else those that its files name, that of most people first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from copsim.foundation.errors import InputError, Problem, nearest
from copsim.study.own_organisation.finding import Found, Message, shown
from copsim.study.own_organisation.words import Words

MOST = 16
FORM = re.compile(r"\w[\w &'()/\-]{0,39}")
EXPECTED = "expected a name of at most 40 letters, digits, spaces and & ' ( ) / - _, beginning with a letter or digit"


class Column(NamedTuple):
    """A column that names domains; `counts`: whether its rows are people, by whom domains are ordered."""

    name: str
    words: Words
    found: Found
    counts: bool = False


def named_by_option(text: str) -> list[str]:
    """The domains of --domains, separated by commas.

    Raises
    ------
    InputError
        Where they cannot be names of domains.
    """
    names = [name.strip() for name in text.split(",")]
    wrong = [f"{shown(name)}: {EXPECTED}" for name in names if not FORM.fullmatch(name)]
    if len({name.casefold() for name in names}) < len(names):
        wrong.append("a domain is named twice")
    if len(names) > MOST:
        wrong.append(f"{len(names)} domains, expected at most {MOST}")
    if wrong:
        raise InputError([Problem("--domains", message) for message in wrong])
    return names


def domains_of(columns: Sequence[Column], given: Sequence[str], baseline: Sequence[str]) -> list[str]:
    """The names of all domains, in order; what cannot be one is told in its row.

    Where none are given they are those of the files, that of most people's jobs first; where nothing is said, the
    baseline's.
    """
    if given:
        for column in columns:
            _must_be_given(column, given)
        return list(given)
    people: dict[str, int] = {}
    for column in columns:
        _must_have_form(column)
        rows = np.bincount(column.words.code[column.words.code >= 0], minlength=column.words.words.size)
        for word, count in zip(column.words.words.tolist(), rows.tolist(), strict=True):
            people[word] = people.get(word, 0) + (count if column.counts else 0)
    names = sorted((name for name in people if FORM.fullmatch(name)), key=lambda name: (-people[name], name))
    _must_differ(columns, names)
    if len(names) > MOST:
        first = ", ".join(names[:MOST])
        columns[0].found.say(
            columns[0].name,
            f"{len(names):,} domains are named in all, expected at most {MOST} (name them with --domains to find "
            f"slips); {MOST} of them: {first}",
        )
    return names or list(baseline)


def _must_be_given(column: Column, given: Sequence[str]) -> None:
    unknown = column.words.of_each(lambda word: word not in given, False)

    def message(row: int) -> Message:
        word = column.words.at(row)
        return f"{shown(word)} is not one of {', '.join(given)}", nearest(word[:100], list(given))

    column.found.rows(unknown, column.name, message)


def _must_have_form(column: Column) -> None:
    wrong = column.words.of_each(lambda word: not FORM.fullmatch(word), False)
    column.found.rows(wrong, column.name, lambda row: f"{shown(column.words.at(row))} is no name; {EXPECTED}")


def _must_differ(columns: Sequence[Column], names: Sequence[str]) -> None:
    """Names that differ only in case are one: that of most people is the one to write."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.casefold(), name)
    for column in columns:
        odd = column.words.of_each(lambda word: kept.get(word.casefold(), word) != word, False)

        def message(row: int, words: Words = column.words) -> Message:
            word = words.at(row)
            return f"{shown(word)} is elsewhere {shown(kept[word.casefold()])}; write it alike"

        column.found.rows(odd, column.name, message)
