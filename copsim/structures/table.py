"""The structures there are: a new one is one file and one line here."""

from copsim.structures.community_of_practice import COMMUNITY_OF_PRACTICE
from copsim.structures.network import NETWORK
from copsim.structures.no_structure import NONE
from copsim.structures.structure import Structure
from copsim.structures.team import TEAM

STRUCTURES: dict[str, Structure] = {s.name: s for s in (NONE, TEAM, NETWORK, COMMUNITY_OF_PRACTICE)}
