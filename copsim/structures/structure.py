"""The contract of a structure: one record of settings. No kernel asks which structure it serves.

A structure differs from another only in who belongs, how long, what binds them, how hours are spent, and who can
reach whom (model.md 1). Source of the five structures: theory.md 5 (Wenger & Snyder 2000; Wenger et al. 2002).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Roster = Literal["unit", "interest", "everyone"]
Gathering = Literal["together", "along_ties"]
Reach = Literal["ties", "members"]

WORKS_ONLY_WITH: dict[str, tuple[str, str]] = {
    "circle": ("gathering", "together"),
    "hear": ("reach", "members"),
}
"""Settings of a record that are read only where another has a certain value."""


class Structure(NamedTuple):
    """How people come together.

    roster: who belongs - "unit": chosen by skill in each unit; "interest": those whose speciality is the domain;
        "everyone": all, without a domain.
    size: most members of one group; a larger roster makes several groups.
    mandated: hours a week each member must give; None: each offers what they like.
    gathering: "together" in circles of at most `circle`, or in pairs "along_ties".
    circle: people who learn together in one hour.
    reach: whom a member may ask - own "ties", or "members" of the group too.
    hear: draws, with replacement, of members of the group who hear a question.
    documents: whether what is written down can be looked up.
    meets: False for the control, where sponsored hours are working hours.
    """

    name: str
    need: str
    roster: Roster
    size: int
    mandated: float | None
    gathering: Gathering
    circle: int
    reach: Reach
    hear: int
    documents: bool
    meets: bool = True
