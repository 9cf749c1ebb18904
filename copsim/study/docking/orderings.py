"""Orderings: what the published models say of one setting against another, whatever the exact figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from copsim.study.docking.docks import Sample
from copsim.study.docking.published import Cell

SURE = 5.0
"""Standard errors by which the first must be ahead (literature 0, item 4)."""


class Place(NamedTuple):
    """A setting of a published model and what is measured there."""

    model: str
    cell: Cell
    metric: str


class Ordering(NamedTuple):
    """The first place is ahead of the second, by at least `by`."""

    says: str
    first: Place
    second: Place
    replications: int
    by: float = 0.0


class Ordered(NamedTuple):
    """An ordering, the difference found, its standard error, and the lead over `by` in standard errors."""

    ordering: Ordering
    difference: float
    error: float
    z: float

    @property
    def holds(self) -> bool:
        """Whether the first is surely ahead, and by as much as is said."""
        return self.z >= SURE and self.difference >= self.ordering.by


def ordered(ordering: Ordering, first: Sample, second: Sample) -> Ordered:
    """The verdict on an ordering; the samples have luck of their own."""
    difference, error = first.mean - second.mean, math.hypot(first.error, second.error)
    return Ordered(ordering, difference, error, difference / error if error else math.copysign(math.inf, difference))


def orderings() -> list[Ordering]:
    """Every ordering that is checked."""
    return [*_march(), *_miller(), *_fang(), *_lazer(), *_zollman()]


def _march() -> list[Ordering]:
    def at(metric: str = "code_score", /, **cell: Any) -> Place:
        return Place("march91.C", {"m": 30, "n": 50, **cell}, metric)

    rest: Any
    fig4: Any
    fig5: Any
    rest, fig4, fig5 = {"stop": "equilibrium"}, {"p2": 0.5, "T": 20}, {"p1": 0.5, "p2": 0.5, "p4": 0.02}
    told = [
        ("slow members: a quick code (p2 .9) knows more than a middling one (.5)", 0.1, 0.9, 0.5),
        ("slow members: a middling code (p2 .5) knows more than a slow one (.1)", 0.1, 0.5, 0.1),
        ("fast members: a slow code (p2 .1) knows more than a middling one (.5)", 0.9, 0.1, 0.5),
    ]
    found = [
        Ordering(says, at(p1=p1, p2=more, **rest), at(p1=p1, p2=less, **rest), 4000) for says, p1, more, less in told
    ]
    half = at(p1_slow=0.1, p1_fast=0.9, n_fast=25, p2=0.5, **rest)
    found.append(
        Ordering("half slow, half fast beats all at the mean rate", half, at(p1=0.5, p2=0.5, **rest), 2000, 0.05)
    )
    mixed: dict[str, Any] = {"p1_slow": 0.1, "p1_fast": 0.9, "n_fast": 25, "p2": 0.5, "T": 20}
    found.append(
        Ordering("after 20 periods fast members know more than slow ones",
                 at("fast_individual_score", **mixed), at("slow_individual_score", **mixed), 1000)
    )  # fmt: skip
    found += [
        Ordering("turnover costs where members are slow", at(p1=0.1, p3=0, **fig4), at(p1=0.1, p3=0.1, **fig4), 2000),
        Ordering("turnover helps where members are fast", at(p1=0.9, p3=0.1, **fig4), at(p1=0.9, p3=0, **fig4), 2000),
        Ordering("in a turbulent world turnover keeps the code from going stale",
                 at(p3=0.1, T=100, **fig5), at(p3=0, T=100, **fig5), 1000, 0.44),
    ]  # fmt: skip
    return found


def _miller() -> list[Ordering]:
    def at(metric: str = "individual_share_correct", /, **cell: Any) -> Place:
        rest = {"m": 30, "side": 10, "p1": 0.9, "p2": 0.5, "distant": "if_local_fails", "T": "eq"}
        return Place("miller06.Bstar", rest | cell, metric)

    tacit: dict[str, Any] = {"mt": 15, "p5": 0.1}
    nobody: dict[str, Any] = {"p1": 0.0, "p2": 0.0, "p5": 0.9}
    return [
        Ordering("what only neighbours can pass on is known better in the end than what the code holds",
                 at("tacit_share_correct", **tacit), at("codified_share_correct", **tacit), 500, 0.10),
        Ordering("learning from neighbours saves what a quick code would destroy", at(p5=0.5), at(p5=0.0), 500, 0.15),
        Ordering("without a code, looking only near finds a little more than also looking far",
                 at(distant="off", **nobody), at(distant="if_local_fails", **nobody), 2000),
    ]  # fmt: skip


def _fang() -> list[Ordering]:
    def at(beta: float, model: str = "fang10.D", **cell: Any) -> Place:
        stop = {} if "T" in cell else {"stop": "equilibrium"}
        return Place(
            model, {"n": 280, "m": 100, "z": 7, "s": 5, "p_learning": 0.3, "beta": beta, **stop, **cell}, "mean_payoff"
        )

    return [
        Ordering("a tenth of the links rewired beats all rewired", at(0.1), at(1.0), 150, 0.10),
        Ordering("a tenth of the links rewired beats none", at(0.1), at(0.0), 100, 0.5),
        Ordering("in the short run (50 periods) all rewired is ahead", at(1.0, T=50), at(0.1, T=50), 150, 0.2),
        Ordering(
            "copying the best contact instead knows less at a tenth", at(0.1), at(0.1, "fang10.best_contact"), 150, 0.2
        ),
    ]


def _lazer() -> list[Ordering]:
    def at(net: str, t: int) -> Place:
        cell = {"N": 20, "K_others": "5 draws with replacement", "n": 100, "net": net, "t": t}
        return Place("lazer07", cell, "mean_score_r8")

    # Runs: the smallest difference of the reference curves is then 8 errors or more, so that chance rarely hides it.
    late = ["line", "lattice", "sw10_rewire", "rand07", "full"]
    soon = ["full", "rand07", "sw50_rewire", "lattice", "line"]
    ends = [
        Ordering(f"in the long run {one} beats {other}", at(one, 600), at(other, 600), 1500)
        for one, other in pairwise(late)
    ]
    begins = [
        Ordering(f"after 5 rounds {one} is ahead of {other}", at(one, 5), at(other, 5), 1000)
        for one, other in pairwise(soon)
    ]
    return ends + begins


def _zollman() -> list[Ordering]:
    def at(net: str, metric: str = "p_success") -> Place:
        return Place("zollman07", {"n": 10, "net": net, "eps": 0.001, "trials": 1000}, metric)

    return [
        Ordering(
            "the cycle comes to the better way more often than the complete network", at("cycle"), at("complete"), 4000
        ),
        Ordering(
            "the wheel comes to the better way more often than the complete network", at("wheel"), at("complete"), 4000
        ),
        Ordering(
            "the cycle takes longer than the complete network", at("cycle", "rounds"), at("complete", "rounds"), 500
        ),
    ]


GRID = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0)
"""Shares of rewired links over which the best is sought (literature, docking test C)."""


def judged(asked: Sequence[Ordering], take: Callable[[Place, int], Sample]) -> list[Ordered]:
    """The verdict on every ordering; `take` gives the sample of a place."""
    return [ordered(one, take(one.first, one.replications), take(one.second, one.replications)) for one in asked]


def best_of(samples: Mapping[float, Sample]) -> float:
    """Where the mean is highest."""
    return max(samples, key=lambda place: samples[place].mean)
