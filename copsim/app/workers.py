"""Processes that do the work, one request each at a time. They are spawned, never forked, and end with the server.

A forked worker would inherit the server's handling of signals and outlive it; a spawned one knows who began it, and
goes when that one has gone, however it went.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.connection import Connection
from typing import Any

from copsim.app.answering import Answer, answer, plain_refusal
from copsim.app.limits import Limits
from copsim.app.offering import Offer
from copsim.study.progress import quiet

LOOK = 0.5
"""Seconds between a worker's looks at whether the server is still there."""
READY = "ready"
ENDING = "the server is being ended"


def work(pipe: Connection, parent: int, limits: Limits, offer: Offer) -> None:
    """What a worker process does until its server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    _keep_within(limits.memory)
    from copsim.constellation.extending import load_all
    from copsim.study.runner import compile_kernels

    load_all(offer.extensions)
    compile_kernels(quiet)
    try:
        pipe.send(READY)
        while True:
            job, body = pipe.recv()
            pipe.send(_done(job, body, limits, offer))
    except (EOFError, OSError):
        return


def _done(job: str, body: bytes, limits: Limits, offer: Offer = Offer()) -> Answer:  # noqa: B008
    try:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):  # progress is for a terminal
            return answer(job, body, limits, offer)
    except MemoryError:
        return plain_refusal(503, "this takes more memory than the server gives to one request; ask for less")
    except Exception as error:  # a defect of copsim: say so, and stay there for the others
        return plain_refusal(500, f"copsim failed: {type(error).__name__}: {error}")


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)


def _keep_within(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the bound on people x weeks x runs has to do
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


class Worker:
    """One process and the pipe to it. One thread at a time asks it; another may end it meanwhile."""

    def __init__(self, limits: Limits, offer: Offer = Offer()) -> None:  # noqa: B008
        self._limits, self._offer = limits, offer
        self._over = False
        self._asking = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, os.getpid(), self._limits, self._offer), daemon=True)
        self._process.start()
        theirs.close()
        self._is_ready = False

    def do(self, job: str, body: bytes) -> Answer:
        """Do a job; one that takes too long, or a worker that dies, gives a refusal and a new worker.

        A worker that has died since its last job is replaced first. After `end`, every job is refused.
        """
        with self._asking:
            if not self._over and not self._process.is_alive():
                self._renew()
            found = ENDING if self._over else self._asked(job, body)
            if isinstance(found, Answer):
                return found
            if not self._over:
                self._renew()
            return plain_refusal(503, ENDING if self._over else found)

    def _asked(self, job: str, body: bytes) -> Answer | str:
        """The answer, or why there is none."""
        try:
            if not self._is_ready:
                self._is_ready = self._pipe.recv() == READY
            self._pipe.send((job, body))
            if self._pipe.poll(self._limits.seconds):
                found: Answer = self._pipe.recv()
                return found
        except (EOFError, OSError):
            return "the worker that did this ended; ask for less, or once more"
        return f"this took more than {self._limits.seconds:g} s and was stopped; ask for fewer people, weeks or runs"

    def _renew(self) -> None:
        self._stop()
        self._begin()

    def _stop(self) -> None:
        self._process.kill()
        self._process.join(5)
        self._pipe.close()

    def end(self) -> None:
        """End the process, also in the middle of a job; whoever waits for that one is refused."""
        self._over = True
        self._process.kill()
        with self._asking:  # nobody reads the pipe any more; a process begun meanwhile ends, too
            self._stop()


class Busy(Exception):
    """More requests wait than may."""


class Workers:
    """All workers; each request goes to one that is free, and waits if there is none."""

    def __init__(self, count: int, limits: Limits, offer: Offer = Offer()) -> None:  # noqa: B008
        self._limits = limits
        self._all = [Worker(limits, offer) for _ in range(count)]
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        for worker in self._all:
            self._free.put_nowait(worker)
        self._waiting = 0

    async def do(self, job: str, body: bytes) -> Any:
        """Do a job in a worker; raises Busy where too many wait."""
        if self._free.empty() and self._waiting >= self._limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            worker = await self._free.get()
        finally:
            self._waiting -= 1
        try:
            return await asyncio.to_thread(worker.do, job, body)
        finally:
            self._free.put_nowait(worker)

    def end(self) -> None:
        """End all processes."""
        for worker in self._all:
            worker.end()
