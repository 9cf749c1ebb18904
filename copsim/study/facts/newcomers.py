"""Facts about newcomers: whether a first question is answered, and who asks again (literature E.3 no. 5; theory 4b)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copsim.study.facts.fact import Along, Fact, Luck, Place, share_of

WITHIN = 13
"""Weeks in which a second question counts as coming back."""
JOYCE = "Joyce & Kraut 2006 (2,777 newcomers), literature E.3 no. 5"
RARELY = Along("need.arrivals", (0.05, 0.1, 0.25))
"""How often there is something to ask about: the chance of asking again cannot move where everybody always asks."""
VALUE = Along("engagement.v_learning", (0.75, 3.0))


def counts(luck: Luck, place: str) -> tuple[int, int, int, int]:
    """Newcomers with a first question at least 13 weeks before the end: answered, of them again; others, again."""
    seen = luck[place].series
    weeks = len(seen["questions"])
    kept = (seen["watched_new"] == 1) & (seen["watched_week"] <= weeks - WITHIN)
    again = (seen["watched_again"] >= 0) & (seen["watched_again"] <= WITHIN)
    answered = seen["watched_answered"] == 1
    return (
        int((kept & answered).sum()), int((kept & answered & again).sum()),
        int((kept & ~answered).sum()), int((kept & ~answered & again).sum()),
    )  # fmt: skip


def summed(runs: Sequence[Luck], place: str) -> list[int]:
    """The counts of all replications together."""
    return [sum(column) for column in zip(*(counts(luck, place) for luck in runs), strict=True)]


def reply_rate(runs: Sequence[Luck]) -> float:
    """Share of newcomers' first questions that were answered."""
    answered, _, none, _ = summed(runs, "baseline")
    return share_of(answered, answered + none)


def effect(runs: Sequence[Luck]) -> float:
    """Share who ask again of those answered, less that of those not answered."""
    answered, again, none, anyway = summed(runs, "baseline")
    return share_of(again, answered) - share_of(anyway, none)


def again_share(runs: Sequence[Luck]) -> float:
    """Share of all newcomers who ask again."""
    answered, again, none, anyway = summed(runs, "baseline")
    return share_of(again + anyway, answered + none)


def caused(runs: Sequence[Luck]) -> float:
    """Share who ask again where everybody replies, less that where nobody does."""
    shares = []
    for place in ("replies", "silence"):
        answered, again, none, anyway = summed(runs, place)
        shares.append(share_of(again + anyway, answered + none))
    return shares[0] - shares[1]


HERE = (Place("baseline"),)
FACTS = (
    Fact(
        "reply_rate", "61 % of newcomers' first questions are answered", JOYCE, "S", "newcomers (who came after the"
        " start) with a first question at least 13 weeks before the end: share answered; band: 95 % of a share of"
        " 2,777", 0.592, 0.628, "fitted", "observed", HERE, 60, pool=reply_rate,
        note="people.willingness was set to a mean of .61 from this number (not by `copsim calibrate`)",
    ),
    Fact(
        "asks_again", "about half of newcomers come back (.4 to .56)", f"{JOYCE}; derived .51, theory 4b", "D",
        "of the same: share with a second question within 13 weeks", 0.40, 0.56, "held out", "observed", HERE, 60,
        pool=again_share, along=(RARELY,),
    ),
    Fact(
        "reply_effect", "newcomers who get a reply come back more often, by 12 points (44 to 56 %)", JOYCE, "S",
        "share with a second question within 13 weeks, of those answered less of those not; band: 95 % of a"
        " difference among 2,777", 0.08, 0.16, "held out", "observed", HERE, 60, pool=effect, along=(RARELY, VALUE),
        note="an observed difference: who is answered may differ otherwise",
    ),
    Fact(
        "reply_cause", "a reply makes newcomers come back", JOYCE, "S", "share of newcomers with a second question"
        " within 13 weeks, where everybody who is asked replies (willingness 1) less where nobody does (0), same luck",
        0.0, math.inf, "held out", "observed",
        (
            Place("replies", settings={"people.willingness_low": 1.0, "people.willingness_high": 1.0}),
            Place("silence", settings={"people.willingness_low": 0.0, "people.willingness_high": 0.0}),
        ), 60, pool=caused, along=(RARELY, VALUE),
        note="the source observed; that the effect is causal is its authors' reading",
    ),
)  # fmt: skip
