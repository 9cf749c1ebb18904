"""Say what was read, and what the files do not say, with the declared numbers by which it is drawn."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

import numpy as np

from copsim.constellation.given import Given
from copsim.constellation.scenario import Scenario
from copsim.study.own_organisation.checking import Organisation
from copsim.study.own_organisation.finding import shown
from copsim.study.printing import paragraph

ALIKE = 0.8
"""Likeness of two names (difflib) from which on one may be a slip for the other."""


def read_lines(organisation: Organisation, given: Given) -> Iterator[str]:
    """What each file came to, and which of its columns were not read."""
    joined = len(given.legacies)
    came_to = {
        "people": f"{len(given.speciality):,} people in {_count(len(given.units), 'unit')}",
        "units": f"{len(given.units):,} with people" + (f", of {joined} organisations joined" if joined > 1 else ""),
        "communities": f"{len(given.communities):,} groups of " + ", ".join(kinds_of(given)),
        "asks": f"whom {len({who for who, _, _ in given.ties}):,} people ask",
    }
    for name, table in organisation.tables.items():
        rows = f"{table.line.size:,} row{'s' if table.line.size > 1 else ''}"
        unread = f"; not read: {', '.join(map(shown, table.unread))}" if table.unread else ""
        yield paragraph(f"{table.file}: {rows}, {came_to[name]}{unread}", "  ", "    ")
    jobs = Counter(given.speciality)
    counts = ", ".join(f"{name} ({jobs[nth]:,})" for nth, name in enumerate(organisation.domains))
    yield paragraph(f"domains, the main one first, and whose job they are: {counts}", "  ", "    ")


def _count(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' if count != 1 else ''}"


def kinds_of(given: Given) -> list[str]:
    """The kinds of the groups that are given, in their order."""
    return list(dict.fromkeys(community.kind for community in given.communities))


def drawn_lines(given: Given, scenario: Scenario) -> Iterator[str]:
    """What is not said, and by which settings of the scenario it is drawn, anew in every run."""
    people, ties = scenario.people, scenario.ties
    of = len(given.speciality)
    silent = given.speciality.count(-1)
    if silent:
        yield f"the speciality of {silent:,} of {of:,} people: people.specialities (equal shares)"
    if given.second is None:
        yield f"second interests: people.second_interest ({people.second_interest:g} have one)"
    if given.broker is None:
        yield f"who brokers between groups: people.brokers ({people.brokers:g})"
    if given.convener is None:
        yield f"who convenes: people.conveners ({people.conveners:g})"
    silent = of - len({who for who, _, _ in given.ties})
    if silent:
        yield (
            f"whom {silent:,} of {of:,} people ask: ties.colleagues ({ties.colleagues}) and ties.acquaintances "
            f"({ties.acquaintances}), trusted by ties.trust ({ties.trust:g})"
        )
    if not given.communities:
        yield f"who belongs to which community: structure.roster ({scenario.structure.roster!r}, by interest)"
    yield "what people hold, their willingness, workload and interest in groups: as in any scenario"


def noted_lines(organisation: Organisation, given: Given, scenario: Scenario) -> Iterator[str]:
    """What somebody should know of what was done with the files."""
    table = organisation.people.table
    asks, names = organisation.asks, organisation.domains
    for nth, name in enumerate(names):
        for near in difflib.get_close_matches(name, names[:nth], cutoff=ALIKE):
            yield f"the domains {name!r} and {near!r} look alike; if one is a slip, mend it and import again"
    if organisation.people.of_managers:
        yield "there is no column unit: people of one manager are a unit, with nobody above them the manager's own"
    elif "manager" in table.columns:
        yield "managers were checked, and are not in the scenario: no rule of the model asks who leads whom"
    if organisation.units is not None:
        spare = organisation.units.ids.words.size - len(given.units)
        if spare:
            yield f"{_count(spare, 'unit')} without people of their own left out"
    if asks is not None and asks.unsaid:
        yield (
            f"trust is not said in {asks.unsaid:,} rows of {organisation.tables['asks'].file}: "
            f"ties.trust ({scenario.ties.trust:g}), written into the data"
        )
    slots = scenario.ties.slots
    many = int((np.bincount([who for who, _, _ in given.ties]) > slots).sum()) if given.ties else 0
    if many:
        who = f"{many:,} people ask" if many > 1 else "1 person asks"
        yield f"{who} more than {slots}; the {slots} most trusted are kept (ties.slots)"
