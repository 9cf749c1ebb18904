"""A program of somebody who uses copsim, for mypy --strict: types of what is exported, as documented."""

from __future__ import annotations

from pathlib import Path
from typing import Any, assert_type

import pandas

import copsim
from copsim import (
    Community,
    CommunityModel,
    Member,
    Scenario,
    conduct,
    read_experiment,
    read_scenario,
    replay,
    run_once,
)
from copsim.extend import (
    STRUCTURES,
    Activity,
    Decision,
    Measure,
    Seen,
    Structure,
    Summary,
    event,
    kernel,
    learn,
    minutes_left,
)

model = CommunityModel("baseline", people__members=20, people__units=2)
assert_type(model, CommunityModel)
model.run_for(2)
assert_type(model.summary(), dict[str, float])
assert_type(model.series(), pandas.DataFrame)
assert_type(model.measure("ability"), float)
assert_type(model.digest(), str)
assert_type(model.domains, list[str])
assert_type(model.table("practice"), pandas.DataFrame)

member = model.member_at(0)
assert_type(member, Member)
assert_type(member.ability, float)
assert_type(member.abilities, dict[str, float])
assert_type(member.unit, int)
assert_type(model.community_at(0), Community)
assert_type(model.community_at(0).structure, str)

scenario = read_scenario("baseline")
assert_type(scenario, Scenario)
assert_type(scenario.weeks, int)
assert_type(scenario.people.members, int)
assert_type(scenario.with_values(weeks=3), Scenario)
assert_type(run_once(scenario).digest, str)

done = conduct(read_experiment("structures_and_sponsorship", profile="quick"), Path("results"), workers=1)
assert_type(done.folder, Path)
assert_type(done.files, list[Path])
assert_type(replay("baseline", runs=3).save("page.html"), Path)
assert_type(copsim.__version__, str)


class TiesThatLast(CommunityModel):
    """A rule of one's own."""

    def ties_change(self) -> None:
        """Nothing fades."""
        super().ties_change()


@kernel
def chatting(world: Any, week: int, row: int) -> None:
    """A phase of one's own."""
    key = event(world.seed, Decision.COPY, week, 0, 0)
    if minutes_left(world.people, 0) > key % 3:
        learn(world, row, key, 1, 0, 0, 0, 0, int(Activity.FOUNDING))


assert_type(chatting(None, 1, 0), None)


def shown(seen: Seen) -> Any:
    """A measure of one's own."""
    return seen.count("solved") / seen.members


EXTENSION = (
    Measure("laughter", "share", "of what is solved, a head", shown),
    Summary("laughter", "share", "laughter a week", "higher", lambda series: float(series["laughter"].mean())),
    STRUCTURES["community_of_practice"]._replace(name="guild"),
)
assert_type(EXTENSION, tuple[Measure, Summary, Structure])
