"""The facts as a section of docs/validation.md, and as rows for a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copsim.study.facts.fact import Found, verdict
from copsim.study.facts.table import NOT_HAD, expected, shown
from copsim.study.model_tables import table
from copsim.study.validation import Part

WORDS = {"holds": "holds", "does not hold": "**does not hold**", "not told apart": "not told apart"}


def facts_part(found: Sequence[Found], replications: int) -> Part:
    """The section: every fact with source, statistic, band, what was found, and under which parameters."""
    held_out = [f for f in found if f.fact.role == "held out"]
    hold = sum(verdict(f.default, f.fact.limits) == "holds" for f in held_out)
    text = (
        f"{replications} replications a fact (times 3 to 50 for the published models), 95 % intervals. A fact holds"
        " when the whole interval lies where it ought to, does not when all of it lies outside. *Fitted*: a default was"
        " fitted to it (`copsim calibrate`: engagement.kappa, with its uncertainty in results/reference/calibration);"
        " *held out*: nothing was fitted to it, and only these count as validation; *by construction*: the model's"
        " rules imply it, so it says nothing. Roles, bands and what else is tried are declared in copsim/study/facts."
    )
    rows = [
        (
            f.fact.key, f.fact.says, f.fact.source, f.fact.statistic, expected(f.fact.limits), shown(f.default),
            f.fact.role, WORDS.get(verdict(f.default, f.fact.limits), "not defined"), _under(f),
        )
        for f in found
    ]  # fmt: skip
    head = ("fact", "what is known", "source", "statistic", "expected", "found", "role", "by default", "otherwise")
    lines = [
        text,
        "",
        table(head, rows),
        "",
        "**Not had**: facts of the literature that this model cannot be asked.",
        "",
    ]
    lines += [f"- fact {number}: {reason}" for number, reason in NOT_HAD.items()]
    return Part("Stylised facts", lines, f"stylised facts: {hold} of {len(held_out)} held-out facts hold by default")


def _under(found: Found) -> str:
    return "; ".join(
        f"{what}: {shown(value)}, {verdict(value, found.fact.limits)}" for what, value in found.under.items()
    )


def facts_record(found: Sequence[Found]) -> list[dict[str, Any]]:
    """The facts as plain values."""
    return [
        {
            "fact": f.fact.key, "says": f.fact.says, "source": f.fact.source, "statistic": f.fact.statistic,
            "low": f.fact.limits[0], "high": f.fact.limits[1], "role": f.fact.role,
            "found": f.default._asdict(), "verdict": verdict(f.default, f.fact.limits),
            "otherwise": {
                what: value._asdict() | {"verdict": verdict(value, f.fact.limits)} for what, value in f.under.items()
            },
        }
        for f in found
    ]  # fmt: skip
