"""Run members who share evidence (`knowledge.evidence`) once: Zollman (2007), the counterpart of `run_organisation`.

from copsim.constellation.evidence import run_evidence
from copsim.knowledge.evidence_settings import EvidenceSettings

found = run_evidence(EvidenceSettings(members=10, attention="ring"), replication=7)
found.series["p_success"][-1], found.last
"""

from __future__ import annotations

from copsim.constellation.digest import columns_by_uid, digest_of
from copsim.constellation.organisation import OrganisationResult
from copsim.foundation.columns import Array
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.knowledge.attention import listening_to
from copsim.knowledge.evidence import Count, build_commons, empty_counts, seek_of
from copsim.knowledge.evidence_settings import EvidenceSettings


def run_evidence(
    settings: EvidenceSettings, replication: int = 0, links: Array | None = None, seed: int = 1
) -> OrganisationResult:
    """Run until all are sure of the new way, or nobody tries it, or the periods are over.

    `links`: who listens to whom, rows of (listener, source), in place of what the settings say of attention. Series:
    p_success (1 when all are sure, else 0), share_trying and share_sure (of the members).
    """
    contacts = None if links is None else listening_to(settings.members, links)
    commons = build_commons(settings, run_seed(seed, replication), contacts)
    counted = empty_counts(settings.periods)
    listed = settings.attention != "everybody" or links is not None
    last = int(seek_of(listed)(handle(commons), 1, settings.periods, counted))
    counted = counted[: last + 1]
    series = {
        "p_success": (counted[:, Count.SURE] == settings.members).astype(float),
        "share_trying": counted[:, Count.TRYING] / settings.members,
        "share_sure": counted[:, Count.SURE] / settings.members,
    }
    return OrganisationResult(series, last, digest_of(columns_by_uid(commons, commons.learners.uid)))
