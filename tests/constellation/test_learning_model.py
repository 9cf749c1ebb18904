"""A published model of learning through `CommunityModel`: the same periods as without Mesa, whichever way they pass."""

from __future__ import annotations

import copy
import pickle

import pytest

from copsim import CommunityModel
from copsim.constellation.learning_model import LearningModel
from copsim.constellation.organisation import run_organisation
from copsim.foundation.errors import InputError

SMALL = {"learning__members": 14, "learning__stop": "never"}


@pytest.mark.parametrize("scenario", ["march_1991", "fang_2010"])
def test_steps_and_run_for_come_to_the_same_as_a_run_without_mesa(scenario: str) -> None:
    stepped, at_once = CommunityModel(scenario, **SMALL), CommunityModel(scenario, **SMALL)
    for _ in range(12):
        stepped.step()
    at_once.run_for(5)
    at_once.run_for(7)
    alone = run_organisation(stepped.settings.learning.model_copy(update={"periods": 12}))  # type: ignore[attr-defined]
    assert stepped.digest() == at_once.digest() == alone.digest
    assert stepped.series().equals(at_once.series())
    assert stepped.series()["mean_score"].tolist() == alone.series["mean_score"].tolist()
    assert stepped.time == at_once.time if hasattr(stepped, "time") else stepped.steps == at_once.steps == 12


def test_it_is_a_mesa_model_with_members_to_look_at() -> None:
    model = CommunityModel("fang_2010", **SMALL)
    model.run_for(3)
    assert isinstance(model, LearningModel)
    assert len(model.members) == len(model.agents) == 14
    member = model.members[4]
    assert member.right + member.wrong == len(member.skills)
    assert all(1 <= other <= 14 and other != member.unique_id for other in member.contacts)
    collected = model.datacollector.get_model_vars_dataframe()
    assert collected["mean_score"].tolist() == model.series()["mean_score"].tolist()[1:]
    assert model.measure("mean_score") == model.summary()["mean_score"]


def test_copies_go_their_own_way_from_the_same_state() -> None:
    model = CommunityModel("march_1991", **SMALL)
    model.run_for(3)
    twin, kept = copy.deepcopy(model), pickle.loads(pickle.dumps(model))
    model.run_for(4)
    assert twin.digest() == kept.digest() != model.digest()
    twin.run_for(4)
    kept.run_for(4)
    assert twin.digest() == kept.digest() == model.digest()


def test_it_stops_running_after_the_periods_of_the_scenario_and_can_go_on() -> None:
    model = CommunityModel("march_1991", learning__periods=4, **SMALL)
    model.run_for(3)
    assert model.running
    model.step()
    assert not model.running
    model.run_for(20)
    assert len(model.series()) == 25


def test_a_scenario_without_members_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="zollman_2007 has no agents"):
        CommunityModel("zollman_2007")
