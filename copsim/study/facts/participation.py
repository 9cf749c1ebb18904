"""Facts about who takes part: levels, inequality, the largest contributors (theory.md 4b; literature E.3, 1-4)."""

from __future__ import annotations

import math

from copsim.study.facts.fact import Along, Fact, Luck, Place
from copsim.study.parameter_space import BANDS

MATURE = (Place("baseline"),)
OPEN = (
    Place(
        "open",
        settings={
            "people.members": 2000, "people.units": 20, "structure.roster": "everyone", "structure.size": 2000,
            "domain.names": ["methods"],
        },
    ),
)  # fmt: skip
"""The nearest to an open online community: 2,000 people, one domain, one group that all belong to."""

SPREAD = (Along("engagement.v_belonging", (0.25, 1.0, 1.5)), Along("engagement.interest_sd", (0.3, 0.8, 1.0)))
WIDE = (Along("engagement.interest_sd", (1.0, 1.5, 2.0)), Along("engagement.kappa", (1.0, 1.5, 2.0)))


def top_share(luck: Luck, share: float = 0.01) -> float:
    """Share of all contributions that the most active hundredth of those who belong has made."""
    given = luck["open"].series["watched_given"]
    count = max(1, math.ceil(share * given.size))
    whole = int(given.sum())
    return int(given[:count].sum()) / whole if whole else math.nan


def gini(luck: Luck) -> float:
    """Gini coefficient of contributions at the end."""
    return luck["open"].summary["gini_contributions"]


def truncated_is_better(luck: Luck) -> float:
    """How much better a power law with an exponential cut fits contributions than one without, in AIC a person."""
    import numpy as np
    from scipy.optimize import minimize, minimize_scalar

    given = luck["open"].series["watched_given"]
    given = given[given > 0].astype(float)
    if given.size < 10 or given.max() < 3:
        return math.nan
    every = np.arange(1, 4 * int(given.max()) + 1, dtype=float)
    logs, mean_log, mean = np.log(every), float(np.log(given).mean()), float(given.mean())

    def missing(power: float, cut: float) -> float:
        """Minus the mean log likelihood of x^-power exp(-cut x) over 1, 2, .."""
        exponent = -power * logs - cut * every
        top = float(np.max(exponent))
        return power * mean_log + cut * mean + top + math.log(float(np.exp(exponent - top).sum()))

    pure = float(minimize_scalar(lambda a: missing(a, 0.0), bounds=(-5.0, 10.0), method="bounded").fun)
    cut = float(
        minimize(
            lambda at: missing(at[0], math.exp(at[1])), (1.0, -math.log(mean)), method="Nelder-Mead",
            options={"maxiter": 400},
        ).fun
    )  # fmt: skip
    return 2 * (pure - cut) - 2 / given.size


FACTS = (
    *(
        Fact(
            key, f"{says} in a mature community", band.source, "D" if key == "gini" else "S",
            f"summary `{band.measure}`, {'at the end' if key == 'gini' else 'last 26 weeks'}",
            band.low, band.high, "fitted" if band.measure == "core_active" else "held out", "observed", MATURE, 40,
            each=lambda luck, measure=band.measure: luck["baseline"].summary[measure],  # type: ignore[misc]
            along=() if band.measure == "core_active" else SPREAD,
            note=note,
        )
        for key, says, band, note in (
            ("core_active", "core and active together are 25-35 % of people", BANDS[0],
             "engagement.kappa was fitted to it by `copsim calibrate`: no validation"),
            ("core", "the core is 10-15 % of people", BANDS[1], "kappa is not fitted again at other levels"),
            ("active", "the active are another 15-20 %", BANDS[2], "kappa is not fitted again at other levels"),
            ("gini", "contributions are unequal (Gini .60-.75)", BANDS[3],
             "derived from a Zipf exponent of 1 to 1.2; kappa is not fitted again at other levels"),
        )
    ),
    Fact(
        "top_1_percent", "in an open online community 1 % of people make 60-85 % of contributions (90-9-1)",
        "van Mierlo 2014, literature E.3 no. 2", "S", "share of contributions so far made by the most active hundredth"
        " of 2,000 who belong to one group", 0.60, 0.85, "held out", "observed", OPEN, 6, each=top_share, along=WIDE,
    ),
    Fact(
        "gini_open", "in an open online community contributions have a Gini of .70 to .95",
        "Ortega & Gonzalez-Barahona (Wikipedia: .936), literature E.3 no. 4", "S", "summary `gini_contributions` in"
        " the same community", 0.70, 0.95, "held out", "observed", OPEN, 6, each=gini, along=WIDE,
    ),
    Fact(
        "truncated", "the distribution of activity is a truncated power law rather than a pure one",
        "Tenorio-Fornes et al. 2022 (6,000 wikis), literature E.3 no. 3", "S", "AIC of a pure less AIC of an"
        " exponentially cut power law of contributions above 0, a person", 0.0, math.inf, "held out", "observed", OPEN,
        6, each=truncated_is_better,
        note="only these two laws are compared; a body that no power law fits passes as well",
    ),
)  # fmt: skip
