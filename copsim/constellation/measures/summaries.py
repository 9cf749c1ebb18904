"""One number of a run for each question: what a comparison compares."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from copsim.constellation.measures.contract import LAST_WEEKS, Summary, a_quarter, end, share, summed, total
from copsim.constellation.measures.forms import FORMS
from copsim.constellation.measures.participation import LEVELS
from copsim.constellation.measures.value import FAMILIES

_KNOWN = tuple(level for level in LEVELS if level != "not_yet_known")
_OFFERED = ("hours_offered",)
_LEARNING = tuple(f"hours_{family}" for family in FAMILIES)


def _need_met(series: Mapping[str, Any]) -> float:
    """The score of the need that the run had, 0 to 1."""
    for above, below in (
        (("tasks_delivered",), ("tasks_due",)),
        (("problems_solved",), ("problems_due",)),
        (("news_reached",), ("news_concerned",)),
    ):
        if total(series, *below):
            return total(series, *above) / total(series, *below)
    if total(series, "requests"):
        return share("solved_in_time", of=("solved_in_time", "overdue"))(series)
    return end("ability")(series)


def _half_time(series: Mapping[str, Any]) -> float:
    """Weeks from an innovation's first week until half of the people hold it; nan where that does not come."""
    begun = next((week for week, held in enumerate(series["adopters"]) if held > 0), None)
    half = next((week for week, held in enumerate(series["adopters"]) if held >= 0.5), None)
    return math.nan if begun is None or half is None else float(half - begun)


def _trying(series: Mapping[str, Any]) -> float:
    offered = total(series, *_OFFERED)
    return (total(series, "hours_trying") - total(series, "hours_job")) / offered if offered else math.nan


def _return(series: Mapping[str, Any]) -> float:
    cost = total(series, "cost")
    return (total(series, "benefit") - cost) / cost if cost else math.nan


def _last_known(name: str) -> Any:
    def made(series: Mapping[str, Any]) -> float:
        known = [float(value) for value in series[name] if value > 0]
        return known[-1] if known else math.nan

    return made


def _level(*names: str) -> Any:
    return share(*names, of=_KNOWN, last=LAST_WEEKS)


SUMMARIES: tuple[Summary, ...] = (
    Summary(
        "need_met",
        "share",
        "score of the need, 0 to 1: tasks, or problems, delivered whole in time; news that reached those concerned; "
        "requests served in time; for a knowledge domain ability, mean of the last 26 weeks",
        "higher",
        _need_met,
    ),
    Summary("ability", "share", "ability, mean of the last 26 weeks", "higher", end("ability")),
    Summary(
        "relevant_ability",
        "share",
        "ability in what matters to the organisation, mean of the last 26 weeks",
        "higher",
        end("relevant_ability"),
    ),
    Summary("knowledge", "share", "facets held right, mean of the last 26 weeks", "higher", end("knowledge")),
    Summary("wrong", "share", "facets held wrong, mean of the last 26 weeks", "lower", end("wrong")),
    Summary(
        "solved_in_time",
        "share",
        "challenges solved by their deadline, of those decided",
        "higher",
        share("solved_in_time", of=("solved_in_time", "overdue")),
    ),
    Summary(
        "abandoned_share",
        "share",
        "challenges given up, of those that came",
        "lower",
        share("abandoned", of=("arrived",)),
    ),
    Summary(
        "tasks_delivered",
        "share",
        "tasks delivered whole and in time, of those decided",
        "higher",
        share("tasks_delivered", of=("tasks_due",)),
    ),
    Summary(
        "repeated_share",
        "share",
        "challenges of a kind a colleague had solved that took more than one try, of those solved",
        "lower",
        share("repeated", of=("repeated", "avoided")),
    ),
    Summary("half_time", "weeks", "weeks until half of the people hold an innovation", "lower", _half_time),
    Summary("agreement", "share", "agreement in a job, mean of the last 26 weeks", "", end("agreement")),
    Summary("known_to_somebody", "share", "facets somebody holds right, last 26 weeks", "", end("known_to_somebody")),
    Summary("staleness", "share", "written facets that are wrong, last 26 weeks", "lower", end("staleness")),
    Summary(
        "communities_of_practice",
        "share",
        "groups that are communities of practice by the four tests, of those there, last 26 weeks",
        "",
        share("communities_of_practice", of=("open_groups",), last=LAST_WEEKS),
    ),
    Summary(
        "core_active", "share", "people whose level is core or active, last 26 weeks", "", _level("core", "active")
    ),
    Summary("core", "share", "people whose level is core, mean of the last 26 weeks", "", _level("core")),
    Summary("active", "share", "people whose level is active, mean of the last 26 weeks", "", _level("active")),
    Summary(
        "periphery",
        "share",
        "people whose level is occasional or peripheral, last 26 weeks",
        "",
        _level("occasional", "peripheral"),
    ),
    Summary("outside", "share", "people whose level is outside, mean of the last 26 weeks", "", _level("outside")),
    Summary(
        "moved_up", "share", "moves up in a quarter, a person, last 26 weeks", "", a_quarter("moved_up", of=_KNOWN)
    ),
    Summary(
        "moved_down",
        "share",
        "moves down in a quarter, a person, last 26 weeks",
        "",
        a_quarter("moved_down", of=_KNOWN),
    ),
    Summary(
        "gini_contributions",
        "0 to 1",
        "Gini coefficient of contributions at the end",
        "",
        lambda series: float(series["gini_contributions"][-1]),
    ),
    Summary(
        "zipf_contributions",
        "slope",
        "Zipf slope of contributions at the end",
        "",
        lambda series: float(series["zipf_contributions"][-1]),
    ),
    Summary(
        "first_answered",
        "share",
        "first questions that were answered",
        "higher",
        share("first_answered", of=("first_questions",)),
    ),
    Summary("trust", "share", "mean trust over ties, mean of the last 26 weeks", "", end("trust")),
    Summary("clustering", "share", "clustering of ties when last counted", "", _last_known("clustering")),
    Summary(
        "across_units",
        "share",
        "facets learnt from people of other units, of those taken up from others",
        "",
        share("across_units", of=("value_potential",)),
    ),
    Summary("identity", "share", "identification with the whole, last 26 weeks", "higher", end("identity")),
    Summary(
        "trust_across_legacies",
        "share",
        "trust across legacies a member, last 26 weeks",
        "higher",
        end("trust_across_legacies"),
    ),
    Summary(
        "shared_practice", "share", "practice shared by the legacies, last 26 weeks", "higher", end("shared_practice")
    ),
    Summary("repeated_tries", "tries/run", "tries at what a colleague had solved", "lower", summed("repeated_tries")),
    Summary("supplies", "money/run", "supplies of all", "lower", summed("supplies")),
    Summary("equipment", "money/run", "equipment of all units", "lower", summed("equipment")),
    Summary("frustration", "per member and week", "frustration, last 26 weeks", "lower", end("frustration")),
    Summary("hours_wasted", "h/run", "hours of tries at what a colleague had solved", "lower", summed("hours_wasted")),
    Summary("money_spent", "money/run", "hours wasted, supplies and equipment", "lower", summed("money_spent")),
    Summary(
        "hours_learning", "share", "hours spent learning together, of all offered", "", share(*_LEARNING, of=_OFFERED)
    ),
    Summary("hours_trying", "share", "hours spent on further tries, of all offered", "", _trying),
    Summary(
        "hours_idle",
        "share",
        "hours without an open challenge to spend them on, of all offered",
        "",
        share("hours_idle", of=_OFFERED),
    ),
    Summary(
        "hours_total", "h/run", "hours of members and sponsors, without the job's first tries", "", summed(*_OFFERED)
    ),
    Summary("hours_listed", "h/run", "hours of groups whose topic management set", "", summed("hours_listed")),
    Summary(
        "hours_unspent",
        "h/run",
        "hours of the portfolio's budget that could not be handed out",
        "lower",
        summed("hours_unspent"),
    ),
    Summary(
        "domains_stopped",
        "domains",
        "domains whose money was stopped at a gate, mean of the last 26 weeks",
        "",
        end("domains_stopped"),
    ),
    Summary(
        "alignment",
        "share",
        "how far the portfolio gives where most is missing, mean of the last 26 weeks (0: nothing is allotted)",
        "higher",
        end("alignment"),
    ),
    Summary("hours_sponsor", "h/run", "hours paid by the sponsor", "", summed("hours_sponsor")),
    Summary("cost", "money/run", "hours of learning, helping and sponsoring at their price", "", summed("cost")),
    Summary("return", "ratio", "return on investment: benefit less cost, of cost", "higher", _return),
    *FORMS,
)
