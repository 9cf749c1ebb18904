"""A new structure is one file: a guild, where few are admitted for their skill, teach one another, and may be asked."""

from copsim.structures.structure import Structure

GUILD = Structure(
    name="guild",
    need="knowledge_domain",
    roster="experts",
    size=10,
    mandated=None,
    gathering="together",
    circle=5,
    reach="anyone",
    hear=4,
    documents=True,
    orientation=(2.0, 1.0, 0.0, 1.0, 4.0, 3.0, 0.0, 2.0, 0.0),
)
