"""Sweeps: runs a second beside Mesa's `batch_run`, two workers beside one, memory of many runs (`make bench`).

All of it in one run and process, in turn; trust the ratios. `--runs 200000` makes it the long one.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from copsim.constellation.run import warm_up
from copsim.study.conduct import conduct
from copsim.study.plan import Arm, Plan
from copsim.study.single import single_plan

REPEATS = 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000, help="short runs of the study whose memory is measured")
    asked = parser.parse_args()
    warm_up()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"sweeps, Python {platform.python_version()}, {platform.machine()}, {cores} cores; medians of {REPEATS}\n")
    beside_batch_run()
    two_workers()
    many_runs(asked.runs)


def beside_batch_run(runs: int = 40) -> None:
    """The baseline, 120 people for 104 weeks: by copsim, and as a Mesa model by Mesa's batch_run, one process each."""
    import mesa

    from copsim import CommunityModel

    plan = single_plan("baseline", {}, replications=runs)
    mine = timed(lambda: studied(plan, "serial", 1))

    def theirs() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mesa.batch_run(
                CommunityModel, {"replication": list(range(runs))}, number_processes=1, max_steps=104,
                data_collection_period=1, display_progress=False,
            )  # fmt: skip

    other = timed(theirs)
    print(f"{runs} runs of the baseline (120 x 104), one worker: copsim {runs / mine:.0f} runs/s, kept and tabled;")
    print(f"  mesa.batch_run of CommunityModel {runs / other:.0f} runs/s, in memory; ratio {other / mine:.2f}")


def two_workers(runs: int = 20) -> None:
    """Twenty short runs: asking for two workers is not slower than one."""
    plan = single_plan("baseline", {"people.members": 24, "people.units": 4, "weeks": 26}, replications=runs)
    for executor in ("threads", "processes"):
        one, two = [], []
        for _ in range(REPEATS):
            one.append(once(lambda e=executor: studied(plan, e, 1)))  # type: ignore[misc]
            two.append(once(lambda e=executor: studied(plan, e, 2)))  # type: ignore[misc]
        a, b = statistics.median(one), statistics.median(two)
        print(f"{runs} short runs, {executor}: 1 worker {a:.2f} s, 2 workers {b:.2f} s; ratio {b / a:.2f}")


def many_runs(runs: int) -> None:
    """A study of very many very short runs: memory of this process, bytes a run on disk, runs a second."""
    base = single_plan("baseline", {"people.members": 4, "people.units": 1, "weeks": 2})
    plan = Plan("many", [Arm({}, base.arms[0].scenario)], runs, ["ability"], source="baseline", settings=base.settings)
    with tempfile.TemporaryDirectory() as folder:
        before = _memory()
        seconds = once(lambda: studied(plan, "threads", None, Path(folder)))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(
        f"{runs:,} runs of 4 people for 2 weeks: {runs / seconds:,.0f} runs/s, {size / runs:,.0f} bytes a run on disk"
    )
    print(f"  memory of this process at most {_memory():,.0f} MB ({before:,.0f} MB before)")


def studied(plan: Plan, executor: str, workers: int | None, folder: Path | None = None) -> None:
    """Conduct a study in a folder of its own."""
    with tempfile.TemporaryDirectory() as own:
        conduct(plan, folder or Path(own), executor=executor, workers=workers, say=lambda line: None)


def timed(do: Callable[[], Any]) -> float:
    """Median seconds."""
    return statistics.median(once(do) for _ in range(REPEATS))


def once(do: Callable[[], Any]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if platform.system() == "Darwin" else used / 1e3


if __name__ == "__main__":
    main()
