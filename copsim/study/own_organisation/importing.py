"""`copsim import`: from a folder of tables, or from files named one by one, to a scenario that stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from copsim.constellation.scenario import read_scenario
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.study.own_organisation.checking import read_organisation
from copsim.study.own_organisation.domains import named_by_option
from copsim.study.own_organisation.seats import given_of
from copsim.study.own_organisation.tables import TABLES
from copsim.study.own_organisation.telling import drawn_lines, noted_lines, read_lines
from copsim.study.own_organisation.writing import scenario_text


class Imported(NamedTuple):
    """A scenario's text, and what to say of it: what was read, what is drawn in every run, what to know."""

    text: str
    read: list[str]
    drawn: list[str]
    noted: list[str]


def files_of(folder: Path | None, named: Mapping[str, Path | None]) -> dict[str, Path]:
    """The file of each table: those named one by one, else those of the folder that are there.

    Raises
    ------
    InputError
        Where there is no people.csv, or a name in the folder is nearly one that is read.
    """
    files = {table: path for table in TABLES if (path := named.get(table)) is not None}
    if folder is None and "people" not in files:
        raise InputError([Problem("FOLDER", "is missing: name a folder with people.csv, or a file with --people")])
    if folder is not None:
        if not folder.is_dir():
            reason = "is a file, expected a folder with people.csv" if folder.exists() else "no such folder"
            raise InputError([Problem("FOLDER", reason, 0, "", str(folder))])
        for table in TABLES:
            if (folder / f"{table}.csv").exists():
                files.setdefault(table, folder / f"{table}.csv")
        problems = _nearly(folder, [f"{table}.csv" for table in TABLES if table not in files])
        if "people" not in files and not problems:
            there = ", ".join(sorted(path.name for path in folder.glob("*.csv"))[:8]) or "no CSV file"
            problems = [Problem("", f"there is no people.csv; there is {there}", 0, "", str(folder))]
        if problems:
            raise InputError(problems)
    return {table: files[table] for table in TABLES if table in files}


def _nearly(folder: Path, missing: list[str]) -> list[Problem]:
    """Files whose names are nearly those of tables that are missing."""
    names = {path.name for path in folder.iterdir()} - {f"{table}.csv" for table in TABLES}
    found = []
    for name in sorted(names):
        near = nearest(name.casefold(), missing) if name.casefold().endswith((".csv", ".txt", ".tsv")) else ""
        if near:
            found.append(Problem("", "is no name that is read", 0, near, str(folder / name)))
    return found


def import_organisation(files: Mapping[str, Path], title: str, domains: str = "") -> Imported:
    """The scenario of the organisation that files tell, by table; nothing is written.

    `domains`: names of all domains, separated by commas, the main one first (empty: those that the files name).

    Raises
    ------
    InputError
        With all problems of all files.
    """
    baseline = read_scenario("baseline")
    organisation = read_organisation(files, named_by_option(domains) if domains else [], baseline)
    given = given_of(organisation)
    return Imported(
        scenario_text(organisation, given, title, baseline),
        list(read_lines(organisation, given)),
        list(drawn_lines(given, baseline)),
        list(noted_lines(organisation, given, baseline)),
    )
