"""None: the control. The same people and hours; every hour is working time."""

from copsim.structures.structure import Structure

NONE = Structure(
    name="none",
    need="",
    roster="everyone",
    size=10_000_000,
    mandated=0.0,
    gathering="together",
    circle=2,
    reach="ties",
    hear=0,
    documents=False,
    meets=False,
)
