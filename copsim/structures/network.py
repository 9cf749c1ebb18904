"""Network: ties only. Acquaintances talk in pairs; no domain, no documents, no boundary."""

from copsim.structures.structure import Structure

NETWORK = Structure(
    name="network",
    need="connection",
    roster="everyone",
    size=10_000_000,
    mandated=None,
    gathering="along_ties",
    circle=2,
    reach="ties",
    hear=0,
    documents=False,
    orientation=(1.0, 2.0, 0.0, 1.0, 2.0, 4.0, 3.0, 1.0, 0.0),
)
