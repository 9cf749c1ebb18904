"""What a scenario may say about domains, kinds of challenge, and the need that brings challenges."""

from __future__ import annotations

from typing import Literal

from pydantic import field_validator, model_validator

from copsim.foundation.parameters import Settings, parameter, shares_of_one


class InnovationSettings(Settings):
    """An item of [[domain.innovation]]: something new becomes true, and a few people know it."""

    week: int = parameter(27, "week in which it becomes true", unit="week", low=1, high=100_000)
    domain: str = parameter("", "its domain (empty: the first)")
    seeds: int = parameter(3, "draws of people who know it then", unit="people", low=0, high=1000)
    known_by: Literal["anyone", "most_able", "least_able"] = parameter(
        "anyone",
        "who they are: anyone, by chance; or the most able, or the least able, of those whose job is in its domain",
        source="assumed (standing of who coins a term, theory 9a)",
    )
    unheard: bool = parameter(
        False,
        "whether nobody else has a view of it, as of a newly coined term, rather than an outdated or a lucky one",
        source="assumed (coinage, theory 9a)",
    )


class DomainSettings(Settings):
    """The table [domain]: what there is to know, and how it moves."""

    names: list[str] = parameter(
        ["methods", "instruments", "regulation"],
        "names of the domains of knowledge, the first the organisation's main one",
        min_length=1,
        max_length=16,
    )
    facets: int = parameter(40, "facets of each domain", unit="facets", low=4, high=64)
    tacit: float = parameter(
        0.4, "share of facets that cannot be written down", unit="share", low=0, high=1, source="assumed (theory 11)"
    )
    kinds: int = parameter(40, "recurring kinds of challenge in each domain", unit="kinds", low=1, high=1000)
    facets_at_once: int = parameter(
        4, "facets of a challenge that must all be right at once", unit="facets", low=1, high=6, source="model.md 2"
    )
    recurrence: float = parameter(1.0, "Zipf exponent of how often kinds recur", low=0, high=3)
    spanning: float = parameter(
        0.2, "share of kinds with half their facets in another domain", unit="share", low=0, high=1
    )
    turbulence: float = parameter(
        0.009,
        "chance per week that the truth of a facet flips",
        unit="per week",
        low=0,
        high=0.5,
        source="half-life of a technical tip about 18 months, kmworld.com 9140 (theory 6b, inferred)",
    )
    relevance: dict[str, float] = parameter(
        {}, "strategic relevance of each domain at the start, summing to 1 (empty: equal)", unit="share"
    )
    relevance_drift: float = parameter(
        0.01,
        "chance per week that one domain's relevance rises, and that the relevance of its kinds moves on by a rank",
        unit="per week",
        low=0,
        high=1,
    )
    departure: float = parameter(
        0.3,
        "mu, how far the strategic relevance of kinds departs from how often members meet them",
        unit="share",
        low=0,
        high=1,
        source="assumed (model.md 7.4)",
    )

    @field_validator("relevance")
    @classmethod
    def _shares(cls, shares: dict[str, float]) -> dict[str, float]:
        return shares_of_one(shares)

    innovation: list[InnovationSettings] = parameter([], "innovations, in any order")

    @field_validator("names")
    @classmethod
    def _distinct(cls, names: list[str]) -> list[str]:
        if len(set(names)) < len(names) or any(not name.strip() for name in names):
            raise ValueError(f"expected distinct, non-empty names of domains, got {names!r}")
        return names

    @model_validator(mode="after")
    def _fits(self) -> DomainSettings:
        if self.facets_at_once > self.facets:
            raise ValueError(f"facets_at_once = {self.facets_at_once} is more than the {self.facets} facets there are")
        return self


class NeedSettings(Settings):
    """The table [need]: what the organisation is faced with."""

    kind: Literal["task", "single_problem", "connection", "knowledge_domain", "knowledge_service"] = parameter(
        "knowledge_domain", "which need brings the challenges (slides: match needs and structures)", source="slides"
    )
    arrivals: float = parameter(
        0.5, "chance per week that a member meets a challenge (knowledge_domain)", unit="per week", low=0, high=1
    )
    own_domain: float = parameter(
        0.8, "share of a member's challenges from the own speciality", unit="share", low=0, high=1
    )
    deadline: int = parameter(4, "weeks in which a challenge is solved in time", unit="weeks", low=1, high=200)
    abandon: int = parameter(12, "weeks after which an open challenge is abandoned", unit="weeks", low=1, high=400)
    task_every: int = parameter(8, "weeks from one task of a unit to its next (task)", unit="weeks", low=1, high=400)
    task_parts: int = parameter(6, "challenges that make up a task, shared out in the unit", low=1, high=64)
    task_deadline: int = parameter(8, "weeks in which a task is delivered in time", unit="weeks", low=1, high=400)

    problem_every: int = parameter(
        26, "weeks from one problem of the organisation to the next (single_problem)", unit="weeks", low=1, high=400
    )
    problem_parts: int = parameter(
        9, "challenges that make up a problem, from the domains in turn (single_problem)", low=1, high=64
    )
    problem_deadline: int = parameter(
        9, "weeks in which a problem is solved in time (single_problem)", unit="weeks", low=1, high=400
    )
    news_items: int = parameter(2, "items of news a week (connection)", unit="per week", low=1, high=8)
    news_share: float = parameter(
        0.2, "chance that an item concerns a person (connection)", unit="share", low=0, high=1
    )
    news_weeks: int = parameter(8, "weeks in which an item is news (connection)", unit="weeks", low=1, high=8)
    news_told: float = parameter(
        0.5, "chance that who is present in an hour hears an item which anybody there knows (connection)", low=0, high=1
    )
    news_by_tie: float = parameter(
        0.2, "chance that an item known to the other end of a tie is heard (connection)", unit="per week", low=0, high=1
    )
    clients: int = parameter(
        60, "people outside who bring requests (knowledge_service)", unit="people", low=1, high=10_000_000
    )
    requests: float = parameter(
        0.5, "chance that a client brings a request (knowledge_service)", unit="per week", low=0, high=1
    )
    at_once: int = parameter(
        3, "open challenges up to which a service desk gives a member requests (knowledge_service)", low=1, high=16
    )

    @model_validator(mode="after")
    def _ordered(self) -> NeedSettings:
        if self.abandon < self.deadline:
            raise ValueError(f"abandon = {self.abandon} weeks comes before deadline = {self.deadline} weeks")
        if self.kind == "task" and self.task_every < self.task_deadline:
            raise ValueError(
                f"task_every = {self.task_every} weeks is less than task_deadline = {self.task_deadline} weeks"
            )
        if self.kind == "task" and self.abandon < self.task_deadline:
            raise ValueError(f"abandon = {self.abandon} weeks comes before task_deadline = {self.task_deadline} weeks")
        if self.kind == "single_problem" and self.problem_every < self.problem_deadline:
            raise ValueError(
                f"problem_every = {self.problem_every} weeks is less than "
                f"problem_deadline = {self.problem_deadline} weeks"
            )
        if self.kind == "single_problem" and self.abandon < self.problem_deadline:
            raise ValueError(
                f"abandon = {self.abandon} weeks comes before problem_deadline = {self.problem_deadline} weeks"
            )
        return self
