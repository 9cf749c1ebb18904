"""Which groups of a run are communities of practice by the four tests, and since when: lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copsim.constellation.measures.practice import TESTS
from copsim.study.outcome import Outcome
from copsim.study.printing import paragraph, table
from copsim.study.tables import GROUPS

MOST = 20
"""Groups of which a table is printed; of more, how many pass what."""


def practice_lines(outcome: Outcome, folder: Path) -> Iterator[str]:
    """The groups of the first run that worked, each with its four tests; nothing where there are no groups."""
    first = next((spec for spec in outcome.plan.runs() if spec.run in outcome.digests), None)
    if first is None or not (folder / GROUPS).exists():
        return
    import pyarrow.parquet as pq

    told = pq.read_table(folder / GROUPS, filters=[("run", "=", first.run)]).to_pylist()
    if not told:
        return
    scenario: Any = first.scenario
    passing = sum(row["since"] > 0 for row in told)
    yield ""
    yield (
        f"Communities of practice by four tests, at the end of replication {first.replication}: "
        f"{passing} of {len(told)} groups"
    )
    if len(told) <= MOST:
        header = ["group", "theme", "members", *(test.replace("_", " ") for test in TESTS), "since week"]
        rows = [
            [
                str(row["group"]),
                scenario.domain.names[row["theme"]],
                str(row["members"]),
                *("yes" if row[test] else "no" for test in TESTS),
                str(row["since"]) if row["since"] else "-",
            ]
            for row in told
        ]
        yield from table(header, rows, 2)
    else:
        for test in TESTS:
            yield f"  {test.replace('_', ' ')}: {sum(row[test] for row in told)} groups"
    yield paragraph("; ".join(f"{test.replace('_', ' ')}: {when}" for test, when in TESTS.items()) + ".", "  ")
    yield ""
