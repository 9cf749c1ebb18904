"""Search: portfolios under one budget of which none is better in both ways than another (Optuna, NSGA-II).

What is sought is a budget by hand: shares of the domains and, if wanted, of the levers. Every generation is an ordinary
study, so that the search goes on where it was interrupted. What it finds is judged on futures and luck it never saw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.toml_file import TomlFile
from copsim.sponsorship.portfolio_settings import BOUGHT
from copsim.study.conduct import conduct
from copsim.study.extras import must_have
from copsim.study.progress import say as say_on_stderr
from copsim.study.statistics import Estimate, holm, mean_with_interval
from copsim.study.strategy.futures import futures_of, plan_of
from copsim.study.strategy.ledger import Ledger, ledger_of, net_value
from copsim.study.strategy.settings import EVENLY, StrategySettings

Portfolio = Mapping[str, float]
"""Amounts by name, each from 0 to 1; what counts is their proportion."""
SEED = 1
NEVER_SEEN = 1_000_000
"""The first replication of the luck on which what was found is judged; what is searched on comes before."""
FEW = 5
"""Portfolios of the front that are judged, from the best mean to the best worst case."""


class Candidate(NamedTuple):
    """A portfolio, and what the search saw of it: two objectives, both the more the better."""

    amounts: Portfolio
    seen: tuple[float, float]


class Judged(NamedTuple):
    """A portfolio on futures and luck it never saw: its net value less that of spread evenly, pair by pair; p after
    Holm's correction over all that are judged; whether it is better."""

    name: str
    settings: Mapping[str, Any]
    seen: tuple[float, float] | None
    difference: Estimate
    p: float
    worst: float

    @property
    def better(self) -> bool:
        """Better than spread evenly, beyond luck and beyond having looked at several."""
        return self.difference.mean > 0 and self.p < 0.05


def search(
    names: Sequence[str],
    evaluate: Callable[[int, list[Portfolio]], list[tuple[float, float]]],
    generations: int,
    population: int,
    first: Portfolio | None = None,
) -> list[Candidate]:
    """The portfolios to which no other is equal in both objectives and better in one, the best in the first one first.

    evaluate(generation, portfolios) gives the objectives of each; it is asked for a whole generation at once, always
    the same portfolios in the same order for the same answers. first: a portfolio of the first generation (left out:
    the same amount of everything).
    """
    must_have("optuna", "the search needs Optuna")
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.NSGAIISampler(population_size=population, seed=SEED)
    study = optuna.create_study(directions=["maximize", "maximize"], sampler=sampler)
    study.enqueue_trial(dict(first or dict.fromkeys(names, 0.5)))
    for generation in range(generations):
        trials = [study.ask() for _ in range(population)]
        asked: list[Portfolio] = [{name: trial.suggest_float(name, 0.0, 1.0) for name in names} for trial in trials]
        for trial, seen in zip(trials, evaluate(generation, asked), strict=True):
            study.tell(trial, seen)
    front = {trial.number: Candidate(trial.params, (trial.values[0], trial.values[1])) for trial in study.best_trials}
    unlike = {tuple(sorted(one.amounts.items())): one for one in front.values()}
    return sorted(unlike.values(), key=lambda one: (-one.seen[0], -one.seen[1]))


def shares(amounts: Portfolio, names: Sequence[str]) -> dict[str, float]:
    """Amounts as shares that sum to 1, to four digits; equal ones where all are 0."""
    total = sum(amounts[name] for name in names)
    found = {name: round(amounts[name] / total if total else 1 / len(names), 4) for name in names}
    largest = max(found, key=lambda name: found[name])
    found[largest] = round(found[largest] + 1 - sum(found.values()), 4)
    return found


def by_hand(amounts: Portfolio, domains: Sequence[str], levers: bool) -> dict[str, Any]:
    """A portfolio as settings of a scenario."""
    found: dict[str, Any] = {"portfolio.policy": "by_hand", "portfolio.shares": shares(amounts, domains)}
    return found | ({"portfolio.levers": shares(amounts, BOUGHT)} if levers else {})


def optimise(
    asked: StrategySettings,
    file: TomlFile,
    results: Path,
    *,
    executor: str = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
) -> list[Judged]:
    """Search, then judge the front beside the options of the file; what was found first, in the order of the front."""
    told: dict[str, Any] = {"executor": executor, "workers": workers, "say": say}
    how = asked.search
    few = asked.model_copy(update={"futures": asked.futures.model_copy(update={"count": how.futures})})
    futures = futures_of(few)
    domains = list(plan_of(few.model_copy(update={"options": {}}), file, futures[:1], 1).arms[0].scenario.domain.names)  # type: ignore[attr-defined]
    names = [*domains, *(BOUGHT if how.levers else ())]

    def evaluate(generation: int, portfolios: list[Portfolio]) -> list[tuple[float, float]]:
        say(f"generation {generation + 1} of {how.generations}: {len(portfolios)} portfolios")
        options = {f"portfolio_{n + 1}": by_hand(one, domains, how.levers) for n, one in enumerate(portfolios)}
        plan = plan_of(few.model_copy(update={"options": options}), file, futures, how.luck)
        gain = _gains(ledger_of(conduct(plan, results, **told), futures))
        return [(float(gain[name].mean()), float(np.min(gain[name].mean(axis=1)))) for name in options]

    evenly = {**dict.fromkeys(domains, 0.5), **(dict.fromkeys(BOUGHT, 0.0) | {BOUGHT[0]: 1.0} if how.levers else {})}
    front = search(names, evaluate, how.generations, how.population, evenly)
    at = sorted({round(n) for n in np.linspace(0, len(front) - 1, min(FEW, len(front)))})
    found = {f"found_{n + 1}": by_hand(front[place].amounts, domains, how.levers) for n, place in enumerate(at)}
    seen = {f"found_{n + 1}": front[place].seen for n, place in enumerate(at)}
    other = asked.futures.model_copy(update={"seed": asked.futures.seed + NEVER_SEEN})
    held = asked.model_copy(update={"options": {**found, **asked.options}, "futures": other})
    futures = futures_of(held)
    plan = plan_of(held, file, futures, how.held_out)
    say(f"judging {len(found)} portfolios on {len(futures)} futures and luck that were never searched on")
    gain = _gains(ledger_of(conduct(replace(plan, first=NEVER_SEEN), results, **told), futures))
    judged = [name for name in gain if name != EVENLY]
    pairs = {name: mean_with_interval(gain[name].mean(axis=1).tolist()) for name in judged}
    ps = holm([pairs[name].p for name in judged])
    order = [*found, *(name for name in judged if name not in found)]
    return [
        Judged(
            name,
            held.settings_of(name),
            seen.get(name),
            pairs[name],
            ps[judged.index(name)],
            float(np.min(gain[name].mean(axis=1))),
        )
        for name in order
    ]


def _gains(ledger: Ledger) -> dict[str, Array]:
    """Of each option its net value less that of spread evenly in the same future and luck: (futures, luck)."""
    net = net_value(ledger)
    evenly = net[ledger.options.index(EVENLY)]
    return {name: net[n] - evenly for n, name in enumerate(ledger.options)}
