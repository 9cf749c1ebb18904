"""A new structure is one file and one line in a table; every structure keeps the contract."""

from __future__ import annotations

import runpy

import numpy as np
import pytest

from copsim.constellation.model import CommunityModel
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.domain.settings import NeedSettings
from copsim.extend.laws import every_offered_minute_is_charged, groups_keep_to
from copsim.foundation.errors import InputError
from copsim.foundation.kernels import handle
from copsim.foundation.parameters import declared
from copsim.foundation.tally import HOURS_FROM, Activity, Payer
from copsim.structures.table import STRUCTURES
from tests.extending.guilds import EXAMPLE

GUILD = runpy.run_path(str(EXAMPLE / "src" / "copsim_guild" / "__init__.py"))["GUILD"]


@pytest.fixture
def guild(monkeypatch: pytest.MonkeyPatch) -> str:
    """The one line."""
    monkeypatch.setitem(STRUCTURES, GUILD.name, GUILD)
    return GUILD.name


def lived(kind: str, **settings: object) -> World:
    given = {"people.members": 40, "people.units": 4, "weeks": 20, "structure.kind": kind, "engagement.kappa": 0.2}
    scenario = Scenario().with_values(**given | {key.replace("__", "."): value for key, value in settings.items()})
    world = build_world(scenario)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    return world


def test_before_the_one_line_there_is_no_guild() -> None:
    with pytest.raises(InputError, match="guild"):
        Scenario().with_values(**{"structure.kind": "guild"})


def test_a_new_structure_takes_its_people_and_meets(guild: str) -> None:
    world = lived(guild)
    assert np.diff(world.groups.start).max() <= GUILD.size
    assert world.memberships.minutes.sum() > 0
    teaching = HOURS_FROM + len(Activity) * Payer.SLACK + Activity.FORMAL_ACCESS
    assert world.tally[:, teaching].sum() > 0, "expertise is its strongest orientation"


def test_people_outside_may_ask_a_guild(guild: str) -> None:
    world = lived(guild, ties__colleagues=0, ties__acquaintances=0)
    outside = np.setdiff1d(np.arange(40), world.memberships.member)
    assert (world.people.served[outside] != 0).any()


def test_a_new_structure_stands_in_a_model_and_a_scenario_file(guild: str) -> None:
    model = CommunityModel(structure__kind=guild, people__members=40, people__units=4, weeks=14)
    model.run_for(14)
    assert "guild" in repr(model)
    assert len(model.communities) > 0


def test_every_need_has_the_structure_that_is_matched_to_it() -> None:
    needs = next(p.choices for p in declared(NeedSettings) if p.key == "kind")
    assert {s.need for s in STRUCTURES.values()} - {""} == set(needs)


@pytest.mark.parametrize("kind", [*STRUCTURES, "guild"])
def test_every_structure_keeps_the_contract(kind: str, guild: str) -> None:
    """Groups are no larger than they may be, nobody is in one twice, and every minute offered is charged."""
    world = lived(kind, sponsorship__relation="institutionalised")
    groups_keep_to(world, STRUCTURES[kind])
    every_offered_minute_is_charged(world, len(world.tally))


@pytest.mark.parametrize("kind", [k for k in STRUCTURES if k != "none"])
def test_rosters_own_common_and_random(kind: str) -> None:
    """Common: the same people in all structures. Random: as many people in groups of the same sizes as its own rule."""
    own, common, chance = (
        build_world(Scenario().with_values(**{"structure.kind": kind, "structure.roster": roster}))
        for roster in ("own", "common", "random")
    )
    assert set(common.memberships.member.tolist()) == set(range(120))
    assert np.diff(chance.groups.start).tolist() == np.diff(own.groups.start).tolist()
    assert chance.groups.domain.tolist() == own.groups.domain.tolist()
    if kind not in ("network",):  # everybody is in a network anyway
        assert chance.memberships.member.tolist() != own.memberships.member.tolist()
