"""Small organisations as CSV files, and what importing them says."""

from __future__ import annotations

from pathlib import Path

import pytest

from copsim.constellation.scenario import Scenario, read_scenario
from copsim.foundation.errors import InputError
from copsim.study.own_organisation.importing import files_of, import_organisation

PEOPLE = """id,unit,manager,speciality,second_interest,broker,convener
ada,lab,,methods,safety,yes,no
bob,lab,ada,methods,,,yes
cyd,lab,ada,safety,,no,
dan,shop,ada,,,,
eve,shop,dan,safety,methods,,
"""
UNITS = """id,parent,legacy
works,,old
lab,works,
shop,works,new
"""
COMMUNITIES = """community,member,kind,domain
round table,ada,,methods
round table,eve,,
watch,bob,network,
watch,cyd,,
watch,dan,,
"""
ASKS = """who,whom,trust
bob,ada,0.75
bob,eve,0.5
eve,dan,
"""
GOOD = {"people": PEOPLE, "communities": COMMUNITIES, "asks": ASKS}


def written(folder: Path, **tables: str | bytes) -> Path:
    """A folder with these tables; those that are empty are left out."""
    folder.mkdir(exist_ok=True)
    for table, text in tables.items():
        if text:
            data = text if isinstance(text, bytes) else text.encode()
            (folder / f"{table}.csv").write_bytes(data)
    return folder


def imported(folder: Path, domains: str = "") -> Scenario:
    """The scenario that a folder makes, read again from its file."""
    path = folder / "scenario.toml"
    path.write_text(import_organisation(files_of(folder, {}), "Ours", domains).text, encoding="utf-8")
    return read_scenario(path)


def problems(folder: Path, domains: str = "", **tables: str | bytes) -> list[str]:
    """What is wrong with these tables, each file by its name only."""
    here = written(folder, **tables)
    with pytest.raises(InputError) as refused:
        import_organisation(files_of(here, {}), "Ours", domains)
    return str(refused.value).replace(f"{here}/", "").splitlines()
