"""Run an organisation that learns by periods (`knowledge.parts`) once: what the published models are docked with.

    from copsim.constellation.organisation import run_organisation
    from copsim.knowledge.parts import LearningSettings

    march = run_organisation(LearningSettings(p1=0.1, p2=0.5), replication=7)
    march.series["code_score"][-1], march.last

Every setting of `LearningSettings` can be varied; `knowledge.parts.parts_of` says which are constants of the kernels.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from copsim.constellation.digest import columns_by_uid, digest_of
from copsim.constellation.learning_scenario import MEASURES
from copsim.foundation.columns import Array
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.knowledge.attention import listening_to
from copsim.knowledge.organisation import build_organisation, rates_of
from copsim.knowledge.parts import LearningSettings, parts_of
from copsim.knowledge.periods import Series, empty_series, measure_of, run_of, the_world_moves


class OrganisationResult(NamedTuple):
    """What a run came to.

    series: every measure by name, shape (last + 1,), or one more where `counted` says so.
    last: the last period lived, after which nothing changed.
    digest: 32 hexadecimal digits that name the lasting state.
    """

    series: dict[str, Array]
    last: int
    digest: str


def run_organisation(
    settings: LearningSettings, replication: int = 0, links: Array | None = None, seed: int = 1
) -> OrganisationResult:
    """Run an organisation for its periods, or until it is at rest. The same replication has the same luck everywhere.

    `links`: who listens to whom, rows of (listener, source), in place of what the settings say of attention.
    """
    contacts = None if links is None else listening_to(settings.members, links)
    organisation = build_organisation(settings, run_seed(seed, replication), contacts)
    parts = parts_of(settings, None if links is None else True)
    run = run_of(parts)
    counted = empty_series(settings.periods)
    here, rates = handle(organisation), handle(rates_of(settings))
    last = int(run(here, rates, 1, settings.periods, counted, settings.stop == "at_rest"))
    counted = counted[: last + 1]
    if settings.counted == "after_the_world_moves":
        after = empty_series(0)
        the_world_moves(here, rates, last + 1)
        measure_of(parts.pays)(here, after, 0)
        counted = np.concatenate([counted, after])
    digest = digest_of(columns_by_uid(organisation, organisation.learners.uid))
    return OrganisationResult(series_of(settings, counted, int(organisation.landscape.highest[0])), last, digest)


def series_of(settings: LearningSettings, counted: Array, highest: int) -> dict[str, Array]:
    """The measures from what the kernel counted. highest: pay-off on a landscape."""
    members, facets, fast = settings.members, settings.facets, settings.fast

    def of(column: Series, per: int) -> Any:
        return counted[:, column] / max(per, 1)

    score = counted[:, Series.RIGHT] - counted[:, Series.WRONG]
    best = highest if settings.pay_off == "landscape" else facets
    fast_score = counted[:, Series.RIGHT_FAST] - counted[:, Series.WRONG_FAST]
    found = {
        "code_score": (counted[:, Series.CODE_RIGHT] - counted[:, Series.CODE_WRONG]) / facets,
        "code_score_met": of(Series.CODE_MET, facets),
        "code_share_correct": of(Series.CODE_RIGHT, facets - settings.tacit),
        "mean_score": score / (members * facets),
        "individual_share_correct": of(Series.RIGHT, members * facets),
        "tacit_share_correct": of(Series.RIGHT_TACIT, members * settings.tacit),
        "codified_share_correct": (counted[:, Series.RIGHT] - counted[:, Series.RIGHT_TACIT])
        / max(members * (facets - settings.tacit), 1),
        "fast_individual_score": fast_score / (max(fast, 1) * facets),
        "slow_individual_score": (score - fast_score) / (max(members - fast, 1) * facets),
        "mean_payoff": of(Series.PAY_OFF, members * best),
        "best_payoff": of(Series.BEST, best),
        "mean_score_r8": of(Series.EIGHTH, members << 32),
        "unanimity": of(Series.AGREED, facets),
    }
    return {name: found[name] for name in MEASURES}
