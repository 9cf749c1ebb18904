"""Compiling the kernels of the week in two processes, where none is in the cache yet."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, get_type_hints

from copsim.constellation.extending import load_all

if TYPE_CHECKING:
    from copsim.constellation.world import World

BESIDE = ("communities_convene", "engagement_follows", "the_week_is_counted")
"""The phases that the other process compiles: about half of all."""


def compile_together(extensions: Sequence[str] = ()) -> None:
    """Compile half of the phases beside, and here what a world needs to begin and the other half.

    extensions: those whose kernels are compiled into the week, as this process has loaded them.
    The processes know of each other through the cache only. If the other one fails, its half is compiled later, when it
    is needed.
    """
    program = [sys.executable, "-c", f"from {__name__} import compile_beside; compile_beside()", *extensions]
    with (
        _no_collecting(),
        subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as other,
    ):
        try:
            warm_up_world()
            compile_phases(beside=False)
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
    compile_phases(beside=True)


def warm_up_world() -> None:
    """Have a small world begin, by the kernels that are for it."""
    from copsim.constellation.scenario import Scenario
    from copsim.constellation.world import build_world

    build_world(Scenario().with_values(**{"people.members": 4, "people.units": 1, "weeks": 1}))


def compile_phases(beside: bool) -> None:
    """Compile the phases of one half, for the types of a world."""
    from copsim.constellation.week import WEEK
    from copsim.foundation.kernels import addresses, handle

    blank = handle(blank_world())
    addresses([phase.kernel for phase in WEEK if (phase.method in BESIDE) == beside], blank)


def blank_world() -> World:
    """A world of the same types as any, in which nothing was drawn: no kernel is needed for it."""
    import numpy as np

    from copsim.constellation.rules import rules_of, tables_for
    from copsim.constellation.scenario import Scenario
    from copsim.constellation.world import World
    from copsim.foundation.columns import allocate
    from copsim.sponsorship.portfolio import allotting_of
    from copsim.sponsorship.voice import hearing_of

    scenario, one_of_each = Scenario(), defaultdict[str, int](lambda: 1)
    made: dict[str, Any] = {
        "seed": np.uint64(0),
        "rules": rules_of(scenario),
        "tables": tables_for(scenario),
        "allotting": allotting_of(scenario.portfolio, scenario.sponsorship, scenario.hours.recognise),
        "hearing": hearing_of(scenario.voice),
        "tally": np.zeros((1, 1), np.int64),
    }
    bundles = {name: kind for name, kind in get_type_hints(World).items() if name not in made}
    return World(**made, **{name: allocate(kind, one_of_each) for name, kind in bundles.items()})
