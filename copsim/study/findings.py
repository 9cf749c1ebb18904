"""What an experiment found: which level comes first, how sure that is, and how far the others are from the control."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from copsim.study.arms import combinations
from copsim.study.comparison import compare, contrast, pooled_values
from copsim.study.outcome import Outcome
from copsim.study.sentences import group_sentence, interval_text, sentence, verdict
from copsim.study.statistics import LEVEL, mean_with_interval
from copsim.study.words import combination_label, factor_label, level_label, measure_label, value_text

MAIN_MEASURES = 3
"""Measures that headlines and figures tell of; an experiment lists them first."""


FEW_ARMS = 4
"""Arms up to which every measure that has a better side is told of at once."""


class Section(NamedTuple):
    """What was found at one combination of the factors kept apart.

    headlines: who comes first among the levels of the first comparison. lines: differences from the controls, a
    measure a line; for the main measures. sentences: every measure, in full.
    """

    title: str
    headlines: list[str]
    lines: list[str]
    sentences: list[str]


def findings(outcome: Outcome) -> list[Section]:
    """The sections of an experiment, all computed from its runs; empty when it compares nothing."""
    from copsim.constellation.kinds import SUMMARIES

    plan = outcome.plan
    if not plan.comparisons:
        return []
    contrasts = compare(outcome, averaged=True)
    main = main_measures(plan.measures, len(plan.arms))
    sections = []
    for apart in combinations({key: plan.factors[key] for key in plan.apart}):
        here = [c for c in contrasts if all(c.within.get(k, v) == v for k, v in apart.items())]
        # A contrast of a factor kept apart has no level of it to be filed under, so it stands in every section.
        headlines, lines = [], []
        for comparison in plan.comparisons:
            pooled = [k for k in plan.factors if k != comparison.factor and k not in apart]
            mine = [c for c in here if c.factor == comparison.factor]
            for measure in main:
                group = [c for c in mine if c.measure == measure]
                if group:
                    lines.append(group_sentence(group, SUMMARIES[measure].unit))
                more = SUMMARIES[measure].better == "higher"
                if group and more and comparison == plan.comparisons[0] and comparison.factor not in apart:
                    headlines.append(first_place(outcome, measure, comparison.factor, apart, pooled))
        full = [sentence(c, SUMMARIES[c.measure].unit) for c in here]
        title = combination_label(apart) if apart else "all arms"
        sections.append(Section(title, headlines, lines, full))
    return sections


def main_measures(measures: list[str], arms: int) -> list[str]:
    """The measures that are told of at once: all with a better side if arms are few, else the first where more is."""
    from copsim.constellation.kinds import SUMMARIES

    if arms <= FEW_ARMS:
        return [m for m in measures if SUMMARIES[m].better]
    return [m for m in measures if SUMMARIES[m].better == "higher"][:MAIN_MEASURES]


def averaging_note(outcome: Outcome) -> str:
    """One line about what the sentences average over, "" when nothing."""
    told = []
    for comparison in outcome.plan.comparisons:
        pooled = [k for k in outcome.plan.factors if k != comparison.factor and k not in outcome.plan.apart]
        if pooled:
            names = " and ".join(factor_label(key) for key in pooled)
            told.append(f"{factor_label(comparison.factor)} over {names}")
    return f"Averaged pair by pair: {'; '.join(told)}." if told else ""


def first_place(outcome: Outcome, measure: str, factor: str, within: Mapping[str, Any], pooled: list[str]) -> str:
    """Which level of `factor` has the highest mean of `measure`, and from which others it can be told apart.

    The leader is picked after looking, so each of its intervals is widened for all pairs of levels (Bonferroni).
    """
    from copsim.constellation.kinds import SUMMARIES

    unit = SUMMARIES[measure].unit
    levels = outcome.plan.factors[factor]
    values = {n: pooled_values(outcome, measure, {**within, factor: v}, pooled) for n, v in enumerate(levels)}
    values = {n: found for n, found in values.items() if found}
    shared = sorted(set.intersection(*(set(found) for found in values.values()))) if values else []
    name = measure_label(measure)
    if len(values) < 2 or not shared:
        return f"{name}: too few arms with values to say who comes first"
    means = {n: math.fsum(found[r] for r in shared) / len(shared) for n, found in values.items()}
    leader, *others = sorted(means, key=lambda n: -means[n])
    widened = 1 - (1 - LEVEL) / (len(values) * (len(values) - 1) / 2)
    behind: list[tuple[str, str]] = []
    close: list[tuple[str, str]] = []
    for n in others:
        gap = contrast([(values[leader][r], values[n][r]) for r in shared], measure, factor, levels[leader], levels[n])
        wide = mean_with_interval([values[leader][r] - values[n][r] for r in shared], widened)
        gap = gap._replace(low=wide.low, high=wide.high)
        clear = verdict(gap.low, gap.high, gap.difference) == "more"
        (behind if clear else close).append((level_label(factor, levels[n]), interval_text(gap, unit)))
    top = f"{name}: {level_label(factor, levels[leader])}"
    wins = sum(all(values[leader][r] > values[n][r] for n in others) for r in shared)
    tail = f"ahead in {wins} of {len(shared)} replications"
    value = value_text(means[leader], unit)
    if not close:
        return f"{top} comes first ({value}), {behind[0][1]} ahead of {behind[0][0]}, the next; {tail}"
    names = ", ".join(f"{label} ({size})" for label, size in close)
    rest = f"; clearly ahead of {', '.join(label for label, _ in behind)}" if behind else ""
    return f"{top} has the highest mean ({value}) but cannot be told apart from {names}{rest}; {tail}"
