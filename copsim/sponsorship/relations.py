"""Relations of sponsorship: presets of separate levers in hours. There is no bonus for legitimacy (model.md 7.5).

Source of the relations: Wenger 1998 / Wenger, McDermott & Snyder 2002 (theory.md 10a, from memory); the sizes of the
levers are assumed. A relation is one line here.
"""

from __future__ import annotations

from typing import NamedTuple


class Levers(NamedTuple):
    """What a sponsor gives.

    allowance: hours a week of each member's job released for learning together, h/week.
    coordinator: hours a week of coordination for each member of a group, h/week (.35 of a job for 60 people: .23).
    recognition: added to vR, the weight of acknowledged help; charged `hours.recognise` for each unit of it.
    """

    allowance: float
    coordinator: float
    recognition: float


RELATIONS: dict[str, Levers] = {
    "unrecognised": Levers(allowance=0.0, coordinator=0.0, recognition=0.0),
    "legitimised": Levers(allowance=1.0, coordinator=0.0, recognition=0.5),
    "supported": Levers(allowance=1.0, coordinator=0.25, recognition=1.0),
}
