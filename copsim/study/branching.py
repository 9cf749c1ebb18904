"""Branching: live through the first weeks once, then let arms go on from there, each under its own settings.

What an arm may change is what rules read week by week (prices, sponsorship, policies, chances); who is there, what they
were born with and which groups there are must be the same, and is refused otherwise. A branch that changes nothing is
the uninterrupted run, to the byte (tests/study/test_branching.py).
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from copsim.constellation.situation import Situation
from copsim.foundation.errors import Problem

if TYPE_CHECKING:
    from copsim.constellation.run import RunResult
    from copsim.constellation.world import World

VERSION = 1
"""Part of the identity of a branched run; to be raised when branching itself changes."""

MAY_CHANGE = (
    *("sponsorship.", "portfolio.", "hours.", "engagement.", "activities.", "orientation.", "money.", "voice."),
    *("need.arrivals", "need.own_domain", "need.deadline", "need.abandon", "need.news_told", "need.news_by_tie"),
    *("knowledge.ease", "knowledge.evidence", "knowledge.majority", "knowledge.together", "knowledge.reading"),
    *("knowledge.seen", "knowledge.expert_wrong", "knowledge.faith_gain"),
    *("structure.circle", "structure.hear", "structure.mandated", "structure.critical_mass"),
    *("people.turnover", "people.leaving", "people.convene", "people.identity_gain", "people.identity_fade"),
    *("ties.gain", "ties.fade", "domain.turbulence", "domain.relevance_drift", "phases"),
)
"""Keys, and beginnings of keys, that an arm may change after the burn-in."""

_OWN_BUNDLES = ("departures", "sponsors", "allotting", "commitments", "hearing", "tables", "rules", "log")
_OWN = {
    *("groups.circle", "groups.hear", "groups.mandated", "groups.critical_mass", "groups.law"),
    *("innovations.week", "innovations.domain", "innovations.seeds", "innovations.standing", "innovations.unheard"),
}
"""What an arm has from its own scenario; all other state comes from the burn-in."""

_lately = threading.local()


def branch_problems(base: Situation, arm: Situation, week: int) -> list[Problem]:
    """What keeps an arm from going on from the burn-in of `base`."""
    told, here = (_flat(one.model_dump(mode="json")) for one in (base, arm))
    found = [
        Problem(key, "cannot change after the burn-in: it says who or what there is from the start")
        for key in sorted({*told, *here})
        if told.get(key) != here.get(key)
        and not key.startswith(MAY_CHANGE)
        and key not in ("title", "question", "source")
    ]
    weeks = int(getattr(arm, "weeks", 0))
    if not 2 <= week <= weeks:
        found.append(Problem("branch.week", f"{week} is not a week from 2 to {weeks}, the last of the run"))
    return found


def _flat(data: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = value
    return found


def run_branched(base: Any, arm: Any, week: int, replication: int) -> RunResult:
    """Run `base` up to week - 1 (once for all arms of a replication), then `arm` from `week` to its end."""
    from copsim.constellation.digest import state_digest
    from copsim.constellation.measures import names_for, weekly_series
    from copsim.constellation.measures.practice import practice_of_groups
    from copsim.constellation.run import RunResult
    from copsim.constellation.week import run_weeks
    from copsim.constellation.world import build_world
    from copsim.foundation.kernels import handle

    burnt = _burnt(base, week, replication)
    world = build_world(arm, replication)
    go_on(burnt, world, week - 1)
    run_weeks(handle(world), week, arm.weeks - week + 1, week - 1)
    series = weekly_series(world, arm.money, names_for(arm.extensions))
    return RunResult(series, state_digest(world), practice_of_groups(world))


def _burnt(base: Any, week: int, replication: int) -> World:
    """The world after week - 1, kept until another is asked for: arms of one replication come one after the other."""
    from copsim.constellation.week import run_weeks
    from copsim.constellation.world import build_world
    from copsim.foundation.kernels import handle

    key = (base.model_dump_json(), week, replication)
    if getattr(_lately, "key", None) != key:
        world = build_world(base, replication, weeks=week - 1)
        run_weeks(handle(world), 1, week - 1, 0)
        _lately.key, _lately.world = key, world
    kept: World = _lately.world
    return kept


def go_on(burnt: World, world: World, weeks: int) -> None:
    """Lay the state of a burn-in of so many weeks, and what it counted, over a world that has not begun."""
    from copsim.foundation.chronicle import Chronicle
    from copsim.foundation.columns import columns_of

    world.tally[:weeks] = burnt.tally[:weeks]
    for name, _ in columns_of(Chronicle):
        getattr(world.chronicle, name)[:weeks] = getattr(burnt.chronicle, name)[:weeks]
    for bundle_name, bundle in zip(world._fields, world, strict=True):
        if not isinstance(bundle, tuple) or bundle_name in (*_OWN_BUNDLES, "chronicle"):
            continue
        for name, column in columns_of(type(bundle)):
            if column.state and f"{bundle_name}.{name}" not in _OWN:
                getattr(bundle, name)[...] = getattr(getattr(burnt, bundle_name), name)
