"""Community of practice: open to those whose speciality is the domain, across units; hours are offered."""

from copsim.structures.structure import Structure

COMMUNITY_OF_PRACTICE = Structure(
    name="community_of_practice",
    need="knowledge_domain",
    roster="interest",
    size=200,
    mandated=None,
    gathering="together",
    circle=8,
    reach="members",
    hear=5,
    documents=True,
    critical_mass=5,
    orientation=(3.0, 1.0, 2.0, 3.0, 3.0, 2.0, 1.0, 2.0, 4.0),  # a Tech Club (theory.md 2)
)
