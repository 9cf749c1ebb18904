"""Fang, Lee & Schilling (2010): semi-isolated groups, and what their rule of learning can be read as."""

from __future__ import annotations

from typing import Any

from copsim.study.docking.published import WITH_SHOCKS, Keys, Published, after, one_of, until

KEYS: Keys = {
    "n": "learning.members",
    "m": "learning.facets",
    "z": "learning.group",
    "s": "learning.at_once",
    "p_learning": "learning.p5",
    "beta": "learning.rewire",
    "rewire": one_of({word: {"learning.direction": word} for word in ("directed", "undirected")}),
    **dict.fromkeys(("turnover", "p3"), "learning.p3"),
    **dict.fromkeys(("turbulence", "turb", "p4"), "learning.p4"),
    "every": "learning.p4_every",
    "stop": until,
    "T": lambda value: {**after(value), **WITH_SHOCKS},
}
METRICS = ("mean_payoff", "best_payoff", "individual_share_correct", "mean_score", "unanimity", "periods")
BASE = {
    **{"learning.members": 280, "learning.facets": 100, "learning.code": "none", "learning.unknown": "left"},
    **{"learning.step": "full", "learning.pay_off": "blocks", "learning.source": "majority_of_better"},
    **{"learning.attention": "groups", "learning.p4_every": 200},
    **{"learning.stop": "at_rest", "learning.periods": 10_000},
}
READINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "D": ("directed attention, zeros abstain", {}),
    "best_contact": (
        "copying the single best contact, also what it does not know",
        {"learning.source": "best_contact", "learning.zeros": "copy"},
    ),
    "count": ("zeros count as a view", {"learning.zeros": "count"}),
    "coin": ("ties by a fair coin", {"learning.ties": "coin"}),
    "copy": ("a sum of zero is taken up", {"learning.zeros": "copy"}),
}
"""Readings of the article (literature C)."""

MODELS = [
    Published(
        f"fang10.{name}",
        f"Fang, Lee & Schilling (2010), {what}",
        "Fang, Lee & Schilling 2010, Organization Science 21(3):625-642; literature C (parts from memory)",
        BASE | changed,
        KEYS,
        METRICS,
    )
    for name, (what, changed) in READINGS.items()
]
