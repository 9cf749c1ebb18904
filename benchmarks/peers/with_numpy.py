"""W1 and W2 in vectorised NumPy: an array of beliefs, one line a rule, no loop over members."""

from __future__ import annotations

from typing import Any

import numpy as np


class Marchers:
    """March (1991)."""

    def __init__(self, members: int, facets: int, p1: float, p2: float) -> None:
        self.luck = np.random.default_rng(1)
        self.p1, self.p2 = p1, p2
        self.truth = self.luck.choice(np.array([-1, 1], np.int8), facets)
        self.beliefs = self.luck.integers(-1, 2, (members, facets), np.int8)
        self.code = np.zeros(facets, np.int8)
        self.knowledge: list[float] = []

    def step(self) -> None:
        """One period."""
        luck, held, code = self.luck, self.beliefs, self.code
        coins = luck.integers(0, 2, held.shape, np.int8) * 2 - 1
        acts = np.where(held == 0, coins, held)
        votes = acts[acts @ self.truth.astype(np.int64) > int(code @ self.truth.astype(np.int64))].sum(0, np.int64)
        differ = (code != 0) & (held != code)
        held += np.where(differ & (luck.random(held.shape, np.float32) < self.p1), code, 0).astype(np.int8)
        view = np.sign(votes).astype(np.int8)
        learns = luck.random(code.size) < 1 - (1 - self.p2) ** np.abs(votes)
        self.code = np.where((view != 0) & (view != code) & learns, view, code)
        self.knowledge.append(float((held @ self.truth.astype(np.int64)).mean() / code.size))


class Groupers:
    """Fang, Lee & Schilling (2010)."""

    def __init__(self, members: int, facets: int, block: int, group: int, rewire: float, p: float) -> None:
        luck = self.luck = np.random.default_rng(1)
        self.block, self.p = block, p
        self.truth = luck.choice(np.array([-1, 1], np.int8), facets)
        self.beliefs = luck.integers(-1, 2, (members, facets), np.int8)
        seats = np.arange(members)
        near = (seats - seats % group)[:, None] + np.arange(group)
        near = near[near != seats[:, None]].reshape(members, group - 1)
        far = luck.random(near.shape) < rewire
        self.contacts: Any = np.where(far, luck.integers(0, members, near.shape), near) % members
        self.pay_off: list[float] = []

    def step(self) -> None:
        """One period."""
        held, block = self.beliefs, self.block
        right = held == self.truth
        pay_off = block * right.reshape(len(held), -1, block).all(2).sum(1)
        self.pay_off.append(float(pay_off.mean()))
        better = pay_off[self.contacts] > pay_off[:, None]
        view = np.sign((held[self.contacts] * better[:, :, None]).sum(1, np.int8)).astype(np.int8)
        takes = (view != 0) & (view != held) & (self.luck.random(held.shape, np.float32) < self.p)
        self.beliefs = np.where(takes, view, held)
