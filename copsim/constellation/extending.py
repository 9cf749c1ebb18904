"""Loading extensions: from a file (`guild.py`), or from an installed package by an entry point of the group `copsim`.

Either names a tuple of what it brings; in a file it is called EXTENSION. Names that are taken, parts of the wrong kind
and files that cannot be loaded are refused with the reason, and then nothing of the extension is taken.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError

from copsim.activities.families import FAMILIES, PLACES, Family
from copsim.constellation import measures, phases
from copsim.constellation.measures.contract import Measure, Summary
from copsim.constellation.phases import Phase
from copsim.foundation.errors import nearest
from copsim.foundation.extensions import LOADED, PICTURES, Extension, Picture
from copsim.foundation.model_hash import source_fingerprint
from copsim.sponsorship.policies import POLICIES, Policy
from copsim.structures.structure import Roster, Structure
from copsim.structures.table import STRUCTURES

GROUP = "copsim"
NAME = "EXTENSION"
KERNELS = (Family, Policy, Phase)
"""Kinds of part that are compiled into the week."""
CHAINS = (
    ("copsim.activities.holding", "families_are_chained"),
    ("copsim.sponsorship.portfolio", "policies_are_chained"),
    ("copsim.constellation.week", "phases_are_chained"),
)
"""Where kernels are chained by a table, and what chains them anew."""

_loading = threading.RLock()


class Part(NamedTuple):
    """A kind of thing that an extension may bring: how its names are known, and how one is taken."""

    kind: type
    known: Callable[[], Iterable[str]]
    take: Callable[[Any, str], None]


def _into(table: MutableMapping[str, Any], value: Callable[[Any], Any] = lambda item: item) -> Callable[..., None]:
    def take(item: Any, extension: str) -> None:
        table[item.name] = value(item)

    return take


def _take_measure(item: Measure, extension: str) -> None:
    measures.MEASURES[item.name] = item
    measures.BROUGHT[item.name] = extension


PARTS = (
    Part(Structure, lambda: STRUCTURES, _into(STRUCTURES)),
    Part(Policy, lambda: POLICIES, _into(POLICIES)),
    Part(Family, lambda: [family.name for family in FAMILIES], lambda item, _: FAMILIES.append(item)),
    Part(Measure, lambda: measures.MEASURES, _take_measure),
    Part(Summary, lambda: measures.SUMMARIES, _into(measures.SUMMARIES)),
    Part(Picture, lambda: PICTURES, _into(PICTURES, lambda item: item.draw)),
    Part(Phase, lambda: [*phases.METHODS, *(p.method for p in phases.BROUGHT)], lambda i, _: phases.BROUGHT.append(i)),
)


def load(name: str) -> Extension:
    """Have an extension known to this process, and say what it brought.

    name: the path of a file ending in .py, or the name of an entry point of the group `copsim`.

    Raises
    ------
    ValueError
        Naming all that is wrong of it; nothing of it is taken then.
    """
    with _loading:
        found = _read(name)
        if name in LOADED:
            if LOADED[name].fingerprint != found.fingerprint:
                raise ValueError(f"{name} was changed since this process loaded it; start anew")
            return LOADED[name]
        twin = next((one for one in LOADED.values() if one.fingerprint == found.fingerprint), None)
        if twin is None:
            twin = _taken(name, found)
        LOADED[name] = twin._replace(name=name)
        return LOADED[name]


def load_all(names: Iterable[str]) -> None:
    """Have several extensions known; those that are known already are not looked at again."""
    for name in names:
        if name not in LOADED:
            load(name)


class _Source(NamedTuple):
    fingerprint: str
    files: tuple[str, ...]
    load: Callable[[], Any]


def _read(name: str) -> _Source:
    return _of_file(Path(name)) if name.endswith(".py") else _of_package(name)


def _of_file(path: Path) -> _Source:
    try:
        text = path.read_text(encoding="utf-8-sig")
        told = source_fingerprint(text)
    except FileNotFoundError:
        raise ValueError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: cannot be read ({error})") from None
    except SyntaxError as error:
        raise ValueError(f"{path}:{error.lineno}: is not Python: {error.msg}") from None
    return _Source(_hash([told]), (str(path),), lambda: _run(path))


def _run(path: Path) -> Any:
    called = f"copsim_extension_{path.stem}_{_hash([str(path.resolve())])}"
    spec = importlib.util.spec_from_file_location(called, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[called] = module
    spec.loader.exec_module(module)
    if not hasattr(module, NAME):
        raise LookupError(f"has no {NAME} = (...), the parts that it brings")
    return getattr(module, NAME)


def installed() -> dict[str, metadata.EntryPoint]:
    """Entry points of the group `copsim` here, by name."""
    return {point.name: point for point in metadata.entry_points(group=GROUP)}


def _of_package(name: str) -> _Source:
    there = installed()
    if name not in there:
        near = nearest(name, list(there))
        hint = f"; did you mean '{near}'?" if near else ""
        known = f"installed: {', '.join(there)}" if there else "none is installed"
        raise ValueError(f"'{name}' is neither a file (guild.py) nor an installed extension ({known}){hint}")
    top = there[name].module.partition(".")[0]
    spec = importlib.util.find_spec(top)
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.py"))
    files = files or ([Path(spec.origin)] if spec is not None and spec.origin else [])
    told = [f"{path.name}\n{source_fingerprint(path.read_text(encoding='utf-8'))}" for path in files]
    return _Source(_hash(told), tuple(map(str, files)), there[name].load)


def _hash(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()


def _taken(name: str, source: _Source) -> Extension:
    try:
        brought = source.load()
    except Exception as error:
        raise ValueError(f"{name}: {_where(error, source.files)}{_what(error)}") from error
    if not isinstance(brought, tuple | list) or not brought or hasattr(brought, "_fields"):
        raise ValueError(f"{name}: {NAME} is {brought!r}; expected a tuple of parts, such as (GUILD,)")
    found = [(item, next((part for part in PARTS if type(item) is part.kind), None)) for item in brought]
    compiled = any(part is not None and part.kind in KERNELS for _, part in found)
    problems = [text for item, part in found for text in _problems(item, part)]
    problems += _twice([item for item, part in found if part is not None])
    if compiled and _kernels_are_fixed():
        problems.append(
            "brings an activity, a policy or a phase, and this process has compiled its week already; name it before "
            "the first run, or start anew"
        )
    if problems:
        raise ValueError(f"{name}: " + "; ".join(problems))
    own = {item.name for item, part in found if part is not None and part.kind is Measure}
    for item, part in found:
        assert part is not None
        part.take(_where_defined(item, own) if part.kind is Summary else item, name)
    made = Extension(name, source.fingerprint, source.files, tuple(item for item, _ in found), compiled)
    LOADED[name] = made  # kernels ask for its fingerprint
    if compiled:
        for module, chain in CHAINS:
            if module in sys.modules:
                getattr(sys.modules[module], chain)()
    return made


def _what(error: Exception) -> str:
    return str(error) if isinstance(error, LookupError) else f"{type(error).__name__}: {error}"


def _where(error: Exception, files: tuple[str, ...]) -> str:
    """The line of the extension's own source at which it failed, where that is known."""
    at = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename in files]
    return f"line {at[-1]}: " if at else ""


def _problems(item: Any, part: Part | None) -> Iterator[str]:
    if part is None:
        kinds = ", ".join(part.kind.__name__ for part in PARTS)
        yield f"{type(item).__name__} {_name(item) or repr(item)[:60]} is no part; expected one of {kinds}"
        return
    label = f"{part.kind.__name__} '{_name(item)}'"
    try:
        TypeAdapter(part.kind).validate_python(tuple(item), strict=True)
    except ValidationError as refused:
        fields = getattr(part.kind, "_fields", ())
        for error in refused.errors():
            at = error["loc"][0] if error["loc"] else ""
            field = fields[at] if isinstance(at, int) else str(at)
            yield f"{label}: {field} = {getattr(item, field, None)!r}: {error['msg']}"
        return
    if not str(_name(item)).isidentifier():
        yield f"{label}: expected a name of letters, digits and _ (it is said in scenarios)"
    if _name(item) in part.known():
        yield f"{label}: there is one of this name already"
    if isinstance(item, Structure) and item.roster not in get_args(Roster):
        yield f"{label}: roster {item.roster!r} is not one of {', '.join(get_args(Roster))}"
    if isinstance(item, Structure) and len(item.orientation) != 9:
        yield f"{label}: {len(item.orientation)} weights of orientation, expected 9"
    if isinstance(item, Family) and len(FAMILIES) >= PLACES:
        yield f"{label}: all {PLACES} places are taken ({FAMILIES[-1].name} was loaded before)"
    if isinstance(item, Phase) and item.after not in phases.METHODS:
        near = nearest(item.after, phases.METHODS)
        yield f"{label}: after = {item.after!r} is no phase" + (f"; did you mean '{near}'?" if near else "")


def _twice(items: list[Any]) -> Iterator[str]:
    seen = set()
    for item in items:
        if (type(item), _name(item)) in seen:
            yield f"{type(item).__name__} '{_name(item)}' is brought twice"
        seen.add((type(item), _name(item)))


def _name(item: Any) -> str:
    return str(getattr(item, "method" if isinstance(item, Phase) else "name", ""))


def _kernels_are_fixed() -> bool:
    kernels = sys.modules.get("copsim.foundation.kernels")
    return kernels is not None and kernels.COMPILED and kernels.cache_folder.cache_info().currsize > 0


def _where_defined(summary: Summary, own: set[str]) -> Summary:
    """The summary, nan for runs that do not have the measures of its extension."""

    def of(series: Any) -> float:
        return float(summary.of(series)) if own <= set(series) else float("nan")

    return summary._replace(of=of)
