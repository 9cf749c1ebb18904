"""What a study over a design leaves: its points as a table, indices of sensitivity, and both in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from copsim.foundation.errors import CopsimError
from copsim.study.arms import combinations
from copsim.study.designs import POINT
from copsim.study.outcome import Outcome
from copsim.study.plan import Plan
from copsim.study.sensitivity import Index, index_sentence, runs_without, sensitivity, values_by_point
from copsim.study.tables import Row
from copsim.study.words import combination_label, level_text, measure_label

HAS_INDICES = ("sobol", "morris")


class Found(NamedTuple):
    """Indices of one measure at one combination of the other factors, or why there are none."""

    measure: str
    within: dict[str, Any]
    indices: list[Index]
    refused: str


def design_rows(plan: Plan) -> list[Row]:
    """One row a point: its number and the value of every parameter of the design."""
    places = plan.design.places if plan.design else ()
    return [{POINT: n, **{key: _cell(value) for key, value in place.items()}} for n, place in enumerate(places)]


def _cell(value: Any) -> Any:
    return value if isinstance(value, int | float) else level_text(value)


def all_sensitivities(outcome: Outcome) -> list[Found]:
    """Indices of every measure of the plan, for every combination of its other factors; empty for other designs."""
    plan = outcome.plan
    if plan.design is None or plan.design.kind not in HAS_INDICES:
        return []
    others = {key: levels for key, levels in plan.factors.items() if key != POINT}
    found = []
    for within in combinations(others):
        for measure in plan.measures:
            values = values_by_point(outcome, measure, within)
            try:
                found.append(Found(measure, within, sensitivity(plan.design, values), ""))
            except CopsimError as refused:
                missing = [n for n in range(len(plan.design.places)) if n not in values]
                runs = runs_without(outcome, measure, missing)
                told = "".join(f"\n  {run}" for run in runs[:5]) + ("\n  ..." if len(runs) > 5 else "")
                found.append(Found(measure, within, [], f"{refused}{told}"))
    return found


def sensitivity_rows(found: list[Found]) -> list[Row]:
    """One row an index, for sensitivity.csv."""
    return [
        {"measure": one.measure, **{key: level_text(v) for key, v in one.within.items()}, **index._asdict()}
        for one in found
        for index in one.indices
    ]


def sensitivity_lines(outcome: Outcome, found: list[Found]) -> Iterator[str]:
    """Each measure's indices in one sentence, or why there are none."""
    kind = outcome.plan.design.kind if outcome.plan.design else ""
    for one in found:
        where = f" ({combination_label(one.within)})" if one.within else ""
        said = index_sentence(one.indices, kind) if one.indices else f"refused: {one.refused}"
        yield f"{measure_label(one.measure)}{where}: {said}"
