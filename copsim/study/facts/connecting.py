"""Facts of networks, measured on the published models' own kernels: bridges, whom one learns from, how often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copsim.study.facts.fact import POSITIVE, Fact, Lives

LATE = {"N": 20, "K_others": "5 draws with replacement", "n": 100, "t": 600}


def _fang(lives: Lives, beta: float, model: str = "fang10.D") -> list[float]:
    cell: dict[str, Any] = {"n": 280, "m": 100, "z": 7, "s": 5, "p_learning": 0.3, "beta": beta, "stop": "equilibrium"}
    return lives.published(model, cell, "mean_payoff")


def _differ(first: Sequence[float], second: Sequence[float]) -> list[float]:
    return [a - b for a, b in zip(first, second, strict=True)]


def _interior(lives: Lives) -> Sequence[float]:
    ends = [max(a, b) for a, b in zip(_fang(lives, 0.0), _fang(lives, 1.0), strict=True)]
    return _differ(_fang(lives, 0.1), ends)


def _contrast(lives: Lives) -> Sequence[float]:
    majority = _differ(_fang(lives, 0.1), _fang(lives, 1.0))
    best = _differ(_fang(lives, 0.1, "fang10.best_contact"), _fang(lives, 1.0, "fang10.best_contact"))
    return _differ(majority, best)


def _late(lives: Lives, net: str) -> list[float]:
    return lives.published("lazer07", {**LATE, "net": net}, "mean_score_r8", 10)


def _individuals(lives: Lives, p1: float, p3: float) -> list[float]:
    return lives.published("march91.C", {"p1": p1, "p2": 0.5, "p3": p3, "T": 100}, "mean_score", 20)


FACTS = [
    Fact(
        "bridges", "moderate links between semi-isolated groups do best",
        "literature C, E.3 facts 14, 15 (Fang et al. 2010)",
        "mean pay-off: a tenth rewired less the better of none and all", POSITIVE, "held out", _interior,
    ),
    Fact(
        "whom one learns from", "the interior optimum belongs to majority learning, not to copying the best",
        "literature C, E.2 (Barkoczi & Galesic 2016)",
        "advantage of a tenth rewired over all rewired: majority of the better less best contact", POSITIVE, "held out",
        _contrast,
    ),
    Fact(
        "inefficient networks", "on complex problems inefficient networks end higher",
        "literature D, E.3 facts 15, 19 (but fact 18, Mason & Watts 2012, contradicts)",
        "long-run score: line less everybody", POSITIVE, "held out",
        lambda lives: _differ(_late(lives, "line"), _late(lives, "full")),
    ),
    Fact(
        "intermittent contact", "contact now and then is at least as good as constant contact",
        "literature E.3, fact 20 (Bernstein, Shore & Lazer 2018)",
        "long-run score, all connected: looking one round in five less always", POSITIVE, "held out",
        lambda lives: _differ(_late(lives, "full_v20"), _late(lives, "full")),
    ),
    Fact(
        "forgetting", "where knowledge is lost, faster learning from one another is better (turnover stands for loss)",
        "literature E.3, fact 26 (Miller & Martignoni 2016)",
        "members' score after 100 periods, turnover .05: p1 .9 less .1", POSITIVE, "held out",
        lambda lives: _differ(_individuals(lives, 0.9, 0.05), _individuals(lives, 0.1, 0.05)),
        {"no turnover (there slower is better)": lambda lives: _differ(
            _individuals(lives, 0.9, 0.0), _individuals(lives, 0.1, 0.0))},
    ),
]  # fmt: skip
