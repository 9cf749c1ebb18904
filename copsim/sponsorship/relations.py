"""Relations of sponsorship: presets of separate levers. There is no bonus for legitimacy (model.md 7.5).

Source of the relations: Wenger 1998 / Wenger, McDermott & Snyder 2002 (theory.md 10a, from memory); the sizes of the
levers are assumed. A relation is one line here.
"""

from __future__ import annotations

from typing import NamedTuple


class Levers(NamedTuple):
    """What a sponsor gives for each member, and the control that comes with it.

    allowance: hours of the member's job released for learning together, h/week.
    coordinator: hours of coordination, h/week (.35 of a job for 60 people: .35 x 40 / 60 = .23).
    convening: money for meetings and travel, counted in hours, h/week; lowers the price of a first hour.
    curation: hours of looking after documents, h/week.
    recognition: added to vR, the weight of acknowledged help; charged `hours.recognise` for each unit of it.
    experts: hours of outside experts, h/week.
    control: u, 0 to 1: share of hours whose topic management sets, with reports and less autonomy; it costs no hours.
    """

    allowance: float = 0.0
    coordinator: float = 0.0
    convening: float = 0.0
    curation: float = 0.0
    recognition: float = 0.0
    experts: float = 0.0
    control: float = 0.0


RELATIONS: dict[str, Levers] = {
    "unrecognised": Levers(),
    "bootlegged": Levers(allowance=0.5),
    "legitimised": Levers(allowance=1.0, recognition=0.5, control=0.1),
    "supported": Levers(
        allowance=1.0, coordinator=0.25, convening=0.1, curation=0.05, recognition=1.0, experts=0.125, control=0.2
    ),
    "institutionalised": Levers(
        allowance=2.0, coordinator=0.25, convening=0.1, curation=0.1, recognition=1.0, experts=0.25, control=0.5
    ),
}
