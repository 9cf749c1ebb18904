"""Lazer & Friedman (2007): search of a rugged landscape by copying the best contact, or alone, along a network."""

from __future__ import annotations

import re
from typing import Any

from copsim.study.docking.published import Keys, Published, after

CAVE = 4
"""Members of a cave: the article gives none; of 5 or 10, caves end below the lattice, which it says they do not."""
NETS: dict[str, dict[str, Any]] = {
    "full": {"learning.attention": "everybody"},
    "line": {"learning.attention": "line"},
    "lattice": {"learning.attention": "ring", "learning.nearest": 4},
    "hub": {"learning.attention": "hub"},
    "caveman": {"learning.attention": "caves", "learning.group": CAVE},
}
NUMBERED = {
    r"sw(\d+)_rewire": lambda n: {"learning.attention": "small_world", "learning.nearest": 4, "learning.rewired": n},
    r"rand(\d+)": lambda n: {"learning.attention": "random", "learning.linked": n / 100},
    r"full_v(\d+)": lambda n: {"learning.attention": "everybody", "learning.looks": n / 100},
}
"""Nets whose names hold a number: links rewired, and chances in per cent."""


def _net(value: Any) -> dict[str, Any]:
    if value in NETS:
        return NETS[value]
    for pattern, made in NUMBERED.items():
        found = re.fullmatch(pattern, str(value))
        if found:
            return made(int(found[1]))
    raise ValueError(f"expected one of {', '.join(NETS)}, sw10_rewire, rand07 or full_v20 (any number), got {value!r}")


def _partners(value: Any) -> dict[str, Any]:
    drawn = re.fullmatch(r"(\d+) draws with replacement", str(value))
    if drawn:
        return {"learning.partners": int(drawn[1]), "learning.partners_drawn": "with_replacement"}
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"expected a number of others, or '5 draws with replacement', got {value!r}")
    return {"learning.partners": value, "learning.partners_drawn": "distinct"}


def _error(value: Any) -> dict[str, Any]:
    return {"learning.p5": 1 - value, "learning.revert": "if_worse"}


def _period(value: Any) -> dict[str, Any]:
    return {**after(value), "learning.stop": "at_rest"}


KEYS: Keys = {
    "N": "learning.facets",
    "K_others": _partners,
    "n": "learning.members",
    "net": _net,
    "velocity": "learning.looks",
    "error": _error,
    "t": _period,
}
MODELS = [
    Published(
        "lazer07",
        "Lazer & Friedman (2007), the network structure of exploration and exploitation",
        "Lazer & Friedman 2007, ASQ 52:667-694; literature D",
        {
            **{"learning.members": 100, "learning.facets": 20, "learning.held": 1.0, "learning.code": "none"},
            **{"learning.unknown": "left", "learning.step": "full", "learning.source": "best_contact"},
            **{"learning.p5": 1.0, "learning.pay_off": "landscape", "learning.alone": "one_facet"},
            **{"learning.partners": 5, "learning.partners_drawn": "with_replacement", "learning.periods": 600},
        },
        KEYS,
        ("mean_score_r8", "mean_payoff", "best_payoff", "unanimity", "periods"),
    )
]
