"""Problem solving: ability, challenges solved and not, work repeated, and the scores of the five needs."""

from __future__ import annotations

from typing import Any

from copsim.constellation.measures.contract import Measure, Seen, count, of_all

LAW_TOTAL = 65536


def _ability(name: str, weights: int, people: bool = True) -> Any:
    def made(seen: Seen) -> Any:
        scale = LAW_TOTAL**weights << seen.world.field.kind.shape[1]
        return seen.count(name) / (scale * (seen.members if people else 1))

    return made


MEASURES = (
    Measure(
        "ability",
        "share",
        "chance that a member solves a challenge of the own speciality from beliefs alone",
        _ability("ABILITY", 1),
    ),
    Measure(
        "strategic_ability",
        "share",
        "the same, with kinds of challenge weighted as they matter strategically",
        _ability("STRATEGIC", 2),
    ),
    Measure(
        "relevant_ability",
        "share",
        "strategic ability of each domain's people, weighted by the relevance of domains: of the organisation",
        _ability("RELEVANT", 3, people=False),
        "model.md 7.4",
    ),
    Measure("arrived", "challenges", "challenges that came", count("ARRIVED")),
    Measure("solved_in_time", "challenges", "challenges solved by their deadline", count("IN_TIME")),
    Measure("overdue", "challenges", "challenges still open when their deadline passed", count("OVERDUE")),
    Measure("solved_late", "challenges", "challenges solved after their deadline", count("LATE")),
    Measure("abandoned", "challenges", "challenges given up", count("ABANDONED")),
    Measure("open", "challenges", "challenges open at the end of the week", count("OPEN")),
    Measure(
        "weeks_to_solve",
        "weeks",
        "mean weeks that the challenges solved this week had taken",
        of_all(("WEEKS_TO_SOLVE",), ("IN_TIME", "LATE")),
    ),
    Measure("failed_tries", "tries", "tries that failed", count("FAILED_TRIES")),
    Measure(
        "repeated_tries",
        "tries",
        "failed tries at what a colleague had solved and was still so (repeated tests)",
        count("REPEATED_TRIES"),
    ),
    Measure(
        "repeated",
        "challenges",
        "solved by more than one try though a colleague had solved the kind",
        count("REPEATED"),
    ),
    Measure("avoided", "challenges", "the same, solved at the first try: repetition avoided", count("AVOIDED")),
    Measure("tasks_due", "tasks", "tasks delivered or past their deadline", count("TASKS_DUE")),
    Measure("tasks_delivered", "tasks", "tasks delivered in time", count("TASKS_DELIVERED")),
    Measure("problems_due", "problems", "problems solved or past their deadline", count("PROBLEMS_DUE")),
    Measure("problems_solved", "problems", "problems solved whole and in time", count("PROBLEMS_SOLVED")),
    Measure("requests", "requests", "requests that clients brought", count("REQUESTS")),
    Measure("queued", "requests", "requests that wait at a desk at the end of the week", count("QUEUED")),
    Measure("news_concerned", "hearings", "people whom the news that expired concerned", count("NEWS_CONCERNED")),
    Measure("news_reached", "hearings", "of those, people whom it had reached in time", count("NEWS_REACHED")),
)
