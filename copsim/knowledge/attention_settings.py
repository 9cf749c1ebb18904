"""Who listens to whom, as a table may say it: the networks of the published models."""

from __future__ import annotations

from math import isqrt
from typing import Literal

from pydantic import model_validator

from copsim.foundation.parameters import Settings, parameter

FANG = "Fang, Lee & Schilling 2010 (literature C, partly from memory)"


class AttentionSettings(Settings):
    """Members and their contacts, for any model in which contacts are listened to."""

    members: int = parameter(50, "members of the organisation", low=2, high=1_000_000, source="March 1991")
    attention: Literal[
        "everybody", "groups", "torus", "ring", "line", "small_world", "random", "hub", "wheel", "caves"
    ] = parameter(
        "everybody",
        "who is a contact: everybody; those of one's group (rewired); the four neighbours on a torus; the nearest on a"
        " ring; the next on a line; the nearest on a ring with some links rewired (small_world); members by chance,"
        " each pair alike (random); the first member, who has all as contacts (hub), and with it the next on a ring of"
        " the others (wheel); all of one's group, with one link of each group led to the next (caves)",
        source="literature B (torus), C (groups), D (ring, line, small_world, random, hub, caves), E.1 (wheel)",
    )
    group: int = parameter(7, "members of a group, or of a cave", low=2, high=1_000_000, source=FANG)
    rewire: float = parameter(
        0.1, "chance that a source in the group is replaced by a random outsider", low=0, high=1, source=FANG
    )
    direction: Literal["directed", "undirected"] = parameter(
        "directed", "who is rewired to an outsider listens only (directed), or both listen (undirected)", source=FANG
    )
    nearest: int = parameter(
        2, "contacts on the ring, half on each side", low=2, high=1_000_000, multiple_of=2, source="literature D"
    )
    rewired: int = parameter(
        10,
        "links of a small world's ring that are led elsewhere, one after the other",
        unit="links",
        low=0,
        high=1_000_000,
        source="Lazer & Friedman 2007",
    )
    linked: float = parameter(
        0.07,
        "chance that two members are contacts, for random attention",
        low=0,
        high=1,
        source="Lazer & Friedman 2007",
    )
    pieces: Literal["one", "any"] = parameter(
        "one",
        "whether random contacts are drawn anew until everybody is reached from everybody, or left as first drawn",
        source="Lazer & Friedman 2007 (random graphs of a single component; all random graphs)",
    )

    @model_validator(mode="after")
    def _can_attend(self) -> AttentionSettings:
        members, where = self.members, self.attention
        if where == "groups" and members % self.group:
            raise ValueError(f"members = {members} cannot be cut into groups of {self.group}")
        if where == "caves" and (members % self.group or members == self.group or self.group < 3):
            raise ValueError(f"members = {members}, group = {self.group}: caves are two or more, of three or more each")
        if where == "torus" and (isqrt(members) ** 2 != members or members < 9):
            raise ValueError(f"members = {members}, expected a square of at least 9 for a torus")
        if where in ("ring", "small_world") and self.nearest >= members:
            raise ValueError(f"nearest = {self.nearest} is not less than members = {members}")
        if where == "random" and members > 2000:
            raise ValueError(f"members = {members}, expected at most 2000 for random contacts")
        if where == "wheel" and members < 4:
            raise ValueError(f"members = {members}, expected at least 4 for a wheel")
        return self
