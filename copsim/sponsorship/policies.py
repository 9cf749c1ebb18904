"""The portfolio policies there are: a new one is one file and one line here.

A policy's file has a kernel `wants(world, week) -> None` that writes into `world.portfolio.wanted` how much each domain
should get, in any unit (integers from 0 to 2^40); what all of them share is in `portfolio.py`. The file is named here,
and not imported, because settings are read without loading Numba.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Policy(NamedTuple):
    """A rule by which the organisation divides one budget over its domains of knowledge.

    name: of portfolio.policy. file: in copsim.sponsorship, with the kernel `wants`; or that kernel itself. sentence:
    what it does, in a few words.
    """

    name: str
    file: str | Callable[..., Any]
    sentence: str


POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        Policy("none", "nothing", "nothing is allotted"),
        Policy("equal", "equal_shares", "each domain the same share"),
        Policy("relevance", "by_relevance", "by the relevance that management sees"),
        Policy("gap", "by_gap", "by relevance x what is missing to the target, as management sees them"),
        Policy("conversation", "conversation", "by the gap as the groups of practitioners report it"),
        Policy("results", "by_results", "more each quarter where results rose, less where they fell"),
        Policy("by_hand", "by_hand", "the shares of [portfolio.shares]"),
    )
}
