"""The families of learning activity there are: one table, without kernels, from which all else about families follows.

A new family is one file, with its kernel, and one record at the end of FAMILIES; or a part of an extension. Its hours
are the share `other` of [activities]; they are booked under `Activity.OTHER`, what is learnt in them under
`Count.BY_OTHER`. There are eight places, because a turn (`activity.turn_of`) has room for eight families; more would
change the luck of every run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

PLACES = 8
"""Families there can be: Wenger's seven, and one more."""


class Family(NamedTuple):
    """A family of learning activity, on the axes of theory.md 3a. Its number is its place in FAMILIES.

    name: of its share in [activities]. kernel: "module.function" in copsim.activities, or the kernel itself, called
    (world, week, row, circle). learning: "from" others or "with" them. formal: 0 informal, 1 between, 2 formal.
    sources: each other, or outside sources. artefact: what is left behind. needs_shelf: whether it needs documents to
    be kept. meaning: what an hour of it is, in a few words. actions: its members (theory.md 3a).
    """

    name: str
    kernel: str | Callable[..., Any]
    learning: Literal["from", "with"]
    formal: Literal[0, 1, 2]
    sources: Literal["each other", "outside"]
    artefact: str
    needs_shelf: bool
    meaning: str
    actions: str


FAMILIES = [
    Family(
        *("exchanges", "exchanges.exchanging", "from", 0, "each other", "", False),
        "learning from one another, in pairs",
        "information, news, pointers, stories, tips, document sharing",
    ),
    Family(
        *("inquiries", "inquiries.inquiring", "with", 0, "each other", "", False),
        "working on somebody's case together",
        "exploring ideas, hot topics, debates, broadcast inquiry, case clinics",
    ),
    Family(
        *("understanding", "understanding.building_understanding", "with", 1, "each other", "", False),
        "weighing what all present and their documents say",
        "reading group, joint events, after-action review, joint response, mutual benchmark",
    ),
    Family(
        *("assets", "assets.producing_assets", "with", 1, "each other", "documents", True),
        "writing down what those present hold",
        "documenting practice, collections, learning projects, problem solving",
    ),
    Family(
        *("standards", "standards.creating_standards", "with", 2, "each other", "warranted documents", True),
        "judging, by standing, what is to be relied on",
        "models of practice, warranting, external benchmark",
    ),
    Family(
        *("formal_access", "formal_access.teaching", "from", 2, "each other", "", False),
        "the most able present teaches",
        "training, practice transfer, help desk, systematic scan, invited speaker",
    ),
    Family(
        *("visits", "visits.visiting", "from", 1, "outside", "", False),
        "an outside expert, or a practice fair across units",
        "visits, field trips, guests, practice fairs, boundary collaboration",
    ),
]
"""In Wenger's order; the first seven are numbered as in `foundation.tally.Activity`."""
