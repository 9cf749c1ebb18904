"""What was expected beside what was found, claim by claim, and where dials are best: lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from copsim.study.claims import claim_sentence, judge
from copsim.study.dials import dial_sentence, turned
from copsim.study.outcome import Outcome
from copsim.study.printing import paragraph


def claims_lines(outcome: Outcome) -> Iterator[str]:
    """Every claim of the plan, and every dial; nothing where there are none."""
    judged = judge(outcome)
    if judged:
        yield ""
        yield "Claims, written before it ran (told apart after Holm's correction over all of them):"
        yield from (paragraph(claim_sentence(one), "    - ", "      ") for one in judged)
    dials = list(turned(outcome))
    if dials:
        yield ""
        yield "Where the best level lies (intervals widened for all pairs of levels):"
        yield from (paragraph(dial_sentence(one), "    - ", "      ") for one in dials)
