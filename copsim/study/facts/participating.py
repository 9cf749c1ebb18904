"""Facts of participation: who takes part, how unequally, who stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copsim.study.facts.fact import POSITIVE, Fact, Lives, more, summary
from copsim.study.parameter_space import WENGER

ONLINE: dict[str, Any] = {
    "people__members": 2000, "people__units": 100, "domain__names": ["practice"], "structure__reach": "anyone",
}  # fmt: skip
WIDER = {"engagement__interest_sd": 1.0}
BOUND = {"engagement__v_belonging": 1.5}


def _top_share(world: Any) -> float:
    import numpy as np

    given = np.zeros(world.people.uid.size, np.int64)
    there = world.memberships.member >= 0
    np.add.at(given, world.memberships.member[there], world.memberships.contributions[there])
    ranked = np.sort(given)[::-1]
    return float(ranked[: max(1, len(ranked) // 100)].sum() / max(1, int(ranked.sum())))


def _top(**settings: Any) -> Any:
    return lambda lives: lives.worlds(_top_share, "top", **settings)


def _reply_effect(lives: Lives) -> Sequence[float]:
    found = []
    for series in lives.community(people__turnover=0.02, weeks=156):
        asked, answered = int(series["first_questions"].sum()), int(series["first_answered"].sum())
        after, without = int(series["again_after_answer"].sum()), int(series["again_after_none"].sum())
        if 0 < answered < asked:
            found.append(after / answered - without / (asked - answered))
    return found


def _first_reply(lives: Lives) -> Sequence[float]:
    lived = lives.community(people__turnover=0.02, weeks=156)
    return [int(s["first_answered"].sum()) / max(1, int(s["first_questions"].sum())) for s in lived]


FACTS = [
    Fact(
        "participation", "about 30 % of a mature community are core or active",
        WENGER, "core_active, last 26 of 104 weeks", (0.25, 0.35), "fitted", summary("core_active"),
    ),
    Fact(
        "core", "10 to 15 % are core", WENGER, "core", (0.10, 0.15), "held out", summary("core"),
        {"engagement.interest_sd = 1": summary("core", **WIDER),
         "engagement.v_belonging = 1.5": summary("core", **BOUND)},
    ),
    Fact(
        "active", "15 to 20 % are active", WENGER, "active", (0.15, 0.20), "held out", summary("active"),
        {"engagement.interest_sd = 1": summary("active", **WIDER),
         "engagement.v_belonging = 1.5": summary("active", **BOUND)},
    ),
    Fact(
        "inequality", "contributions are very unequal: Gini .7 to .95", "literature E.3, fact 4 (Wikipedia: .936)",
        "gini_contributions after 104 weeks", (0.70, 0.95), "held out", summary("gini_contributions"),
        {"engagement.interest_sd = 1": summary("gini_contributions", **WIDER),
         "engagement.v_belonging = 1.5": summary("gini_contributions", **BOUND)},
    ),
    Fact(
        "superusers", "in open online communities 1 % give .6 to .85 of what is given", "literature E.3, fact 2",
        "share of contributions of the top 1 %, 2,000 members, one domain", (0.60, 0.85), "held out", _top(**ONLINE),
    ),
    Fact(
        "first reply", "61 % of newcomers' first questions are answered",
        "literature E.3, fact 5 (Joyce & Kraut 2006)",
        "first_answered of first_questions, turnover .02 a week, 156 weeks", (0.51, 0.71), "held out", _first_reply,
    ),
    Fact(
        "reply effect", "who is answered asks again more often: 56 for 44 %",
        "literature E.3, fact 5 (Joyce & Kraut 2006)",
        "asked again within 13 weeks: after an answer less after none", (0.06, 0.18), "held out", _reply_effect,
    ),
    Fact(
        "core feeds on sponsors", "communities with sponsor and leader succeed: more take part",
        "literature E.3, fact 8",
        "core_active: institutionalised less unrecognised", POSITIVE, "held out",
        more("core_active", {"sponsorship__relation": "institutionalised"}, {}),
    ),
    Fact(
        "crowding out", "control crowds out the will to take part", "literature E.3, fact 7; model.md 7.4 (c), assumed",
        "core_active: control 0 less control 1, institutionalised", POSITIVE, "by construction",
        more("core_active", {"sponsorship__relation": "institutionalised", "sponsorship__control": 0.0},
             {"sponsorship__relation": "institutionalised", "sponsorship__control": 1.0}),
        {"sponsorship.autonomy = 0 (the assumption taken away)": more(
            "core_active",
            {"sponsorship__relation": "institutionalised", "sponsorship__control": 0.0, "sponsorship__autonomy": 0.0},
            {"sponsorship__relation": "institutionalised", "sponsorship__control": 1.0, "sponsorship__autonomy": 0.0},
        )},
    ),
]  # fmt: skip
