"""Members and communities: real Mesa agents, made only when looked at, holding no copy of the state."""

import gc
import weakref

import mesa
import numpy as np
import pytest

from copsim.constellation.agents import Challenge, Community, Document, Member, Style, Tie
from copsim.constellation.counting import person_level
from copsim.foundation.errors import CopsimError, InputError
from copsim.foundation.kernels import handle
from copsim.knowledge.beliefs import belief
from copsim.participation.levels import Level
from tests.constellation.test_mesa_model import SMALL, CommunityModel, small


@pytest.fixture
def model():
    made = small(sponsorship__allowance=1.0)
    made.run_for(20)
    return made


def test_they_are_mesa_agents_in_mesas_sets(model):
    assert all(isinstance(agent, mesa.Agent) and agent.model is model for agent in model.agents)
    assert model.agent_types == [Member, Community]
    assert [len(model.agents_by_type[kind]) for kind in (Member, Community)] == [24, 3]
    assert (len(model.agents), len(model.members), len(model.communities)) == (27, 24, 3)


def test_ids_count_members_from_one_and_communities_after(model):
    assert [member.unique_id for member in model.members] == list(range(1, 25))
    assert [community.unique_id for community in model.communities] == [25, 26, 27]


def test_a_run_that_nobody_looks_at_makes_no_agents():
    made = []

    class Counted(Member):
        @classmethod
        def at(cls, *args):
            made.append(args)
            return super().at(*args)

    class Counting(CommunityModel):
        member_class = Counted

    model = Counting(**SMALL)
    model.run_for(10)
    model.step()
    model.series(), model.summary(), model.digest(), repr(model), model.datacollector.get_model_vars_dataframe()
    assert made == []
    assert len(model.agents) == 27
    assert len(made) == 24


def test_a_window_stays_the_same_object_and_follows_the_state(model):
    member = model.members[3]
    assert member is model.members[3] is model.member_at(3) is list(model.agents)[3]
    before = dict(member.skills)
    model.run_for(20)
    assert dict(member.skills) != before
    assert member in model.agents


def test_a_window_holds_no_copy_of_the_state(model):
    assert all(set(vars(agent)) == {"model", "unique_id", "row", "pos"} for agent in model.agents)


@pytest.mark.parametrize("kind", ["none", "team", "network", "community_of_practice"])
def test_what_members_show_is_what_the_arrays_hold(kind):
    model = small(structure__kind=kind, sponsorship__allowance=1.0)
    model.run_for(20)
    world, at = model.world, handle(model.world)
    for i, member in enumerate(model.members):
        assert member.unit == world.people.unit[i]
        assert member.speciality == model.domains[world.people.speciality[i]]
        held = {f: belief(world.people.beliefs, i, f) for f in range(64 * len(model.domains))}
        assert dict(member.skills) == {f: value for f, value in held.items() if value}
        assert member.level == Level(person_level(at, i)).name.lower()
        assert [c.came for c in member.challenges] == world.challenges.came[i, : world.challenges.count[i]].tolist()
        assert [t.to.row for t in member.ties] == [to for to in world.ties.to[i].tolist() if to >= 0]
        assert member.ability == member.abilities[member.speciality]
        assert [c.row for c in member.communities] == [g for g in range(len(model.communities)) if i in rows(model, g)]
    mean = np.mean([member.ability for member in model.members])
    assert mean == pytest.approx(model.measure("ability"))


def rows(model, group):
    return [member.row for member in model.community_at(group).members]


def test_values_are_plain_python(model):
    for member in model.members:
        assert [type(v) for v in (member.unit, member.ability, member.hours)] == [int, float, float]
        assert type(member.level) is type(member.speciality) is str
        assert all(type(v) is Challenge and type(v.tried) is int for v in member.challenges)
        assert all(type(v) is int for c in member.challenges for v in (c.kind, c.came, c.due, *c.facets))
        assert all(type(t) is Tie and type(t.to) is Member and 0 <= t.trust <= 1 for t in member.ties)
        assert all(type(f) is int and v in (-1, 1) for f, v in member.skills.items())
        assert type(member.style) is Style
        assert list(member.style.interest) == [community.name for community in member.communities]
    for community in model.communities:
        assert all(type(d) is Document and type(d.author) is Member and d.says in (-1, 1) for d in community.repertoire)


def test_skills_cannot_be_written_but_by_hold(model):
    member = model.members[0]
    with pytest.raises(TypeError):
        member.skills[0] = 1
    with pytest.raises(AttributeError):
        member.skills = {}
    for value in (1, -1, 0):
        member.hold(7, value)
        assert member.skills.get(7, 0) == value
    others = model.world.people.beliefs[1:].copy()
    member.hold(np.int64(7), 1)
    assert np.array_equal(model.world.people.beliefs[1:], others)


@pytest.mark.parametrize(
    ("facet", "value", "told"),
    [
        (40, 1, "no facet 40"),
        (-1, 1, "no facet -1"),
        (192, 1, "no facet 192"),
        (1.5, 1, "no facet 1.5"),
        (7, 2, "expected -1, 0 or 1"),
        (7, None, "expected -1, 0 or 1"),
        ("x", "y", "(?s)no facet.*expected -1"),
    ],
)
def test_only_a_facet_there_is_can_be_held(model, facet, value, told):
    before = model.digest()
    with pytest.raises(InputError, match=told):
        model.members[0].hold(facet, value)
    assert model.digest() == before


def test_hours_are_the_mean_of_the_last_quarter(model):
    assert sum(member.hours for member in model.members) > 0
    memberships = model.world.memberships
    for member in model.members:
        mine = memberships.minutes[memberships.member == member.row].sum()
        assert member.hours == pytest.approx(mine / 60 / 13)
    assert model.members.agg("hours", max) <= 10


def test_early_hours_are_the_mean_of_the_weeks_lived():
    model = small(structure__kind="team")
    assert model.member_at(0).hours == 0
    present = np.zeros(24)
    for week in range(1, 8):
        model.step()
        memberships = model.world.memberships
        np.add.at(present, memberships.member, memberships.present)
        assert model.members.get("hours") == pytest.approx((present / 60 / week).tolist())
    assert present.max() > 0


def test_communities_show_who_and_what_they_have(model):
    world = model.world
    assert [c.name for c in model.communities] == [f"community_of_practice: {name}" for name in model.domains]
    assert [c.domain for c in model.communities] == model.domains
    for community in model.communities:
        drawn = {model.domains.index(community.domain)}
        assert all(
            {m.speciality} == {community.domain} or drawn == {int(world.people.second[m.row])}
            for m in community.members
        )
        assert community.structure == "community_of_practice"
        there = world.memberships.level[world.memberships.group == community.row].tolist()
        assert community.levels == {level.name.lower(): there.count(level) for level in Level}
    assert sum(len(c.repertoire) for c in model.communities) == model.measure("documents") > 0
    document = model.communities[0].repertoire[0]
    assert document.written == world.repertoire.written[0, document.facet]
    assert world.people.uid[document.author.row] == world.repertoire.author[0, document.facet]


def test_groups_without_a_domain_or_of_the_same_one_are_told_apart_by_number():
    teams = small(structure__kind="team").communities
    assert [c.name for c in teams] == ["team 1", "team 2", "team 3"]
    assert {c.domain for c in teams} == {""}
    assert [c.repertoire for c in teams] == [[], [], []]
    assert [c.name for c in small(structure__kind="network").communities] == ["network"]
    cut = small(structure__size=4).communities
    assert len({c.name for c in cut}) == len(cut) > 3
    assert cut[0].name == "community_of_practice: methods 1"


def test_a_community_is_open_from_its_founding_to_its_end():
    model = small(structure__starts=5, structure__ends=8)
    community = model.communities[0]
    assert [week for week in range(1, 12) if community.is_open(week)] == [5, 6, 7, 8]
    assert not community.is_open()
    for _ in range(11):
        model.step()
        assert community.is_open() == bool(model.world.groups.open[0])
    assert not small(structure__kind="none").communities[0].is_open(5)


def test_a_model_may_have_no_groups_at_all():
    model = CommunityModel(people__members=4, people__units=4, structure__kind="team", weeks=5)
    model.run_for(5)
    assert (len(model.communities), len(model.agents), model.agent_types) == (0, 4, [Member])
    assert [m.level for m in model.members] == ["outside"] * 4
    assert [m.style.interest for m in model.members] == [{}] * 4


@pytest.mark.parametrize("of", [lambda m: m.members[5], lambda m: m.communities[0]])
def test_seats_are_never_empty(model, of):
    with pytest.raises(CopsimError, match="cannot be removed"):
        of(model).remove()
    with pytest.raises(CopsimError, match="cannot be removed"):
        model.deregister_agent(of(model))
    with pytest.raises(CopsimError, match="cannot be removed"):
        model.remove_all_agents()
    assert len(model.agents) == 27
    twin = small(sponsorship__allowance=1.0)
    twin.run_for(22)
    model.run_for(2)
    assert model.digest() == twin.digest()


def test_members_are_not_made_one_by_one(model):
    with pytest.raises(CopsimError, match=r"people\.members"):
        Member(model)
    with pytest.raises(CopsimError, match=r"people\.members"):
        Member.create_agents(model, 3)
    assert len(model.agents) == 27


class Visitor(mesa.Agent):
    """An agent that a user adds."""


@pytest.mark.parametrize("looked_before", [False, True])
def test_a_user_may_add_agents_of_another_kind_and_remove_them(looked_before):
    model = small()
    if looked_before:
        assert len(model.agents) == 27
    first, second = Visitor(model), Visitor(model)
    assert [first.unique_id, second.unique_id] == [28, 29]
    assert model.agent_types == [Member, Community, Visitor]
    first.remove()
    assert len(model.agents) == 28
    reference = weakref.ref(model)
    del model, first, second
    gc.collect()
    assert reference() is None


def test_a_model_may_name_its_own_windows():
    class Researcher(Member):
        @property
        def doubts(self):
            return sum(value < 0 for value in self.skills.values())

    class Lab(CommunityModel):
        member_class = Researcher

    model = Lab(**SMALL)
    assert model.agent_types == [Researcher, Community]
    assert model.agents.select(agent_type=Member).agg("doubts", sum) > 0


def test_windows_say_what_they_are(model):
    assert repr(model.members[0]).startswith("<Member 1: ")
    assert repr(model.communities[0]).startswith("<Community 25: community_of_practice: methods, ")
    assert repr(model.members[0].skills).startswith("Skills({")
