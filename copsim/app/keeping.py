"""Answers that are kept for a while: what is asked again is not done again, and what is under way is shared."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from copsim.app.answering import Answer


class Answers:
    """At most `most` bytes of good answers, those asked for longest ago given up first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._coming: dict[str, asyncio.Future[Answer]] = {}

    def has(self, key: str) -> bool:
        """Whether an answer is there, or on its way: asking for it makes no work."""
        return key in self._kept or key in self._coming

    async def get(self, key: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer to a question, made if need be; all who ask meanwhile get the same one."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._coming:
            coming = asyncio.ensure_future(make())
            self._coming[key] = coming
            coming.add_done_callback(lambda done: self._arrived(key, done))
        return await asyncio.shield(self._coming[key])

    def _arrived(self, key: str, done: asyncio.Future[Answer]) -> None:
        self._coming.pop(key, None)
        if done.cancelled() or done.exception() is not None or done.result().status != 200:
            return
        found = done.result()
        if _size(key, found) > self._most:
            return
        self._kept[key] = found
        self._size += _size(key, found)
        while self._size > self._most:
            self._size -= _size(*self._kept.popitem(last=False))


def _size(key: str, answer: Answer) -> int:
    return len(key) + len(answer.body)
