"""W1 and W2 in C, from the state that copsim begins with; None where there is no C compiler."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from copsim.knowledge.organisation import Organisation, Rates
from copsim.knowledge.periods import Series

COUNTED = [Series.CODE_RIGHT, Series.CODE_WRONG, Series.RIGHT, Series.WRONG, Series.PAY_OFF, Series.BEST, Series.AGREED]
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")


@cache
def library() -> Any:
    """The compiled floor, or None."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    made = Path(tempfile.mkdtemp()) / "floor.so"
    subprocess.run([compiler, *FLAGS, str(Path(__file__).with_name("floor.c")), "-o", str(made)], check=True)
    return ctypes.CDLL(str(made))


def floor_of(here: Organisation, rates: Rates, periods: int, blocks: bool) -> Any:
    """A call that lives so many periods in C, changing the beliefs of `here`; it returns what it counted."""
    people, matter = here.learners, here.matter
    counted = np.zeros((periods + 1, len(COUNTED)), np.int64)

    def at(array: Any) -> ctypes.c_void_p:
        return ctypes.c_void_p(array.ctypes.data)

    members, seed = ctypes.c_int64(people.uid.size), ctypes.c_uint64(int(here.seed))
    if blocks:
        given = (at(matter.truth), at(matter.exists), at(matter.block), at(people.beliefs), at(people.uid))
        near = (at(here.contacts.start), at(here.contacts.source), ctypes.c_uint64(int(rates.contact)))
        arguments: tuple[Any, ...] = (*given, *near, at(people.shown), at(people.standing), at(counted))
        call = library().fang
    else:
        words = (ctypes.c_uint64(int(matter.truth[0])), ctypes.c_uint64(int(matter.exists[0])))
        held = (at(people.beliefs), at(here.code.says), at(people.uid), ctypes.c_uint64(int(people.rate[0])))
        arguments = (*words, *held, at(rates.codify), at(people.shown), at(people.standing), at(counted))
        call = library().march

    def live(kept: Organisation = here) -> Any:  # C knows only where its arrays are: they must stay
        call(members, ctypes.c_int64(periods), seed, *arguments)
        return counted

    return live
