"""What a scenario may say about the structure: which one, and what differs from its record."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import field_validator, model_validator

from copsim.foundation.errors import nearest
from copsim.foundation.parameters import Settings, parameter
from copsim.structures.structure import WORKS_ONLY_WITH, Gathering, Reach, Roster, Structure
from copsim.structures.table import STRUCTURES

Choice = Literal["own", "common", "random", "unit", "nominated", "interest", "experts", "everyone", "given"]


_RULES = frozenset(get_args(Roster))


class StructureSettings(Settings):
    """The table [structure]. What is left out is as the structure's own record says (`copsim explain`)."""

    kind: str = parameter("community_of_practice", "which structure: " + ", ".join(STRUCTURES), source="theory 5")
    starts: int = parameter(1, "week in which its groups are founded", unit="week", low=1, high=100_000)
    ends: int | None = parameter(None, "last week of its groups (left out: none)", unit="week", low=1, high=100_000)
    schism: int | None = parameter(
        None,
        "week from which on each group is two, of half of its people each by chance; one keeps the documents "
        "(left out: none)",
        unit="week",
        low=2,
        high=100_000,
        source="splits of patients' lists (theory 9b); form assumed",
    )
    convened: bool = parameter(False, "whether its groups are started by conveners among the members, from `starts` on")
    roster: Choice = parameter(
        "own",
        "who belongs: 'own' as the structure's record says, 'common' to all structures (by speciality), 'random' "
        "people in groups as its own rule makes them, 'given' the communities of [organisation], or a rule by name",
        source="theory 5; model.md 2",
    )
    size: int | None = parameter(None, "most members of one group", unit="people", low=2, high=10_000_000)
    mandated: float | None = parameter(None, "hours each member must give", unit="h/week", low=0, high=10)
    gathering: Gathering | None = parameter(None, "together in circles, or in pairs along ties")
    circle: int | None = parameter(None, "people who learn together in one hour", unit="people", low=2, high=64)
    reach: Reach | None = parameter(None, "whom a member may ask")
    hear: int | None = parameter(
        None, "draws, with replacement, of members of the group who hear a question", unit="people", low=0, high=64
    )
    documents: bool | None = parameter(None, "whether what is written down can be looked up")
    lasts: int | None = parameter(
        None,
        "weeks it is there if it lives until delivery and there is nothing to deliver",
        unit="weeks",
        low=1,
        high=5200,
    )
    critical_mass: int | None = parameter(
        None,
        "people present in a quarter below which, for two quarters running, a group dissolves (0: never)",
        unit="people",
        low=0,
        high=1000,
    )

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
        if self.schism is not None and not self.starts < self.schism <= (self.ends or self.schism):
            raise ValueError(f"schism = {self.schism} is not between starts = {self.starts} and ends = {self.ends}")
        if self.schism is not None and self.convened:
            raise ValueError("schism needs groups that begin at a date; with convened = true nobody knows when")
        return self

    def without_effect(self) -> dict[str, str]:
        """Settings of this table that change nothing beside the others, each with the reason.

        Where nobody meets, the record is the control's: it may be given what the others are given.
        """
        record = self.record()
        found = {}
        for name, (other, values) in WORKS_ONLY_WITH.items():
            here = getattr(record, other)
            if getattr(self, name) is not None and record.meets and here not in values:
                needed = " or ".join(f"'{value}'" for value in values)
                found[name] = f"has no effect, since {other} is '{here}' here (it needs {needed})"
        return found

    def record(self) -> Structure:
        """The structure's record with what this table changes."""
        changes = {
            name: value
            for name in Structure._fields
            if name in type(self).model_fields and (value := getattr(self, name)) is not None
        }
        if changes.pop("roster") in _RULES:
            changes["roster"] = self.roster
        return STRUCTURES[self.kind]._replace(**changes)
