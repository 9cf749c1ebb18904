"""Runs of a cell and what they say of it: mean, standard error, z; and the verdict on a cell and on a table."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from copsim.constellation.kinds import kind_of
from copsim.constellation.situation import Situation
from copsim.study.docking.models import model_named
from copsim.study.docking.references import Reference
from copsim.study.runner import cores

CHUNK = 25
"""Runs that a thread does in one go."""
AGAIN = 4
"""How many times as many runs decide where the first are off."""
UNLIKELY = 0.001
"""How often a right engine may miss a cell, and a table: the chance of each."""


class Sample(NamedTuple):
    """What some runs came to: how many, mean, standard error of the mean, standard deviation."""

    runs: int
    mean: float
    error: float
    sd: float


class Docked(NamedTuple):
    """A reference, the runs beside it, z, and whether a second block of seeds had to decide."""

    reference: Reference
    sample: Sample
    z: float
    decided: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the means differ by no more than chance may explain."""
        return abs(self.z) <= self.reference.tolerance


class Table(NamedTuple):
    """The verdict on all cells of a model: the sum of z^2 beside what chance may explain."""

    model: str
    cells: list[Docked]
    chi2: float
    limit: float

    @property
    def agrees(self) -> bool:
        """Whether every cell does, and all of them together."""
        return self.chi2 <= self.limit and all(cell.agrees for cell in self.cells)


def sample(
    scenario: Situation, metrics: Sequence[str], replications: int, step: Callable[[], None] = lambda: None
) -> dict[str, Sample]:
    """Run a scenario so many times, on all cores, and take some summaries; the result does not depend on the cores."""
    kind = kind_of(scenario)
    kind.warm([scenario])

    def chunk(first: int) -> list[list[float]]:
        last = min(first + CHUNK, replications)
        lived = (kind.run(scenario, replication).series for replication in range(first, last))
        values = [[kind.summaries[metric].of(series) for metric in metrics] for series in lived]
        step()
        return values

    with ThreadPoolExecutor(cores(), "copsim") as pool:
        rows = list(itertools.chain.from_iterable(pool.map(chunk, range(0, replications, CHUNK))))
    return {metric: sample_of([row[n] for row in rows]) for n, metric in enumerate(metrics)}


Take = Callable[..., dict[str, Sample]]
"""What takes samples: `sample`, or something of its arguments that keeps them."""


def chunks(replications: int) -> int:
    """How often `sample` calls `step`."""
    return -(-replications // CHUNK)


def sample_of(values: Sequence[float]) -> Sample:
    """Mean, standard error and standard deviation, summed exactly."""
    count = len(values)
    mean = math.fsum(values) / count
    sd = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (count - 1)) if count > 1 else math.nan
    return Sample(count, mean, sd / math.sqrt(count), sd)


def z_of(found: Sample, mean: float, error: float) -> float:
    """(found - reference) in combined standard errors; 0 where both are the same without error."""
    off, combined = found.mean - mean, math.hypot(found.error, error)
    return off / combined if combined else (0.0 if off == 0 else math.copysign(math.inf, off))


def dock(
    references: Sequence[Reference],
    *,
    replications: int | None = None,
    changed: Mapping[str, Any] | None = None,
    twice: bool = True,
    step: Callable[[], None] = lambda: None,
    take: Take = sample,
) -> list[Docked]:
    """Run every cell beside its reference. Cells that differ in what is measured only share their runs.

    replications: in place of what the table asks for. changed: values that make a deviant of the model, by dotted key.
    twice: whether a cell that is off is repeated with AGAIN times the runs on its second block, which decides.
    take: what makes samples, or finds them again.
    """
    docked = []
    for cells in runs_of(references):
        count = replications or max(row.replications for row in cells)
        found = _beside(cells, count, changed, False, step, take)
        if twice and not all(cell.agrees for cell in found):
            second = _beside(cells, AGAIN * count, changed, True, lambda: None, take)
            found = [two if not one.agrees else one for one, two in zip(found, second, strict=True)]
        docked += found
    return docked


def runs_of(references: Iterable[Reference]) -> list[list[Reference]]:
    """References in lists that are answered by the same runs."""
    lists: dict[tuple[Any, ...], list[Reference]] = {}
    for row in references:
        key = (row.model, model_named(row.model).scenario(row.cell, row.block), row.replications)
        lists.setdefault((key[0], key[1].model_dump_json(), key[2]), []).append(row)
    return list(lists.values())


def _beside(
    cells: Sequence[Reference],
    count: int,
    changed: Mapping[str, Any] | None,
    second: bool,
    step: Callable[[], None],
    take: Take,
) -> list[Docked]:
    model, first = model_named(cells[0].model), cells[0]
    scenario = model.scenario(first.cell, first.second if second else first.block, changed)
    metrics = [model.metric(row.metric) for row in cells]
    found = take(scenario, list(dict.fromkeys(metrics)), count, step)
    return [
        Docked(row, found[metric], z_of(found[metric], row.mean, row.error), second)
        for row, metric in zip(cells, metrics, strict=True)
    ]


def tables(docked: Sequence[Docked]) -> list[Table]:
    """The verdict on every model."""
    from scipy.stats import chi2

    found = []
    for model in dict.fromkeys(cell.reference.model for cell in docked):
        cells = [cell for cell in docked if cell.reference.model == model]
        limit = float(chi2.isf(UNLIKELY, len(cells)))
        found.append(Table(model, cells, math.fsum(cell.z**2 for cell in cells), limit))
    return found
