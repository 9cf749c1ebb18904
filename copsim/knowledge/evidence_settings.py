"""Members who share evidence on two ways of working (Zollman 2007), as a table."""

from __future__ import annotations

from copsim.foundation.parameters import parameter
from copsim.knowledge.attention_settings import AttentionSettings

ZOLLMAN = "Zollman 2007 (literature E.1)"


class EvidenceSettings(AttentionSettings):
    """The table [evidence]: members who share evidence; the defaults are Zollman's ten on a complete network."""

    members: int = parameter(10, "members", low=2, high=100_000, source=ZOLLMAN)
    edge: float = parameter(
        0.001, "by how much the new way succeeds more often than 1/2", low=1e-6, high=0.499, source=ZOLLMAN
    )
    trials: int = parameter(
        1000, "tries a period of a member who tries the new way", unit="tries", low=1, high=10_000, source=ZOLLMAN
    )
    sure: float = parameter(
        0.99,
        "credence above which a member is sure; when all are, the run ends",
        low=0.5,
        high=0.999999,
        source=ZOLLMAN,
    )
    periods: int = parameter(
        20_000, "periods a run lasts at most", unit="periods", low=1, high=1_000_000, source="assumed"
    )
