"""Doing many runs: one after another, on threads or in processes. The only place for either."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import FrameType

from copsim.constellation.scenario import Scenario
from copsim.constellation.situation import Situation
from copsim.foundation.errors import CopsimError
from copsim.foundation.extensions import LOADED
from copsim.study.on_dask import EMBEDDED, can_be_used, is_dask, run_on_dask
from copsim.study.plan import RunSpec
from copsim.study.record import RunRecord, execute, execute_all

ExecutorName = str
"""serial, threads, processes, dask (a cluster of this machine), or dask:ADDRESS (one that is there)."""
EXECUTORS = ("serial", "threads", "processes", EMBEDDED)
POOL_SECONDS = 3.0
"""What it takes to start processes that know the model; less work than this is done here instead."""
SHORT = 300
"""A run this many times shorter than POOL_SECONDS is not worth a thread, either."""
COMPILING_SECONDS = 4.0
"""While kernels are compiled, how far they are is said every so many seconds."""
PARTS = 19
"""Kernels that Python calls before and in a week, roughly; some 160 others are inside them."""
TASK_SECONDS = 0.25
"""A task of a process should last about this long: shorter ones pay more for the sending than for the run."""


def cores() -> int:
    """The cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def compile_kernels(say: Callable[[str], None], scenarios: Sequence[Situation] = (Scenario(),)) -> float:
    """Have every kernel that `scenarios` need compiled before workers start; says so where it takes a while.

    Returns the seconds it took.
    """
    from copsim.constellation.kinds import COMMUNITY, kind_of
    from copsim.foundation.extensions import kernels_told
    from copsim.foundation.kernels import COMPILED, cache_folder, translated_count
    from copsim.study.warming import compile_together

    def ready() -> int:
        folders = {cache_folder(), cache_folder(kernels_told())} if COMPILED else ()
        return sum(1 for folder in folders for _ in folder.glob("*.nbc"))

    before, begun = ready(), time.perf_counter()
    if COMPILED and not before:
        say("compiling kernels (first run on this machine) ...")
    if scenarios:
        kind = kind_of(scenarios[0])
        whole = f" of {PARTS}" if kind is COMMUNITY and not before else ""
        with _telling(say, lambda: f"{ready() - before}{whole} parts are compiled, {translated_count()} kernels read"):
            if COMPILED and kind is COMMUNITY and before < PARTS // 2 and cores() > 1:
                compile_together(list(LOADED))
            kind.warm(scenarios)
    seconds = time.perf_counter() - begun
    compiled = ready() - before
    if compiled:
        say(
            f"{compiled} part{'s' * (compiled > 1)} of the model compiled in {seconds:.0f} s and kept for the next time"
        )
    return seconds


@contextmanager
def _telling(say: Callable[[str], None], so_far: Callable[[], str]) -> Iterator[None]:
    """Say every now and then how far it is, while it takes long."""
    over = threading.Event()

    def tell() -> None:
        while not over.wait(COMPILING_SECONDS):
            say(so_far())

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def run_all(
    specs: Sequence[RunSpec],
    on_done: Callable[[RunRecord], None],
    executor: ExecutorName = "threads",
    workers: int | None = None,
    do: Callable[[RunSpec], RunRecord] = execute,
) -> bool:
    """Do every run of `specs`, in their order as far as workers allow; `on_done` is called here, as each is finished.

    `do`: what does one run.

    A run that fails comes back as a failed record. At the first Ctrl-C no further run begins and those under way are
    finished; at the second, KeyboardInterrupt is raised.

    Returns
    -------
    True when all were done, False when interrupted.

    Raises
    ------
    CopsimError
        When what the executor needs is not installed; when a worker process dies (what came before is done).
    """
    can_be_used(executor)
    if not specs:
        return True
    count = min(workers or cores(), len(specs))
    with _stop_at_ctrl_c() as stopped:
        if executor == "serial" or (executor in ("threads", "processes") and count == 1):
            return _one_by_one(specs, on_done, stopped, do)
        if executor == "threads":
            begun = time.perf_counter()
            on_done(
                do(specs[0])
            )  # a pilot: very short runs are mostly Python, in which threads only wait for each other
            specs = specs[1:]
            if time.perf_counter() - begun < POOL_SECONDS / SHORT:
                return _one_by_one(specs, on_done, stopped, do)
            with ThreadPoolExecutor(count, "copsim") as pool:
                return _on(pool, [[spec] for spec in specs], on_done, stopped, 2 * count, do)
        if is_dask(executor):
            return run_on_dask(specs, on_done, executor, count, stopped, do)
        return _in_processes(specs, on_done, count, stopped, do)


def _one_by_one(
    specs: Sequence[RunSpec],
    on_done: Callable[[RunRecord], None],
    stopped: threading.Event,
    do: Callable[[RunSpec], RunRecord],
) -> bool:
    for spec in specs:
        if stopped.is_set():
            return False
        on_done(do(spec))
    return True


def _in_processes(
    specs: Sequence[RunSpec],
    on_done: Callable[[RunRecord], None],
    count: int,
    stopped: threading.Event,
    do: Callable[[RunSpec], RunRecord] = execute,
) -> bool:
    begun = time.perf_counter()
    on_done(do(specs[0]))  # a pilot: how many runs make a task worth sending
    each = max(time.perf_counter() - begun, 1e-6)
    if each * (len(specs) - 1) < POOL_SECONDS:
        return _one_by_one(specs[1:], on_done, stopped, do)
    size = int(max(1, min(TASK_SECONDS / each, len(specs) / (4 * count))))
    tasks = [specs[at : at + size] for at in range(1, len(specs), size)]
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(count, context, initializer=_leave_ctrl_c_to_the_parent) as pool:
            return _on(pool, tasks, on_done, stopped, 2 * count, do)
    except BrokenProcessPool:
        message = "a worker process died (killed, or out of memory); what is done is kept, the same command goes on"
        raise CopsimError(message) from None


def _task_of(do: Callable[[RunSpec], RunRecord]) -> Callable[[Sequence[RunSpec]], list[RunRecord]]:
    return execute_all if do is execute else functools.partial(execute_all, do=do)


def _on(
    pool: Executor,
    tasks: Sequence[Sequence[RunSpec]],
    on_done: Callable[[RunRecord], None],
    stopped: threading.Event,
    ahead: int,
    do: Callable[[RunSpec], RunRecord] = execute,
) -> bool:
    # Few tasks are handed out at a time: memory does not grow with the study, and stopping leaves little to finish.
    waiting: set[Future[list[RunRecord]]] = set()
    left = iter(tasks)
    try:
        while True:
            while not stopped.is_set() and len(waiting) < ahead and (task := next(left, None)) is not None:
                waiting.add(pool.submit(_task_of(do), task))
            if stopped.is_set():
                waiting = {future for future in waiting if not future.cancel()}
            if not waiting:
                return not stopped.is_set()
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                for record in future.result():
                    on_done(record)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


@contextmanager
def _stop_at_ctrl_c() -> Iterator[threading.Event]:
    stopped = threading.Event()

    def first(number: int, frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    if threading.current_thread() is not threading.main_thread():  # signals are the main thread's
        yield stopped
        return
    before = signal.signal(signal.SIGINT, first)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
