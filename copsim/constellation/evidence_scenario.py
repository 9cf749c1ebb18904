"""Members who share evidence (Zollman 2007) as a scenario: a file with a table [evidence], run like any other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from copsim.constellation.measures.contract import Summary
from copsim.constellation.situation import Situation
from copsim.knowledge.evidence_settings import EvidenceSettings


class EvidenceScenario(Situation):
    """All that a run of shared evidence depends on, except its replication number."""

    evidence: EvidenceSettings = Field(default_factory=EvidenceSettings)

    def in_short(self) -> str:
        """How long and how many, in one phrase."""
        return f"{self.evidence.periods} periods at most, {self.evidence.members} members"


def _told(name: str, meaning: str) -> Summary:
    return Summary(name, "share", meaning, "higher", lambda series: float(series[name][-1]))


def _rounds(series: Mapping[str, Any]) -> float:
    return len(series["p_success"]) - 1.0 if series["p_success"][-1] else math.nan


MEASURES = {
    s.name: s
    for s in (
        _told("p_success", "runs in which all come to be sure of the better way"),
        _told("share_trying", "members who try the new way, since they think it better"),
        _told("share_sure", "members who are sure of the new way"),
    )
}
"""What a run answers, each a series from the beginning (period 0) to the last period lived."""

SUMMARIES = {
    **MEASURES,
    "rounds_success": Summary(
        "rounds_success", "periods", "periods until all are sure, where they come to be", "", _rounds
    ),
    "rounds": Summary("rounds", "periods", "periods lived", "", lambda series: len(series["p_success"]) - 1.0),
}

PERIOD = {
    "Members try": "Who thinks the new way better tries it; how often it succeeds is drawn.",
    "Evidence is shared": "Everybody takes account of what they and their contacts found, as Bayes would.",
    "The period is counted": "Who tries, who is sure; the end: all are sure, or nobody tries.",
}
"""The order of a period."""
