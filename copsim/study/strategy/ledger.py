"""The ledger: of every run the hours it cost and the challenges that learning solved, by week; money comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from copsim.foundation.columns import Array
from copsim.study.conduct import Conducted
from copsim.study.strategy.futures import Future

CYCLES = ("value_immediate", "value_potential", "value_applied", "value_realised", "value_reframing")
"""The five value cycles (Wenger, Trayner & de Laat 2011), as counted each week; never folded into one number."""
YEAR = 52
QUARTER = 13


class Ledger(NamedTuple):
    """What a study's runs came to, by option, future and luck.

    hours, realised: (options, futures, luck, quarters of 13 weeks; the last may be shorter). cycles: (options, futures,
    luck, 5), summed over the weeks. summaries: measure -> (options, futures, luck). weeks: the horizon.
    """

    options: list[str]
    futures: list[Future]
    hours: Array
    realised: Array
    cycles: Array
    summaries: Mapping[str, Array]
    weeks: int = 0


def ledger_of(done: Conducted, futures: Sequence[Future], measures: Sequence[str] = ()) -> Ledger:
    """Read the ledger of a finished study from its results.

    Raises
    ------
    ValueError
        When runs are missing: a study with failed runs has no ledger.
    """
    import pyarrow.parquet as pq

    plan = done.outcome.plan
    if done.outcome.failed:
        raise ValueError(f"{len(done.outcome.failed)} runs failed; their futures cannot be compared")
    options = list(plan.factors["option"])
    shape = (len(options), len(futures), plan.replications)
    places: dict[str, list[tuple[int, int, int]]] = {}
    for spec in plan.runs():  # arms that are the same scenario share their runs
        places.setdefault(spec.run, []).append((*divmod(spec.arm, len(futures)), spec.replication - plan.first))
    columns = ["run", "cost", *CYCLES]
    frame = pq.read_table(done.folder / "series.parquet", columns=columns).to_pandas()
    weeks = int(frame.groupby("run", sort=False).size().min())  # a run that arms share stands there for each of them
    starts = np.arange(0, weeks, QUARTER)
    hours, realised = np.zeros((*shape, starts.size)), np.zeros((*shape, starts.size))
    cycles = np.zeros((*shape, len(CYCLES)))
    prices = {spec.run: float(spec.scenario.money.hour) for spec in plan.runs()}  # type: ignore[attr-defined]
    for run, every in frame.groupby("run", sort=False):
        rows = every.head(weeks)
        spent = rows["cost"].to_numpy() / prices[str(run)] if prices[str(run)] else np.zeros(weeks)
        for at in places[str(run)]:
            hours[at] = np.round(np.add.reduceat(spent, starts) * 60) / 60
            realised[at] = np.add.reduceat(rows["value_realised"].to_numpy(), starts)
            cycles[at] = [rows[name].sum() for name in CYCLES]
    values = done.outcome.values
    summaries = {name: np.zeros(shape) for name in measures}
    for spec in plan.runs():
        at = (*divmod(spec.arm, len(futures)), spec.replication - plan.first)
        for name in measures:
            summaries[name][at] = values[spec.arm, spec.replication][name]
    return Ledger(options, list(futures), hours, realised, cycles, summaries, weeks)


def flows(ledger: Ledger, futures: Sequence[Future] | None = None) -> Array:
    """Discounted money of every quarter: what was realised at its price, less the hours at theirs; shape as `hours`.

    `futures`: whose prices are used, one for each of the ledger's (left out: their own). A quarter that ends with week
    w is discounted by (1 + d)^(-w / 52).
    """
    priced = list(futures) if futures is not None else ledger.futures
    worth = np.array([one.money["solution"] * one.money["attributable"] for one in priced])
    hour = np.array([one.money["hour"] for one in priced])
    quarters = ledger.hours.shape[-1]
    weeks = np.minimum(QUARTER * np.arange(1, quarters + 1), ledger.weeks or QUARTER * quarters)
    factor = np.array([(1 + one.discount) ** (-weeks / YEAR) for one in priced])
    money = ledger.realised * worth[None, :, None, None] - ledger.hours * hour[None, :, None, None]
    return np.asarray(money * factor[None, :, None, :])


def net_value(ledger: Ledger, futures: Sequence[Future] | None = None) -> Array:
    """Net value of every run over the horizon: (options, futures, luck)."""
    return np.asarray(flows(ledger, futures).sum(axis=-1))
