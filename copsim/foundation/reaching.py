"""Which kernels call, however far down, a kernel that is not copsim's: their machine code differs by extension."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from types import CodeType, ModuleType
from typing import Any


def reaches_beyond(function: Callable[..., Any]) -> bool:
    """Whether a kernel's function is not copsim's own, or what it calls, or what that calls ..., is not."""
    seen, left = set(), [function]
    while left:
        one = left.pop()
        if one in seen:
            continue
        seen.add(one)
        if one.__module__.partition(".")[0] != "copsim":
            return True
        left += _called(one)
    return False


@functools.cache
def _called(function: Callable[..., Any]) -> tuple[Callable[..., Any], ...]:
    """The functions of all kernels that a function may call: those that its names stand for, and what it closes over.

    A name may stand for a module, of which other names are attributes, or for a tuple; too many is no harm.
    """
    names = set(_names(function.__code__))
    found: list[Any] = [function.__globals__[name] for name in names if name in function.__globals__]
    found += [cell.cell_contents for cell in function.__closure__ or ()]
    called, modules = [], set()
    while found:
        value = found.pop()
        if isinstance(value, ModuleType) and value not in modules:
            modules.add(value)
            found += [vars(value)[name] for name in names if name in vars(value)]
        elif isinstance(value, tuple):
            found += value
        elif callable(getattr(value, "py_func", None)):
            called.append(value.py_func)
    return tuple(called)


def _names(code: CodeType) -> Iterator[str]:
    """All global names and attributes in a function, those of functions within it, too."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
