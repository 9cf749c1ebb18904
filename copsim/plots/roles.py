"""Which factor of an experiment goes where in a figure: down the rows, into colour and marker, or into panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copsim.study.arms import combinations
from copsim.study.outcome import Outcome
from copsim.study.plan import Plan
from copsim.study.words import combination_label, factor_label, level_label

MOST_PANELS = 6


class Roles(NamedTuple):
    """rows: the factor whose levels are rows. hue: the one that has colours and markers ("": none).

    panels: the combinations of all other factors, each a panel; at most six are drawn.
    """

    rows: str
    hue: str
    panels: list[dict[str, Any]]


def roles(plan: Plan) -> Roles:
    """The first factor compared is in the rows, the next in the colours; those kept apart make panels."""
    order = [c.factor for c in plan.comparisons if c.factor not in plan.apart]
    order += [key for key in plan.factors if key not in order and key not in plan.apart]
    order = list(dict.fromkeys(order)) or list(plan.factors)
    rows, hue = order[0] if order else "", order[1] if len(order) > 1 else ""
    others = {key: levels for key, levels in plan.factors.items() if key not in (rows, hue)}
    return Roles(rows, hue, list(combinations(others))[:MOST_PANELS])


class Along(NamedTuple):
    """The first factor of an experiment, along whose levels something is shown; `fixed`: a level of each other one."""

    factor: str
    levels: Sequence[Any]
    fixed: dict[str, Any]

    def arm(self, level: Any) -> dict[str, Any]:
        """The levels of all factors at a level of the first."""
        return {self.factor: level, **self.fixed}

    @property
    def held(self) -> str:
        """What is held fixed, as a sentence that goes on from a note: " Held fixed: need task."; "" when nothing."""
        return f" Held fixed: {combination_label(self.fixed)}." if self.fixed else ""


def along(plan: Plan) -> Along | None:
    """Along the first factor, all others at their first level; None where nothing is varied."""
    if not plan.factors:
        return None
    factor, *others = plan.factors
    return Along(factor, plan.factors[factor], {name: plan.factors[name][0] for name in others})


def panel_title(panel: Mapping[str, Any]) -> str:
    """What a panel holds fixed, with a capital: "Need: task", "Members = 120"; "" when nothing."""
    told = [(factor_label(key), level_label(key, value)) for key, value in panel.items()]
    text = ", ".join(level if level.startswith(f"{factor} = ") else f"{factor}: {level}" for factor, level in told)
    return text[:1].upper() + text[1:]


def higher_measures(outcome: Outcome, panel: Mapping[str, Any]) -> list[str]:
    """The measures of which more is better that are defined in a panel."""
    from copsim.constellation.kinds import SUMMARIES

    arms = [arm for arm in outcome.plan.arms if all(arm.levels.get(k) == v for k, v in panel.items())]
    return [m for m in outcome.measures_in(arms) if SUMMARIES[m].better == "higher"]


def two_measures(outcome: Outcome, found: Roles, panel: Mapping[str, Any]) -> list[str]:
    """The two measures to draw for a panel: the first, and the one that is the panel's own (else the second)."""
    mine = higher_measures(outcome, panel) or outcome.measures_in()
    others = [set(higher_measures(outcome, other)) for other in found.panels if other != panel]
    own = [m for m in mine[1:] if others and all(m not in there for there in others)]
    return [*mine[:1], *(own or mine[1:])[:1]]
