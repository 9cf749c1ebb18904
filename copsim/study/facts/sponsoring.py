"""Facts about sponsors, leaders, brokers, units and size (literature E.3 no. 6, 8, 9, 10, 13)."""

from __future__ import annotations

import math
from typing import Any

from copsim.study.facts.fact import Along, Fact, Luck, Place, share_of


def _in(structure: str, relation: str, name: str, **more: Any) -> Place:
    settings = {"structure.kind": structure, "sponsorship.relation": relation}
    return Place(name, settings=settings | {key.replace("__", "."): value for key, value in more.items()})


def without_pairs() -> dict[str, Any]:
    """Hours of a community's own profile without exchanges, theirs going to the other families in proportion."""
    from copsim.activities.orientations import PLACE_NAMES, shares_of
    from copsim.structures.table import STRUCTURES

    shares = shares_of(STRUCTURES[COMMUNITY].orientation)
    rest = dict(zip(PLACE_NAMES[1:7], (round(share / (1 - shares[0]), 6) for share in shares[1:]), strict=True))
    last = next(reversed(rest))
    rest[last] = round(1 - sum(share for name, share in rest.items() if name != last), 6)
    return {f"activities.{name}": share for name, share in rest.items()}


COMMUNITY = "community_of_practice"
PROBST = "Probst & Borzillo 2008 (57 communities), literature E.3 no. 8"
MCDERMOTT = "McDermott & Archibald 2010, literature E.3 no. 9"
HALLIBURTON = "Halliburton, literature E.3 no. 10"
SPONSORED = (
    _in(COMMUNITY, "unrecognised", "left alone"),
    _in(COMMUNITY, "supported", "sponsored"),
    _in("none", "supported", "money alone"),
    _in(COMMUNITY, "supported", "no coordinator", sponsorship__coordinator=0.0),
    Place(
        "no pairs",
        settings={"structure.kind": COMMUNITY, "sponsorship.relation": "supported", **without_pairs()},
    ),
)
BROKERS = (Place("none", settings={"people.brokers": 0.0}), Place("many", settings={"people.brokers": 0.3}))
UNITS = (Place("across"), Place("within", settings={"structure.kind": "team"}))
SIZES = (Place("small", settings={"structure.size": 10}), Place("large", settings={"structure.size": 40}))


def less(first: str, second: str, measure: str) -> Any:
    """A statistic: one summary in the first arm less in the second."""
    return lambda luck: luck[first].summary[measure] - luck[second].summary[measure]


def a_group(luck: Luck, place: str, count: str) -> float:
    """Moves of a kind a group and quarter, from week 27 on."""
    series = luck[place].series
    return 13 * share_of(float(series[count][26:].sum()), float(series["open_groups"][26:].sum()))


FACTS = (
    Fact(
        "sponsored", "sponsored communities do better than those left alone", MCDERMOTT, "S", "ability, last 26 weeks,"
        " of a supported less an unrecognised community", 0.0, math.inf, "held out", "observed", SPONSORED, 40,
        each=less("sponsored", "left alone", "ability"),
    ),
    Fact(
        "more_than_money", "and better than the same support given to people without a community", MCDERMOTT, "S, I",
        "ability, last 26 weeks, of a supported community less no structure with the same hours as free working time",
        0.0, math.inf, "held out", "observed", SPONSORED, 40, each=less("sponsored", "money alone", "ability"),
    ),
    Fact(
        "leader", "communities fail without a leader", PROBST, "S", "ability, last 26 weeks, of a supported community"
        " less the same without a coordinator", 0.0, math.inf, "held out", "observed", SPONSORED, 40,
        each=less("sponsored", "no coordinator", "ability"),
    ),
    Fact(
        "one_to_one", "communities fail without interaction one to one", PROBST, "S", "ability, last 26 weeks, of a"
        " supported community less the same without exchanges in pairs (their hours go to the other families)", 0.0,
        math.inf, "held out", "observed", SPONSORED, 40, each=less("sponsored", "no pairs", "ability"),
    ),
    Fact(
        "brokers", "brokers between groups raise performance", HALLIBURTON, "M-med", "ability, last 26 weeks, with 30 %"
        " of people disposed to broker less with none", 0.0, math.inf, "held out", "observed", BROKERS, 60,
        each=less("many", "none", "ability"),
        along=(Along("people.second_interest", (0.5, 1.0)), Along("domain.spanning", (0.5, 1.0))),
    ),
    Fact(
        "across_units", "a community over several units carries what is known from one to another",
        "Darr, Argote & Epple 1995, literature E.3 no. 13", "S", "share of what is taken up from others that comes from"
        " another unit: communities of practice less teams", 0.0, math.inf, "held out", "observed", UNITS, 20,
        each=less("across", "within", "across_units"),
        note="nearly by construction: teams are made within units",
    ),
    Fact(
        "size_gains", "larger groups draw more people in", "Butler 2001, literature E.3 no. 6", "S, M-high",
        "moves up in level a group and quarter, from week 27 on: groups of at most 40 less at most 10 people", 0.0,
        math.inf, "held out", "observed", SIZES, 40,
        each=lambda luck: a_group(luck, "large", "moved_up") - a_group(luck, "small", "moved_up"),
    ),
    Fact(
        "size_losses", "and lose more of them", "Butler 2001, literature E.3 no. 6", "S, M-high",
        "drop-outs a group and quarter, from week 27 on: groups of at most 40 less at most 10 people", 0.0, math.inf,
        "held out", "observed", SIZES, 40,
        each=lambda luck: a_group(luck, "large", "dropped_out") - a_group(luck, "small", "dropped_out"),
    ),
)  # fmt: skip
