"""Facts of knowledge: how it is learnt, spreads, goes stale and crosses borders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from copsim.study.facts.fact import POSITIVE, Fact, Lives, more

QUARTER = 13
CALM, ROUGH = {"domain__turbulence": 0.001}, {"domain__turbulence": 0.02}
NEW: dict[str, Any] = {"domain__innovation": [{"week": 14, "seeds": 3}], "weeks": 156}


def _curve(**settings: Any) -> Any:
    """The progress ratio: 2^slope of log tries a solution on log2 of solutions so far, quarter by quarter."""
    import numpy as np

    def ratio(series: Any) -> float:
        solved = series["solved_in_time"] + series["solved_late"]
        tries, before = series["failed_tries"] + solved, np.cumsum(solved)
        quarters = range(0, len(solved) - QUARTER + 1, QUARTER)
        points = [
            (math.log2(float(before[q + QUARTER // 2])), math.log2(float(tries[q : q + QUARTER].sum() / done)))
            for q in quarters
            if (done := int(solved[q : q + QUARTER].sum()))
        ]
        x, y = np.array(points).T
        return float(2 ** np.polyfit(x, y, 1)[0])

    return lambda lives: [ratio(series) for series in lives.community(**settings)]


def _s_curve(**settings: Any) -> Any:
    """log10 of the squared error of a curve without a bend (1 - exp) over that of a logistic, for each run."""
    import numpy as np

    def fits(adopters: Any) -> float:
        from scipy.optimize import curve_fit

        t, level = np.arange(len(adopters), dtype=float), float(adopters.max())
        errors = []
        for curve, start in (
            (lambda t, k, r, m: k * (1 - np.exp(-r * (t - m))), (level, 0.02, 0.0)),
            (lambda t, k, r, m: k / (1 + np.exp(-r * (t - m))), (level, 0.1, 30.0)),
        ):
            found, _ = curve_fit(curve, t, adopters, start, maxfev=20_000, bounds=([0, 1e-4, -200], [2, 3, 400]))
            errors.append(float(((curve(t, *found) - adopters) ** 2).sum()))
        return math.log10(errors[0] / errors[1])

    return lambda lives: [fits(series["adopters"][13:]) for series in lives.community(**NEW, **settings)]


def half_times(lives: Lives) -> Sequence[float]:
    """Weeks until half of the people hold the innovation; nan where that does not come."""
    from copsim.constellation.measures import SUMMARIES

    return [SUMMARIES["half_time"].of(series) for series in lives.community(**NEW)]


def _kept_use(here: Any, there: Any) -> Any:
    """Look-ups in the second year: with some settings less with others, a member and week."""

    def used(lives: Lives, settings: Any) -> list[float]:
        return [float(s["look_ups"][52:].sum()) / 120 / 52 for s in lives.community(**settings)]

    return lambda lives: [a - b for a, b in zip(used(lives, here), used(lives, there), strict=True)]


def _total(name: str, here: Any, there: Any) -> Any:
    def sums(lives: Lives, settings: Any) -> list[float]:
        return [float(s[name].sum()) for s in lives.community(**settings)]

    return lambda lives: [a - b for a, b in zip(sums(lives, here), sums(lives, there), strict=True)]


RATIO = "2^slope of log2 tries a solution on log2 solutions so far, by quarter, 104 weeks"
FACTS = [
    Fact(
        "learning curve", "tries for a solution fall to .75 to .90 with every doubling of solutions",
        "literature E.3, fact 11 (Wright 1936; Dutton & Thomas 1984)", RATIO, (0.75, 0.90), "held out", _curve(),
        {"domain.turbulence = 0": _curve(domain__turbulence=0.0)},
    ),
    Fact(
        "stale repositories", "the faster the world moves, the more of what is written is wrong",
        "theory.md; literature E.3, fact 12", "staleness: turbulence .02 less .001", POSITIVE, "held out",
        more("staleness", ROUGH, CALM),
    ),
    Fact(
        "unused repositories", "people give up on repositories that are often wrong",
        "theory.md; literature E.3, fact 12",
        "look-ups a member and week in year 2: turbulence .001 less .02", POSITIVE, "held out", _kept_use(CALM, ROUGH),
        {"knowledge.faith_gain = 0 (nobody loses faith)": _kept_use(
            {**CALM, "knowledge__faith_gain": 0.0}, {**ROUGH, "knowledge__faith_gain": 0.0})},
    ),
    Fact(
        "S-curve", "a novelty is taken up slowly, then quickly, then slowly", "model.md 5 (diffusion S-curve)",
        "log10 of the squared error of 1-exp(-rt) over that of a logistic, adopters by week", POSITIVE, "held out",
        _s_curve(),
        {"domain.turbulence = 0": _s_curve(domain__turbulence=0.0)},
    ),
    Fact(
        "across units", "knowledge crosses borders within a common relation",
        "literature E.3, fact 13 (Darr et al. 1995)",
        "facets learnt from other units: community less team", POSITIVE, "held out",
        _total("across_units", {}, {"structure__kind": "team"}),
    ),
    Fact(
        "brokers", "brokers between groups raise performance", "literature E.3, fact 10",
        "ability: half of the people brokers less none", POSITIVE, "held out",
        more("ability", {"people__brokers": 0.5}, {"people__brokers": 0.0}),
        {"solved in time instead": more("solved_in_time", {"people__brokers": 0.5}, {"people__brokers": 0.0})},
    ),
    Fact(
        "sponsored communities", "with clear goals and management's attention communities outperform hands-off ones",
        "literature E.3, fact 9 (McDermott & Archibald 2010)", "ability: institutionalised less unrecognised", POSITIVE,
        "held out", more("ability", {"sponsorship__relation": "institutionalised"}, {}),
        {"solved in time instead": more("solved_in_time", {"sponsorship__relation": "institutionalised"}, {})},
    ),
    Fact(
        "low turnover", "low turnover is better than none", "literature E.3, fact 27 (Rodan 2005)",
        "ability: turnover .0025 a week less 0", POSITIVE, "held out",
        more("ability", {}, {"people__turnover": 0.0}),
        {"published model (March 1991, fast members, p3 .01 less 0)": lambda lives: [
            a - b for a, b in zip(_march_turnover(lives, 0.01), _march_turnover(lives, 0.0), strict=True)]},
    ),
    Fact(
        "likes learn from likes", "who is alike meets; so groups of one origin stay alike and apart",
        "literature E.3, fact 30 (Carley 1990)", "shared practice of three legacies: homophily 0 less 1", POSITIVE,
        "held out",
        more("shared_practice", {"people__legacies": 3, "ties__homophily": 0.0},
             {"people__legacies": 3, "ties__homophily": 1.0}),
    ),
]  # fmt: skip


def _march_turnover(lives: Lives, p3: float) -> list[float]:
    return lives.published("march91.C", {"p1": 0.9, "p2": 0.5, "p3": p3, "T": 20}, "code_score", 50)
