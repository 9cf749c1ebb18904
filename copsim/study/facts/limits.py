"""The analytic checks (`study.analytic`) as lines and as a section of docs/validation.md."""

from __future__ import annotations

from collections.abc import Sequence

from copsim.study.analytic import LIMIT, Check, analytic_checks
from copsim.study.model_tables import table as markdown_table
from copsim.study.printing import paragraph
from copsim.study.printing import table as text_table

HEAD = ("limit", "expected", "found", "se", "z", "verdict")


def limits_lines(checks: Sequence[Check] | None = None) -> tuple[list[str], bool]:
    """Every check with its numbers, and whether all hold."""
    found = analytic_checks() if checks is None else checks
    lines = text_table(HEAD, [_row(check) for check in found])
    lines += ["", *(paragraph(check.derivation, f"{check.says}: ", "  ") for check in found)]
    return [*lines, "", verdict_line(found)], all(check.holds for check in found)


def verdict_line(checks: Sequence[Check]) -> str:
    """How many hold."""
    return f"analytic checks: {sum(check.holds for check in checks)} of {len(checks)} hold (|z| <= {LIMIT})"


def limits_markdown(checks: Sequence[Check]) -> list[str]:
    """The same as a table in Markdown, each with what was compared."""
    head = ("limit", "what is compared", *HEAD[1:])
    rows = [(check.says, check.derivation, *_row(check)[1:]) for check in checks]
    return [markdown_table(head, rows)]


def _row(check: Check) -> tuple[str, ...]:
    verdict = "holds" if check.holds else "DOES NOT HOLD"
    return check.says, f"{check.expected:.5g}", f"{check.found:.5g}", f"{check.error:.3g}", f"{check.z:+.2f}", verdict
