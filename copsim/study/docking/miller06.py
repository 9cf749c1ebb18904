"""Miller, Zhao & Calantone (2006): learning from neighbours on a torus beside the code, as specification B*."""

from __future__ import annotations

from typing import Any

from copsim.study.docking.published import WITH_SHOCKS, Keys, Published, after, one_of, until, whole


def _members(side: Any) -> dict[str, Any]:
    return {"learning.members": whole(side, "the side of the torus") ** 2}


KEYS: Keys = {
    "m": "learning.facets",
    "side": _members,
    "mt": "learning.tacit",
    "p1": "learning.p1",
    "p2": "learning.p2",
    "p3": "learning.p3",
    "p4": "learning.p4",
    "p5": "learning.p5",
    "distant": one_of(
        {
            word: {"learning.distant": choice}
            for choice, words in {
                "never": ("off", "never", "none", 0),
                "if_none_better": ("if_local_fails", "if_none_better", 1),
                "also": ("everybody", "also", "always", 2),
            }.items()
            for word in words
        }
    ),
    "T": lambda value: {**after(value), **WITH_SHOCKS},
    "stop": until,
}
METRICS = (
    *("individual_share_correct", "code_share_correct", "tacit_share_correct", "codified_share_correct"),
    *("unanimity", "periods"),
)
BASE = {
    **{"learning.members": 100, "learning.facets": 30, "learning.attention": "torus", "learning.zeros": "copy"},
    **{"learning.source": "best_contact", "learning.distant": "if_none_better", "learning.unknown": "left"},
    **{"learning.step": "full", "learning.superior": "matches", "learning.stop": "at_rest", "learning.periods": 10_000},
}
MODELS = [
    Published(
        "miller06.Bstar",
        "Miller, Zhao & Calantone (2006), specification B*",
        "Miller, Zhao & Calantone 2006, AMJ 49(4):709-722; literature B (no published number could be verified)",
        BASE,
        KEYS,
        METRICS,
    )
]
