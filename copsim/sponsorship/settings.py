"""What a scenario may say about sponsorship: a relation, levers that differ from it, and dated changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from copsim.foundation.errors import Problem
from copsim.foundation.parameters import Settings, parameter
from copsim.sponsorship.relations import RELATIONS, Levers

Relation = Literal["unrecognised", "bootlegged", "legitimised", "supported", "institutionalised"]
_AS = "(left out: the relation's)"


class LeverSettings(Settings):
    """A relation and the levers in which it differs from its preset."""

    relation: Relation = parameter(
        "unrecognised", "relation between sponsor and groups, a preset of the levers", source="theory 10a"
    )
    allowance: float | None = parameter(
        None, f"hours of each member's job released by the sponsor {_AS}", unit="h/week", low=0, high=20
    )
    coordinator: float | None = parameter(
        None, f"hours of coordination for each member of a group {_AS}", unit="h/week", low=0, high=2
    )
    convening: float | None = parameter(
        None, f"money for meetings and travel for each member, counted in hours {_AS}", unit="h/week", low=0, high=2
    )
    curation: float | None = parameter(
        None, f"hours of looking after documents for each member of a group {_AS}", unit="h/week", low=0, high=2
    )
    recognition: float | None = parameter(None, f"recognition added to vR {_AS}", low=0, high=5)
    experts: float | None = parameter(
        None, f"hours of outside experts for each member {_AS}", unit="h/week", low=0, high=2
    )
    control: float | None = parameter(
        None, f"u, share of a group's hours whose topic management sets {_AS}", unit="share", low=0, high=1
    )
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
    full_convening: float = parameter(
        0.1, "money for meetings a member, in hours, at which h0 is 0", unit="h/week", low=0.01, high=10
    )
    reporting: float = parameter(
        0.3,
        "r: with control u, a share r u of a group's hours goes to reports",
        unit="share",
        low=0,
        high=0.9,
        source="assumed (model.md 7.4)",
    )
    autonomy: float = parameter(
        0.3,
        "a: with control u, the value of an hour of one's own is multiplied by 1 - a u",
        unit="share",
        low=0,
        high=1,
        source="assumed (model.md 7.4: 0-.6)",
    )
    noise: float = parameter(
        0.2, "chance that a topic on management's list is any kind of the domain", unit="share", low=0, high=1
    )
    change: list[ChangeSettings] = parameter([], "dated changes, in any order")


def set_twice(sponsorship: Mapping[str, Any]) -> list[Problem]:
    """A problem for each change that another of the same week says something of the same speciality as well.

    `sponsorship` is the table as given, before its types are checked; what has a wrong type is told elsewhere.
    """
    found = []
    seen: list[tuple[int, int, list[Any]]] = []
    changes = sponsorship.get("change")
    for nth, change in enumerate(changes if isinstance(changes, list) else []):
        if not isinstance(change, Mapping):
            continue
        week, domains = change.get("week", 1), change.get("domains", [])
        if not isinstance(week, int) or not isinstance(domains, list):
            continue
        for other, when, theirs in seen:
            both = [name for name in domains if name in theirs] if domains and theirs else domains or theirs
            if when == week and (both or not (domains or theirs)):
                whose = ", ".join(f"'{name}'" for name in both) or "everybody"
                here, there = f"sponsorship.change.{nth}", f"sponsorship.change.{other}"
                found.append(Problem(here, f"week {week} is set twice for {whose}: by {there} and by {here}"))
        seen.append((nth, week, domains))
    return found
