"""One number a run about forms of practice: who reads, is heard, belongs, moves between rings, and carries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from copsim.constellation.measures.contract import LAST_WEEKS, Summary, end, share, summed
from copsim.constellation.measures.diffusion import READERS
from copsim.constellation.measures.participation import LEVELS, RINGS, TRAJECTORIES
from copsim.constellation.measures.practice import TESTS


def _ring(name: str) -> Any:
    """The mean of a ring's knowledge over the last weeks in which anybody was there; nan where nobody was."""

    def made(series: Mapping[str, Any]) -> float:
        known = [float(value) for value in series[name][-LAST_WEEKS:] if value > 0]
        return math.fsum(known) / len(known) if known else math.nan

    return made


def _ahead(ring: str, other: str) -> Any:
    mine, theirs = _ring(f"knowledge_of_{ring}"), _ring(f"knowledge_of_{other}")
    return lambda series: mine(series) - theirs(series)


def _gain(ring: str) -> Any:
    """What share of facets a ring holds right at the end beyond what everybody held at first."""
    mine = _ring(f"knowledge_of_{ring}")
    return lambda series: mine(series) - float(series["knowledge"][0])


def _voice_since(series: Mapping[str, Any]) -> float:
    heard = [week for week, listens in enumerate(series["heard_from"], 1) if listens]
    return float(heard[0]) if heard else math.nan


def _practice_since(series: Mapping[str, Any]) -> float:
    there = [week for week, groups in enumerate(series["communities_of_practice"], 1) if groups]
    return float(there[0]) if there else math.nan


def _support_since(series: Mapping[str, Any]) -> float:
    """The first week up to which, over a quarter, half or more of the questions were answered; else nan."""
    asked, answered = series["questions"].tolist(), series["answers"].tolist()
    for week in range(13, len(asked) + 1):
        if 2 * sum(answered[week - 13 : week]) >= sum(asked[week - 13 : week]) > 0:
            return float(week)
    return math.nan


def _solved_at_first(series: Mapping[str, Any]) -> float:
    solved = [float(value) for value in series["solved_in_time"][:LAST_WEEKS]]
    decided = math.fsum(solved) + math.fsum(float(value) for value in series["overdue"][:LAST_WEEKS])
    return math.fsum(solved) / decided if decided else math.nan


FORMS: tuple[Summary, ...] = (
    Summary("adopted", "share", "people who hold the innovations that have come, last 26 weeks", "", end("adopters")),
    Summary(
        "solved_at_first",
        "share",
        "challenges solved by their deadline, of those decided in the first 26 weeks",
        "higher",
        _solved_at_first,
    ),
    Summary(
        "support_since",
        "week",
        "first week up to which half of a quarter's questions were answered",
        "lower",
        _support_since,
    ),
    Summary(
        "practice_since",
        "week",
        "first week in which a group is a community of practice by the four tests",
        "lower",
        _practice_since,
    ),
    *(
        Summary(
            f"uptake_by_{who}",
            "share",
            f"facets that {told} took up, of the written facets on their cases that they did not hold so",
            "higher",
            share(f"read_by_{who}", of=(f"new_to_{who}",)),
        )
        for who, told in READERS.items()
    ),
    Summary(
        "look_ups_each",
        "per person and week",
        "look-ups, last 26 weeks",
        "",
        share("look_ups", of=LEVELS, last=LAST_WEEKS),
    ),
    Summary(
        "useful_look_ups",
        "share",
        "look-ups from which something was taken up, last 26 weeks",
        "higher",
        share("look_ups_useful", of=("look_ups",), last=LAST_WEEKS),
    ),
    Summary("questions_answered", "share", "questions answered, of all", "higher", share("answers", of=("questions",))),
    Summary("standards", "facets", "written facets that are warranted, last 26 weeks", "", end("warranted")),
    Summary(
        "voice",
        "share",
        "what can be written down that research and policy say right, last 26 weeks",
        "higher",
        end("heard_right"),
    ),
    Summary("voice_since", "week", "first week in which research and policy listen", "lower", _voice_since),
    *(
        Summary(
            f"share_{test}",
            "share",
            f"groups of which {told}, of those there, last 26 weeks",
            "",
            share(f"groups_{test}", of=("open_groups",), last=LAST_WEEKS),
        )
        for test, told in TESTS.items()
    ),
    *(
        Summary(
            f"{ring}_gain",
            "share",
            f"facets that the {ring} holds right in the last 26 weeks, beyond what everybody held in the first",
            "",
            _gain(ring),
        )
        for ring in RINGS
    ),
    Summary(
        "core_ahead", "share", "facets that the core holds right, beyond the outside", "", _ahead("core", "outside")
    ),
    Summary(
        "periphery_ahead",
        "share",
        "facets that the periphery holds right, beyond the outside",
        "",
        _ahead("periphery", "outside"),
    ),
    *(
        Summary(
            f"{name}_share",
            "share",
            f"memberships that went {told} in a quarter, of those not outside in both, last 26 weeks",
            "",
            share(name, of=tuple(TRAJECTORIES), last=LAST_WEEKS),
        )
        for name, (told, _, _) in TRAJECTORIES.items()
    ),
    Summary(
        "in_several", "share", "people present in two groups or more in a week", "", share("in_several", of=LEVELS)
    ),
    Summary("by_broker", "facets/run", "facets taken up from brokers", "higher", summed("by_broker")),
    Summary("hours_brokering", "h/run", "hours of brokers", "lower", summed("hours_brokering")),
    Summary("hours_founding", "h/run", "hours of conveners", "lower", summed("hours_founding")),
    Summary("hours_answering", "h/run", "hours of those who answered", "lower", summed("hours_answering")),
    Summary("groups_there", "groups", "groups that are there, mean of the last 26 weeks", "", end("open_groups")),
)
