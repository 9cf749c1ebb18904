"""Negative controls: deviant rules that the same test of docking must reject, or it would prove nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from copsim.study.docking.references import Reference


class Control(NamedTuple):
    """A deviant of a published model: the values changed, and the cells on which it is tried, by their lines.

    cells: a part of a cell that picks the reference cells; replications: runs of each.
    """

    says: str
    model: str
    changed: Mapping[str, Any]
    cells: Mapping[str, tuple[Any, ...]]
    replications: int


NINE = {"p1": (0.1, 0.5, 0.9), "p2": (0.1, 0.5, 0.9), "p3": (0, None), "stop": ("equilibrium",)}
QUICK_CODE = {"p1": (0.5, 0.9), "p5": (0.1, 0.5, 0.9), "mt": (0,)}
BETAS = {"beta": (0.05, 0.1, 0.2, 0.5, 1.0), "stop": ("equilibrium",)}

DRAWN = {"K_others": ("5 draws with replacement",), "t": (20, 600)}

CONTROLS = [
    Control("members learn one after the other", "march91.C", {"learning.order": "sequential"}, NINE, 2000),
    Control("members take full steps", "march91.C", {"learning.step": "full"}, NINE, 2000),
    Control(
        "unknown facets are not acted out", "march91.C",
        {"learning.unknown": "left", "learning.step": "full"}, NINE, 500,
    ),
    Control("the BASIC listing", "march91.C", {"learning.unknown": "left", "learning.code": "one"}, NINE, 500),
    Control(
        "the text by the letter", "march91.C",
        {"learning.unknown": "left", "learning.step": "full", "learning.superior": "matches"}, NINE, 500,
    ),
    Control("neighbours' zeros abstain", "miller06.Bstar", {"learning.zeros": "abstain"}, QUICK_CODE, 500),
    Control("members take one step", "miller06.Bstar", {"learning.step": "one"}, QUICK_CODE, 500),
    Control(
        "strangers are never met", "miller06.Bstar",
        {"learning.distant": "never"}, {"p5": (0.9,), "p1": (0.0,), "distant": ("if_local_fails",)}, 2000,
    ),
    Control("the single best contact is copied", "fang10.D", {"learning.source": "best_contact"}, BETAS, 60),
    Control("zeros count as a view", "fang10.D", {"learning.zeros": "count"}, BETAS, 60),
    Control("a sum of zero is taken up", "fang10.D", {"learning.zeros": "copy"}, BETAS, 60),
    Control(
        "partners are different others", "lazer07",
        {"learning.partners_drawn": "distinct"}, DRAWN, 300,
    ),
    Control(
        "any contact is copied, not the best", "lazer07",
        {"learning.source": "one_contact"}, DRAWN, 100,
    ),
    Control("nobody tries alone", "lazer07", {"learning.alone": "never"}, DRAWN, 100),
    Control(
        "everybody hears of all", "zollman07",
        {"evidence.attention": "everybody"}, {"net": ("cycle", "wheel")}, 2000,
    ),
    Control("the new way is better by .05", "zollman07", {"evidence.edge": 0.05}, {"n": (4, 10)}, 2000),
    Control("ties fall by a coin", "fang10.D", {"learning.ties": "coin"}, BETAS, 100),
]  # fmt: skip


def cells_of(control: Control, references: list[Reference]) -> list[Reference]:
    """The reference cells on which a control is tried."""
    return [
        row
        for row in references
        if row.model == control.model and all(row.cell.get(key) in values for key, values in control.cells.items())
    ]
