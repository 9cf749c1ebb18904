"""Write the tables of docs from the code: the week, parameters, structures, relations, state, measures, files' keys.

`python -m copsim.study.model_tables docs/model.md` rewrites what stands between the markers of the page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import get_type_hints

from pydantic_core import PydanticUndefined

from copsim.activities.families import FAMILIES
from copsim.activities.orientations import HOURS, ORIENTATIONS
from copsim.constellation.kinds import EVIDENCE, LEARNING
from copsim.constellation.measures import MEASURES, SUMMARIES
from copsim.constellation.measures.practice import TESTS
from copsim.constellation.scenario import parameters
from copsim.foundation.parameters import Declared, Settings, declared
from copsim.sponsorship.policies import POLICIES
from copsim.sponsorship.relations import RELATIONS, Levers
from copsim.structures.structure import Structure
from copsim.structures.table import STRUCTURES
from copsim.study.experiment import Experiment
from copsim.study.strategy.settings import StrategySettings


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def week_table() -> str:
    """The phases of the week in order."""
    from copsim.constellation.week import WEEK

    return table(
        ("", "phase", "what happens", "method"), ((p.number, p.title, p.sentence, f"`{p.method}`") for p in WEEK)
    )


def parameter_table() -> str:
    """Every parameter of a scenario."""
    return _declared(parameters().values())


def published_table() -> str:
    """Every parameter of the tables [learning] and [evidence], for published models."""
    return _declared(p for kind in (LEARNING, EVIDENCE) for p in kind.parameters().values() if "." in p.key)


def _declared(rows: Iterable[Declared]) -> str:
    cells = (
        (f"`{p.key}`", _value(p.default), p.unit, _range(p.low, p.high, p.choices), p.meaning, p.source) for p in rows
    )
    return table(("key", "default", "unit", "range", "meaning", "source"), cells)


def file_table(of: type[Settings]) -> str:
    """Every key of a file other than a scenario."""
    rows = (
        (f"`{p.key}`", _value(p.default), p.unit, _range(p.low, p.high, p.choices), p.meaning) for p in declared(of)
    )
    return table(("key", "default", "unit", "range", "meaning"), rows)


def structure_table() -> str:
    """The structures as records of settings."""
    head = [name for name in Structure._fields if name not in ("name", "orientation")]
    rows = ([f"`{s.name}`", *(_value(getattr(s, name)) for name in head)] for s in STRUCTURES.values())
    return table(("structure", *head), rows)


def family_table() -> str:
    """The families of learning activity on their axes."""
    formal = ("informal", "between", "formal")
    rows = (
        (
            f"`{f.name}`",
            f.meaning,
            f.learning,
            formal[f.formal],
            f.sources,
            f.artefact or "-",
            "yes" if f.needs_shelf else "no",
            f.actions,
        )
        for f in FAMILIES
    )
    head = ("family", "an hour of it", "learning", "formal", "sources", "leaves", "needs documents", "its members")
    return table(head, rows)


def orientation_table() -> str:
    """Orientations: share of hours for each family, and the profile of each structure."""
    structures = [s for s in STRUCTURES.values() if s.meets]
    head = ["orientation", *(f"`{f.name}`" for f in FAMILIES[:7]), *(f"weight: {s.name}" for s in structures)]
    rows = (
        [f"`{name}`", *(_value(share) for share in HOURS[name]), *(_value(s.orientation[nth]) for s in structures)]
        for nth, name in enumerate(ORIENTATIONS)
    )
    return table(head, rows)


def relation_table() -> str:
    """The relations of sponsorship as presets of levers."""
    return table(("relation", *Levers._fields), ((f"`{name}`", *levers) for name, levers in RELATIONS.items()))


def policy_table() -> str:
    """The policies of the portfolio, from their table."""
    return table(("policy", "what it does"), ((f"`{policy.name}`", policy.sentence) for policy in POLICIES.values()))


def tests_table() -> str:
    """The four tests of what is a community of practice."""
    return table(("test", "when a group passes it"), ((f"`{name}`", meaning) for name, meaning in TESTS.items()))


def state_table() -> str:
    """The declared columns of the state."""
    from copsim.constellation.world import World
    from copsim.foundation.columns import columns_of

    rows = []
    for bundle_name, bundle in get_type_hints(World).items():
        for name, column in columns_of(bundle) if hasattr(bundle, "_fields") else ():
            lasting = "" if column.state else "this week only"
            rows.append((f"`{bundle_name}.{name}`", column.dtype, " x ".join(column.axes), column.meaning, lasting))
    return table(("column", "type", "axes", "meaning", ""), rows)


def measure_table() -> str:
    """The weekly measures."""
    return table(("measure", "unit", "meaning"), ((f"`{m.name}`", m.unit, m.meaning) for m in MEASURES.values()))


def summary_table() -> str:
    """The numbers of a run."""
    rows = ((f"`{s.name}`", s.unit, s.meaning, s.better) for s in SUMMARIES.values())
    return table(("summary", "unit", "meaning", "better"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "week": week_table,
    "parameters": parameter_table,
    "published": published_table,
    "structures": structure_table,
    "families": family_table,
    "orientations": orientation_table,
    "relations": relation_table,
    "policies": policy_table,
    "tests": tests_table,
    "state": state_table,
    "measures": measure_table,
    "summaries": summary_table,
}


FILE_TABLES: dict[str, Callable[[], str]] = {
    "experiment": lambda: file_table(Experiment),
    "strategy": lambda: file_table(StrategySettings),
}
"""Those of docs/reference/files.md."""


def with_tables(page: str) -> str:
    """The page with every table between `<!-- table NAME -->` and `<!-- end -->` written anew."""

    tables = TABLES | FILE_TABLES

    def written(found: re.Match[str]) -> str:
        return f"<!-- table {found.group(1)} -->\n{tables[found.group(1)]()}\n<!-- end -->"

    return re.sub(r"<!-- table (\w+) -->\n.*?<!-- end -->", written, page, flags=re.S)


def _value(value: object) -> str:
    if value is PydanticUndefined:
        return "required"
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or "none"
    return str(value) if value != {} else "none"


def _range(low: float | None, high: float | None, choices: Sequence[str]) -> str:
    if choices:
        return ", ".join(filter(None, choices))
    if low is None and high is None:
        return ""
    if high is None:
        return f"from {_value(low)}"
    return f"{_value(low)} to {_value(high)}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
