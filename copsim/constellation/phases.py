"""What a phase of the week is, and the phases that extensions brought."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Phase(NamedTuple):
    """One phase of the week.

    title, sentence: what happens, in a word or two and in a sentence. method: of `CommunityModel`, that runs it.
    kernel: called (world, week, row), with the bundle of bundles of `constellation.world`, the week from 1, and its row
    of the tally.
    after: of a phase that an extension brings, the method of the phase that it follows; it is lived where a scenario
    names its method in `phases`. number: its place in the week, from 1, filled in by `constellation.week`.
    """

    title: str
    sentence: str
    method: str
    kernel: Callable[..., None]
    after: str = ""
    number: int = 0


METHODS = (
    *("the_field_moves", "the_organisation_talks", "sponsors_resource", "members_offer_hours"),
    *("communities_convene", "challenges_are_met", "ties_change", "engagement_follows", "the_week_is_counted"),
)
"""The phases of copsim itself, in order."""

BROUGHT: list[Phase] = []
"""Those of extensions, in the order in which they were loaded."""


def switches(named: list[str]) -> int:
    """Which of the phases that were brought are lived, as bits by their place in BROUGHT."""
    return sum(1 << place for place, phase in enumerate(BROUGHT) if phase.method in named)


def is_lived(phase: Phase, switched: int) -> bool:
    """Whether a phase is lived under a scenario's switches: copsim's own always are."""
    return not phase.after or bool(switched & switches([phase.method]))
