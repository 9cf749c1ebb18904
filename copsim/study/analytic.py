"""Limits that can be computed by hand, beside what copsim's own kernels do: each a check with its derivation.

A check compares counts with their exact expectation, in standard errors; it passes at |z| <= 3.3, which a right engine
misses once in 1,000. Where nothing is left to chance the two must be equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

from copsim.knowledge.parts import LearningSettings

LIMIT = 3.3
LONE: dict[str, Any] = {"code": "none", "unknown": "left", "step": "full", "stop": "never"}
"""No code, nothing acted out: members hold what they hold."""


class Check(NamedTuple):
    """What was checked and how, what theory expects, what was found, and how far off in standard errors."""

    says: str
    derivation: str
    expected: float
    found: float
    error: float

    @property
    def z(self) -> float:
        """(found - expected) / error; 0 or infinite where there is no error."""
        off = self.found - self.expected
        return off / self.error if self.error else (0.0 if off == 0 else math.copysign(math.inf, off))

    @property
    def holds(self) -> bool:
        """Whether chance may explain the difference."""
        return abs(self.z) <= LIMIT


def analytic_checks(**changed: Any) -> list[Check]:
    """All of them, in well under a minute; `changed`: settings of learning laid over theirs, to see them fail."""
    return [check(changed) for check in CHECKS]


def no_learning(changed: dict[str, Any]) -> Check:
    """Without a code, contacts or turnover nobody's beliefs move: the mean score of every period is the first's."""
    from copsim.constellation.organisation import run_organisation

    settings = LearningSettings(**LONE | {"members": 100, "facets": 200, "p1": 0.9, "periods": 50} | changed)
    scores = run_organisation(settings, 0, seed=71).series["mean_score"].tolist()
    moved = sum(score != scores[0] for score in scores)
    return Check(
        "no learning is constant", "nothing may move; counted: periods that differ from the first", 0, moved, 0.0
    )


def copying_is_logistic(changed: dict[str, Any]) -> Check:
    """Copying from one random contact, all with all: each of n(1-x) who hold nothing takes it up with p n x/(n-1).

    So E x' = x + p x (1-x) n/(n-1), the discrete logistic; given the period before, takers are binomial.
    """
    from copsim.constellation.organisation import run_organisation

    p, n, runs = 0.2, 2000, 20
    given = {"members": n, "facets": 1, "held": 0.02, "source": "one_contact", "p5": p, "periods": 60}
    settings = LearningSettings(**LONE | given | changed)
    expected = found = variance = 0.0
    for run in range(runs):
        series = run_organisation(settings, run, seed=72).series
        held = (2 * series["individual_share_correct"] - series["mean_score"]) * n
        for now, then in pairwise(held.tolist()):
            chance = p * now / (n - 1)
            expected += (n - now) * chance
            variance += (n - now) * chance * (1 - chance)
            found += then - now
    told = f"takers in {runs} runs of {n} members, p = {p}, from 2 %; each period given the one before"
    return Check(
        "copying on a complete graph is logistic", told, expected / runs, found / runs, math.sqrt(variance) / runs
    )


def star_with_an_expert(changed: dict[str, Any]) -> Check:
    """Everybody listens to one hub only: a facet on which a member differs is taken up with chance p a period.

    After t periods 1-(1-p)^t of the facets that differed are the hub's; each is a Bernoulli trial of its own.
    """
    import numpy as np

    from copsim.foundation.kernels import handle
    from copsim.knowledge.attention import listening_to
    from copsim.knowledge.organisation import build_organisation, rates_of
    from copsim.knowledge.parts import parts_of
    from copsim.knowledge.periods import empty_series, run_of

    p, n, t = 0.1, 400, 7
    given = {"members": n, "facets": 60, "held": 1.0, "source": "one_contact", "p5": p, "periods": t}
    settings = LearningSettings(**LONE | given | changed)
    links = np.array([(who, 0) for who in range(1, n)])
    organisation = build_organisation(settings, 73, listening_to(n, links))
    hub = int(organisation.learners.beliefs[0, 0])

    def differing() -> int:
        return sum((int(word) ^ hub).bit_count() for word in organisation.learners.beliefs[:, 0])

    before, series = differing(), empty_series(t)
    run_of(parts_of(settings, listed=True))(handle(organisation), handle(rates_of(settings)), 1, t, series, False)
    share = 1 - (1 - p) ** t
    error = math.sqrt(share * (1 - share) / before)
    told = f"share of {before} facets that differed, after {t} periods at p = {p}: 1-(1-p)^t"
    return Check("a star with one expert", told, share, 1 - differing() / before, error)


def solitary_trial(changed: dict[str, Any]) -> Check:
    """Who holds nothing of a challenge of s facets tries settings without repeating one: uniform over 2^s.

    So tries until it is solved have mean (2^s + 1)/2 and variance (4^s - 1)/12.
    """
    from copsim.activities.solving import attempt
    from copsim.constellation.scenario import Scenario
    from copsim.constellation.world import build_world
    from copsim.domain.challenges import Source, add_challenge
    from copsim.foundation.kernels import handle

    total, count = 0, 0
    for replication in range(4):
        world = build_world(
            Scenario().with_values(**{"people.members": 300, "people.units": 1, "seed": 74}), replication
        )
        world.people.beliefs[:] = 0
        here, desks = handle(world), handle(world.challenges)
        for who in range(300):
            add_challenge(desks, who, 0, 1, 9, Source.OWN, 0, 0)
            count, total = count + 1, total + 1
            while not attempt(here, 1, 0, who, 0):
                total += 1
            world.people.beliefs[who] = 0
    parts = world.field.kind.shape[1]
    error = math.sqrt((4**parts - 1) / 12 / count)
    told = f"mean tries of {count} members until a challenge of {parts} unknown facets is solved: (2^{parts} + 1)/2"
    return Check("solitary trial is search without repetition", told, (2**parts + 1) / 2, total / count, error)


def drift_to_chance(changed: dict[str, Any]) -> Check:
    """Who learns nothing while each truth flips with chance q: what was right is right with (1 + (1-2q)^t)/2 after t.

    A facet's truth is the same for all members, so that one member who was right of everything is looked at.
    """
    from copsim.foundation.kernels import handle
    from copsim.knowledge.organisation import build_organisation, rates_of
    from copsim.knowledge.parts import parts_of
    from copsim.knowledge.periods import Series, empty_series, run_of

    q, t, facets = 0.03, 15, 4096
    settings = LearningSettings(**LONE | {"members": 2, "facets": facets, "p4": q, "periods": t} | changed)
    organisation = build_organisation(settings, 75)
    matter, learners = organisation.matter, organisation.learners
    for d in range(matter.truth.size):
        learners.beliefs[:, 2 * d] = matter.exists[d] & matter.truth[d]
        learners.beliefs[:, 2 * d + 1] = matter.exists[d] & ~matter.truth[d]
    series = empty_series(t)
    run_of(parts_of(settings))(handle(organisation), handle(rates_of(settings)), 1, t, series, False)
    share = (1 + (1 - 2 * q) ** t) / 2
    error = math.sqrt(share * (1 - share) / facets)
    told = f"share of {facets} facets still right after {t} periods at q = {q}: (1 + (1-2q)^t)/2"
    return Check(
        "drift without learning decays to chance", told, share, int(series[t, Series.RIGHT]) / 2 / facets, error
    )


CHECKS: tuple[Callable[[dict[str, Any]], Check], ...] = (
    no_learning,
    copying_is_logistic,
    star_with_an_expert,
    solitary_trial,
    drift_to_chance,
)
