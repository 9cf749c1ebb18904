"""A run that is watched while it lives: what facts need beside the weekly measures, taken from the state as it is.

Watching reads columns between weeks and changes nothing: measures and digest are those of any other run.
"""

from __future__ import annotations

import time
import traceback
from typing import Any

from copsim.study.plan import RunSpec
from copsim.study.record import RunRecord, number, pack

VERSION = "w1"
"""Part of the name under which a watched run is kept; to be raised when something else is watched."""


def watch(spec: RunSpec) -> RunRecord:
    """Do one run of any kind; a community's is watched. What goes wrong becomes a failed record."""
    from copsim.constellation.kinds import COMMUNITY, kind_of

    begun = time.perf_counter()
    try:
        kind = kind_of(spec.scenario)
        if kind is COMMUNITY:
            series, digest = _watched(spec)
        else:
            series, digest = kind.run(spec.scenario, spec.replication)[:2]
        summary = {name: number(value) for name, value in kind.summarise(series, spec.scenario).items()}
        payload = pack(series)
    except Exception:
        return RunRecord(spec.run, "failed", "", {}, b"", traceback.format_exc(), time.perf_counter() - begun)
    return RunRecord(spec.run, "ok", digest, summary, payload, "", time.perf_counter() - begun)


def _watched(spec: RunSpec) -> tuple[dict[str, Any], str]:
    from copsim.constellation.digest import state_digest
    from copsim.constellation.measures import names_for, weekly_series
    from copsim.constellation.week import run_weeks
    from copsim.constellation.world import build_world
    from copsim.foundation.kernels import handle

    scenario: Any = spec.scenario
    world = build_world(scenario, spec.replication)
    here, questions = handle(world), FirstQuestions()
    for week in range(1, scenario.weeks + 1):
        run_weeks(here, week, 1, week - 1)
        questions.look(world.people, week)
    series = weekly_series(world, scenario.money, names_for(scenario.extensions))
    return {**series, **questions.columns(), "watched_given": given(world)}, state_digest(world)


class FirstQuestions:
    """Everybody's first question: when, whether answered, whether by a newcomer, and weeks until their second."""

    def __init__(self) -> None:
        self.rows: list[list[int]] = []
        self.open: dict[int, list[int]] = {}

    def look(self, people: Any, week: int) -> None:
        """Note the first and the second questions put in the week that has just passed."""
        for seat in (people.first_asked == week).nonzero()[0].tolist():
            row = [week, int(people.first_reply[seat]) & 1, int(people.came[seat] > 0), -1]
            self.rows.append(row)
            self.open[int(people.uid[seat])] = row
        for seat in (people.first_reply >= 2).nonzero()[0].tolist():
            row = self.open.pop(int(people.uid[seat]), [])
            if row:
                row[3] = week - row[0]

    def columns(self) -> dict[str, Any]:
        """As arrays of one place a first question, in the order in which they were put."""
        import numpy as np

        table = np.array(self.rows, np.int64).reshape(-1, 4)
        return {f"watched_{name}": table[:, n].copy() for n, name in enumerate(("week", "answered", "new", "again"))}


def given(world: Any) -> Any:
    """Contributions so far of everybody who belongs to a group that meets, the most first (see `inequality`)."""
    import numpy as np

    memberships, groups = world.memberships, world.groups
    counted = groups.meets[memberships.group] != 0
    total = np.bincount(
        memberships.member[counted], memberships.contributions[counted], minlength=world.people.uid.size
    )
    belongs = np.bincount(memberships.member[counted], minlength=world.people.uid.size) > 0
    return np.sort(total[belongs].astype(np.int64))[::-1].copy()
