"""Centre of excellence: experts appointed in each domain; a desk that serves clients, and anyone may ask."""

from copsim.structures.structure import Structure

CENTRE_OF_EXCELLENCE = Structure(
    name="centre_of_excellence",
    need="knowledge_service",
    roster="experts",
    size=8,
    mandated=1.0,
    gathering="together",
    circle=8,
    reach="anyone",
    hear=5,
    documents=True,
    agenda="requests",
    orientation=(1.0, 0.0, 2.0, 3.0, 4.0, 0.0, 1.0, 1.0, 4.0),  # assumed
)
