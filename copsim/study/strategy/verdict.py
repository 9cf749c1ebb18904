"""A portfolio study conducted, and what came of it in numbers; every sentence elsewhere is made from these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.foundation.toml_file import TomlFile
from copsim.study.conduct import Conducted, conduct
from copsim.study.progress import say as say_on_stderr
from copsim.study.strategy.discovery import Box, box_of
from copsim.study.strategy.finding_out import Worth, worth_of_knowing
from copsim.study.strategy.futures import (
    assumptions,
    base_future,
    futures_of,
    named_futures,
    plan_of,
    steps_of,
    value_in,
)
from copsim.study.strategy.ledger import QUARTER, Ledger, flows, ledger_of, net_value
from copsim.study.strategy.regret import Beaten, Dip, beaten, dip, good_enough, payback, regrets, worst
from copsim.study.strategy.settings import EVENLY, NOTHING, StrategySettings
from copsim.study.strategy.switching import PRICED, Bar, price_bar, stepped_bar, tornado


class Verdict(NamedTuple):
    """What a study found.

    value: net value by option and future (mean over luck). lead: the option with the highest mean over futures of those
    that do something other than spread evenly; it is held against spread evenly. bars: what moves lead less evenly,
    most first. worth: what finding out each assumption is worth. base: net value by option with everything as assumed.
    paid_back: week from which the mean running sum of an option less that of doing nothing stays above 0; 0: never.
    dips: how far, and in which week, that difference is lowest (the bottom of the J-curve).
    named: net value by option in the base and each future with a name. box: where lead does worse than spread evenly.
    ledger, alone: what the runs came to, in the futures, and with one thing moved (base, steps, named).
    """

    asked: StrategySettings
    options: list[str]
    value: Array
    regret: Array
    worst: Array
    enough: Array
    lead: int
    evenly: int
    against_evenly: list[Beaten]
    bars: list[Bar]
    worth: list[Worth]
    base: Array
    cycles: Array
    paid_back: list[int]
    dips: list[Dip]
    summaries: Mapping[str, Array]
    folders: list[Path]
    named: Array
    box: Box | None
    ledger: Ledger
    alone: Ledger

    @property
    def weight(self) -> Array:
        """How likely each future is beside the others."""
        return np.array([future.weight for future in self.ledger.futures])


def decide(
    asked: StrategySettings,
    file: TomlFile,
    results: Path,
    *,
    executor: str = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
) -> Verdict:
    """Run all futures and steps that are not yet done, and weigh them.

    Raises what `conduct` raises, and InputError for what is wrong with the file.
    """
    futures, steps = futures_of(asked), steps_of(asked)
    told: dict[str, Any] = {"executor": executor, "workers": workers, "say": say}
    alone = [base_future(asked), *(one for step in steps for one in step.futures), *named_futures(asked)]
    alone = list({one.name: one for one in alone}.values())
    plans = plan_of(asked, file, futures, asked.futures.luck), plan_of(asked, file, alone, asked.futures.luck_of_steps)
    measures = [goal.measure for goal in asked.goal if goal.measure != "net_value"]
    wide: Conducted = conduct(plans[0], results, **told)
    ledger = ledger_of(wide, futures, measures)
    narrow: Conducted = conduct(plans[1], results, **told)
    stepped = ledger_of(narrow, alone)
    return weigh(asked, ledger, stepped, [wide.folder, narrow.folder])


def weigh(asked: StrategySettings, ledger: Ledger, stepped: Ledger, folders: list[Path]) -> Verdict:
    """The verdict of a study's ledgers: of its futures, and of the base with its steps."""
    value = net_value(ledger).mean(axis=2)
    evenly, nothing = ledger.options.index(EVENLY), ledger.options.index(NOTHING)
    others = [n for n in range(len(ledger.options)) if n not in (evenly, nothing)]
    weight = np.array([future.weight for future in ledger.futures])
    mean = np.average(value, axis=1, weights=weight)
    lead = max(others, key=lambda n: (float(mean[n]), -n))
    by_name = {future.name: n for n, future in enumerate(stepped.futures)}
    at_base = _only(stepped, [by_name["base"]])
    bars = [price_bar(asked, at_base, key, lead, evenly) for key in PRICED]
    for step in steps_of(asked):
        part = _only(stepped, [by_name[future.name] for future in step.futures])
        bars.append(stepped_bar(part, step.key, step.values, lead, evenly))
    goals = [
        (value if goal.measure == "net_value" else ledger.summaries[goal.measure].mean(axis=2), goal.at_least)
        for goal in asked.goal
    ]
    running = np.average(flows(ledger).mean(axis=2), axis=1, weights=weight).cumsum(axis=-1)
    likely = weight > 0
    places = {key: [value_in(one, key) for one in ledger.futures] for key in assumptions(asked)}
    gains = running - running[nothing]
    lasts = [QUARTER * payback(gain) if n != nothing else 0 for n, gain in enumerate(gains)]
    dips = [Dip(QUARTER * found.place, found.value) for found in map(dip, gains)]
    named = _only(stepped, [by_name[name] for name in ("base", *asked.named)])
    return Verdict(
        asked,
        ledger.options,
        value,
        regrets(value),
        worst(regrets(value)[:, likely]),
        good_enough(goals, weight),
        lead,
        evenly,
        [beaten(value, n, evenly, weight) for n in range(len(ledger.options))],
        tornado(bars),
        worth_of_knowing(value, places),
        net_value(at_base).mean(axis=(1, 2)),
        np.average(ledger.cycles.mean(axis=2), axis=1, weights=weight),
        lasts,
        dips,
        {name: found.mean(axis=(1, 2)) for name, found in ledger.summaries.items()},
        folders,
        net_value(named).mean(axis=2),
        box_of(
            (value[lead] < value[evenly])[likely], {key: np.array(at)[likely].tolist() for key, at in places.items()}
        ),
        ledger,
        stepped,
    )


def _only(ledger: Ledger, at: list[int]) -> Ledger:
    return ledger._replace(
        futures=[ledger.futures[n] for n in at],
        hours=ledger.hours[:, at],
        realised=ledger.realised[:, at],
        cycles=ledger.cycles[:, at],
        summaries={name: np.asarray(values[:, at]) for name, values in ledger.summaries.items()},
    )
