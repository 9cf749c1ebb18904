"""Check the tables of an organisation together: all problems of all files, or the organisation that they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from copsim.constellation.scenario import Scenario
from copsim.study.own_organisation.asks import Asks, check_asks
from copsim.study.own_organisation.communities import Communities, check_communities
from copsim.study.own_organisation.domains import Column, domains_of
from copsim.study.own_organisation.finding import Found, refuse
from copsim.study.own_organisation.people import People, check_people
from copsim.study.own_organisation.reading import Table, read_table
from copsim.study.own_organisation.tables import TABLES
from copsim.study.own_organisation.units import Units, check_places, check_units
from copsim.study.own_organisation.words import silent


class Organisation(NamedTuple):
    """What the files say, checked; None where there is no such file."""

    tables: dict[str, Table]
    domains: list[str]
    people: People
    units: Units | None
    communities: Communities | None
    asks: Asks | None


def read_organisation(files: Mapping[str, Path], domains: Sequence[str], baseline: Scenario) -> Organisation:
    """The organisation that files tell, by table ("people" is needed); `domains` as given, if they are.

    Raises
    ------
    InputError
        With all problems of all files, each with its line.
    """
    found = {table: Found(str(files[table])) for table in TABLES if table in files}
    tables: dict[str, Table] = {}
    for name, one in found.items():
        read = read_table(files[name], name, one)
        if read is not None:
            tables[name] = read
    people = check_people(tables["people"], found["people"]) if "people" in tables else None
    units = check_units(tables["units"], found["units"]) if "units" in tables else None
    if people is not None and units is not None:
        check_places(people, units, found["units"].file, found["people"])
    ids = people.ids if people is not None else silent(0)
    where = found["people"].file
    communities = asks = None
    if people is not None and "communities" in tables:
        communities = check_communities(tables["communities"], ids, where, found["communities"])
    if people is not None and "asks" in tables:
        asks = check_asks(tables["asks"], ids, where, baseline.ties, found["asks"])
    columns = [
        Column(name, tables[table].column(name), found[table], counts)
        for table, name, counts in (
            ("people", "speciality", True),
            ("people", "second_interest", False),
            ("communities", "domain", False),
        )
        if table in tables
    ]
    names = domains_of(columns, domains, baseline.domain.names)
    refuse(found.values())
    assert people is not None  # it was refused otherwise
    return Organisation(tables, names, people, units, communities, asks)
