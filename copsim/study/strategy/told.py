"""A verdict in words and tables; every number comes from the runs, to two significant digits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from copsim.study.extras import how, there
from copsim.study.printing import paragraph, table
from copsim.study.statistics import Estimate
from copsim.study.strategy.futures import assumptions
from copsim.study.strategy.ledger import CYCLES
from copsim.study.strategy.regret import regrets
from copsim.study.strategy.searching import Judged
from copsim.study.strategy.settings import EVENLY, StrategySettings
from copsim.study.strategy.verdict import Verdict


def two_digits(value: float) -> str:
    """A number to two significant digits: 140,000; 3.2; 0.045; -12."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "-"
    rounded = float(f"{value:.1e}")
    digits = 1 - math.floor(math.log10(abs(rounded)))
    return f"{rounded:,.{max(0, digits)}f}"


def between(found: Estimate) -> str:
    """A mean with its interval, to two digits."""
    return f"{two_digits(found.mean)} [{two_digits(found.low)}, {two_digits(found.high)}]"


def headline(verdict: Verdict) -> str:
    """What was found, in one sentence or two."""
    asked, names = verdict.asked, [verdict.asked.name_of(option) for option in verdict.options]
    lead, found = names[verdict.lead], verdict.against_evenly[verdict.lead]
    evenly = names[verdict.evenly]
    if found.coin_toss:
        first = f'"{lead}" beats "{evenly}" in {found.wins:g} of {found.futures} futures: close to a coin toss.'
    elif found.wins * 2 > found.futures:
        first = f'"{lead}" beats "{evenly}" in {found.wins:g} of {found.futures} futures.'
    else:
        first = f'No option beats "{evenly}": the nearest, "{lead}", does in {found.wins:g} of {found.futures} futures.'
    least = min(range(len(names)), key=lambda n: float(verdict.worst[n]))
    second = f'Least worst regret: "{names[least]}" ({two_digits(float(verdict.worst[least]))}).'
    turning = [bar for bar in verdict.bars if bar.switches and bar.turns]
    if turning:
        told = assumptions(asked)[turning[0].key]
        what, where = told.says or turning[0].key, two_digits(turning[0].switches[0])
        third = f"Find out first: {what}; at {where} the answer turns round."
    else:
        third = "No assumption, moved alone within its range, turns the answer round beyond what luck does."
    return f"{first} {second} {third}"


def where_worse(verdict: Verdict) -> str:
    """In which futures the lead does worse than spread evenly, as far as a box of assumptions tells them apart."""
    asked, box = verdict.asked, verdict.box
    lead, evenly = (asked.name_of(verdict.options[n]) for n in (verdict.lead, verdict.evenly))
    if not there("prim"):
        return f"not looked for; PRIM is not installed: {how('studies')}"
    if box is None:
        return f'no box of assumptions tells the futures in which "{lead}" does worse than "{evenly}" from the others'
    told = assumptions(asked)
    limits = " and ".join(
        f"{told[key].says or key} from {two_digits(low)} to {two_digits(high)}"
        for key, (low, high) in box.limits.items()
    )
    of_all, inside, held = (f"{100 * share:.0f} %" for share in (box.share, box.density, box.coverage))
    return (
        f'"{lead}" does worse than "{evenly}" in {of_all} of all futures, but in {inside} of those with {limits}, '
        f"which hold {held} of the cases (PRIM; limits with quasi-p < .05)"
    )


def search_sentence(found: Sequence[Judged], evenly: str) -> str:
    """Whether what the search found is better than spread evenly."""
    mine = [one for one in found if one.seen is not None]
    better = [one for one in mine if one.better]
    if not better:
        return (
            f'The search found no portfolio that is better than "{evenly}" on futures and luck it had not seen '
            f"({len(mine)} judged, Holm-corrected p < .05)."
        )
    best = max(better, key=lambda one: one.difference.mean)
    return (
        f'{len(better)} of {len(mine)} portfolios found are better than "{evenly}" on futures and luck they had not '
        f"seen; {best.name.replace('_', ' ')} by {between(best.difference)} (Holm-corrected p < .05)."
    )


def search_lines(asked: StrategySettings, found: Sequence[Judged]) -> Iterator[str]:
    """What a search found, beside the options of the study, line by line."""
    evenly = asked.name_of(EVENLY)
    yield paragraph(search_sentence(found, evenly), "Found: ", "  ")
    yield ""
    yield f'Net value less "{evenly}", on futures and luck that the search had not seen:'
    rows = []
    for one in found:
        name = one.name.replace("_", " ") if one.seen is not None else asked.name_of(one.name)
        searched = "-" if one.seen is None else two_digits(one.seen[0])
        verdict = "better" if one.better else "worse" if one.p < 0.05 else "no telling"
        rows.append([name, searched, between(one.difference), two_digits(one.worst), verdict])
    yield from table(["portfolio", "while searching", "mean", "worst future", "verdict"], rows, 1)
    for one in found:
        if one.seen is not None:
            parts = {key: one.settings[key] for key in ("portfolio.shares", "portfolio.levers") if key in one.settings}
            told = "; ".join(
                ", ".join(f"{name} {100 * share:.0f} %" for name, share in by.items()) for by in parts.values()
            )
            yield paragraph(f"{one.name.replace('_', ' ')}: {told}", "", "  ")


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """The whole verdict, line by line."""
    asked, names = verdict.asked, [verdict.asked.name_of(option) for option in verdict.options]
    yield paragraph(asked.question, "Question: ", "  ")
    yield paragraph(asked.expected, "Expected: ", "  ")
    yield paragraph(headline(verdict), "Found: ", "  ")
    yield ""
    yield f"Net value over {asked.weeks} weeks, {verdict.value.shape[1]} futures, each option with the same luck:"
    rows = []
    for n, name in enumerate(names):
        value, found = verdict.value[n], verdict.against_evenly[n]
        enough = f"{100 * float(verdict.enough[n]):.0f} %" if verdict.enough.size else "-"
        rows.append(
            [
                name,
                two_digits(float(np.average(value, weights=verdict.weight))),
                two_digits(float(value[verdict.weight > 0].min())),
                two_digits(float(verdict.worst[n])),
                "-" if n == verdict.evenly else f"{found.wins:g} of {found.futures}",
                enough,
                f"{two_digits(verdict.dips[n].value)}, week {verdict.dips[n].place}" if verdict.dips[n].place else "-",
                f"week {verdict.paid_back[n]}" if verdict.paid_back[n] else "-",
            ]
        )
    head = ["option", "mean", "worst", "worst regret", "beats evenly", "good enough", "deepest", "paid back"]
    yield from table(head, rows, 1)
    yield "deepest, paid back: of the mean running sum less that of doing nothing (a J-curve: down to there, then up)"
    if asked.named:
        yield ""
        yield "Regret in futures with a name (each option's net value below that of the best there):"
        regret = regrets(verdict.named)
        rows = [[name, *(two_digits(float(one)) for one in regret[n])] for n, name in enumerate(names)]
        yield from table(["option", "as assumed", *(one.says for one in asked.named.values())], rows, 1)
    yield ""
    yield paragraph(where_worse(verdict), "Where it does worse: ", "  ")
    yield ""
    yield f'What moves "{names[verdict.lead]}" less "{names[verdict.evenly]}":'
    rows = []
    for bar in verdict.bars:
        told = assumptions(asked)[bar.key]
        switch = ", ".join(two_digits(value) for value in bar.switches) or "-"
        if bar.switches and not bar.turns:
            switch += " (within luck)"
        ends = [between(bar.differences[at]) for at in (0, -1)]
        rows.append([told.says or bar.key, f"{told.low:g} to {told.high:g}", *ends, switch])
    yield from table(["assumption", "range", "at its low", "at its high", "turns round at"], rows, 2)
    yield paragraph(
        "; ".join(f"{one.says or key}: {one.source}" for key, one in assumptions(asked).items()), "Sources: ", "  "
    )
    yield ""
    yield "What finding out first is worth (beyond luck; by luck: how often shuffled futures give as much):"
    rows = [
        [assumptions(asked)[one.key].says or one.key, two_digits(one.value), f"{100 * one.by_luck:.0f} %"]
        for one in verdict.worth
    ]
    yield from table(["assumption", "worth", "by luck"], rows, 1)
    yield ""
    yield "The five value cycles, each counted by itself (mean over all futures):"
    cycles = [[name, *(two_digits(float(v)) for v in verdict.cycles[n])] for n, name in enumerate(names)]
    yield from table(["option", *(name.removeprefix("value_") for name in CYCLES)], cycles, 1)
