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
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from copsim.constellation.parts import label_of, part_of, problems_of, take
from copsim.foundation.errors import nearest
from copsim.foundation.extensions import LOADED, Extension
from copsim.foundation.model_hash import source_fingerprint

GROUP = "copsim"
NAME = "EXTENSION"
CHAINS = (
    ("copsim.activities.holding", "families_are_chained"),
    ("copsim.sponsorship.portfolio", "policies_are_chained"),
    ("copsim.constellation.week", "phases_are_chained"),
)
"""Where kernels are chained by a table, and what chains them anew."""

_loading = threading.RLock()


def load(name: str) -> Extension:
    """Have an extension known to this process, and say what it brought.

    name: the path of a file ending in .py, or the name of an entry point of the group `copsim`.

    Raises
    ------
    ValueError
        Naming all that is wrong of it; nothing of it is taken then.
    """
    with _loading:
        source = source_of(name)
        if name in LOADED:
            if LOADED[name].fingerprint != source.fingerprint:
                raise ValueError(f"{name} was changed since this process loaded it; start anew")
            return LOADED[name]
        twin = next((one for one in LOADED.values() if one.fingerprint == source.fingerprint), None)
        if twin is not None:  # the same source in another place
            LOADED[name] = twin._replace(name=name, files=source.files)
        else:
            _taken(name, source)
        return LOADED[name]


def load_all(names: Iterable[str]) -> None:
    """Have several extensions known; those that are known already are not looked at again.

    Raises
    ------
    ValueError
        Naming all that is wrong of any.
    """
    wrong = []
    for name in names:
        if name not in LOADED:
            try:
                load(name)
            except ValueError as refused:
                wrong.append(str(refused))
    if wrong:
        raise ValueError("\n".join(wrong))


class _SaysNothing(Exception):
    """A file does not say what it brings."""


class Source(NamedTuple):
    """Where an extension comes from, read and not run; fields as in `Extension`. load: runs it, and gives its parts."""

    fingerprint: str
    version: str
    files: tuple[str, ...]
    load: Callable[[], Any]


def source_of(name: str) -> Source:
    """The source of an extension, as `load` would run it; raises what that raises."""
    return _of_file(Path(name)) if name.endswith(".py") else _of_package(name)


def _of_file(path: Path) -> Source:
    try:
        text = path.read_text(encoding="utf-8-sig")
        told = _hash([source_fingerprint(text)])
    except FileNotFoundError:
        near = nearest(path.name, [other.name for other in path.parent.glob("*.py")]) if path.parent.is_dir() else ""
        raise ValueError(f"{path}: no such file" + (f"; did you mean '{near}'?" if near else "")) from None
    except SyntaxError as error:
        raise ValueError(f"{path}:{error.lineno}: is not Python: {error.msg}") from None
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: cannot be read ({error})") from None
    return Source(told, "", (str(path),), lambda: _run(path, told))


def _run(path: Path, told: str) -> Any:
    called = f"copsim_extension_{path.stem}_{told}"
    spec = importlib.util.spec_from_file_location(called, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[called] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[called]
        raise
    if not hasattr(module, NAME):
        raise _SaysNothing(f"has no {NAME} = (...), the parts that it brings")
    return getattr(module, NAME)


def installed() -> dict[str, metadata.EntryPoint]:
    """Entry points of the group `copsim` here, by name."""
    return {point.name: point for point in metadata.entry_points(group=GROUP)}


def _of_package(name: str) -> Source:
    there = installed()
    if name not in there:
        near = nearest(name, list(there))
        hint = f"; did you mean '{near}'?" if near else ""
        known = f"installed: {', '.join(there)}" if there else "none is installed"
        raise ValueError(f"'{name}' is neither a file (guild.py) nor an installed extension ({known}){hint}")
    point = there[name]
    spec = importlib.util.find_spec(point.module.partition(".")[0])
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.py"))
    files = files or ([Path(spec.origin)] if spec is not None and spec.origin else [])
    told = [f"{path.name}\n{source_fingerprint(path.read_text(encoding='utf-8'))}" for path in files]
    return Source(_hash(told), point.dist.version if point.dist else "", tuple(map(str, files)), point.load)


def _hash(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()


def _taken(name: str, source: Source) -> None:
    try:
        brought = source.load()
    except _SaysNothing as nothing:
        raise ValueError(f"{name}: {nothing}") from None
    except Exception as error:
        raise ValueError(f"{_at(error, name, source.files)}: {type(error).__name__}: {error}") from error
    if not isinstance(brought, tuple | list) or not brought or hasattr(brought, "_fields"):
        raise ValueError(f"{name}: {NAME} is {brought!r:.60}; expected a tuple of parts, such as (GUILD,)")
    problems = problems_of(brought)
    compiled = [item for item in brought if (part := part_of(item)) is not None and part.kernel]
    if compiled and _kernels_are_fixed():
        problems.append(
            f"brings {label_of(compiled[0])}, and this process has compiled its week already; name the extension "
            "before the first run, or start anew"
        )
    if problems:
        raise ValueError("\n".join(f"{name}: {text}" for text in problems))
    take(brought, source.fingerprint)
    # Kernels ask for its fingerprint when they are chained anew.
    LOADED[name] = Extension(name, *source[:3], tuple(brought), compiled != [])
    for module, chain in CHAINS if compiled else ():
        if module in sys.modules:
            getattr(sys.modules[module], chain)()


def _at(error: Exception, name: str, files: tuple[str, ...]) -> str:
    """The extension's own file and line at which it failed, where that is known."""
    at = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in files]
    return f"{at[-1].filename}:{at[-1].lineno}" if at else name


def _kernels_are_fixed() -> bool:
    kernels = sys.modules.get("copsim.foundation.kernels")
    return kernels is not None and kernels.COMPILED and kernels.cache_folder.cache_info().currsize > 0
