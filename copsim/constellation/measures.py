"""What is measured: weekly series and one number a run, with name, unit and a sentence. Draws no random numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from copsim.constellation.world import World

LAST_WEEKS = 26
"""Weeks over which the end of a run is averaged."""


class Measure(NamedTuple):
    """A weekly series."""

    name: str
    unit: str
    meaning: str
    source: str = "model.md 4"


class Summary(NamedTuple):
    """One number of a run; `better` says which direction a sponsor would want, "" where neither is."""

    name: str
    unit: str
    meaning: str
    better: Literal["higher", "lower", ""]
    of: Callable[[Mapping[str, Any]], float]


_ACTIVITIES = {
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
    "coordination": "coordination",
    "recognition": "recognition",
    "curation": "curation of documents",
    "experts": "outside experts",
    "convening": "meetings and travel, as money counted in hours",
    "reporting": "reports to management",
    "conversation": "the strategic conversation",
    "idle": "nothing: no open challenge to spend them on",
}
_LEVELS = ("not_yet_known", "outside", "transactional", "peripheral", "occasional", "active", "core")
_LEARNT = {
    "by_exchange": "in exchanges",
    "by_majority": "from the majority of those who do better, in inquiries",
    "by_shared_view": "from the majority of all, in building shared understanding",
    "by_teaching": "by being taught",
    "by_visit": "on visits, from an outside expert or people of other units",
    "by_other": "in a family of activity added to the seven",
    "by_success_together": "from a success shared in an inquiry",
    "by_answer": "from answers to questions",
    "by_reading": "by reading",
    "by_own_success": "by own success",
}

MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        Measure("ability", "share", "chance that a member solves a challenge of the own speciality from beliefs alone"),
        Measure(
            "strategic_ability", "share", "the same, with kinds of challenge weighted as they matter strategically"
        ),
        Measure(
            "relevant_ability",
            "share",
            "strategic ability of each domain's people, weighted by the relevance of domains: of the organisation",
            "model.md 7.4",
        ),
        Measure("knowledge", "share", "facets of the own speciality held right"),
        Measure("wrong", "share", "facets of the own speciality held wrong"),
        Measure("arrived", "challenges", "challenges that came"),
        Measure("solved_in_time", "challenges", "challenges solved by their deadline"),
        Measure("overdue", "challenges", "challenges still open when their deadline passed"),
        Measure("solved_late", "challenges", "challenges solved after their deadline"),
        Measure("abandoned", "challenges", "challenges given up"),
        Measure("open", "challenges", "challenges open at the end of the week"),
        Measure("weeks_to_solve", "weeks", "mean weeks that the challenges solved this week had taken"),
        Measure("tasks_due", "tasks", "tasks delivered or past their deadline"),
        Measure("tasks_delivered", "tasks", "tasks delivered in time"),
        *(Measure(level, "people", f"people whose level of participation is {level}") for level in _LEVELS),
        Measure("ties", "ties per member", "ties kept"),
        Measure("trust", "share", "mean trust over ties"),
        Measure("documents", "facets", "explicit facets on which something is written"),
        Measure("documents_wrong", "facets", "written facets that are wrong"),
        Measure("staleness", "share", "written facets that are wrong, of all written; 0 where nothing is"),
        Measure("documents_age", "weeks", "mean weeks since a written facet was written last"),
        Measure("warranted", "facets", "written facets that are warranted, by a standard"),
        Measure("curated", "facets", "written facets that curators saw to"),
        Measure("look_ups", "look-ups", "times that somebody looked something up"),
        Measure("look_ups_useful", "look-ups", "times that something was taken up from a look-up"),
        Measure("documents_used", "facets", "written facets found on the reader's case, over all look-ups"),
        Measure("visits_by_experts", "h", "hours of outside experts in visits"),
        *(Measure(name, "facets", f"facets taken up {how}") for name, how in _LEARNT.items()),
        Measure("questions", "questions", "questions asked"),
        Measure("answers", "answers", "questions answered"),
        Measure("hours_offered", "h", "hours of members and sponsors, without the job's first tries"),
        *(Measure(f"hours_{name}", "h", f"hours spent on {what}, by all payers") for name, what in _ACTIVITIES.items()),
        Measure("hours_listed", "h", "hours of groups whose topic management set, reports included"),
        Measure("hours_unspent", "h", "hours of the portfolio's budget that could not be handed out"),
        Measure(
            "alignment",
            "share",
            "1 - half the distance of the portfolio's weights from the true gaps (0 where nothing is allotted)",
        ),
        Measure("reallotted", "share", "sum over domains of the change of their share of the budget"),
        Measure("hours_slack", "h", "hours paid from members' own slack"),
        Measure("hours_job", "h", "hours paid by the job: first tries"),
        Measure("hours_sponsor", "h", "hours paid by the sponsor"),
    )
}


def weekly_series(world: World) -> dict[str, Any]:
    """Every measure as an array of shape (weeks,): counts as int64, shares, means and hours as float64."""
    from copsim.domain.field import LAW_TOTAL
    from copsim.foundation.tally import HOURS_FROM, Activity, Count, Payer
    from copsim.participation.ties import FULL_TRUST

    tally = world.tally
    members = world.people.uid.size
    facets = members * int(world.field.exists[0]).bit_count()
    strategic = LAW_TOTAL * LAW_TOTAL
    solved = tally[:, Count.IN_TIME] + tally[:, Count.LATE]
    named = {"solved_in_time": Count.IN_TIME, "solved_late": Count.LATE}
    series: dict[str, Any] = {
        "ability": tally[:, Count.ABILITY] / (members * (LAW_TOTAL << world.field.kind.shape[1])),
        "strategic_ability": tally[:, Count.STRATEGIC] / (members * (strategic << world.field.kind.shape[1])),
        "relevant_ability": tally[:, Count.RELEVANT] / (LAW_TOTAL * strategic << world.field.kind.shape[1]),
        "knowledge": tally[:, Count.RIGHT] / facets,
        "wrong": tally[:, Count.WRONG] / facets,
        "weeks_to_solve": _ratio(tally[:, Count.WEEKS_TO_SOLVE], solved),
        "ties": tally[:, Count.TIES] / members,
        "trust": _ratio(tally[:, Count.TRUST], tally[:, Count.TIES] * FULL_TRUST),
        "staleness": _ratio(tally[:, Count.DOCUMENTS_WRONG], tally[:, Count.DOCUMENTS]),
        "documents_age": _ratio(tally[:, Count.DOCUMENTS_AGE], tally[:, Count.DOCUMENTS]),
        "hours_offered": tally[:, Count.OFFERED] / 60,
        "hours_listed": tally[:, Count.HOURS_LISTED] / 60,
        "hours_unspent": tally[:, Count.UNSPENT] / 60,
        "alignment": tally[:, Count.ALIGNMENT] / 65536,
        "reallotted": tally[:, Count.REALLOTTED] / 65536,
    }
    hours = tally[:, HOURS_FROM:].reshape(-1, len(Payer), len(Activity)) / 60
    for name in _ACTIVITIES:
        series[f"hours_{name}"] = hours[:, :, Activity[name.upper()]].sum(axis=1)
    for payer in Payer:
        series[f"hours_{payer.name.lower()}"] = hours[:, payer].sum(axis=1)
    for name in MEASURES:
        if name not in series:
            series[name] = tally[:, named.get(name) or Count[name.upper()]].copy()
    return {name: series[name] for name in MEASURES}


def _ratio(above: Any, below: Any) -> Any:
    import numpy as np

    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


def _total(series: Mapping[str, Any], *names: str, last: int = 0) -> float:
    """The exact sum of some series (of the last weeks, where `last` is given), equal on every version of NumPy."""
    return math.fsum(float(value) for name in names for value in series[name][-last:])


def _end(name: str) -> Callable[[Mapping[str, Any]], float]:
    return lambda series: _total(series, name, last=LAST_WEEKS) / min(LAST_WEEKS, len(series[name]))


def _share(*parts: str, of: tuple[str, ...], last: int = 0) -> Callable[[Mapping[str, Any]], float]:
    def share(series: Mapping[str, Any]) -> float:
        whole = _total(series, *of, last=last)
        return _total(series, *parts, last=last) / whole if whole else math.nan

    return share


_KNOWN = tuple(level for level in _LEVELS if level != "not_yet_known")
_OFFERED = ("hours_offered",)
_LEARNING = (
    *("hours_exchanges", "hours_inquiries", "hours_understanding", "hours_assets", "hours_standards"),
    *("hours_formal_access", "hours_visits", "hours_other"),
)

SUMMARIES: dict[str, Summary] = {
    s.name: s
    for s in (
        Summary("ability", "share", "ability, mean of the last 26 weeks", "higher", _end("ability")),
        Summary(
            "relevant_ability",
            "share",
            "ability in what matters to the organisation, mean of the last 26 weeks",
            "higher",
            _end("relevant_ability"),
        ),
        Summary("knowledge", "share", "facets held right, mean of the last 26 weeks", "higher", _end("knowledge")),
        Summary("wrong", "share", "facets held wrong, mean of the last 26 weeks", "lower", _end("wrong")),
        Summary(
            "solved_in_time",
            "share",
            "challenges solved by their deadline, of those decided",
            "higher",
            _share("solved_in_time", of=("solved_in_time", "overdue")),
        ),
        Summary(
            "abandoned_share",
            "share",
            "challenges given up, of those that came",
            "lower",
            _share("abandoned", of=("arrived",)),
        ),
        Summary(
            "tasks_delivered",
            "share",
            "tasks delivered whole and in time, of those decided",
            "higher",
            _share("tasks_delivered", of=("tasks_due",)),
        ),
        Summary(
            "core_active",
            "share",
            "people whose level is core or active, mean of the last 26 weeks",
            "",
            _share("core", "active", of=_KNOWN, last=LAST_WEEKS),
        ),
        Summary(
            "core",
            "share",
            "people whose level is core, mean of the last 26 weeks",
            "",
            _share("core", of=_KNOWN, last=LAST_WEEKS),
        ),
        Summary(
            "hours_learning",
            "share",
            "hours spent learning together, of all offered",
            "",
            _share(*_LEARNING, of=_OFFERED),
        ),
        Summary(
            "hours_trying",
            "share",
            "hours spent on further tries, of all offered",
            "",
            lambda s: (
                (_total(s, "hours_trying") - _total(s, "hours_job")) / _total(s, *_OFFERED)
                if _total(s, *_OFFERED)
                else math.nan
            ),
        ),
        Summary(
            "hours_idle",
            "share",
            "hours without an open challenge to spend them on, of all offered",
            "",
            _share("hours_idle", of=_OFFERED),
        ),
        Summary(
            "hours_total",
            "h/run",
            "hours of members and sponsors, without the job's first tries",
            "",
            lambda s: _total(s, *_OFFERED),
        ),
        Summary(
            "hours_listed",
            "h/run",
            "hours of groups whose topic management set",
            "",
            lambda s: _total(s, "hours_listed"),
        ),
        Summary(
            "hours_unspent",
            "h/run",
            "hours of the portfolio's budget that could not be handed out",
            "lower",
            lambda s: _total(s, "hours_unspent"),
        ),
        Summary(
            "alignment",
            "share",
            "how far the portfolio gives where most is missing, mean of the last 26 weeks (0: nothing is allotted)",
            "higher",
            _end("alignment"),
        ),
        Summary("hours_sponsor", "h/run", "hours paid by the sponsor", "", lambda s: _total(s, "hours_sponsor")),
        Summary("trust", "share", "mean trust over ties, mean of the last 26 weeks", "", _end("trust")),
    )
}


def summarise(series: Mapping[str, Any]) -> dict[str, float]:
    """One number a run for every summary; nan where it is not defined (no task fell due)."""
    return {name: summary.of(series) for name, summary in SUMMARIES.items()}
