"""What a scenario may say about people: how many, their hours, ties, and what makes them take part."""

from __future__ import annotations

from pydantic import field_validator, model_validator

from copsim.foundation.parameters import Settings, parameter, shares_of_one


class LeavingSettings(Settings):
    """An item of [[people.leaving]]: the most able of a domain leave, and newcomers take their seats."""

    week: int = parameter(53, "week in which they leave", unit="week", low=1, high=100_000)
    domain: str = parameter(
        "", "the domain in which they are the most able, of those whose job it is (empty: the first)"
    )
    people: int = parameter(1, "how many of them leave", unit="people", low=1, high=1000)


class PeopleSettings(Settings):
    """The table [people]."""

    members: int = parameter(120, "people in the organisation", unit="people", low=2, high=10_000_000)
    units: int = parameter(10, "units of the line organisation, of about equal size", low=1, high=1_000_000)
    specialities: dict[str, float] = parameter(
        {}, "share of people whose speciality is each domain (empty: equal shares)", unit="share"
    )
    skill_error: float = parameter(
        0.2,
        "sd of the error with which a roster rule sees a skill",
        unit="share",
        low=0,
        high=2,
        source="assumed (model.md 2)",
    )
    willingness_low: float = parameter(0.22, "lowest chance that a person asked replies", low=0, high=1)
    willingness_high: float = parameter(
        1.0,
        "highest chance that a person asked replies",
        low=0,
        high=1,
        source="mean .61 of first posts answered, Joyce & Kraut 2006 (theory 4b); spread assumed",
    )

    second_interest: float = parameter(
        0.25, "chance that a member has a second domain of interest", low=0, high=1, source="assumed (multimembership)"
    )
    turnover: float = parameter(
        0.0025,
        "chance that a member leaves and another takes the seat",
        unit="per week",
        low=0,
        high=1,
        source="assumed (about one in eight a year)",
    )
    leaving: list[LeavingSettings] = parameter([], "experts who leave at a date, in any order")
    brokers: float = parameter(0.1, "share of people disposed to broker between groups", low=0, high=1)
    conveners: float = parameter(0.05, "share of people disposed to convene a group", low=0, high=1)
    convene: float = parameter(
        0.05, "chance that a convener starts a group that could be there", unit="per week", low=0, high=1
    )
    legacies: int = parameter(1, "organisations that were joined into this one, of neighbouring units", low=1, high=16)
    identity: float = parameter(
        0.2, "identification with the whole organisation, where it was joined from several", low=0, high=1
    )
    identity_gain: float = parameter(
        0.05,
        "step of identification towards 1 in an hour with people of another legacy",
        unit="per hour",
        low=0,
        high=1,
    )
    identity_fade: float = parameter(
        0.002, "share of identification lost", unit="per week", low=0, high=1, source="assumed (theory 9c, d)"
    )

    @model_validator(mode="after")
    def _checks(self) -> PeopleSettings:
        if self.legacies > self.units:
            raise ValueError(f"legacies = {self.legacies} for units = {self.units}: a legacy would be empty")
        if self.units > self.members:
            raise ValueError(f"units = {self.units} for members = {self.members}: a unit would be empty")
        if self.willingness_low > self.willingness_high:
            raise ValueError(f"willingness_low = {self.willingness_low:g} exceeds {self.willingness_high:g}")
        return self

    @field_validator("specialities")
    @classmethod
    def _shares(cls, shares: dict[str, float]) -> dict[str, float]:
        return shares_of_one(shares)


class HoursSettings(Settings):
    """The table [hours]: the price list in which everything is paid. Hours are counted in whole minutes."""

    free: float = parameter(
        4.0,
        "hours of each member for learning together or further tries",
        unit="h/week",
        low=0,
        high=10,
        source="model.md 7.1",
    )
    a_try: float = parameter(2.0, "a try at a challenge", unit="h", low=0.5, high=8, source="model.md 7.1")
    ask: float = parameter(
        0.5,
        "asking, paid by the one who asks and by the one who answers",
        unit="h",
        low=0,
        high=4,
        source="model.md 7.1",
    )
    look_up: float = parameter(0.25, "looking something up", unit="h", low=0, high=4, source="model.md 7.1")
    curate: float = parameter(0.25, "seeing to one line of the documents, by a curator", unit="h", low=0.05, high=4)
    keep_tie: float = parameter(0.05, "keeping one tie", unit="h/week", low=0, high=1, source="model.md 7.1")
    broker: float = parameter(
        0.5, "carrying something from one group to another, paid by the broker", unit="h", low=0, high=4
    )
    found: float = parameter(3.0, "starting a group, paid by the convener", unit="h", low=0, high=20)
    hold: float = parameter(
        1.0, "holding the space of a group below critical mass, paid by its founder", unit="h/week", low=0, high=20
    )
    recognise: float = parameter(
        0.1, "recognising a member who contributed that week", unit="h/week", low=0, high=4, source="model.md 7.5"
    )


class TiesSettings(Settings):
    """The table [ties]: whom a member knows, and how far they trust them."""

    slots: int = parameter(8, "ties a member can keep; a new one replaces the weakest", low=1, high=64)
    colleagues: int = parameter(3, "colleagues of the own unit a member knows at the start", low=0, high=64)
    acquaintances: int = parameter(2, "people from anywhere a member knows at the start", low=0, high=64)
    trust: float = parameter(0.3, "trust in a colleague at the start, and in a new tie", low=0, high=1)
    homophily: float = parameter(
        0.8, "chance that an acquaintance at the start is of the own legacy, whoever else they may be", low=0, high=1
    )
    stranger: float = parameter(0.1, "trust in somebody one has no tie to", low=0, high=1)
    gain: float = parameter(0.1, "step of trust towards 1 when help worked", low=0, high=1)
    fade: float = parameter(0.01, "share of trust lost in a week without help", unit="per week", low=0, high=1)

    @model_validator(mode="after")
    def _fits(self) -> TiesSettings:
        if self.colleagues + self.acquaintances > self.slots:
            raise ValueError(
                f"colleagues + acquaintances = {self.colleagues + self.acquaintances} do not fit into "
                f"slots = {self.slots}"
            )
        return self


class EngagementSettings(Settings):
    """The table [engagement]: hours offered h = clip(A / (kappa w) - h0, 0, cap), A = z (vL eL + vR eR + vB b)."""

    kappa: float = parameter(
        0.65,
        "cost of an hour against its value; the one fitted number of this table",
        low=0.01,
        high=100,
        source="fitted by `copsim calibrate`: core + active = .30 of the baseline (theory 4b); the split is not",
    )
    rate: float = parameter(
        0.04, "lambda, rate of the running means", unit="per week", low=0.001, high=1, source="model.md 7.2 (.02-.1)"
    )
    interest_sd: float = parameter(
        0.6, "sigma, sd of log interest z (mean of z is 1)", low=0, high=2, source="model.md 7.2 (.3-1)"
    )
    v_learning: float = parameter(
        1.5, "vL, weight of own gains per hour present", low=0, high=20, source="model.md 7.2"
    )
    v_recognition: float = parameter(
        0.5, "vR, weight of acknowledged help per hour present", low=0, high=20, source="model.md 7.2"
    )
    v_belonging: float = parameter(0.5, "vB, weight of belonging", low=0, high=20, source="model.md 7.2")
    first_hour: float = parameter(
        1.0,
        "h0, hours whose value must be earned before the first is offered",
        unit="h/week",
        low=0,
        high=10,
        source="model.md 7.2",
    )
    hearsay: float = parameter(
        0.5, "what somebody who has not been there expects of an hour, in eL and eR", unit="per hour", low=0, high=20
    )
    job_change: float = parameter(
        0.005,
        "chance per week of a change of job, when interest is drawn anew",
        unit="per week",
        low=0,
        high=1,
        source="model.md 7.2",
    )
    workload_memory: float = parameter(
        0.9, "persistence of log workload from week to week", low=0, high=0.99, source="model.md 7.2"
    )
    workload_noise: float = parameter(
        0.08,
        "sd of the weekly noise of log workload (which acts within -1 to 1)",
        low=0,
        high=0.3,
        source="model.md 7.2",
    )
