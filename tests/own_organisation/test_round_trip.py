"""An organisation written as tables and imported is the same organisation."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from copsim.constellation.given import Given, pack
from copsim.study.own_organisation.communities import KINDS
from copsim.study.own_organisation.samples import csv_text
from tests.given import DOMAINS, organisations
from tests.own_organisation.made import imported, written

Rows = list[dict[str, str]]


def sayable(there: Given) -> Given:
    """As tables can say it: no second interest where the speciality is drawn, groups in the order of kinds."""
    second = there.second and [
        other if own >= 0 else -1 for own, other in zip(there.speciality, there.second, strict=True)
    ]
    groups = sorted(there.communities, key=lambda community: KINDS.index(community.kind))
    return there._replace(second=second, communities=tuple(groups))


def tables_of(there: Given) -> dict[str, Rows]:
    legacies = [legacy for legacy, size in enumerate(there.legacies) for _ in range(size)]
    unit_of = [unit for unit, size in enumerate(there.units) for _ in range(size)]
    people = []
    for seat, unit in enumerate(unit_of):
        row = {"id": f"p{seat:02}", "unit": f"u{unit}", "speciality": named(there.speciality[seat])}
        if there.second is not None:
            row["second_interest"] = named(there.second[seat])
        if there.broker is not None:
            row["broker"] = "yes" if there.broker[seat] else ""
        if there.convener is not None:
            row["convener"] = "1" if there.convener[seat] else "no"
        people.append(row)
    return {
        "people": people,
        "units": [{"id": f"u{unit}", "legacy": f"l{legacy}"} for unit, legacy in enumerate(legacies)],
        "communities": [
            {"community": f"c{n}", "kind": group.kind, "domain": named(group.domain), "member": f"p{seat:02}"}
            for n, group in enumerate(there.communities)
            for seat in group.seats
        ],
        "asks": [
            {"who": f"p{who:02}", "whom": f"p{whom:02}", "trust": f"{trust / 65536:.17f}"}
            for who, whom, trust in there.ties
        ],
    }


def named(domain: int) -> str:
    return DOMAINS[domain] if domain >= 0 else ""


@given(organisations())
@settings(max_examples=60)
def test_an_organisation_comes_back_as_it_was(drawn: Given) -> None:
    there = sayable(drawn)
    with TemporaryDirectory() as folder:
        texts = {table: csv_text(table, rows) for table, rows in tables_of(there).items() if rows}
        back = imported(written(Path(folder), **texts), ",".join(DOMAINS)).organisation.given
    assert back is not None
    assert pack(back) == pack(there)
