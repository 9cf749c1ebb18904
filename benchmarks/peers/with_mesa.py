"""W1 and W2 in idiomatic Mesa: one object a member, beliefs in lists, a step a period, one data collection a step."""

from __future__ import annotations

import random
from typing import Any

import mesa
from mesa import Agent, DataCollector, Model

SEED: Any = {"rng": 1} if mesa.__version__ >= "3.4" else {"seed": 1}


class Marcher(Agent):
    """A member who learns from a code."""

    def __init__(self, model: Marchers) -> None:
        super().__init__(model)
        self.beliefs = [model.luck.choice((-1, 0, 1)) for _ in model.truth]
        self.acts = list(self.beliefs)
        self.score = 0

    def act(self) -> None:
        """Act on what is held; toss a coin for the rest."""
        luck = self.model.luck
        self.acts = [b if b else luck.choice((-1, 1)) for b in self.beliefs]
        self.score = sum(a * t for a, t in zip(self.acts, self.model.truth, strict=True))

    def socialise(self) -> None:
        """One step towards the code, facet by facet."""
        luck, p1 = self.model.luck, self.model.p1
        for j, says in enumerate(self.model.code):
            if says and self.beliefs[j] != says and luck.random() < p1:
                self.beliefs[j] += says

    @property
    def knowledge(self) -> float:
        """Facets right less wrong, as a share."""
        return sum(b * t for b, t in zip(self.beliefs, self.model.truth, strict=True)) / len(self.beliefs)


class Marchers(Model):
    """March (1991)."""

    def __init__(self, members: int, facets: int, p1: float, p2: float) -> None:
        super().__init__(**SEED)
        self.luck = random.Random(1)
        self.p1, self.p2 = p1, p2
        self.truth = [self.luck.choice((-1, 1)) for _ in range(facets)]
        self.code = [0] * facets
        for _ in range(members):
            Marcher(self)
        self.datacollector = DataCollector({"knowledge": lambda m: m.agents.agg("knowledge", sum) / len(m.agents)})

    def step(self) -> None:
        """One period."""
        self.agents.do("act")
        to_beat = sum(c * t for c, t in zip(self.code, self.truth, strict=True))
        superior = [a.acts for a in self.agents if a.score > to_beat]
        self.agents.do("socialise")
        for j in range(len(self.code)):
            votes = sum(acts[j] for acts in superior)
            view = (votes > 0) - (votes < 0)
            if view and view != self.code[j] and self.luck.random() < 1 - (1 - self.p2) ** abs(votes):
                self.code[j] = view
        self.datacollector.collect(self)


class Grouper(Agent):
    """A member who learns from better contacts."""

    def __init__(self, model: Groupers) -> None:
        super().__init__(model)
        self.beliefs = [model.luck.choice((-1, 0, 1)) for _ in model.truth]
        self.next = self.beliefs
        self.contacts: list[Grouper] = []
        self.pay_off = 0

    def count(self) -> None:
        """Facets in blocks that are all right."""
        s, truth = self.model.block, self.model.truth
        held = self.beliefs
        self.pay_off = s * sum(held[b : b + s] == truth[b : b + s] for b in range(0, len(truth), s))

    def listen(self) -> None:
        """The majority view of better contacts, facet by facet, with chance p."""
        better = [c.beliefs for c in self.contacts if c.pay_off > self.pay_off]
        self.next = self.beliefs
        if better:
            luck, p = self.model.luck, self.model.p
            self.next = list(self.beliefs)
            for j in range(len(self.next)):
                votes = sum(b[j] for b in better)
                view = (votes > 0) - (votes < 0)
                if view and view != self.next[j] and luck.random() < p:
                    self.next[j] = view

    def change(self) -> None:
        """Everybody at once."""
        self.beliefs = self.next


class Groupers(Model):
    """Fang, Lee & Schilling (2010)."""

    def __init__(self, members: int, facets: int, block: int, group: int, rewire: float, p: float) -> None:
        super().__init__(**SEED)
        self.luck = random.Random(1)
        self.block, self.p = block, p
        self.truth = [self.luck.choice((-1, 1)) for _ in range(facets)]
        people = [Grouper(self) for _ in range(members)]
        for i, one in enumerate(people):
            first = i - i % group
            for j in range(first, first + group):
                if j != i:
                    far = self.luck.random() < rewire
                    one.contacts.append(people[self.luck.randrange(members) if far else j])
        self.datacollector = DataCollector({"pay_off": lambda m: m.agents.agg("pay_off", sum) / len(m.agents)})

    def step(self) -> None:
        """One period."""
        self.agents.do("count")
        self.agents.do("listen")
        self.agents.do("change")
        self.datacollector.collect(self)
