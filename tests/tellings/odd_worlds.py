"""Odd worlds of people, needs and structures: settings at their ends, each of which some rule could get wrong."""

from __future__ import annotations

from typing import Any

SERVICE = {"need.kind": "knowledge_service", "structure.kind": "centre_of_excellence"}
PROBLEM = {"need.kind": "single_problem", "structure.kind": "task_force"}
NEWS = {"need.kind": "connection", "structure.kind": "network"}
TALK = {"hours.free": 10.0, "engagement.kappa": 0.05}
CONVENED = {"structure.convened": True, "people.conveners": 0.5, "people.convene": 0.3}


def odd_people() -> dict[str, dict[str, Any]]:
    """Turnover, legacies, interests, brokers and conveners at their ends."""
    both = [{"kind": "community_of_practice"}, {"kind": "team"}]
    return {
        "everybody leaves every week": {"people.turnover": 1.0, "people.legacies": 2, **TALK},
        "half of a service leaves every week": {"people.turnover": 0.5, "need.arrivals": 1.0, **SERVICE},
        "every unit a legacy, nobody identifies": {
            **{"people.legacies": 4, "people.identity": 0.0, "people.identity_gain": 1.0, "people.identity_fade": 1.0},
            **{"ties.stranger": 1.0, "ties.homophily": 1.0, "structure.roster": "everyone"} | TALK,
        },
        "two legacies that are one": {
            **{"people.legacies": 2, "people.identity": 1.0, "people.identity_gain": 0.0, "ties.homophily": 0.0},
            **{"structure.kind": "network", "money.link": 0.0} | TALK,
        },
        "everybody brokers between two structures": {
            **{"people.brokers": 1.0, "people.second_interest": 1.0, "hours.broker": 0.0, "also": both[1:]},
            **{"people.turnover": 0.1, "people.legacies": 2, "engagement.rate": 1.0} | TALK,
        },
        "brokers who cannot pay": {"people.brokers": 1.0, "hours.broker": 4.0, "also": both[:1], **NEWS},
        "all structures over the same people": {
            "also": [{"kind": kind} for kind in ("team", "task_force", "network", "none", "centre_of_excellence")],
            **{"people.brokers": 0.5, "hours.free": 10.0, "need.kind": "knowledge_service"},
        },
        "a community founded, held, dissolved and founded again": {
            **{"weeks": 84, "people.members": 9, "people.units": 2, "people.turnover": 0.005, "hours.free": 6.0},
            **CONVENED | {"structure.critical_mass": 12, "structure.roster": "everyone", "structure.starts": 3},
        },
        "conveners without hours": CONVENED | {"hours.free": 1.0, "hours.found": 20.0},
        "founders who leave": CONVENED | {"people.turnover": 0.2, "structure.critical_mass": 1000, **TALK},
        "convened until it ends": CONVENED | {"people.convene": 0.05, "structure.ends": 9, "weeks": 14},
        "communities too small to live": {"weeks": 42, "people.members": 10, "people.units": 2, **TALK},
        "a quarter of a community, and who drops out": {
            "weeks": 28,
            "people.members": 14,
            "structure.ends": 13,
            **TALK,
        },
        "a schism in every group": {
            **{"structure.schism": 15, "weeks": 44, "people.turnover": 0.02, "people.second_interest": 0.5},
            **{"activities.exchanges": 0.4, "activities.assets": 0.6, "also": [{"kind": "team", "schism": 9}]} | TALK,
        },
        "half a group is too small to split": {"structure.schism": 3, "structure.kind": "team", "structure.size": 3},
        "everybody outside listens at once": {
            **{"voice.uptake": 1.0, "voice.practice": 0.0, "voice.carriers": 0, "voice.contact": 0},
            **{"activities.standards": 1.0, "domain.turbulence": 0.1} | TALK,
        },
        "they listen when experts have come": {
            **{"voice.uptake": 0.3, "voice.practice": 0.05, "voice.carriers": 3, "voice.contact": 2, "weeks": 60},
            **{"activities.standards": 0.6, "activities.visits": 0.4, "sponsorship.experts": 0.5} | TALK,
        },
        "the able know first, then the others": {
            "domain.innovation": [
                {"week": 3, "seeds": 4, "known_by": "most_able"},
                {"week": 11, "seeds": 5, "known_by": "most_able", "unheard": True},
                {"week": 14, "seeds": 2, "unheard": True},
                {"week": 4, "seeds": 40, "known_by": "least_able", "domain": "regulation"},
                {"week": 4, "seeds": 3, "known_by": "least_able"},
            ]
        },
        "levels that move": {
            **{
                "weeks": 66,
                "people.members": 14,
                "people.units": 2,
                "people.turnover": 0.0,
                "engagement.job_change": 0.08,
            },
            **{
                "engagement.kappa": 0.25,
                "engagement.interest_sd": 1.0,
                "hours.free": 6.0,
                "people.second_interest": 1.0,
            },
        },
        "networks that convene": CONVENED | {"structure.kind": "network", "structure.critical_mass": 26, **TALK},
    }


def odd_needs() -> dict[str, dict[str, Any]]:
    """Problems, news, clients and innovations at their ends."""
    new = [{"week": 3, "seeds": 0}, {"week": 3, "seeds": 1000, "domain": "regulation"}, {"week": 9}, {"week": 99}]
    gone = [{"week": 4, "people": 2}, {"week": 4, "people": 1000, "domain": "regulation"}, {"week": 4}, {"week": 99}]
    return {
        "a problem a week": {
            **{"need.problem_every": 1, "need.problem_deadline": 1, "need.problem_parts": 64},
            **PROBLEM | {"need.abandon": 4},
        },
        "problems that are solved": {
            **{"need.problem_parts": 2, "domain.facets_at_once": 2, "need.problem_every": 6, "hours.free": 10.0},
            **PROBLEM | {"need.problem_deadline": 6},
        },
        "a problem for nobody": PROBLEM | {"structure.kind": "none", "need.problem_every": 12},
        "a problem for two forces": PROBLEM | {"also": [{"kind": "task_force"}], "structure.size": 2},
        "a force that convenes": PROBLEM
        | CONVENED
        | {"need.problem_every": 8, "need.problem_deadline": 4, "need.abandon": 8},
        "a force with nothing to deliver": {
            "structure.kind": "task_force",
            "structure.lasts": 6,
            "structure.starts": 3,
        },
        "64 items of news": NEWS | {"need.news_items": 8, "need.news_weeks": 8, "need.news_told": 1.0},
        "news that lasts a week": NEWS | {"need.news_weeks": 1, "need.news_share": 1.0, "need.news_by_tie": 1.0},
        "news nobody tells": NEWS | {"need.news_told": 0.0, "need.news_by_tie": 0.0, "need.news_share": 0.0},
        "news in communities, people leave": NEWS | {"structure.kind": "community_of_practice", "people.turnover": 0.3},
        "one client": SERVICE | {"need.clients": 1, "need.requests": 1.0, "need.at_once": 1},
        "queues that overflow": SERVICE
        | {"need.clients": 400, "need.requests": 1.0, "need.at_once": 16, "need.abandon": 4, "structure.size": 2},
        "clients without a desk": SERVICE | {"structure.kind": "team", "need.clients": 100},
        "a desk that ends": SERVICE | {"structure.ends": 5, "structure.starts": 3, "need.deadline": 2},
        "experts in a domain of two people": SERVICE
        | {"people.specialities": {"methods": 0.88, "instruments": 0.12, "regulation": 0.0}, "structure.hear": 1},
        "experts leave": {"people.leaving": gone, "people.turnover": 0.1, **TALK},
        "innovations": {"domain.innovation": new, "people.turnover": 0.05, **TALK},
        "an innovation in turbulence": {"domain.innovation": new[2:3] * 3, "domain.turbulence": 0.3, **TALK},
        "work that is repeated": {"domain.kinds": 2, "domain.facets_at_once": 1, "need.arrivals": 1.0, **TALK},
    }
