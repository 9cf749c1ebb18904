"""What a scenario may say about sponsorship: a relation, levers that differ from it, and dated changes."""

from __future__ import annotations

from typing import Literal

from copsim.foundation.parameters import Settings, parameter
from copsim.sponsorship.relations import RELATIONS, Levers

Relation = Literal["unrecognised", "legitimised", "supported"]


class LeverSettings(Settings):
    """A relation and the levers in which it differs from its preset."""

    relation: Relation = parameter(
        "unrecognised", "relation between sponsor and groups, a preset of the levers", source="theory 10a"
    )
    allowance: float | None = parameter(
        None,
        "hours of each member's job released by the sponsor (left out: the relation's)",
        unit="h/week",
        low=0,
        high=20,
    )
    coordinator: float | None = parameter(
        None,
        "hours of coordination for each member of a group (left out: the relation's)",
        unit="h/week",
        low=0,
        high=2,
    )
    recognition: float | None = parameter(None, "recognition added to vR (left out: the relation's)", low=0, high=5)
    domains: list[str] = parameter([], "specialities whose people are sponsored (empty: all)")

    def levers(self) -> Levers:
        """The levers of the relation with what this table changes."""
        preset = RELATIONS[self.relation]
        return Levers(
            *(value if (value := getattr(self, name)) is not None else getattr(preset, name) for name in Levers._fields)
        )


class ChangeSettings(LeverSettings):
    """An item of [[sponsorship.change]]: from `week` on, the levers are these."""

    week: int = parameter(1, "first week in which the change holds", unit="week", low=1, high=100_000)


class SponsorshipSettings(LeverSettings):
    """The table [sponsorship]."""

    full_coordination: float = parameter(
        0.25, "hours of coordination a member at which a partner is found for certain", unit="h/week", low=0.01, high=10
    )
    change: list[ChangeSettings] = parameter([], "dated changes, in any order")
