"""Zollman (2007): members who share evidence along a network, as a bandit of two ways."""

from __future__ import annotations

from copsim.study.docking.published import Keys, Published, one_of

KEYS: Keys = {
    "n": "credence.members",
    "net": one_of(
        {
            "complete": {"credence.attention": "everybody"},
            "cycle": {"credence.attention": "ring", "credence.nearest": 2},
            "wheel": {"credence.attention": "wheel"},
            "line": {"credence.attention": "line"},
            "star": {"credence.attention": "hub"},
        }
    ),
    "eps": "credence.better",
    "trials": "credence.trials",
}
MODELS = [
    Published(
        "zollman07",
        "Zollman (2007), the communication structure of epistemic communities",
        "Zollman 2007, Philosophy of Science 74(5):574-587; literature E.1",
        {"credence.members": 10, "credence.attention": "everybody"},
        KEYS,
        ("p_success", "rounds_success", "believing", "convinced", "rounds"),
    )
]
