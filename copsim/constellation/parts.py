"""The kinds of part that an extension may bring: how the names of each are known, what is asked of one, and how one is
taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from inspect import signature
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from copsim.activities.families import FAMILIES, PLACES, Family
from copsim.constellation import measures, phases
from copsim.constellation.measures.contract import Measure, Summary
from copsim.constellation.phases import Phase
from copsim.foundation.errors import nearest
from copsim.foundation.extensions import OWNERS, PICTURES, Picture
from copsim.sponsorship.policies import POLICIES, Policy
from copsim.sponsorship.portfolio_settings import AS_SET
from copsim.structures.structure import Structure
from copsim.structures.table import STRUCTURES

USUAL_PICTURES = (
    *("arms", "differences", "needs_table", "levels", "courses", "dial", "measures", "table", "profiles", "rings"),
    "tornado",
)
"""Names of copsim's own figures, which an experiment may ask for."""


class Part(NamedTuple):
    """A kind of part. known: names that are taken. take: has one known. kernel: of one that is compiled into the week,
    the field that holds its kernel; arguments: what that is called with."""

    kind: type
    known: Callable[[], Iterable[str]]
    take: Callable[[Any], None]
    kernel: str = ""
    arguments: tuple[str, ...] = ()


def _into(table: MutableMapping[str, Any], value: Callable[[Any], Any] = lambda item: item) -> Callable[[Any], None]:
    def take(item: Any) -> None:
        table[item.name] = value(item)

    return take


PARTS = (
    Part(Structure, lambda: STRUCTURES, _into(STRUCTURES)),
    Part(Policy, lambda: [AS_SET, *POLICIES], _into(POLICIES), "file", ("world", "week")),
    Part(
        Family,
        lambda: [family.name for family in FAMILIES],
        FAMILIES.append,
        "kernel",
        ("world", "week", "row", "circle"),
    ),
    Part(Measure, lambda: measures.MEASURES, _into(measures.MEASURES)),
    Part(Summary, lambda: measures.SUMMARIES, _into(measures.SUMMARIES)),
    Part(Picture, lambda: [*USUAL_PICTURES, *PICTURES], _into(PICTURES, lambda item: item.draw)),
    Part(
        Phase,
        lambda: [*phases.METHODS, *(p.method for p in phases.BROUGHT)],
        phases.BROUGHT.append,
        "kernel",
        ("world", "week", "row"),
    ),
)


def part_of(item: Any) -> Part | None:
    """The kind of a part; None of what is none."""
    return next((part for part in PARTS if type(item) is part.kind), None)


def name_of(item: Any) -> str:
    """What a part is called; a phase by its method."""
    return str(getattr(item, "method" if isinstance(item, Phase) else "name", ""))


def label_of(item: Any) -> str:
    """A part in a message: Structure 'guild'."""
    return f"{type(item).__name__} '{name_of(item)}'"


def take(items: Iterable[Any], fingerprint: str) -> None:
    """Have these parts known, as those of an extension."""
    for item in items:
        part = part_of(item)
        assert part is not None
        part.take(item)
        OWNERS[part.kind.__name__, name_of(item)] = fingerprint


def problems_of(items: Iterable[Any]) -> list[str]:
    """All that is wrong with the parts that an extension would bring."""
    found = [text for item in items for text in _problems(item)]
    seen: set[tuple[type, str]] = set()
    for item in (item for item in items if part_of(item) is not None):
        if (type(item), name_of(item)) in seen:
            found.append(f"{label_of(item)} is brought twice")
        seen.add((type(item), name_of(item)))
    return found


def _problems(item: Any) -> Iterator[str]:
    part = part_of(item)
    if part is None:
        kinds = ", ".join(part.kind.__name__ for part in PARTS)
        yield f"{type(item).__name__} {name_of(item) or repr(item)[:60]} is no part; expected one of {kinds}"
        return
    label = label_of(item)
    wrong = list(_wrong_fields(item, part))
    yield from (f"{label}: {text}" for text in wrong)
    if wrong:
        return
    if not name_of(item).isidentifier():
        yield f"{label}: expected a name of letters, digits and _ (it is said in scenarios)"
    if name_of(item) in part.known():
        whose = "one that was loaded before" if (part.kind.__name__, name_of(item)) in OWNERS else "one of copsim's own"
        yield f"{label}: the name is taken, by {whose}"
    if isinstance(item, Structure):
        yield from (f"{label}: {text}" for text in _wrong_numbers(item))
    if part.kernel:
        yield from (f"{label}: {text}" for text in _wrong_kernel(getattr(item, part.kernel), part))
    if isinstance(item, Family) and len(FAMILIES) >= PLACES:
        yield f"{label}: all {PLACES} places are taken ({FAMILIES[-1].name} was loaded before)"
    if isinstance(item, Phase) and item.after not in phases.METHODS:
        near = nearest(item.after, phases.METHODS)
        yield f"{label}: after = {item.after!r} is no phase" + (f"; did you mean '{near}'?" if near else "")


def _wrong_fields(item: Any, part: Part) -> Iterator[str]:
    try:
        TypeAdapter(part.kind).validate_python(tuple(item), strict=True)
    except ValidationError as refused:
        fields = getattr(part.kind, "_fields", ())
        for error in refused.errors():
            at = error["loc"][0] if error["loc"] else ""
            field = fields[at] if isinstance(at, int) else str(at)
            yield f"{field} = {getattr(item, field, None)!r}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _wrong_kernel(found: Any, part: Part) -> Iterator[str]:
    function = getattr(found, "py_func", None) or getattr(found, "__wrapped__", None)
    if function is None:
        yield f"{part.kernel} = {getattr(found, '__name__', found)!s} is no kernel; put @kernel above its function"
    elif len(signature(function).parameters) != len(part.arguments):
        yield f"{function.__name__}{signature(function)}: expected a kernel ({', '.join(part.arguments)})"


def _wrong_numbers(item: Structure) -> Iterator[str]:
    if not all(0 <= weight <= 4 for weight in item.orientation) or not any(item.orientation):
        yield "weights of orientation are 0 to 4, one at least above 0"
    limits = {"size": (2, 10_000_000), "circle": (2, 64), "hear": (0, 64), "lasts": (1, 5200), "mandated": (0, 10)}
    for name, (low, high) in {**limits, "critical_mass": (0, 1000)}.items():
        value = getattr(item, name)
        if value is not None and not low <= value <= high:
            yield f"{name} = {value!r} is not within {low} to {high}"
