"""A published model of learning as a scenario: a file with a table [learning], run like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import Field

from copsim.constellation.measures.contract import Summary
from copsim.constellation.situation import Situation
from copsim.knowledge.parts import LearningSettings


class LearningScenario(Situation):
    """All that a run of a published model of learning depends on, except its replication number."""

    learning: LearningSettings = Field(default_factory=LearningSettings)

    def in_short(self) -> str:
        """How long and how many, in one phrase."""
        return f"{self.learning.periods} periods at most, {self.learning.members} members"


def _at_the_end(name: str) -> Callable[[Mapping[str, Any]], float]:
    return lambda series: float(series[name][-1])


def _told(name: str, unit: str, meaning: str) -> Summary:
    return Summary(name, unit, meaning, "higher", _at_the_end(name))


MEASURES = {
    s.name: s
    for s in (
        _told("code_score", "", "facets the code says right less those it says wrong, as a share of all facets"),
        _told("code_score_met", "", "the same after the period's turbulence, before anybody learns"),
        _told("code_share_correct", "share", "explicit facets that the code says right (nothing explicit: 0)"),
        _told("mean_score", "", "facets a member holds right less wrong, as a share of all; mean over members"),
        _told("individual_share_correct", "share", "facets a member holds right; mean over members"),
        _told("tacit_share_correct", "share", "the same of tacit facets (no tacit facets: 0)"),
        _told("codified_share_correct", "share", "the same of explicit facets (no explicit facets: 0)"),
        _told("fast_individual_score", "", "mean_score of the fast members (no fast members: 0)"),
        _told("slow_individual_score", "", "mean_score of the others (none: 0)"),
        _told(
            "mean_payoff",
            "",
            "pay-off of what a member holds, as a share of the facets (on a landscape: of its highest point); mean over"
            " members",
        ),
        _told("best_payoff", "", "the highest of the members' pay-offs, as such a share"),
        _told(
            "mean_score_r8",
            "",
            "eighth power of a member's pay-off as a share of the landscape's highest point; mean over members (no"
            " landscape: 0)",
        ),
        _told("unanimity", "share", "facets of which all members hold the same, or all nothing"),
    )
}
"""What a run answers, each a series from the beginning (period 0) to the last period lived."""

SUMMARIES = {
    **MEASURES,
    "periods": Summary(
        "periods", "periods", "periods lived until nothing changed any more", "", lambda s: len(s["mean_score"]) - 1.0
    ),
}
"""One number of a run: every measure at the end, and how long it took."""

PERIOD = {
    "The world moves": "Turbulence: truths flip. Turnover: newcomers take the seats of those who leave.",
    "Everybody shows": "Members act on what they hold; what is unknown is acted out by a fair coin, or does not show.",
    "The code learns": "From the majority of those who do better than the code, by what they showed.",
    "Members learn": "From the code, as it stood when the period began, and from their contacts.",
    "The period is counted": "What the code and the members now hold, and whether anything could still change.",
}
"""The order of a period (with order = "sequential" members learn one after the other, and the code last)."""
