"""W1 and W2 in agentpy: lists of agents that are asked all at once; not there where agentpy is not installed."""

from __future__ import annotations

import random
from typing import Any

import agentpy


class Marcher(agentpy.Agent):
    """A member who learns from a code."""

    def setup(self) -> None:
        """Hold something of each facet."""
        self.beliefs = [self.model.luck.choice((-1, 0, 1)) for _ in self.model.truth]
        self.acts, self.score = list(self.beliefs), 0

    def act(self) -> None:
        """Act on what is held; toss a coin for the rest."""
        luck = self.model.luck
        self.acts = [b if b else luck.choice((-1, 1)) for b in self.beliefs]
        self.score = sum(a * t for a, t in zip(self.acts, self.model.truth, strict=True))

    def socialise(self) -> None:
        """One step towards the code."""
        for j, says in enumerate(self.model.code):
            if says and self.beliefs[j] != says and self.model.luck.random() < self.p.p1:
                self.beliefs[j] += says


class Marchers(agentpy.Model):
    """March (1991)."""

    def setup(self) -> None:
        """Truth, code and members."""
        self.luck = random.Random(1)
        self.truth = [self.luck.choice((-1, 1)) for _ in range(self.p.facets)]
        self.code = [0] * self.p.facets
        self.people = agentpy.AgentList(self, self.p.members, Marcher)

    def step(self) -> None:
        """One period."""
        self.people.act()
        to_beat = sum(c * t for c, t in zip(self.code, self.truth, strict=True))
        superior = [a.acts for a in self.people if a.score > to_beat]
        self.people.socialise()
        for j in range(len(self.code)):
            votes = sum(acts[j] for acts in superior)
            view = (votes > 0) - (votes < 0)
            if view and view != self.code[j] and self.luck.random() < 1 - (1 - self.p.p2) ** abs(votes):
                self.code[j] = view
        held = sum(b * t for a in self.people for b, t in zip(a.beliefs, self.truth, strict=True))
        self.record("knowledge", held / len(self.people) / len(self.truth))


class Grouper(agentpy.Agent):
    """A member who learns from better contacts."""

    def setup(self) -> None:
        """Hold something of each facet."""
        self.beliefs = [self.model.luck.choice((-1, 0, 1)) for _ in self.model.truth]
        self.next, self.pay_off = self.beliefs, 0
        self.contacts: list[Any] = []

    def weigh(self) -> None:
        """Facets in blocks that are all right."""
        s, truth, held = self.p.block, self.model.truth, self.beliefs
        self.pay_off = s * sum(held[b : b + s] == truth[b : b + s] for b in range(0, len(truth), s))

    def listen(self) -> None:
        """The majority view of better contacts."""
        better = [c.beliefs for c in self.contacts if c.pay_off > self.pay_off]
        self.next = self.beliefs
        if better:
            self.next = list(self.beliefs)
            for j in range(len(self.next)):
                votes = sum(b[j] for b in better)
                view = (votes > 0) - (votes < 0)
                if view and view != self.next[j] and self.model.luck.random() < self.p.p:
                    self.next[j] = view

    def change(self) -> None:
        """Everybody at once."""
        self.beliefs = self.next


class Groupers(agentpy.Model):
    """Fang, Lee & Schilling (2010)."""

    def setup(self) -> None:
        """Truth, members and contacts."""
        self.luck = random.Random(1)
        self.truth = [self.luck.choice((-1, 1)) for _ in range(self.p.facets)]
        self.people = agentpy.AgentList(self, self.p.members, Grouper)
        people: Any = list(self.people)
        for i, one in enumerate(people):
            first = i - i % self.p.group
            for j in range(first, first + self.p.group):
                if j != i:
                    far = self.luck.random() < self.p.rewire
                    one.contacts.append(people[self.luck.randrange(len(people)) if far else j])

    def step(self) -> None:
        """One period."""
        self.people.weigh()
        self.people.listen()
        self.people.change()
        self.record("pay_off", sum(a.pay_off for a in self.people) / len(self.people))
