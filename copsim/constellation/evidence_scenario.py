"""Zollman's model of shared evidence as a scenario: a file with a table [credence], run like any other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from copsim.constellation.measures.contract import Summary
from copsim.constellation.situation import Situation
from copsim.knowledge.credence_settings import CredenceSettings


class CredenceScenario(Situation):
    """All that a run of shared evidence depends on, except its replication number."""

    credence: CredenceSettings = Field(default_factory=CredenceSettings)

    def in_short(self) -> str:
        """How long and how many, in one phrase."""
        return f"{self.credence.periods} periods at most, {self.credence.members} members"


def _success(series: Mapping[str, Any]) -> float:
    return float(series["convinced"][-1] == 1)


def _rounds(series: Mapping[str, Any]) -> float:
    return len(series["convinced"]) - 1.0 if _success(series) else math.nan


MEASURES = {
    "believing": Summary(
        "believing", "share", "members who think the new way better", "higher", lambda s: float(s["believing"][-1])
    ),
    "convinced": Summary(
        "convinced", "share", "members convinced of the new way", "higher", lambda s: float(s["convinced"][-1])
    ),
}
"""What a run answers, each a series from the beginning (period 0) to the last period lived."""

SUMMARIES = {
    **MEASURES,
    "p_success": Summary(
        "p_success", "share", "runs in which all come to be convinced of the new way", "higher", _success
    ),
    "rounds_success": Summary(
        "rounds_success", "periods", "periods until all are convinced, where they come to be", "", _rounds
    ),
    "rounds": Summary("rounds", "periods", "periods lived", "", lambda s: len(s["convinced"]) - 1.0),
}

PERIOD = {
    "Members try": "Who thinks the new way better tries it; how often it succeeds is drawn.",
    "Evidence is shared": "Everybody counts their own successes and failures and those of their contacts.",
    "The period is counted": "Who thinks the new way better, who is convinced; the end: all are, or nobody tries.",
}
"""The order of a period."""


def run_credences(settings: CredenceSettings, replication: int = 0, seed: int = 1) -> tuple[dict[str, Any], str]:
    """Run a table of shared evidence: every measure by name, shape (last + 1,), and a digest of the lasting state."""
    from copsim.constellation.digest import columns_by_uid, digest_of
    from copsim.foundation.kernels import handle
    from copsim.foundation.randomness import run_seed
    from copsim.knowledge.credences import Inquiry, build_inquirers, empty_inquiry, run_inquiry

    inquirers = build_inquirers(settings, run_seed(seed, replication))
    counted = empty_inquiry(settings.periods)
    last = int(run_inquiry(handle(inquirers), settings.periods, counted))
    series = {
        "believing": counted[: last + 1, Inquiry.BELIEVING] / settings.members,
        "convinced": counted[: last + 1, Inquiry.CONVINCED] / settings.members,
    }
    return series, digest_of(columns_by_uid(inquirers, inquirers.holders.uid))
