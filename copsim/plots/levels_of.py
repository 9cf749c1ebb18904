"""Levels of participation of a study's arms, week by week."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from copsim.constellation.kinds import kind_of
from copsim.plots.levels import draw_levels
from copsim.plots.roles import roles
from copsim.plots.series import mean_series
from copsim.study.conduct import Conducted
from copsim.study.words import LEVELS, combination_label, level_label


def draw_levels_of(done: Conducted, folder: Path) -> Path | None:
    """Draw `levels.png` in `folder`, a panel for each level of the factor in the rows; None without levels."""
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
