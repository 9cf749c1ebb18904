"""The figures of a study, drawn into its results folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.constellation.kinds import kind_of
from copsim.plots.arms import draw_arms
from copsim.plots.differences import draw_differences
from copsim.plots.levels import draw_levels
from copsim.plots.needs_table import draw_needs_table
from copsim.plots.roles import roles
from copsim.study.conduct import Conducted
from copsim.study.words import LEVELS, combination_label, level_label

if TYPE_CHECKING:
    import numpy as np


def draw_figures(done: Conducted) -> list[Path]:
    """Draw every figure that the study has something for; returns the files."""
    folder = done.folder / "figures"
    outcome = done.outcome
    drawn = [draw_needs_table(outcome, folder), draw_arms(outcome, folder), *draw_differences(outcome, folder)]
    drawn.append(_levels(done, folder))
    return [path for path in drawn if path is not None]


def _levels(done: Conducted, folder: Path) -> Path | None:
    plan, found = done.outcome.plan, roles(done.outcome.plan)
    if not set(LEVELS) <= set(kind_of(plan.arms[0].scenario).measures):
        return None
    fixed: dict[str, Any] = dict(found.panels[0]) if found.panels else {}
    if found.hue:
        fixed[found.hue] = plan.factors[found.hue][-1]
    levels = plan.factors.get(found.rows, [None])
    panels = []
    for level in levels:
        wanted = {**fixed, **({found.rows: level} if found.rows else {})}
        number = done.outcome.arm_number({key: wanted[key] for key in plan.factors})
        weekly = mean_series(done, number, LEVELS)
        title = level_label(found.rows, level) if found.rows else plan.arms[0].scenario.title or plan.name
        if weekly:
            panels.append((title, weekly))
    count = f"Mean of {plan.replications} replications" if plan.replications > 1 else "One run"
    where = combination_label(fixed)
    note = f"{count}{': ' + where if where else ''}. Levels are read off what people did over the last 13 weeks."
    return draw_levels(panels, folder, note)


def mean_series(done: Conducted, arm: int, names: tuple[str, ...]) -> dict[str, np.ndarray[Any, Any]]:
    """Weekly series of one arm, averaged over its replications; empty when none worked. Each of shape (weeks,).

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
        return {name: table[name].to_numpy().reshape(len(runs), -1).mean(axis=0) for name in names}
    frame, longest = table.to_pandas(), range(max(lived.tolist()))
    by_run = [group.reset_index(drop=True).reindex(longest).ffill() for _, group in frame.groupby("run", sort=False)]
    return {name: np.mean([one[name].to_numpy() for one in by_run], axis=0) for name in names}
