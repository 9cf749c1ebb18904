"""What Mesa offers around a model: sets of agents, data collectors, batch_run, copies, memory."""

import copy
import gc
import pickle
import weakref

import mesa
import numpy as np
import pytest

from copsim.constellation.agents import Community, Member
from copsim.constellation.measures import MEASURES
from copsim.constellation.mesa_versions import WeeklyMeasures
from copsim.constellation.model import MAIN_MEASURES
from tests.constellation.test_mesa_model import HAS_EVENTS, SMALL, CommunityModel, small, stepped, time_of


@pytest.fixture
def model():
    return stepped(20)


def test_agents_are_selected_by_rule_and_by_type(model):
    able = model.agents.select(lambda a: isinstance(a, Member) and a.ability > 0.1)
    assert 0 < len(able) == sum(member.ability > 0.1 for member in model.members) < 24
    assert len(model.agents.select(agent_type=Member)) == 24
    assert len(model.agents.select(agent_type=Community)) == 3
    assert len(model.agents) == 27


def test_selected_agents_outlive_a_garbage_collection(model):
    able = model.agents.select(agent_type=Member)
    gc.collect()
    assert len(able) == 24


def test_values_are_got_and_aggregated(model):
    abilities = model.members.get("ability")
    assert abilities == [member.ability for member in model.members]
    assert model.members.agg("ability", max) == max(abilities)
    assert model.members.get(["unique_id", "unit"])[0] == [1, 0]


def test_agents_are_grouped_sorted_shuffled_and_mapped(model):
    assert sum(model.members.groupby("speciality").count().values()) == 24
    assert model.members.groupby("unit").agg("unique_id", min) == {0: 1, 1: 9, 2: 17}
    by_ability = [member.ability for member in model.members.sort("ability", ascending=False)]
    assert by_ability == sorted(by_ability, reverse=True)
    assert {member.unique_id for member in model.members.shuffle()} == set(range(1, 25))
    assert model.members.map(lambda member: member.unit) == [member.unit for member in model.members]


def test_a_rule_can_be_done_to_all(model):
    model.members.do("hold", 3, 1)
    assert {member.skills[3] for member in model.members} == {1}
    model.members.shuffle_do(lambda member: member.hold(3, 0))
    assert not any(3 in member.skills for member in model.members)
    model.step()


def test_a_collector_with_reporters_of_every_kind_sees_every_week():
    def watched():
        made = small()
        made.datacollector = mesa.DataCollector(
            model_reporters={"ability": lambda m: m.measure("ability"), "week": "week"},
            agent_reporters={"id": "unique_id", "level": lambda a: getattr(a, "level", "")},
            agenttype_reporters={
                Member: {"ability": "ability", "ties": lambda m: len(m.ties), "skills": "skills"},
                Community: {"documents": lambda c: len(c.repertoire), "levels": "levels"},
            },
        )
        return made

    one, other = watched(), watched()
    one.run_for(5)
    for _ in range(5):
        other.step()
    of_model = one.datacollector.get_model_vars_dataframe()
    assert of_model["week"].tolist() == [1, 2, 3, 4, 5]
    assert of_model["ability"].tolist() == one.series()["ability"].tolist()
    assert of_model.equals(other.datacollector.get_model_vars_dataframe())
    for frames in (
        [m.datacollector.get_agent_vars_dataframe() for m in (one, other)],
        [m.datacollector.get_agenttype_vars_dataframe(Member) for m in (one, other)],
        [m.datacollector.get_agenttype_vars_dataframe(Community) for m in (one, other)],
    ):
        assert frames[0].equals(frames[1])
    members = one.datacollector.get_agenttype_vars_dataframe(Member)
    assert members.index.names == ["Step", "AgentID"]
    assert len(members) == 5 * 24
    assert members.loc[5]["ability"].tolist() == one.members.get("ability")
    assert members.loc[1]["skills"].tolist() != members.loc[5]["skills"].tolist()
    assert len(one.datacollector.get_agent_vars_dataframe()) == 5 * 27


def test_ties_and_documents_are_collected_without_copying_the_model(model):
    model.datacollector = mesa.DataCollector(
        agenttype_reporters={Member: {"ties": "ties", "in": "communities"}, Community: {"written": "repertoire"}}
    )
    model.step()
    collected = model.datacollector.get_agenttype_vars_dataframe(Member)
    assert all(tie.to.model is model for ties in collected["ties"] for tie in ties)


def test_the_collector_it_starts_with_has_a_row_a_week_however_the_weeks_were_lived():
    one, other = small(), stepped(20)
    one.run_for(7)
    early = one.datacollector.get_model_vars_dataframe()
    one.step()
    one.run_for(12)
    frame = one.datacollector.get_model_vars_dataframe()
    assert len(early) == 7
    assert list(frame) == list(MAIN_MEASURES)
    assert frame.equals(other.datacollector.get_model_vars_dataframe())
    assert frame.to_numpy().tolist() == one.series()[list(MAIN_MEASURES)].to_numpy().tolist()
    assert all(type(value) in (int, float) for rows in one.datacollector.model_vars.values() for value in rows)
    one.datacollector.collect(one)
    assert len(one.datacollector.get_model_vars_dataframe()) == 20


def test_any_measures_can_be_collected_so():
    one, other = small(), small()
    for m in (one, other):
        m.datacollector = WeeklyMeasures(m, list(MEASURES))
    one.run_for(20)
    for _ in range(20):
        other.step()
        assert other.datacollector.model_vars["ability"][-1] == other.measure("ability")
    assert one.datacollector.model_vars == other.datacollector.model_vars


def test_a_model_runs_without_a_collector(model):
    model.datacollector = None
    model.run_for(2)
    model.step()
    assert model.digest() == stepped(23).digest()


class Classic(CommunityModel):
    """The idiom of Mesa: the class's own step() calls collect()."""

    def __init__(self, members=24, rng=None, **more):
        super().__init__(rng=rng, **{**SMALL, "people__members": members, **more})
        self.datacollector = mesa.DataCollector(
            model_reporters={"s": lambda m: m.measure("knowledge")},
            agenttype_reporters={Member: {"ability": "ability"}},
        )

    def step(self):
        super().step()
        self.datacollector.collect(self)


def test_a_class_whose_own_step_collects_has_a_row_a_week_too():
    model = Classic()
    model.run_for(3)
    model.step()
    assert model.datacollector.get_model_vars_dataframe()["s"].tolist() == model.series()["knowledge"].tolist()


def test_batch_run_works_out_of_the_box():
    weeks = 6
    parameters = {"people__members": [24, 30], "people__units": 3, "weeks": weeks, "replication": [0, 1]}
    rows = mesa.batch_run(CommunityModel, parameters=parameters, number_processes=1, display_progress=False)
    assert len(rows) == 4
    for row in rows:
        given = {name: row[name] for name in parameters}
        again = CommunityModel(**given)
        again.run_for(weeks)
        assert {name: row[name] for name in MAIN_MEASURES} == {name: again.measure(name) for name in MAIN_MEASURES}


def test_batch_run_collects_every_week():
    parameters = {**SMALL, "weeks": 5}
    rows = mesa.batch_run(
        CommunityModel, parameters=parameters, number_processes=1, display_progress=False, data_collection_period=1
    )
    model = small(weeks=5)
    model.run_for(5)
    assert [row["ability"] for row in rows] == model.series()["ability"].tolist()


def test_batch_run_works_with_a_class_that_collects_itself_and_stops_at_max_steps():
    rows = mesa.batch_run(
        Classic, parameters={"members": [24, 30]}, max_steps=4, number_processes=1, display_progress=False
    )
    assert {row["members"] for row in rows} == {24, 30}
    assert all(row["s"] > 0 for row in rows)


COPIES = {"pickle": lambda m: pickle.loads(pickle.dumps(m)), "deepcopy": copy.deepcopy}


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("looked_at", [False, True])
def test_a_copy_in_mid_run_continues_as_the_original(copied, looked_at):
    model = stepped(7)
    if looked_at:
        assert len(model.agents) == 27
    twin = copied(model)
    assert (twin.digest(), twin.week, twin.steps, twin.settings) == (model.digest(), 7, 7, model.settings)
    twin.run_for(10)
    twin.step()
    assert (model.week, twin.week, twin.steps, time_of(twin)) == (7, 18, 18, 18)
    assert twin.digest() == stepped(18).digest()
    model.step()
    model.run_for(33)
    twin.run_for(23)
    assert twin.digest() == model.digest()
    assert twin.datacollector.model_vars == model.datacollector.model_vars
    assert twin.series().equals(model.series())


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_the_windows_of_a_copy_look_at_the_copy(copied):
    model = stepped(7)
    first = model.members[0]
    twin = copied(model)
    other = twin.members[0]
    assert all(agent.model is twin for agent in twin.agents)
    assert other is next(iter(twin.agents)) is twin.member_at(0) is not first
    other.hold(0, 1)
    first.hold(0, -1)
    assert (first.skills[0], other.skills[0]) == (-1, 1)
    assert not np.shares_memory(model.world.people.beliefs, twin.world.people.beliefs)
    assert copy.deepcopy(first) is first


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
@pytest.mark.skipif(not HAS_EVENTS, reason="this Mesa has no scheduled events")
def test_a_copy_of_a_model_that_was_run_at_once_keeps_its_clock(copied):
    model = small()
    model.run_for(9)
    twin = copied(model)
    twin.run_until(12)
    assert (twin.week, twin.steps, twin.time) == (12, 12, 12)


@pytest.mark.parametrize("looked_at", [False, True])
def test_a_model_is_freed_once_nobody_holds_it(looked_at):
    model = stepped(3)
    model.run_for(3)
    if looked_at:
        assert len(model.agents) == 27
        model.datacollector.get_model_vars_dataframe()
    reference = weakref.ref(model)
    del model
    gc.collect()
    assert reference() is None


def test_a_collector_may_ask_all_agents_by_name_for_what_only_some_can_tell(model):
    model.datacollector = mesa.DataCollector(
        agent_reporters={"level": "level", "documents": "repertoire", "name": "name"}
    )
    model.step()
    frame = model.datacollector.get_agent_vars_dataframe().loc[21]
    assert frame["level"].loc[:24].tolist() == model.members.get("level")
    assert frame["level"].loc[25:].isna().all()
    assert frame["name"].loc[25:].tolist() == model.communities.get("name")
    assert frame["documents"].loc[:24].isna().all()


def test_a_name_that_no_agent_knows_is_an_error_and_so_is_one_misspelt(model):
    for window in (model.members[0], model.communities[0]):
        with pytest.raises(AttributeError, match="'levle'"):
            _ = window.levle
    assert copy.deepcopy(model).communities[0].level is None
