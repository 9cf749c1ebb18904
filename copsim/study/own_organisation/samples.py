"""Sample files: a made-up organisation of 80 people, with everything that tables may say and some of it left out."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

from copsim.foundation.errors import InputError, Problem
from copsim.study.own_organisation.sample_study import NAME, sample_study
from copsim.study.own_organisation.tables import TABLES, names_of
from copsim.study.results import replace_text, writing

SEED = 20_091
PEOPLE, UNITS = 80, 8
DOMAINS = ("methods", "instruments", "regulation")
COMMUNITIES = (
    ("sample community A", "community_of_practice", "methods"),
    ("sample community B", "community_of_practice", "instruments"),
    ("sample community C", "community_of_practice", "regulation"),
    ("sample network", "network", ""),
)


def write_samples(folder: Path) -> list[Path]:
    """Write the four tables, and a study of what they make, into a folder, made if need be: the files.

    Raises
    ------
    InputError
        When one of them is there already; then none is written.
    """
    tables = sample_tables()
    texts = {folder / f"{table}.csv": csv_text(table, tables[table]) for table in TABLES}
    texts[folder / NAME] = sample_study(folder.resolve().name)
    there = [path for path in texts if path.exists()]
    if there:
        raise InputError([Problem("--samples", "is there already; nothing was written", 0, "", str(p)) for p in there])
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        replace_text(path, text)
    return list(texts)


def csv_text(table: str, rows: list[dict[str, str]]) -> str:
    """A table as CSV, with the columns that some row has."""
    names = [name for name in names_of(table) if any(name in row for row in rows)]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def sample_tables() -> dict[str, list[dict[str, str]]]:
    """The tables of the made-up organisation, the same each time."""
    chance = Random(SEED)
    ids = [f"sample-{nth:03}" for nth in range(1, PEOPLE + 1)]
    unit_of = {who: f"unit {1 + nth * UNITS // PEOPLE}" for nth, who in enumerate(ids)}
    heads = {unit: next(who for who in ids if unit_of[who] == unit) for unit in unit_of.values()}
    people = [_person(who, unit_of[who], heads, ids[0], chance) for who in ids]
    units = [
        {"id": "north works", "legacy": "north"},
        {"id": "south works", "legacy": "south"},
        *(
            {"id": unit, "parent": "north works" if nth < UNITS // 2 else "south works"}
            for nth, unit in enumerate(heads)
        ),
    ]
    return {
        "people": people,
        "units": units,
        "communities": _memberships(people, chance),
        "asks": _asks(ids, unit_of, chance),
    }


def _person(who: str, unit: str, heads: dict[str, str], first: str, chance: Random) -> dict[str, str]:
    manager = "" if who == first else first if heads[unit] == who else heads[unit]
    speciality = chance.choice(DOMAINS) if chance.random() < 0.9 else ""
    others = [domain for domain in DOMAINS if domain != speciality]
    second = chance.choice(others) if speciality and chance.random() < 0.25 else ""
    broker, convener = ("yes" if chance.random() < share else "no" for share in (0.1, 0.05))
    return {
        "id": who,
        "unit": unit,
        "manager": manager,
        "speciality": speciality,
        "second_interest": second,
        "broker": broker,
        "convener": convener,
    }


def _memberships(people: list[dict[str, str]], chance: Random) -> list[dict[str, str]]:
    rows = []
    for name, kind, domain in COMMUNITIES:
        near = [one["id"] for one in people if not domain or domain in (one["speciality"], one["second_interest"])]
        members = sorted(chance.sample(near, min(len(near), 16)))
        rows += [{"community": name, "kind": kind, "domain": domain, "member": who} for who in members]
    return rows


def _asks(ids: list[str], unit_of: dict[str, str], chance: Random) -> list[dict[str, str]]:
    rows = []
    for who in chance.sample(ids, 60):
        mates = [one for one in ids if unit_of[one] == unit_of[who] and one != who]
        far = [one for one in ids if unit_of[one] != unit_of[who]]
        for whom in [*chance.sample(mates, 3), *chance.sample(far, 2)]:
            often = chance.choice(["", "0.5", "1", "2", "4"])
            rows.append({"who": who, "whom": whom, "times_a_month": often})
    return sorted(rows, key=lambda row: (row["who"], row["whom"]))
