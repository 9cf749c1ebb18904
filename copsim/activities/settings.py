"""What a scenario may say about how a community spends its hours: nine orientations, or shares by family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import model_validator

from copsim.activities.families import FAMILIES
from copsim.activities.orientations import ORIENTATIONS
from copsim.foundation.parameters import Settings, parameter


def _weight(name: str) -> Any:
    return parameter(None, ORIENTATIONS[name], low=0, high=4, source="names: theory 2; weights: assumed")


class OrientationSettings(Settings):
    """The table [orientation]: nine weights. Left out altogether, the structure's record says; else those left out
    are 0."""

    meetings: float | None = _weight("meetings")
    conversations: float | None = _weight("conversations")
    projects: float | None = _weight("projects")
    content: float | None = _weight("content")
    expertise: float | None = _weight("expertise")
    relationships: float | None = _weight("relationships")
    individual: float | None = _weight("individual")
    cultivation: float | None = _weight("cultivation")
    context: float | None = _weight("context")

    @model_validator(mode="after")
    def _some(self) -> OrientationSettings:
        given = self._given()
        if any(weight is not None for weight in given) and not sum(weight or 0.0 for weight in given) > 0:
            raise ValueError("expected a weight above 0 for at least one orientation")
        return self

    def profile(self, otherwise: Sequence[float]) -> tuple[float, ...]:
        """The nine weights: as given, or `otherwise` (the structure's) where none is."""
        given = self._given()
        if all(weight is None for weight in given):
            return tuple(otherwise)
        return tuple(weight or 0.0 for weight in given)

    def _given(self) -> list[float | None]:
        return [getattr(self, name) for name in ORIENTATIONS]


def _share(number: int) -> Any:
    family = FAMILIES[number]
    return parameter(None, f"{family.name.replace('_', ' ')}: {family.meaning}", unit="share", low=0, high=1)


class ActivitiesSettings(Settings):
    """The table [activities]: shares of a community's hours. Left out altogether, they follow from its orientations;
    else they sum to 1, and those left out are 0."""

    exchanges: float | None = _share(0)
    inquiries: float | None = _share(1)
    understanding: float | None = _share(2)
    assets: float | None = _share(3)
    standards: float | None = _share(4)
    formal_access: float | None = _share(5)
    visits: float | None = _share(6)
    other: float | None = parameter(
        None, "a family of activity that was added to the seven (there is none in copsim itself)", low=0, high=1
    )

    @model_validator(mode="after")
    def _sum(self) -> ActivitiesSettings:
        given = self.given()
        if given is not None and abs(sum(given.values()) - 1) > 1e-6:
            raise ValueError(f"shares of activities sum to {sum(given.values()):g}, expected 1")
        if self.other and len(FAMILIES) == 7:
            raise ValueError(f"other = {self.other:g}, but no family was added to the seven (activities/families.py)")
        return self

    def given(self) -> dict[str, float] | None:
        """The shares that are given, by name; None if none is."""
        found = {name: getattr(self, name) for name in type(self).model_fields if getattr(self, name) is not None}
        return found or None
