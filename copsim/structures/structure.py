"""The contract of a structure: one record of settings. No kernel asks which structure it serves.

A structure differs from another only in who belongs, how long, what binds them, how hours are spent, and who can
reach whom (model.md 1). Source of the five structures: theory.md 5 (Wenger & Snyder 2000; Wenger et al. 2002).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from copsim.activities.orientations import Profile

Roster = Literal["unit", "nominated", "interest", "experts", "everyone"]
BOUND = ("interest", "experts")
"""Roster rules whose groups have a domain."""
Gathering = Literal["together", "along_ties"]
Reach = Literal["ties", "members", "anyone"]
Agenda = Literal["cases", "problem", "requests"]
Life = Literal["open_ended", "until_delivery"]

WORKS_ONLY_WITH: dict[str, tuple[str, tuple[str, ...]]] = {
    "circle": ("gathering", ("together",)),
    "hear": ("reach", ("members", "anyone")),
    "lasts": ("life", ("until_delivery",)),
}
"""Settings of a record that are read only where another has one of certain values."""


class Structure(NamedTuple):
    """How people come together.

    name: of structure.kind. need: the need that theory matches to it, of the needs in [need]; "" for none.
    roster: who belongs - "unit": chosen by skill in each unit; "nominated": the most skilled of every unit, together;
        "interest": those to whom the domain is their job's or their second interest; "experts": the most skilled of
        each domain, appointed; "everyone": all, without a domain.
    size: most members of one group; a larger roster makes several groups.
    mandated: hours a week each member must give; None: each offers what they like.
    gathering: "together" in circles of at most `circle`, or in pairs "along_ties".
    circle: people who learn together in one hour.
    reach: who may ask whom - members their own "ties", or other "members" of the group too; "anyone" may ask them.
    hear: draws, with replacement, of members of the group who hear a question.
    documents: whether what is written down can be looked up.
    meets: False for the control, where sponsored hours are working hours.
    agenda: what its members are given - only their own "cases", the parts of a "problem", or clients' "requests".
    life: "open_ended"; or "until_delivery": there while a problem is due, and `lasts` weeks where none is ever posed.
    lasts: weeks it is there where its life is until delivery and there is nothing to deliver.
    critical_mass: people present in a quarter below which, for two quarters, it dissolves; 0: it never does.
    orientation: weights 0 to 4 of the nine orientations (activities.orientations; theory.md 2, assumed).
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
    agenda: Agenda = "cases"
    life: Life = "open_ended"
    lasts: int = 26
    critical_mass: int = 0
    orientation: Profile = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
