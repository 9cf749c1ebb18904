"""Value and cost: hours by payer and activity, money, the five value cycles, and the strategic side.

Value cycles: Wenger, Trayner & de Laat 2011 (theory.md 10e). They are counters, not a chain: each is counted by itself.
"""

from __future__ import annotations

from typing import Any

from copsim.constellation.measures.contract import Measure, Seen, count, hours, ratio

ACTIVITIES = {
    "exchanges": "exchanges",
    "inquiries": "productive inquiries",
    "understanding": "building shared understanding",
    "assets": "producing assets",
    "standards": "creating standards",
    "formal_access": "formal access to knowledge",
    "visits": "visits",
    "other": "a family of activity added to the seven",
    "trying": "trying challenges",
    "asking": "asking",
    "answering": "answering",
    "looking_up": "looking up",
    "ties": "keeping ties",
    "brokering": "carrying between groups",
    "founding": "starting and holding groups",
    "coordination": "coordination",
    "recognition": "recognition",
    "curation": "curation of documents",
    "experts": "outside experts",
    "convening": "meetings and travel, as money counted in hours",
    "reporting": "reports to management",
    "conversation": "the strategic conversation",
    "idle": "nothing: no open challenge to spend them on",
}
FAMILIES = ("exchanges", "inquiries", "understanding", "assets", "standards", "formal_access", "visits", "other")
_FAMILIES = tuple(name.upper() for name in FAMILIES)
_COSTS = (*_FAMILIES, "ASKING", "ANSWERING", "LOOKING_UP", "BROKERING", "FOUNDING", "REPORTING", "CONVERSATION")
_SPONSORED = ("COORDINATION", "RECOGNITION", "CURATION", "EXPERTS", "CONVENING")
_TAKEN_UP = (
    *("BY_EXCHANGE", "BY_MAJORITY", "BY_SHARED_VIEW", "BY_TEACHING", "BY_VISIT", "BY_OTHER", "BY_SUCCESS_TOGETHER"),
    *("BY_BROKER", "BY_ANSWER", "BY_READING"),
)


def _cost(seen: Seen) -> Any:
    return seen.hours(*_COSTS, *_SPONSORED) * seen.money.hour


def _benefit(seen: Seen) -> Any:
    return seen.count("REALISED") * (seen.money.solution * seen.money.attributable)


def _supplies(seen: Seen) -> Any:
    linked = _linked_share(seen)
    return seen.members * seen.money.supplies * (1 - seen.money.discount * linked)


def _equipment(seen: Seen) -> Any:
    saved = max(0.0, 1 - seen.money.used_alone / seen.money.used_shared)
    return seen.world.tasks.number.size * seen.money.machine * (1 - saved * _linked_share(seen))


def _linked_share(seen: Seen) -> Any:
    units = seen.world.tasks.number.size
    return seen.count("LINKED_UNITS") / max(1, units * (units - 1) // 2)


def _wasted(seen: Seen) -> Any:
    return seen.count("REPEATED_TRIES") * (seen.world.rules.a_try / 60)


def _frustration(seen: Seen) -> Any:
    unanswered = seen.count("QUESTIONS") - seen.count("ANSWERS")
    return (seen.count("FAILED_TRIES") + unanswered + seen.count("ABANDONED")) / seen.members


MEASURES = (
    Measure(
        "hours_offered",
        "h",
        "hours of members and sponsors, without the job's first tries",
        (lambda seen: seen.count("OFFERED") / 60),
    ),
    *(
        Measure(f"hours_{name}", "h", f"hours spent on {what}, by all payers", hours(name.upper()))
        for name, what in ACTIVITIES.items()
    ),
    Measure("hours_slack", "h", "hours paid from members' own slack", hours(payer="SLACK")),
    Measure("hours_job", "h", "hours paid by the job: first tries", hours(payer="JOB")),
    Measure("hours_sponsor", "h", "hours paid by the sponsor", hours(payer="SPONSOR")),
    Measure(
        "hours_listed",
        "h",
        "hours of groups whose topic management set, reports included",
        lambda seen: seen.count("HOURS_LISTED") / 60,
    ),
    Measure(
        "hours_unspent",
        "h",
        "hours of the portfolio's budget that could not be handed out",
        lambda seen: seen.count("UNSPENT") / 60,
    ),
    Measure("domains_stopped", "domains", "domains whose money was stopped at a gate", count("STOPPED")),
    Measure(
        "alignment",
        "share",
        "1 - half the distance of the portfolio's weights from the true gaps (0 where nothing is allotted)",
        lambda seen: seen.count("ALIGNMENT") / 65536,
    ),
    Measure(
        "reallotted",
        "share",
        "sum over domains of the change of their share of the budget",
        lambda seen: seen.count("REALLOTTED") / 65536,
    ),
    Measure("visits_by_experts", "h", "hours of outside experts in visits", count("VISITS_BY_EXPERTS")),
    Measure("value_immediate", "h", "value cycle 1: hours spent learning together", hours(*_FAMILIES)),
    Measure(
        "value_potential", "facets", "value cycle 2: facets taken up from others and from documents", count(*_TAKEN_UP)
    ),
    Measure("value_applied", "challenges", "value cycle 3: open challenges on which that was of use", count("APPLIED")),
    Measure("value_realised", "challenges", "value cycle 4: of those, solved in time", count("REALISED")),
    Measure(
        "value_reframing",
        "share",
        "value cycle 5: change of what the organisation gives its domains after it has talked with them",
        lambda seen: seen.count("REALLOTTED") / 65536,
    ),
    Measure("cost", "money", "hours of learning, helping and sponsoring at the price of an hour", _cost),
    Measure(
        "benefit", "money", "value realised: solutions in time that learning was of use to, at their price", _benefit
    ),
    Measure("supplies", "money", "supplies of all, less the discount of units that buy together", _supplies),
    Measure("equipment", "money", "equipment of all units, less what sharing saves", _equipment),
    Measure("hours_wasted", "h", "hours of tries at what a colleague had solved", _wasted),
    Measure(
        "frustration",
        "per member",
        "failed tries, unanswered questions and challenges given up, a member",
        _frustration,
    ),
    Measure(
        "money_spent",
        "money",
        "hours wasted at the price of an hour, supplies and equipment",
        lambda seen: _wasted(seen) * seen.money.hour + _supplies(seen) + _equipment(seen),
    ),
    Measure(
        "return",
        "ratio",
        "benefit less cost, of cost; 0 where nothing was spent",
        lambda seen: ratio(_benefit(seen) - _cost(seen), _cost(seen)),
    ),
)
