"""Zollman (2007): members who share evidence along a network, as a bandit of two ways."""

from __future__ import annotations

from copsim.study.docking.published import Keys, Published, one_of

KEYS: Keys = {
    "n": "evidence.members",
    "net": one_of(
        {
            "complete": {"evidence.attention": "everybody"},
            "cycle": {"evidence.attention": "ring", "evidence.nearest": 2},
            "wheel": {"evidence.attention": "wheel"},
            "line": {"evidence.attention": "line"},
            "star": {"evidence.attention": "hub"},
        }
    ),
    "eps": "evidence.edge",
    "trials": "evidence.trials",
}
MODELS = [
    Published(
        "zollman07",
        "Zollman (2007), the communication structure of epistemic communities",
        "Zollman 2007, Philosophy of Science 74(5):574-587; literature E.1",
        {"evidence.members": 10, "evidence.attention": "everybody"},
        KEYS,
        ("p_success", "rounds_success", "share_trying", "share_sure", "rounds"),
    )
]
