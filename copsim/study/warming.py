"""Compiling the kernels of the week in two processes, where none is in the cache yet."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from copsim.constellation.extending import load_all

BESIDE = ("communities_convene", "ties_change", "engagement_follows")
"""The phases that the other process compiles: about half of all."""


def compile_together(extensions: Sequence[str] = ()) -> None:
    """Compile what every run needs here, then half of the phases here and half beside.

    extensions: those whose kernels are compiled into the week, as this process has loaded them.
    The processes know of each other through the cache only. If the other one fails, its half is compiled later, when it
    is needed.
    """
    program = [sys.executable, "-c", f"from {__name__} import compile_beside; compile_beside()", *extensions]
    with _no_collecting():
        seen = _world()  # its kernels first: both need them
        with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as other:
            try:
                _compile(seen, beside=False)
            except BaseException:
                other.kill()
                raise


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Numba makes millions of objects that live on; to look through them again takes an eighth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def compile_beside() -> None:
    """What the other process does; the extensions stand on its command line."""
    load_all(sys.argv[1:])
    gc.disable()
    _compile(_world(), beside=True)


def compile_what_is_late() -> None:
    """Compile also the kernels that are else compiled when a scenario first needs them."""
    from copsim.foundation.kernels import COMPILED, all_are_compiled

    if COMPILED:
        with _no_collecting():
            all_are_compiled(_world())


def _world() -> Any:
    from copsim.constellation.scenario import Scenario
    from copsim.constellation.world import build_world
    from copsim.foundation.kernels import handle

    small = {"people.members": 4, "people.units": 1, "weeks": 1}
    return handle(build_world(Scenario().with_values(**small)))


def _compile(seen: Any, beside: bool) -> None:
    from copsim.constellation.week import WEEK

    for phase in WEEK:
        if (phase.method in BESIDE) == beside:
            phase.kernel(seen, 1, 0)
