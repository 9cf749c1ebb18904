"""Facts about how something new spreads: an S-curve, and views that converge (literature E.3 no. 30)."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from copsim.study.facts.fact import Along, Fact, Luck, Place

COMES = 27
SEEDED = (Place("innovation", settings={"weeks": 156, "domain.innovation": [{"week": COMES, "seeds": 3}]}),)
CLEAN = (
    Place(
        "innovation",
        settings={**SEEDED[0].settings, "knowledge.wrong": 0.0, "knowledge.wrong_elsewhere": 0.0},
    ),
)
"""The same where nobody is wrong at the start: who held the opposite of the old truth would be an adopter at once."""
CALMER = (Along("domain.turbulence", (0.0, 0.003)), Along("sponsorship.relation", ("supported", "institutionalised")))
ROGERS = "diffusion of innovations (Rogers; theory 6); a half-time is asked for by issue 4"


class Fits(NamedTuple):
    """Three curves through adopters: AIC of each (less is better), and the numbers of the first two as fitted.

    s: ceiling K, rate r and middle m (weeks) of the logistic. e: K, r and a of the saturating exponential.
    """

    logistic: float
    exponential: float
    linear: float
    s: tuple[float, float, float]
    e: tuple[float, float, float]

    def at(self, weeks: Any) -> Any:
        """The logistic."""
        return logistic(weeks, *self.s)

    def saturating(self, weeks: Any) -> Any:
        """The saturating exponential."""
        return exponential(weeks, *self.e)


def logistic(t: Any, k: float, r: float, m: float) -> Any:
    """K / (1 + exp(-r (t - m)))."""
    import numpy as np

    return k / (1 + np.exp(-np.clip(r * (t - m), -50, 50)))


def exponential(t: Any, k: float, r: float, a: float) -> Any:
    """a + K (1 - exp(-r t))."""
    import numpy as np

    return a + k * (1 - np.exp(-np.clip(r * t, -50, 50)))


def fits(series: Mapping[str, Any]) -> Fits | None:
    """Fit adopters from the innovation's week on; None where it died (fewer than 5 % hold it at most) or no fit.

    K / (1 + exp(-r (t - m))), K (1 - exp(-r t)) + a, and a + b t: three free numbers, three, two; residuals normal.
    """
    held = series["adopters"][COMES - 1 :]
    return _fits(tuple(float(share) for share in held))


@functools.lru_cache(maxsize=4096)
def _fits(held: tuple[float, ...]) -> Fits | None:
    import numpy as np
    from scipy.optimize import curve_fit

    y = np.array(held)
    t, top = np.arange(len(y), dtype=float), float(y.max())
    if top < 0.05 or len(y) < 10:
        return None

    def aic(residuals: Any, free: int) -> float:
        return len(y) * math.log(max(float((residuals**2).mean()), 1e-12)) + 2 * free

    end, half = float(len(y)), float(np.argmax(y >= top / 2))
    try:
        s, _ = curve_fit(logistic, t, y, (top, 0.1, half), bounds=((0, 1e-4, -end), (1.5, 5, 3 * end)), maxfev=4000)
        e, _ = curve_fit(exponential, t, y, (top, 0.05, 0.0), bounds=((0, 1e-5, -0.5), (5, 5, 1)), maxfev=4000)
    except RuntimeError:
        return None
    line = np.polyval(np.polyfit(t, y, 1), t)
    return Fits(
        aic(y - logistic(t, *s), 3), aic(y - exponential(t, *e), 3), aic(y - line, 2),
        (float(s[0]), float(s[1]), float(s[2])), (float(e[0]), float(e[1]), float(e[2])),
    )  # fmt: skip


def s_curve(luck: Luck) -> float:
    """AIC of the better of a saturating exponential and a line, less that of a logistic; nan where it died."""
    found = fits(luck["innovation"].series)
    return min(found.exponential, found.linear) - found.logistic if found else math.nan


def inflexion(luck: Luck) -> float:
    """Where the logistic is steepest, as a share of the time looked at; nan where the innovation died."""
    found, series = fits(luck["innovation"].series), luck["innovation"].series["adopters"]
    return found.s[2] / (len(series) - COMES) if found else math.nan


def half_time(luck: Luck) -> float:
    """Weeks until half of those who ever hold it at once do so; nan where it died."""
    held = luck["innovation"].series["adopters"][COMES - 1 :]
    return float((held >= held.max() / 2).argmax()) if held.max() >= 0.05 else math.nan


def converging(luck: Luck) -> float:
    """Agreement in a job, last 26 weeks less the first 13."""
    series = luck["baseline"].series["agreement"]
    return float(series[-26:].mean() - series[:13].mean())


FACTS = (
    Fact(
        "s_curve", "an innovation spreads along an S-curve", ROGERS, "M-high", "share of people who hold an innovation"
        " seeded in week 27 with 3, until week 156: AIC of the better of a saturating exponential and a line, less AIC"
        " of a logistic with free ceiling; runs in which 5 % ever hold it", 0.0, math.inf, "held out", "observed",
        SEEDED, 40, each=s_curve, along=CALMER,
    ),
    Fact(
        "s_curve_clean", "the same, where it is new to everybody but the first three", ROGERS, "M-high", "the same,"
        " where nobody holds anything wrong at the start (so that nobody holds what becomes true by having been wrong)",
        0.0, math.inf, "held out", "observed", CLEAN, 40, each=s_curve, along=CALMER[:1],
        note="asked only after the fact above had been seen not to hold; by turbulence some are wrong by week 27 all"
        " the same, save at turbulence 0. What is new is found by own tries, too, at a rate that needs no adopters",
    ),
    Fact(
        "inflexion", "its steepest week lies inside the time looked at, not at its beginning", ROGERS, "M-high",
        "middle of that logistic, as a share of the time looked at", 0.05, 0.95, "held out", "observed", SEEDED, 40,
        each=inflexion, along=CALMER,
    ),
    Fact(
        "half_time", "it takes between some weeks and a year until half of those who ever hold it do", ROGERS, "A",
        "weeks from the innovation's until half of the highest share hold it; the band is assumed: no number was found",
        4.0, 52.0, "held out", "assumed", SEEDED, 40, each=half_time, along=CALMER,
    ),
    Fact(
        "converging", "people who interact come to agree", "Construct, Carley 1990/91, literature E.3 no. 30",
        "M-high", "agreement in a job, last 26 weeks less first 13", 0.0, math.inf, "held out", "simulated",
        (Place("baseline"),), 40, each=converging,
    ),
)  # fmt: skip
