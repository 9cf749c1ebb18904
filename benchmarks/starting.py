"""How long until something happens: importing, help, compiling from nothing, the first week from the cache."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from benchmarks.measuring import Section

FIRST_WEEK = "from copsim.constellation.run import warm_up; warm_up(); import time; print(time.time())"
COLD = (
    "from copsim.study.runner import compile_kernels; from copsim.constellation.scenario import Scenario;"
    "compile_kernels(print, [Scenario()])"
)


def starting() -> Iterator[Section]:
    """Wall seconds of whole processes."""
    with tempfile.TemporaryDirectory() as cache:
        cold = _seconds(["-c", COLD], cache)
        warm = min(_until_first_week(cache) for _ in range(3))
    rows = [
        ["python -c 'import copsim'", f"{min(_seconds(['-c', 'import copsim']) for _ in range(3)):.2f}"],
        ["copsim --help", f"{min(_seconds(['-m', 'copsim', '--help']) for _ in range(3)):.2f}"],
        ["all kernels of the week, compiled from nothing", f"{cold:.0f}"],
        ["from the start of a process to the end of its first week, from the cache", f"{warm:.2f}"],
    ]
    words = (
        "Wall seconds, the interpreter's own start included, of whole processes but in the last row; the fastest of "
        "three but for compiling."
    )
    yield Section("Starting", words, ("what", "seconds"), rows, {"compiling / a warm start": cold / warm})


def _seconds(arguments: list[str], cache: str | None = None) -> float:
    environment = dict(os.environ) | ({"COPSIM_CACHE_DIR": cache} if cache else {})
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def _until_first_week(cache: str) -> float:
    """From before the process is started to the moment that it tells: its end is not part of it."""
    environment, begun = dict(os.environ) | {"COPSIM_CACHE_DIR": cache}, time.time()
    done = subprocess.run([sys.executable, "-c", FIRST_WEEK], env=environment, capture_output=True, check=True)
    return float(done.stdout) - begun
