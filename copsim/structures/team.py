"""Team: people assigned by skill in a unit, held together by the work, with hours mandated."""

from copsim.structures.structure import Structure

TEAM = Structure(
    name="team",
    need="task",
    roster="unit",
    size=12,
    mandated=2.0,
    gathering="together",
    circle=8,
    reach="members",
    hear=7,
    documents=False,
    orientation=(3.0, 0.0, 4.0, 1.0, 1.0, 1.0, 0.0, 0.0, 3.0),
)
