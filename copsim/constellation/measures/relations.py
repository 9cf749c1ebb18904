"""Relations: ties, trust, clustering, and what flows across boundaries of units, legacies and groups."""

from __future__ import annotations

from typing import Any

from copsim.constellation.measures.contract import Measure, Seen, count, of_all, per_member, ratio

FULL_TRUST = 65536


def _trust_within_units(seen: Seen) -> Any:
    return ratio(
        seen.count("TRUST") - seen.count("TRUST_ACROSS_UNITS"),
        (seen.count("TIES") - seen.count("TIES_ACROSS_UNITS")) * FULL_TRUST,
    )


def _linked(seen: Seen) -> Any:
    units = seen.world.tasks.number.size
    return seen.count("LINKED_UNITS") / max(1, units * (units - 1) // 2)


def _shared_practice(seen: Seen) -> Any:
    return seen.count("SHARED_PRACTICE") / seen.facets


def _density(seen: Seen) -> Any:
    return seen.count("TIES") / (seen.members * (seen.members - 1))


MEASURES = (
    Measure("ties", "ties per member", "ties kept", per_member("TIES")),
    Measure("density", "share", "ties kept, of all that could be", _density),
    Measure("trust", "share", "mean trust over ties", of_all(("TRUST",), ("TIES",), FULL_TRUST)),
    Measure("trust_within_units", "share", "mean trust over ties within units", _trust_within_units),
    Measure(
        "trust_across_units",
        "share",
        "mean trust over ties across units",
        of_all(("TRUST_ACROSS_UNITS",), ("TIES_ACROSS_UNITS",), FULL_TRUST),
    ),
    Measure("ties_across_units", "share", "ties that lead to another unit", of_all(("TIES_ACROSS_UNITS",), ("TIES",))),
    Measure(
        "trust_across_legacies",
        "share",
        "trust over ties across legacies, summed, a member",
        per_member("TRUST_ACROSS_LEGACIES", scale=FULL_TRUST),
    ),
    Measure(
        "ties_across_legacies",
        "share",
        "ties that lead to another legacy",
        of_all(("TIES_ACROSS_LEGACIES",), ("TIES",)),
    ),
    Measure(
        "clustering",
        "share",
        "pairs of people whom somebody is tied to that are tied themselves (every 13th week; else 0)",
        of_all(("TRIADS_CLOSED",), ("TRIADS",)),
    ),
    Measure("across_units", "facets", "facets learnt from people of other units", count("ACROSS_UNITS")),
    Measure("across_legacies", "facets", "facets learnt from people of other legacies", count("ACROSS_LEGACIES")),
    Measure("linked_units", "share", "pairs of units with trust in each other, of all pairs", _linked),
    Measure(
        "shared_practice",
        "share",
        "facets on which those of a job mostly hold the same in every legacy (0 with one legacy)",
        _shared_practice,
    ),
)
