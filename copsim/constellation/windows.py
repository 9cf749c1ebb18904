"""Members and communities as Mesa agents, made only when somebody looks: a run that nobody looks at makes none."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from copsim.constellation import mesa_versions
from copsim.constellation.agents import Community, Member
from copsim.foundation.errors import CopsimError

if TYPE_CHECKING:
    from copsim.constellation.scenario import Scenario
    from copsim.constellation.world import World

SEAT = 2**32 - 1
"""The bits of a uid that name the seat; those above count its holders."""


class WindowedModel(mesa.Model):
    """A Mesa model whose agents are windows on the rows of `world`; the state itself is in the arrays.

    A class may name its own windows in `member_class` and `community_class`.
    """

    member_class: type[Member] = Member
    community_class: type[Community] = Community
    settings: Scenario
    world: World
    _windows: tuple[list[Member], list[Community]] | None = None

    @property
    def agents(self) -> Any:
        """All members and communities, and whatever agents a user added: a Mesa set of agents."""
        self._open_windows()
        return super().agents

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise AttributeError("model.agents is Mesa's set of all agents and cannot be replaced")

    @property
    def agents_by_type(self) -> Any:
        """The same by class."""
        self._open_windows()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The classes of agents there are."""
        return list(self.agents_by_type)

    @property
    def members(self) -> Any:
        """All members: a Mesa set of agents in the order of unique_id."""
        by_id = sorted(self._open_windows()[0], key=operator.attrgetter("unique_id"))
        return mesa_versions.set_of(self, by_id)

    @property
    def communities(self) -> Any:
        """All groups of the structure: a Mesa set of agents in the order of unique_id."""
        return mesa_versions.set_of(self, self._open_windows()[1])

    def member_at(self, row: int) -> Member:
        """The window on a row of the people."""
        return self._open_windows()[0][row]

    def community_at(self, row: int) -> Community:
        """The window on a row of the groups."""
        return self._open_windows()[1][row]

    @property
    def domains(self) -> list[str]:
        """Names of the domains, in the order of their numbers."""
        return self.settings.domain.names

    def is_facet(self, facet: int) -> bool:
        """Whether there is a facet of this number (64 x domain + number in the domain)."""
        exists = self.world.field.exists
        return 0 <= facet < 64 * exists.size and bool(exists.item(facet >> 6) >> (facet & 63) & 1)

    def _open_windows(self) -> tuple[list[Member], list[Community]]:
        if self._windows is None:
            # A window is on a seat, whoever holds it: so ids do not depend on the week of the first look.
            order = np.argsort(self.world.people.uid & SEAT).tolist()
            members = [self.member_class.at(self, nth, row) for nth, row in enumerate(order, start=1)]
            groups = range(self.world.groups.domain.size)
            communities = [self.community_class.at(self, len(order) + 1 + row, row) for row in groups]
            self._windows = sorted(members, key=operator.attrgetter("row")), communities
            mesa_versions.install(self, [*members, *communities])
        return self._windows

    def register_agent(self, agent: mesa.Agent) -> None:
        """Mesa calls this for an agent that a user adds to the model; it is numbered after members and communities."""
        self._open_windows()
        mesa_versions.name_newcomer(self, agent)
        super().register_agent(agent)

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Mesa calls this when an agent that a user added is removed; members and communities stay (CopsimError)."""
        if isinstance(agent, Member | Community):
            agent.remove()
        super().deregister_agent(agent)

    def remove_all_agents(self) -> None:
        """Not in this version: seats are never empty (CopsimError)."""
        raise CopsimError("the agents of a CommunityModel are its state and cannot be removed; make a new model")
