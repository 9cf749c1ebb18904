"""`copsim explain`: the week in order, then every parameter with its value, default, range and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from copsim.constellation.kinds import kind_of
from copsim.constellation.phases import is_lived, switches
from copsim.constellation.scenario import Scenario
from copsim.constellation.situation import Situation
from copsim.foundation.extensions import LOADED, owner_of
from copsim.foundation.parameters import Declared
from copsim.sponsorship.relations import RELATIONS, Levers
from copsim.study.listing import extension_lines
from copsim.study.printing import paragraph
from copsim.study.words import level_text, toml_text


def explain_lines(scenario: Situation, changed: bool = False) -> Iterator[str]:
    """The explanation of a scenario of any kind, line by line.

    changed: only the parameters that differ from their defaults.
    """
    if scenario.title:
        yield scenario.title
    if scenario.question:
        yield paragraph(scenario.question, "  ")
    yield ""
    if isinstance(scenario, Scenario) and scenario.extensions:
        yield "EXTENSIONS that it names"
        for name in scenario.extensions:
            yield from extension_lines(LOADED[name])
        yield ""
    if not changed:
        yield from _the_week(scenario) if isinstance(scenario, Scenario) else _the_period(kind_of(scenario).period)
        yield ""
    yield "PARAMETERS that differ from their defaults" if changed else "PARAMETERS (* differs from the default)"
    table, none = None, True
    for declared in kind_of(scenario).parameters().values():
        if declared.key in ("title", "question", "source"):
            continue
        value, here = _value(scenario, declared.key), declared.key.rpartition(".")[0]
        records = _inline_records(scenario, here) if here != table and value is _ABSENT else []
        if changed and not records and not _differs(declared, value):
            continue
        none = False
        if here != table:
            table = here
            yield ""
            yield f"[{here}]" if here else "the run"
            yield from records
        if not changed or _differs(declared, value):
            yield from _lines(declared, value)
    if none:
        yield "   none: every parameter stands at its default"
    if isinstance(scenario, Scenario) and not changed:
        yield ""
        yield from _records(scenario)


def _the_week(scenario: Scenario) -> Iterator[str]:
    from copsim.constellation.week import WEEK

    yield "THE WEEK, in order"
    for number, phase in enumerate((p for p in WEEK if is_lived(p, switches(scenario.phases))), 1):
        whose = f" (of {owner_of('Phase', phase.method)})" if phase.after else ""
        yield paragraph(phase.sentence, f"  {number}. {phase.title}{whose}: ", "     ")


def _the_period(period: Mapping[str, str]) -> Iterator[str]:
    yield "THE PERIOD, in order"
    for number, (title, sentence) in enumerate(period.items(), 1):
        yield paragraph(sentence, f"  {number}. {title}: ", "     ")


def _lines(declared: Declared, value: Any) -> Iterator[str]:
    name = declared.key.rpartition(".")[2]
    differs = _differs(declared, value)
    shown = _text(declared.default if value is _ABSENT else value)
    unit = f" {declared.unit}" if declared.unit else ""
    notes = [f"default {_text(declared.default)}"] if differs else []
    if declared.choices:
        notes.append("one of " + ", ".join(declared.choices))
    elif declared.low is not None or declared.high is not None:
        low, high = (None if limit is None else _text(limit) for limit in (declared.low, declared.high))
        notes.append(f"{low} to {high}" if high is not None and low is not None else f"at least {low or high}")
    notes.append(f"source: {declared.source}")
    mark = "*" if differs else " "
    yield paragraph(f"{shown}{unit}", f" {mark} {name:<20} ", " " * 24)
    yield paragraph(declared.meaning, " " * 6)
    yield paragraph("; ".join(notes), " " * 6)


def _records(scenario: Scenario) -> Iterator[str]:
    yield f"AS RESOLVED: the structure '{scenario.structure.kind}' and its sponsorship"
    for name, value in scenario.structure.record()._asdict().items():
        yield f"   {name:<20} {_text(value)}"
    for name, value in scenario.sponsorship.levers()._asdict().items():
        yield f"   {name:<20} {_text(value)}"
    yield ""
    yield "RELATIONS of sponsorship, as presets of the levers"
    yield f"   {'relation':<18}" + " ".join(Levers._fields)
    for name, levers in RELATIONS.items():
        cells = zip(Levers._fields, levers, strict=True)
        yield f"   {name:<18}" + " ".join(f"{value:>{len(lever)}g}" for lever, value in cells)


_ABSENT = object()


def _differs(declared: Declared, value: Any) -> bool:
    return value is not _ABSENT and bool(value != declared.default)


def _inline_records(scenario: Situation, table: str) -> list[str]:
    """What a scenario says in an array of tables, a line a record."""
    found: Any = scenario
    for part in table.split("."):
        if isinstance(found, list | tuple):
            return []
        found = getattr(found, part)
    said = [record.model_dump(exclude_unset=True) for record in found]
    return [paragraph(toml_text(record), f" * {number:<20} ", " " * 24) for number, record in enumerate(said, 1)]


def _value(scenario: Situation, key: str) -> Any:
    found: Any = scenario
    for part in key.split("."):
        if isinstance(found, list | tuple):  # an array of tables has no one value
            return _ABSENT
        found = getattr(found, part)
    return found


def _text(value: Any) -> str:
    if value is None:
        return "(left out)"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return (
        level_text(value) if not isinstance(value, int) or isinstance(value, bool) else f"{value:_}".replace("_", " ")
    )
