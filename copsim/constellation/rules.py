"""The numbers of a scenario as kernels use them: whole minutes, thresholds of chance, shares of trust."""

from __future__ import annotations

import functools
import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from copsim.constellation.phases import switches
from copsim.constellation.scenario import Scenario
from copsim.foundation.randomness import chance16, chance32, chance64
from copsim.participation.engagement import Tables

QUANTILES = 4096
MOST_IN_CIRCLE = 64


class Rules(NamedTuple):
    """Minutes, chances in 2^-32 (or 2^-16, 2^-64), trust in 2^-16; names are those of the settings."""

    turbulence: np.uint64
    relevance_drift: int
    departure: int
    turnover: int
    arrivals: int
    own_domain: int
    deadline: int
    abandon: int
    task_every: int
    task_parts: int
    task_deadline: int
    problem_every: int
    problem_parts: int
    problem_deadline: int
    news_items: int
    news_share: int
    news_weeks: int
    news_told: np.uint64
    news_by_tie: np.uint64
    clients: int
    requests: int
    at_once: int
    willingness_low: int
    willingness_span: int
    brokers: int
    conveners: int
    convene: int
    legacies: int
    identity: int
    identity_gain: int
    identity_fade: int
    ease: int
    evidence: int
    together: int
    reading: int
    seen: int
    expert_wrong: int
    faith: int
    faith_gain: int
    faith_drift: int
    free: int
    a_try: int
    ask: int
    look_up: int
    curate: int
    keep_tie: int
    broker: int
    found: int
    hold: int
    colleagues: int
    acquaintances: int
    homophily: int
    first_trust: int
    stranger: int
    trust_gain: int
    trust_fade: int
    link: int
    kappa: float
    rate: float
    v_learning: float
    v_recognition: float
    v_belonging: float
    first_hour: float
    hearsay: float
    job_change: int
    workload_memory: float
    workload_noise: float
    reporting: int
    autonomy: float
    listing_noise: int
    phases: int


def rules_of(scenario: Scenario) -> Rules:
    """The scenario's numbers in the units of the kernels; a need that is not there brings nothing."""
    need, hours, ties, engagement = scenario.need, scenario.hours, scenario.ties, scenario.engagement
    people, knowledge = scenario.people, scenario.knowledge
    low = chance32(people.willingness_low)
    return Rules(
        turbulence=np.uint64(chance64(scenario.domain.turbulence)),
        relevance_drift=chance32(scenario.domain.relevance_drift),
        departure=chance16(scenario.domain.departure),
        turnover=chance32(people.turnover),
        arrivals=chance32(need.arrivals) if need.kind == "knowledge_domain" else 0,
        own_domain=chance32(need.own_domain),
        deadline=need.deadline,
        abandon=need.abandon,
        task_every=need.task_every if need.kind == "task" else 0,
        task_parts=need.task_parts,
        task_deadline=need.task_deadline,
        problem_every=need.problem_every if need.kind == "single_problem" else 0,
        problem_parts=need.problem_parts,
        problem_deadline=need.problem_deadline,
        news_items=need.news_items if need.kind == "connection" else 0,
        news_share=chance32(need.news_share),
        news_weeks=need.news_weeks,
        news_told=np.uint64(chance64(need.news_told)),
        news_by_tie=np.uint64(chance64(need.news_by_tie)),
        clients=need.clients if need.kind == "knowledge_service" else 0,
        requests=chance32(need.requests),
        at_once=need.at_once,
        willingness_low=low,
        willingness_span=chance32(people.willingness_high) - low,
        brokers=chance32(people.brokers),
        conveners=chance32(people.conveners),
        convene=chance32(people.convene),
        legacies=people.legacies,
        identity=chance16(people.identity) if people.legacies > 1 else 65536,
        identity_gain=chance16(people.identity_gain),
        identity_fade=chance16(people.identity_fade) if people.legacies > 1 else 0,
        ease=chance32(knowledge.ease),
        evidence=chance16(knowledge.evidence),
        together=chance32(knowledge.together),
        reading=chance32(knowledge.reading),
        seen=chance16(knowledge.seen),
        expert_wrong=chance32(knowledge.expert_wrong),
        faith=chance16(knowledge.faith),
        faith_gain=chance16(knowledge.faith_gain),
        faith_drift=chance16(engagement.rate / 5),
        free=minutes(hours.free),
        a_try=minutes(hours.a_try),
        ask=minutes(hours.ask),
        look_up=minutes(hours.look_up),
        curate=minutes(hours.curate),
        keep_tie=minutes(hours.keep_tie),
        broker=minutes(hours.broker),
        found=minutes(hours.found),
        hold=minutes(hours.hold),
        colleagues=ties.colleagues,
        acquaintances=ties.acquaintances,
        homophily=chance32(ties.homophily),
        first_trust=chance16(ties.trust),
        stranger=chance16(ties.stranger),
        trust_gain=chance16(ties.gain),
        trust_fade=chance16(ties.fade),
        link=chance16(scenario.money.link),
        kappa=float(engagement.kappa),
        rate=float(engagement.rate),
        v_learning=float(engagement.v_learning),
        v_recognition=float(engagement.v_recognition),
        v_belonging=float(engagement.v_belonging),
        first_hour=float(engagement.first_hour),
        hearsay=float(engagement.hearsay),
        job_change=chance32(engagement.job_change),
        workload_memory=float(engagement.workload_memory),
        workload_noise=float(engagement.workload_noise),
        reporting=chance16(scenario.sponsorship.reporting),
        autonomy=float(scenario.sponsorship.autonomy),
        listing_noise=chance32(scenario.sponsorship.noise),
        phases=switches(scenario.phases),
    )


def minutes(hours: float) -> int:
    """Hours in whole minutes."""
    return round(hours * 60)


def tables_for(scenario: Scenario) -> Tables:
    """What the kernels of a scenario look up."""
    k = scenario.knowledge
    first = ((k.right, k.right + k.wrong), (k.right_elsewhere, k.right_elsewhere + k.wrong_elsewhere))
    return tables_of(scenario.engagement.interest_sd, k.majority, first)


@functools.lru_cache(maxsize=64)
def tables_of(interest_sd: float, majority: float, first: tuple[tuple[float, float], ...]) -> Tables:
    """What kernels look up, rounded to 12 digits so that no machine's exp or quantile differs in the last bit.

    Runs of one process share these arrays: nothing writes to them.
    """
    normal = [round(NormalDist().inv_cdf((q + 0.5) / QUANTILES), 12) for q in range(QUANTILES)]
    interest = [round(math.exp(interest_sd * z - interest_sd * interest_sd / 2), 12) for z in normal]
    workload = [round(math.exp(step / 1024 - 1), 12) for step in range(2049)]
    chance = [chance32(round(1 - (1 - majority) ** k, 12)) for k in range(MOST_IN_CIRCLE + 1)]
    limits = np.array([[chance32(chance) for chance in row] for row in first], np.int64)
    return Tables(np.array(normal), limits, np.array(interest), np.array(workload), np.array(chance, np.int64))
