"""The structures there are: a new one is one file and one line here."""

from copsim.structures.centre_of_excellence import CENTRE_OF_EXCELLENCE
from copsim.structures.community_of_practice import COMMUNITY_OF_PRACTICE
from copsim.structures.network import NETWORK
from copsim.structures.no_structure import NONE
from copsim.structures.structure import Structure
from copsim.structures.task_force import TASK_FORCE
from copsim.structures.team import TEAM

STRUCTURES: dict[str, Structure] = {
    s.name: s for s in (NONE, TEAM, TASK_FORCE, NETWORK, COMMUNITY_OF_PRACTICE, CENTRE_OF_EXCELLENCE)
}
"""Every structure by name; an extension reads a record here to begin from (`STRUCTURES["team"]._replace(...)`)."""
