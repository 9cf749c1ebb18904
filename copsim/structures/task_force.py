"""Task force: people nominated across units for a single problem; it is there until the problem is delivered."""

from copsim.structures.structure import Structure

TASK_FORCE = Structure(
    name="task_force",
    need="single_problem",
    roster="nominated",
    size=12,
    mandated=2.0,
    gathering="together",
    circle=12,
    reach="members",
    hear=11,
    documents=False,
    agenda="problem",
    life="until_delivery",
    orientation=(4.0, 1.0, 4.0, 2.0, 2.0, 1.0, 0.0, 0.0, 3.0),  # assumed
)
