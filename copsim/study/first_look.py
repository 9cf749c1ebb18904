"""What of a run is printed first: of more than a hundred measures, those from which somebody new begins to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from copsim.study.words import LEVELS

WEEKLY = (
    "ability", "knowledge", "wrong", "agreement", "solved_in_time", "overdue", "abandoned", "repeated_tries",
    "tasks_delivered", "problems_solved", "requests", "news_reached", "staleness", "questions", "answers", "ties",
    "trust", "identity", "linked_units", "shared_practice", "alignment", "cost", "communities_of_practice",
)  # fmt: skip
"""Series of a week, without hours and levels, which are told in tables of their own."""

NOT_WHAT_MEMBERS_DO = ("hours_offered", "hours_slack", "hours_job", "hours_wasted")
"""Hours that are limits, or sums over others."""

ONE_A_RUN = (
    "need_met", "ability", "knowledge", "solved_in_time", "repeated_share", "agreement", "staleness", "core_active",
    "hours_learning", "hours_trying", "cost",
)  # fmt: skip
"""Numbers of a run."""


def first_look(scenario: Any, series: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """The series, and the numbers of a run, that are printed unless all are asked for: two sets of names.

    Of the first, those of `WEEKLY` and the hours that members spend, where they change in the course of the run, and
    the levels; of the second those of `ONE_A_RUN`; of both everything that an extension of the scenario brought. Of a
    published model, everything.

    series: an array of shape (weeks,) by name.
    """
    from copsim.constellation.kinds import COMMUNITY, MEASURES, SUMMARIES, kind_of

    if kind_of(scenario) is not COMMUNITY:
        return {*MEASURES}, {*SUMMARIES}
    weekly = [*WEEKLY, *(n for n in series if n.startswith("hours_") and n not in NOT_WHAT_MEMBERS_DO)]
    changing = [n for n in weekly if n in series and (len(series[n]) == 1 or len(set(series[n].tolist())) > 1)]
    brought = set(_brought(scenario.extensions))
    return {*changing, *LEVELS, *brought}, {*ONE_A_RUN, *brought}


def _brought(extensions: Iterable[str]) -> Iterable[str]:
    from copsim.constellation.measures import Measure, Summary
    from copsim.foundation.extensions import LOADED

    return [part.name for name in extensions for part in LOADED[name].brought if isinstance(part, Measure | Summary)]
