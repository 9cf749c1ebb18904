"""Runs on a Dask cluster: one named by its address, or one of this machine, made for the study and closed after it.

Only this process writes the journal. A task holds many short runs; a worker that is killed has its tasks done again by
another, with the same results, since a run depends on nothing but its scenario, seed and replication.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from copsim.foundation.errors import CopsimError
from copsim.study.extras import must_have
from copsim.study.plan import RunSpec
from copsim.study.record import RunRecord, execute_all

EMBEDDED = "dask"
"""The executor that makes a cluster of its own on this machine."""
PREFIX = "dask:"
"""Before the address of a cluster that is there already."""
TASK_SECONDS = 0.5
"""A task should last about this long: the scheduler takes about a millisecond for each."""
AHEAD = 4
"""Tasks handed out for each worker, so that none waits and little is lost when the study is stopped."""


def is_dask(executor: str) -> bool:
    """Whether an executor is a Dask cluster."""
    return executor == EMBEDDED or executor.startswith(PREFIX)


def can_be_used(executor: str) -> None:
    """See, before a study begins, that what an executor needs is installed.

    Raises
    ------
    MissingExtra
        Where it is not.
    """
    if is_dask(executor):
        must_have("distributed", "a Dask cluster needs Dask")


def run_on_dask(
    specs: Sequence[RunSpec],
    on_done: Callable[[RunRecord], None],
    executor: str,
    workers: int,
    stopped: threading.Event,
    do: Callable[[RunSpec], RunRecord],
) -> bool:
    """Do every run of `specs` on a cluster; `on_done` is called here, as each is finished. False when stopped.

    Raises
    ------
    CopsimError
        When the cluster cannot be reached, or it gives a task up; what came before is done.
    """
    if not specs:
        return True
    begun = time.perf_counter()
    on_done(do(specs[0]))  # a pilot: how many runs make a task worth sending
    each = max(time.perf_counter() - begun, 1e-6)
    with _client(executor, workers) as client:
        count = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        size = int(max(1, min(TASK_SECONDS / each, len(specs) / (AHEAD * count))))
        tasks = iter([specs[at : at + size] for at in range(1, len(specs), size)])
        return _all_done(client, tasks, on_done, AHEAD * count, stopped, functools.partial(execute_all, do=do))


def _all_done(
    client: Any,
    tasks: Iterator[Sequence[RunSpec]],
    on_done: Callable[[RunRecord], None],
    ahead: int,
    stopped: threading.Event,
    work: Callable[[Sequence[RunSpec]], list[RunRecord]],
) -> bool:
    from distributed import KilledWorker, as_completed
    from distributed.client import FutureCancelledError

    waiting = as_completed(loop=client.loop)
    handed = 0
    try:
        while True:
            while not stopped.is_set() and handed < ahead and (task := next(tasks, None)) is not None:
                waiting.add(client.submit(work, list(task), pure=False, retries=2))
                handed += 1
            if handed == 0:
                return not stopped.is_set()
            future = next(waiting)
            handed -= 1
            for record in future.result():
                on_done(record)
            future.release()
    except (KilledWorker, FutureCancelledError, OSError) as error:
        message = f"the cluster gave up: {error}; what is done is kept, the same command goes on"
        raise CopsimError(message) from None


@contextmanager
def _client(executor: str, workers: int) -> Iterator[Any]:
    from distributed import Client, LocalCluster

    if executor != EMBEDDED:
        address = executor.removeprefix(PREFIX)
        try:
            client = Client(address, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CopsimError(f"--cluster {address}: no Dask scheduler answers there ({error})") from None
        with client:
            yield client
        return
    local = LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    with local, Client(local, set_as_default=False) as client:
        yield client
