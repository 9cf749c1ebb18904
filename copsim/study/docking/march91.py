"""March (1991): mutual learning of an organisation and its members; and what his text and listings can be read as."""

from __future__ import annotations

from typing import Any

from copsim.study.docking.published import WITH_SHOCKS, Keys, Published, after, one_of, until

SHOCKED = "after shocks of period T+1"


KEYS: Keys = {
    "m": "learning.facets",
    "n": "learning.members",
    "p1": "learning.p1",
    "p2": "learning.p2",
    "p3": "learning.p3",
    "p4": "learning.p4",
    "p1_slow": "learning.p1",
    "p1_fast": "learning.p1_fast",
    "n_fast": "learning.fast",
    "stop": until,
    "T": after,
    "measure": one_of({SHOCKED: WITH_SHOCKS}),
}
METRICS = (
    *("code_score", "code_share_correct", "mean_score", "individual_share_correct", "slow_individual_score"),
    *("fast_individual_score", "best_payoff", "unanimity", "periods"),
)
BASE = {"learning.members": 50, "learning.facets": 30, "learning.stop": "at_rest", "learning.periods": 3000}
LEFT = {"learning.unknown": "left"}
LETTER = LEFT | {"learning.step": "full", "learning.superior": "matches"}
READINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "C": ("the algorithm that reproduces the published figures", {}),
    "chr_seq": ("the same, one member after the other", {"learning.order": "sequential"}),
    "act_full": ("the same, full steps", {"learning.step": "full"}),
    "txt_score": ("the text, superiority by score", LEFT | {"learning.step": "full"}),
    "basic": ("the BASIC listing: members and code by one step", LEFT | {"learning.code": "one"}),
    "txt_plur": ("the text, zeros a view", LETTER | {"learning.votes": "count"}),
    "txt": ("the text by the letter", LETTER),
    "txt_seq": ("the text, one member after the other", LETTER | {"learning.order": "sequential"}),
    "grad_txt": ("the text, members by one step", LEFT | {"learning.superior": "matches"}),
}
"""Readings of the article (literature A.3)."""


MODELS = [
    Published(
        f"march91.{name}",
        f"March (1991), {what}",
        "March 1991, Organization Science 2(1):71-87; literature A.2, A.3",
        BASE | changed,
        KEYS,
        METRICS,
    )
    for name, (what, changed) in READINGS.items()
]
