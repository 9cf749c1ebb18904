"""Weekly series of a finished study, by arm, read back from its series.parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copsim.study.conduct import Conducted
from copsim.study.statistics import mean_with_interval

if TYPE_CHECKING:
    import numpy as np


def mean_series(done: Conducted, arm: int, names: tuple[str, ...]) -> dict[str, np.ndarray[Any, Any]]:
    """Weekly series of one arm, averaged over its replications; empty when none worked. Each of shape (weeks,)."""
    return {name: values.mean(axis=0) for name, values in all_series(done, arm, names).items()}


def all_series(done: Conducted, arm: int, names: tuple[str, ...]) -> dict[str, np.ndarray[Any, Any]]:
    """Weekly series of every run of one arm, each of shape (runs, weeks); empty when none worked.

    A run that came to rest before others says the same until they are at rest, too.
    """
    import numpy as np
    import pyarrow.parquet as pq

    runs = {s.run for s in done.outcome.plan.runs() if s.arm == arm and s.run in done.outcome.digests}
    if not runs:
        return {}
    table = pq.read_table(done.folder / "series.parquet", columns=["run", *names], filters=[("run", "in", runs)])
    _, lived = np.unique(table["run"].to_numpy(zero_copy_only=False), return_counts=True)
    if (lived == lived[0]).all():
        return {name: table[name].to_numpy().reshape(len(runs), -1) for name in names}
    frame, longest = table.to_pandas(), range(max(lived.tolist()))
    by_run = [group.reset_index(drop=True).reindex(longest).ffill() for _, group in frame.groupby("run", sort=False)]
    return {name: np.array([one[name].to_numpy() for one in by_run]) for name in names}


def band(values: np.ndarray[Any, Any]) -> tuple[Any, Any, Any]:
    """Mean over runs and its 95 % interval, week by week; of one run the interval is the run."""
    import numpy as np

    if len(values) < 2:
        return values[0], values[0], values[0]
    found = [mean_with_interval(week.tolist()) for week in values.T]
    return np.array([e.mean for e in found]), np.array([e.low for e in found]), np.array([e.high for e in found])
