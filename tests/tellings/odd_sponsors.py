"""Odd worlds of sponsorship: levers, control, portfolio, activities and documents at their ends."""

from __future__ import annotations

from typing import Any

TALK = {"hours.free": 10.0, "engagement.kappa": 0.05}
ALLOTS = {"weeks": 30, "people.members": 20, "people.turnover": 0.02, "domain.relevance_drift": 0.2, "domain.kinds": 8}
RARE = {"methods": 0.9, "instruments": 0.1, "regulation": 0.0}
UPSIDE_DOWN = {"methods": 0.0, "instruments": 0.3, "regulation": 0.7}
VISITS = {"activities.visits": 0.6, "activities.understanding": 0.4}
WRITING = {"activities.assets": 0.4, "activities.standards": 0.4, "activities.exchanges": 0.2}


MIX = {"allowance": 0.3, "coordinator": 0.3, "convening": 0.1, "curation": 0.2, "recognition": 0.1}
NO_TIME = {"allowance": 0.0, "coordinator": 0.1, "convening": 0.6, "curation": 0.3, "recognition": 0.0}
STAGED = {
    "portfolio.policy": "by_hand",
    "portfolio.shares": UPSIDE_DOWN,
    "portfolio.levers": MIX,
    "portfolio.stage": [
        {"week": 27, "investing": 0.5, "sponsoring": 2.0, "least": -1.0},
        {"week": 14, "policy": "gap", "investing": 3.0, "least": 0.02},
    ],
}


def levers(relation: str = "supported", **changes: float) -> dict[str, Any]:
    """A relation with some levers changed."""
    return {"sponsorship.relation": relation} | {f"sponsorship.{name}": value for name, value in changes.items()}


def odd_sponsors() -> dict[str, dict[str, Any]]:
    """Levers where they act, where they do not, and too much of each."""
    dated = [
        {"week": 3, "relation": "institutionalised", "domains": ["methods"]},
        {"week": 6, "experts": 2.0, "control": 1.0},
    ]
    return {
        "institutionalised": levers("institutionalised") | TALK,
        "bootlegged network": levers("bootlegged", experts=1.0) | {"structure.kind": "network"} | TALK,
        "every lever in a team": levers("institutionalised", curation=2.0) | {"structure.kind": "team"},
        "every lever over several structures": {
            **levers("institutionalised", curation=1.0, experts=0.5),
            **{"also": [{"kind": kind} for kind in ("team", "network", "centre_of_excellence")]} | TALK,
        },
        "management sets everything": levers(control=1.0)
        | {"sponsorship.autonomy": 0.0, "domain.departure": 1.0}
        | TALK,
        "everything is reported": levers(control=1.0)
        | {"sponsorship.reporting": 0.9, "sponsorship.autonomy": 1.0}
        | TALK,
        "control of networks, at random": levers("institutionalised", control=0.7)
        | {"structure.kind": "network", "sponsorship.noise": 1.0, "domain.relevance_drift": 1.0}
        | TALK,
        "meetings are paid for": levers(convening=2.0) | {"engagement.first_hour": 5.0},
        "experts every hour": levers(experts=2.0) | VISITS | {"knowledge.expert_wrong": 0.5} | TALK,
        "fairs without experts": VISITS | {"people.legacies": 4, "knowledge.seen": 1.0, "people.turnover": 0.1} | TALK,
        "fairs in a unit": VISITS | {"structure.kind": "team", "knowledge.seen": 0.0},
        "curators with all the time": levers(curation=2.0)
        | WRITING
        | {"weeks": 34, "hours.curate": 0.05, "people.members": 14, "domain.kinds": 30, **TALK},
        "curators short of time": levers(curation=0.06)
        | WRITING
        | {
            "weeks": 34,
            "people.members": 14,
            "domain.kinds": 30,
            "domain.turbulence": 0.1,
            "people.turnover": 0.05,
            **TALK,
        },
        "standards that are wrong": WRITING | {"knowledge.evidence": 0.0, "domain.turbulence": 0.3, **TALK},
        "standards that are found out": WRITING | {"knowledge.evidence": 1.0, "domain.turbulence": 0.3, **TALK},
        "no faith": {"knowledge.faith": 0.0, "knowledge.faith_gain": 1.0, **WRITING, **TALK},
        "faith that breaks": {"knowledge.faith": 1.0, "knowledge.faith_gain": 1.0, **WRITING, **TALK},
        "an orientation of relationships": {"orientation.relationships": 4.0, "orientation.context": 0.5, **TALK},
        "an orientation of content": {"orientation.content": 1.0, "also": [{"kind": "community_of_practice"}], **TALK},
        "dated levers": {"sponsorship.change": dated, **VISITS, **TALK},
    }


def odd_portfolios() -> dict[str, dict[str, Any]]:
    """Policies with too little and too much, in domains that nobody has or that nobody needs."""
    return {
        **{
            f"portfolio by {policy}": ALLOTS | {"portfolio.policy": policy} for policy in ("none", "equal", "relevance")
        },
        "portfolio by gap, of what nobody does": ALLOTS
        | {"portfolio.policy": "gap", "people.specialities": RARE, "domain.relevance": UPSIDE_DOWN},
        "portfolio by gap, nothing is missing": ALLOTS | {"portfolio.policy": "gap", "portfolio.target": 0.0},
        "portfolio by relevance of nobody": ALLOTS
        | {"portfolio.policy": "relevance", "people.specialities": RARE, "portfolio.noise": 2.0}
        | {"domain.relevance": {"methods": 0.0, "instruments": 0.0, "regulation": 1.0}, "domain.relevance_drift": 0.0},
        "portfolio by conversation": ALLOTS
        | {"portfolio.policy": "conversation", "portfolio.voices": 1, "portfolio.engaging": 10.0}
        | TALK,
        "portfolio by conversation of teams": ALLOTS | {"portfolio.policy": "conversation", "structure.kind": "team"},
        "portfolio by conversation that costs nothing": ALLOTS
        | {"portfolio.policy": "conversation", **TALK}
        | {"portfolio.engaging": 0.0},
        "portfolio by results": ALLOTS
        | {"portfolio.policy": "results", "portfolio.eta": 4.0, "portfolio.least": 1.0, **TALK},
        "portfolio by results, gently": ALLOTS
        | {"portfolio.policy": "results", "weeks": 42, "portfolio.least": 0.0, **TALK},
        "a portfolio without recognition": ALLOTS
        | {"portfolio.policy": "equal", "hours.recognise": 0.0, "portfolio.sponsoring": 5.0, "portfolio.most": 0.5},
        "portfolio by hand": ALLOTS
        | {"portfolio.policy": "by_hand", "portfolio.shares": RARE, "portfolio.levers": MIX},
        "portfolio that is staged": ALLOTS | STAGED | {"portfolio.stopped": "saved"},
        "portfolio that moves on": ALLOTS | STAGED | {"portfolio.stopped": "moved"},
        "portfolio of everything but time": ALLOTS
        | {"portfolio.policy": "equal", "portfolio.investing": 3.0, "portfolio.levers_of": {"methods": MIX}}
        | {"portfolio.levers": NO_TIME, "structure.roster": "unit", **WRITING, **TALK},
        "a portfolio and a sponsor": ALLOTS
        | levers("institutionalised", curation=0.5)
        | {"portfolio.policy": "gap", "portfolio.levers": MIX, "hours.recognise": 0.0, **WRITING, **TALK},
        "a portfolio of recognition": ALLOTS
        | {"portfolio.policy": "equal", "hours.recognise": 4.0, "portfolio.investing": 0.0}
        | {"portfolio.most_recognition": 1.0, "people.specialities": RARE, **TALK},
    }
