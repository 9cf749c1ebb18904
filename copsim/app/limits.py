"""What the server does for one client, and at most: the numbers, each with its reason."""

from __future__ import annotations

import time
from collections import deque
from typing import NamedTuple


class Limits(NamedTuple):
    """body: bytes of a request. person_weeks: people x weeks x runs x worlds of one request; people: in one world.
    seconds, memory: of one request's work (bytes). waiting: requests that wait for a worker; asked: requests that
    need work, of one client a minute. cache: bytes of answers that are kept."""

    body: int = 64 * 1024
    person_weeks: int = 10_000_000
    people: int = 2_000
    runs: int = 100
    seconds: float = 30.0
    memory: int = 3 * 1024**3
    waiting: int = 40
    asked: int = 90
    cache: int = 64 * 1024**2


class Asked:
    """How often each client has asked for work in the last minute."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: dict[str, deque[float]] = {}

    def may(self, client: str) -> bool:
        """Whether a client may ask once more; counts it if so."""
        now = time.monotonic()
        times = self._times.setdefault(client, deque())
        while times and now - times[0] > 60:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        if len(self._times) > 10_000:
            self._times = {name: kept for name, kept in self._times.items() if kept and now - kept[-1] < 60}
        return True
