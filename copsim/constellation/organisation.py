"""Run an organisation that learns by periods (`knowledge.parts`) once: what the published models are docked with.

    from copsim.constellation.organisation import run_organisation
    from copsim.knowledge.parts import LearningSettings

    march = run_organisation(LearningSettings(p1=0.1, p2=0.5), replication=7)
    march.series["code_score"][-1], march.last

Every setting of `LearningSettings` can be varied; `knowledge.parts.parts_of` says which are constants of the kernels.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from copsim.foundation.columns import Array
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.knowledge.attention import listening_to
from copsim.knowledge.organisation import build_organisation, rates_of
from copsim.knowledge.parts import LearningSettings, parts_of
from copsim.knowledge.periods import Series, empty_series, run_of

MEASURES = {
    "code_score": "facets the code says right less those it says wrong, as a share of all facets",
    "code_score_met": "the same after the period's turbulence, before anybody learns",
    "code_share_correct": "explicit facets that the code says right, as a share (nothing explicit: 0)",
    "mean_score": "facets a member holds right less wrong, as a share of all; mean over members",
    "individual_share_correct": "facets a member holds right, as a share; mean over members",
    "tacit_share_correct": "the same of tacit facets (no tacit facets: 0)",
    "fast_individual_score": "mean_score of the fast members (no fast members: 0)",
    "slow_individual_score": "mean_score of the others (none: 0)",
    "mean_payoff": "pay-off of what a member holds, as a share of the facets; mean over members",
    "best_payoff": "the highest of the members' pay-offs, as a share of the facets",
    "agreement": "facets of which all members hold the same, or all nothing, as a share",
}
"""What a run answers, each a series from the beginning (period 0) to the last period allowed."""


class OrganisationResult(NamedTuple):
    """series: every measure by name, shape (periods + 1,); last: the last period lived, after which nothing changed."""

    series: dict[str, Array]
    last: int


def run_organisation(
    settings: LearningSettings, replication: int = 0, links: Array | None = None
) -> OrganisationResult:
    """Run an organisation for its periods, or until it is at rest. The same replication has the same luck everywhere.

    `links`: who listens to whom, rows of (listener, source), in place of what the settings say of attention.
    """
    contacts = None if links is None else listening_to(settings.members, links)
    organisation = build_organisation(settings, run_seed(settings.seed, replication), contacts)
    run = run_of(parts_of(settings, None if links is None else True))
    counted = empty_series(settings.periods)
    last = run(
        handle(organisation), handle(rates_of(settings)), 1, settings.periods, counted, settings.stop == "at_rest"
    )
    return OrganisationResult(series_of(settings, counted), int(last))


def series_of(settings: LearningSettings, counted: Array) -> dict[str, Array]:
    """The measures from what the kernel counted."""
    members, facets, fast = settings.members, settings.facets, settings.fast

    def of(column: Series, per: int) -> Any:
        return counted[:, column] / max(per, 1)

    score = counted[:, Series.RIGHT] - counted[:, Series.WRONG]
    fast_score = counted[:, Series.RIGHT_FAST] - counted[:, Series.WRONG_FAST]
    found = {
        "code_score": (counted[:, Series.CODE_RIGHT] - counted[:, Series.CODE_WRONG]) / facets,
        "code_score_met": of(Series.CODE_MET, facets),
        "code_share_correct": of(Series.CODE_RIGHT, facets - settings.tacit),
        "mean_score": score / (members * facets),
        "individual_share_correct": of(Series.RIGHT, members * facets),
        "tacit_share_correct": of(Series.RIGHT_TACIT, members * settings.tacit),
        "fast_individual_score": fast_score / (max(fast, 1) * facets),
        "slow_individual_score": (score - fast_score) / (max(members - fast, 1) * facets),
        "mean_payoff": of(Series.PAY_OFF, members * facets),
        "best_payoff": of(Series.BEST, facets),
        "agreement": of(Series.AGREED, facets),
    }
    return {name: found[name] for name in MEASURES}
