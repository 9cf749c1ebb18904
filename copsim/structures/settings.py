"""What a scenario may say about the structure: which one, and what differs from its record."""

from __future__ import annotations

from pydantic import field_validator, model_validator

from copsim.foundation.errors import nearest
from copsim.foundation.parameters import Settings, parameter
from copsim.structures.structure import WORKS_ONLY_WITH, Gathering, Reach, Roster, Structure
from copsim.structures.table import STRUCTURES


class StructureSettings(Settings):
    """The table [structure]. What is left out is as the structure's own record says (`copsim explain`)."""

    kind: str = parameter("community_of_practice", "which structure: " + ", ".join(STRUCTURES), source="theory 5")
    starts: int = parameter(1, "week in which its groups are founded", unit="week", low=1, high=100_000)
    ends: int | None = parameter(None, "last week of its groups (left out: none)", unit="week", low=1, high=100_000)
    roster: Roster | None = parameter(None, "who belongs (left out: as the structure's record says)", source="theory 5")
    size: int | None = parameter(None, "most members of one group", unit="people", low=2, high=10_000_000)
    mandated: float | None = parameter(None, "hours each member must give", unit="h/week", low=0, high=10)
    gathering: Gathering | None = parameter(None, "together in circles, or in pairs along ties")
    circle: int | None = parameter(None, "people who learn together in one hour", unit="people", low=2, high=64)
    reach: Reach | None = parameter(None, "whom a member may ask")
    hear: int | None = parameter(
        None, "draws, with replacement, of members of the group who hear a question", unit="people", low=0, high=64
    )
    documents: bool | None = parameter(None, "whether what is written down can be looked up")

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind not in STRUCTURES:
            near = nearest(kind, list(STRUCTURES))
            hint = f"; did you mean '{near}'?" if near else ""
            raise ValueError(f"{kind!r} is not one of {', '.join(STRUCTURES)}{hint}")
        return kind

    @model_validator(mode="after")
    def _ordered(self) -> StructureSettings:
        if self.ends is not None and self.ends < self.starts:
            raise ValueError(f"ends = {self.ends} is before starts = {self.starts}")
        return self

    def without_effect(self) -> dict[str, str]:
        """Settings of this table that change nothing beside the others, each with the reason.

        Where nobody meets, the record is the control's: it may be given what the others are given.
        """
        record = self.record()
        found = {}
        for name, (other, value) in WORKS_ONLY_WITH.items():
            if getattr(self, name) is not None and record.meets and getattr(record, other) != value:
                found[name] = f"has no effect, since {other} is '{getattr(record, other)}' here (it needs '{value}')"
        return found

    def record(self) -> Structure:
        """The structure's record with what this table changes."""
        changes = {
            name: value
            for name in Structure._fields
            if name in type(self).model_fields and (value := getattr(self, name)) is not None
        }
        return STRUCTURES[self.kind]._replace(**changes)
