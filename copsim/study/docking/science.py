"""`make science`: all dockings, orderings and negative controls, as one record that a report is written from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from copsim.study.docking.controls import CONTROLS, Control, cells_of
from copsim.study.docking.docks import Sample, Table, dock, tables
from copsim.study.docking.kept import Kept
from copsim.study.docking.models import model_named
from copsim.study.docking.orderings import GRID, Ordered, Ordering, Place, best_of, judged, orderings
from copsim.study.docking.references import Reference, block_of, own_table, read_references

FAST_RUNS = 200
FAST_CELLS = 14
"""Cells of the fast profile, spread over the table (literature 0, item 5)."""
FAST_TOLERANCE = 4.0


class Tried(NamedTuple):
    """A negative control and the verdict on it; it should not agree."""

    control: Control
    table: Table

    @property
    def rejected(self) -> bool:
        """Whether the test of docking told the deviant from the model."""
        return not self.table.agrees


class Science(NamedTuple):
    """What was found: a table a model, orderings, controls, and where Fang's best share of links lies."""

    tables: list[Table]
    orderings: list[Ordered]
    controls: list[Tried]
    peak: dict[float, Sample]
    fast: bool

    @property
    def best(self) -> float:
        """Share of rewired links that does best in the model of Fang, Lee & Schilling."""
        return best_of(self.peak)

    @property
    def holds(self) -> bool:
        """Whether all dockings agree, all orderings hold and all controls are rejected."""
        peak = self.fast or 0.05 <= self.best <= 0.2
        return (
            peak
            and all(t.agrees for t in self.tables)
            and all(o.holds for o in self.orderings)
            and all(c.rejected for c in self.controls)
        )


def science(folder: Path | None = None, fast: bool = False, say: Callable[[str], None] = print) -> Science:
    """Run everything; samples are kept in `folder`, so that the same call goes on where one was stopped.

    fast: some cells at fewer runs, one control of each model, no orderings; for CI.
    """
    kept = Kept(folder)
    references = _few(read_references(own_table())) if fast else read_references(own_table())
    found = []
    for model in dict.fromkeys(row.model for row in references):
        rows = [row for row in references if row.model == model]
        found += tables(dock(rows, take=kept.take, twice=not fast))
        say(_verdict(found[-1]))
    asked: list[Ordering] = [] if fast else orderings()
    order = []
    for one in asked:
        order += judged([one], lambda place, count: _at(place, count, kept))
        say(f"{'holds' if order[-1].holds else 'DOES NOT HOLD'}: {one.says} (z {order[-1].z:+.1f})")
    tried = []
    for control in _one_a_model() if fast else CONTROLS:
        rows = cells_of(control, read_references(own_table()))
        rows = [row._replace(replications=control.replications) for row in rows]
        judged_rows = dock(rows, changed=control.changed, take=kept.take, twice=False)
        tried.append(Tried(control, tables(judged_rows)[0]))
        say(f"{'rejected' if tried[-1].rejected else 'NOT REJECTED'}: {control.model}, if {control.says}")
    peak = {} if fast else {beta: _fang(beta, kept) for beta in GRID}
    return Science(found, order, tried, peak, fast)


def _verdict(table: Table) -> str:
    from copsim.study.docking.telling import verdict_line

    return verdict_line(table)


def _few(references: list[Reference]) -> list[Reference]:
    # Cells that take long (Fang's with few links) are left to the full profile.
    quick = [r for r in references if r.model != "fang10.D" or float(r.cell["beta"]) >= 0.5]
    step = max(1, len(quick) // FAST_CELLS)
    return [
        r._replace(replications=min(FAST_RUNS, r.replications), tolerance=FAST_TOLERANCE)
        for r in quick[step // 2 :: step]
    ]


def _one_a_model() -> list[Control]:
    return list({control.model: control for control in reversed(CONTROLS)}.values())


def _at(place: Place, count: int, kept: Kept) -> Sample:
    model = model_named(place.model)
    luck = block_of(place.model, {**place.cell, "metric": place.metric}, "ordering")
    metric = model.metric(place.metric)
    return kept.take(model.scenario(place.cell, luck), [metric], count)[metric]


def _fang(beta: float, kept: Kept) -> Sample:
    cell: dict[str, Any] = {"n": 280, "m": 100, "z": 7, "s": 5, "p_learning": 0.3, "beta": beta, "stop": "equilibrium"}
    return _at(Place("fang10.D", cell, "mean_payoff"), 100, kept)
