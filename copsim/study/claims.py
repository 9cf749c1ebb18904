"""Claims held against the runs: what was expected of a measure, what it came to, and whether that bears it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from copsim.study.comparison import Contrast, contrast, pooled_values
from copsim.study.outcome import Outcome
from copsim.study.plan import Claim
from copsim.study.sentences import SURE, interval_text
from copsim.study.statistics import holm
from copsim.study.words import combination_label, level_label, measure_label

Verdict = Literal["borne out", "contradicted", "not told apart", "no value"]


class Judged(NamedTuple):
    """A claim beside what was found. verdict: after Holm's correction over the claims of the experiment.

    found: difference between here and there, pair by pair; None where a measure has no value in any pair.
    """

    claim: Claim
    found: Contrast | None
    verdict: Verdict


def judge(outcome: Outcome, claims: list[Claim] | None = None) -> list[Judged]:
    """Every claim of the plan (or those given) beside its runs; those of levels that a profile leaves out are not."""
    factors = outcome.plan.factors
    asked = [claim for claim in (outcome.plan.claims if claims is None else claims) if _can_be_asked(claim, factors)]
    found = [_contrast(outcome, claim) for claim in asked]
    corrected = iter(holm([c.p for c in found if c is not None]))
    judged = []
    for claim, c in zip(asked, found, strict=True):
        whole = None if c is None else c._replace(p_holm=next(corrected))
        judged.append(Judged(claim, whole, _verdict(claim, whole)))
    return judged


def _can_be_asked(claim: Claim, factors: Mapping[str, list[Any]]) -> bool:
    needed = [*claim.within.items()]
    if claim.factor:
        needed += [(claim.factor, level) for level in (claim.level, claim.against) if level is not None]
    return all(level in factors.get(key, []) for key, level in needed)


def _contrast(outcome: Outcome, claim: Claim) -> Contrast | None:
    factors = outcome.plan.factors
    here = {**claim.within, **({claim.factor: claim.level} if claim.factor else {})}
    pooled = [key for key in factors if key not in here]
    mine = pooled_values(outcome, claim.measure, here, pooled)
    if claim.against is not None:
        theirs = pooled_values(outcome, claim.measure, {**here, claim.factor: claim.against}, pooled)
    elif claim.over:
        theirs = pooled_values(outcome, claim.over, here, pooled)
    else:
        theirs = dict.fromkeys(mine, float(claim.than or 0.0))
    both = sorted(set(mine) & set(theirs))
    if not both:
        return None
    return contrast([(mine[r], theirs[r]) for r in both], claim.measure, claim.factor, claim.level, claim.against)


def _verdict(claim: Claim, found: Contrast | None) -> Verdict:
    if found is None:
        return "no value"
    sure = found.low == found.high != 0 or found.p_holm < SURE
    if not sure or found.difference == 0:
        return "not told apart"
    return "borne out" if (found.difference > 0) == (claim.side == "more") else "contradicted"


def what_is_held(claim: Claim) -> str:
    """What is held against what, in words: "ability: community of practice against no structure, where ..."."""
    here = level_label(claim.factor, claim.level) if claim.factor else "all arms"
    if claim.against is not None:
        told = f"{measure_label(claim.measure)}: {here} against {level_label(claim.factor, claim.against)}"
    elif claim.over:
        told = f"{measure_label(claim.measure)} against {measure_label(claim.over)}: {here}"
    else:
        told = f"{measure_label(claim.measure)} against {claim.than:g}: {here}"
    return told + (f" ({combination_label(claim.within)})" if claim.within else "")


def claim_sentence(one: Judged) -> str:
    """A claim with its verdict and the difference it hangs on."""
    from copsim.constellation.kinds import SUMMARIES

    size = "no value in any pair"
    if one.found is not None:
        size = f"{interval_text(one.found, SUMMARIES[one.claim.measure].unit)}, {one.found.pairs} pairs"
    return f"{one.verdict}: {one.claim.says} ({what_is_held(one.claim)}; {size})"
