"""Sweeps: runs a second beside Mesa's `batch_run`, two workers beside one, and the memory of very many runs."""

from __future__ import annotations

import importlib.util
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mesa

from benchmarks.measuring import REPEATS, Section, timed
from benchmarks.peers.with_mesa import SEED
from copsim.constellation.model import CommunityModel
from copsim.constellation.scenario import read_scenario
from copsim.study.conduct import conduct
from copsim.study.plan import Arm, Plan
from copsim.study.single import single_plan
from tests.tellings.shared import seed_of, shared_of
from tests.tellings.told_week import tell_weeks
from tests.tellings.told_world import tell_world

RUNS = 40
LONG = 600
"""Runs of a longer study, in which what is done once counts for little."""
SHORT = {"people.members": 24, "people.units": 4, "weeks": 26}
TINY = {"learning.members": 10, "learning.periods": 5, "learning.facets": 10}


class Told(mesa.Model):
    """The baseline's week in plain Python objects, every phase of it: the telling, as a Mesa model."""

    def __init__(self, replication: int, rng: Any = None) -> None:
        super().__init__(**SEED)
        scenario = read_scenario("baseline")
        self.story: Any = tell_world(shared_of(scenario), seed_of(scenario, replication))
        self.weeks, self.week = scenario.weeks, 0
        self.datacollector = mesa.DataCollector({"week": "week"})

    def step(self) -> None:
        """One week."""
        self.week += 1
        tell_weeks(self.story, self.week, 1)
        self.datacollector.collect(self)
        self.running = self.week < self.weeks


def sweeps() -> Iterator[Section]:
    """Runs a second."""
    plan = single_plan("baseline", {}, replications=RUNS)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    one = RUNS / timed(lambda _: studied(plan, "serial", 1), repeats=3, wall=True).seconds
    many_runs = single_plan("baseline", {}, replications=LONG)
    kept_busy = {
        executor: _busy(lambda ex=executor: studied(many_runs, ex, workers), workers)  # type: ignore[misc]
        for executor in ("threads", "processes")
    }
    many = RUNS / timed(lambda _: studied(plan, "threads", workers), repeats=3, wall=True).seconds
    theirs = RUNS / timed(lambda _: batched(CommunityModel, RUNS), repeats=3, wall=True).seconds
    plain = 1 / timed(lambda _: batched(Told, 1), repeats=1, wall=True).seconds
    rows = [
        ["copsim, one worker", f"{one:.1f}", f"{one / plain:,.0f}"],
        [f"copsim, {workers} workers", f"{many:.1f}", f"{many / plain:,.0f}"],
        *(
            [
                f"copsim, {workers} {executor}, {LONG} runs ({100 * busy:.0f} % of the cores' time used)",
                f"{LONG / seconds:.1f}",
                f"{LONG / seconds / plain:,.0f}",
            ]
            for executor, (busy, seconds) in kept_busy.items()
        ),
        ["mesa.batch_run of CommunityModel, one process", f"{theirs:.1f}", f"{theirs / plain:,.0f}"],
        ["mesa.batch_run of the week in plain Python, one process", f"{plain:.2f}", "1"],
    ]
    figures = {"sweep: x batch_run of plain Python": one / plain, "sweep: x batch_run": one / theirs}
    figures |= {"sweep: all workers / one": many / one}
    figures |= {f"sweep: cores used by {executor}": busy for executor, (busy, _) in kept_busy.items()}
    for executor in ("threads", "processes"):
        ratio = _two_workers(executor)
        figures[f"20 short runs, {executor}: 2 workers / 1"] = ratio
        rows.append([f"20 short runs by {executor}: time of 2 workers / time of 1", f"{ratio:.2f}", ""])
    rate = _tasks_a_second(workers)
    rows.append(
        ["tasks a second through Dask's scheduler (tasks that do nothing)", f"{rate:,.0f}" if rate else "-", ""]
    )
    words = (
        "Runs of the baseline (120 members, 104 weeks), kept in the journal, tabled and compared; beside Mesa's "
        "`batch_run` of the same scenario through `CommunityModel` (in memory, a row a week), and of a Mesa model that "
        "lives all nine phases in plain Python objects (the telling; nothing of the week is left out). Wall time, "
        "medians of three; the longer studies once."
    )
    yield Section("Sweeps", words, ("runs of the baseline", "runs a second", "x plain Python"), rows, figures)


def very_many(runs: int) -> Iterator[Section]:
    """A study of very many very short runs, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.sweeps", str(runs)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds, size, before, most = (float(word) for word in told)
    rows = [
        ["runs a second", f"{runs / seconds:,.0f}"],
        ["bytes a run on disk (journal and tables)", f"{size / runs:,.0f}"],
        ["memory of the parent before", f"{before:,.0f} MB"],
        ["memory of the parent at most", f"{most:,.0f} MB"],
    ]
    words = "March (1991) with 10 members and 10 facets for 5 periods, threads: what a run costs beside the simulation."
    figures = {f"memory of {runs:,} runs, MB": most}
    yield Section(f"{runs:,} short runs", words, ("of all", ""), rows, figures)


def _busy(do: Callable[[], object], workers: int) -> tuple[float, float]:
    """The share of the cores' time that is used, by this process and those it starts; and wall seconds."""
    cpu, wall = _cpu_seconds(), time.perf_counter()
    do()
    seconds = time.perf_counter() - wall
    return (_cpu_seconds() - cpu) / seconds / workers, seconds


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _tasks_a_second(workers: int, tasks: int = 2_000) -> float | None:
    if importlib.util.find_spec("distributed") is None:
        return None
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as ask,
    ):
        ask.gather(ask.map(abs, range(100), pure=False))
        begun = time.perf_counter()
        ask.gather(ask.map(abs, range(tasks), pure=False))
        return tasks / (time.perf_counter() - begun)


def _two_workers(executor: str) -> float:
    plan = single_plan("baseline", SHORT, replications=20)
    one, two = [], []
    for _ in range(REPEATS):
        one.append(timed(lambda _: studied(plan, executor, 1), repeats=1, wall=True).seconds)
        two.append(timed(lambda _: studied(plan, executor, 2), repeats=1, wall=True).seconds)
    return statistics.median(two) / statistics.median(one)


def studied(plan: Plan, executor: str, workers: int | None, folder: Path | None = None) -> None:
    """Conduct a study in a folder of its own."""
    with tempfile.TemporaryDirectory() as own:
        conduct(plan, folder or Path(own), executor=executor, workers=workers, say=lambda line: None)


def batched(model: Any, runs: int) -> None:
    """The same by Mesa."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mesa.batch_run(
            model, {"replication": list(range(runs))}, number_processes=1, max_steps=104, data_collection_period=1,
            display_progress=False,
        )  # fmt: skip


def _many(runs: int) -> None:
    base = single_plan("march_1991", TINY)
    plan = Plan(
        "many", [Arm({}, base.arms[0].scenario)], runs, ["code_score"], source="march_1991", settings=base.settings
    )
    studied(Plan("few", plan.arms, 10, ["code_score"], source="march_1991", settings=base.settings), "serial", 1)
    before = _memory()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        studied(plan, "threads", None, Path(folder))
        seconds = time.perf_counter() - begun
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(seconds, size, before, _memory())


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells here, a process has from the one that started it
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used / 1e3


if __name__ == "__main__":
    _many(int(sys.argv[1]))
