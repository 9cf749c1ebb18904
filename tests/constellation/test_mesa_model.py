"""The model as Mesa sees it: stepping, running for weeks, the clock, events, bad input."""

import random
from importlib.metadata import version
from pathlib import Path

import mesa
import numpy as np
import pytest

import copsim
from copsim.constellation.model import CommunityModel
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import WEEK
from copsim.foundation.errors import InputError

SMALL = {"people__members": 24, "people__units": 3, "weeks": 30}
HAS_EVENTS = hasattr(mesa.Model, "schedule_event")


def small(**more):
    return CommunityModel(**SMALL | more)


def stepped(weeks, **more):
    model = small(**more)
    for _ in range(weeks):
        model.step()
    return model


def time_of(model):
    return getattr(model, "time", model.steps)


def test_it_is_a_mesa_model():
    assert isinstance(small(), mesa.Model)


def test_the_model_has_a_method_for_every_phase_of_the_week():
    assert all(callable(getattr(CommunityModel, phase.method)) for phase in WEEK)


@pytest.mark.parametrize("kind", ["none", "team", "network", "community_of_practice"])
def test_stepping_and_running_for_weeks_and_running_once_come_to_the_same_state(kind):
    model = small(structure__kind=kind)
    model.run_for(30)
    once = run_once(Scenario().with_values(**SMALL, structure__kind=kind))
    assert model.digest() == stepped(30, structure__kind=kind).digest() == once.digest
    assert np.array_equal(model.world.tally, stepped(30, structure__kind=kind).world.tally)


def test_steps_and_runs_may_be_mixed_in_any_order():
    model = small()
    for weeks in (3, 0, 11, 1):
        model.run_for(weeks)
        model.step()
    model.run_for(np.int64(30 - model.week))
    assert model.digest() == stepped(30).digest()


def test_weeks_count_from_one_and_mesas_clock_follows():
    seen = []

    class Watching(CommunityModel):
        def the_field_moves(self):
            seen.append((self.week, self.row))
            super().the_field_moves()

    model = Watching(**SMALL)
    assert model.week == model.steps == 0
    model.run_for(3)
    assert seen == [(1, 0), (2, 1), (3, 2)]
    plain = small()
    plain.run_for(10)
    plain.step()
    plain.run_for(2)
    assert plain.week == plain.steps == time_of(plain) == 13


def test_running_ends_at_the_horizon_and_the_model_may_be_run_further():
    model = small()
    model.run_for(29)
    assert model.running
    model.step()
    assert not model.running
    model.run_for(71)
    assert (model.week, len(model.series())) == (101, 101)


def test_weeks_past_the_horizon_are_as_those_of_a_longer_scenario():
    model = stepped(31)
    model.run_for(70)
    longer = small(weeks=101)
    longer.run_for(101)
    assert model.digest() == longer.digest()
    assert model.series().equals(longer.series())


def test_run_model_runs_to_the_horizon():
    model = small()
    model.run_model()
    assert (model.week, model.running) == (30, False)


def test_series_and_summary_are_of_the_weeks_lived():
    model = small()
    assert len(model.series()) == 0
    assert np.isnan(model.summary()["ability"])
    assert np.isnan(model.measure("ability"))
    model.run_for(5)
    series = model.series()
    assert series.index.tolist() == [1, 2, 3, 4, 5]
    assert series.index.name == "week"
    assert model.summary()["ability"] == pytest.approx(series["ability"].mean())
    assert model.measure("ability") == series["ability"].iloc[-1]
    with pytest.raises(InputError, match="not a measure"):
        model.measure("abilty")


def test_a_seed_decides_the_luck_and_rng_replaces_it():
    assert stepped(5, rng=7).digest() == stepped(5, seed=7).digest() != stepped(5).digest()
    assert stepped(5, rng=1).digest() == stepped(5, rng=np.int64(1)).digest() == stepped(5).digest()
    assert stepped(5, replication=1).digest() != stepped(5).digest()


def test_generators_and_seed_sequences_serve_as_rng():
    one, other = (small(rng=np.random.default_rng(3)).settings.seed for _ in range(2))
    assert one == other
    shared = np.random.default_rng(3)
    assert small(rng=shared).settings.seed != small(rng=shared).settings.seed
    assert small(rng=np.random.SeedSequence(3)).settings.seed == small(rng=np.random.SeedSequence(3)).settings.seed


def test_drawing_from_other_generators_changes_no_result():
    model = small()
    for _ in range(10):
        model.rng.random(3)
        model.random.random()
        model.agents.shuffle(inplace=True)
        np.random.seed(1)  # noqa: NPY002
        random.seed(2)
        model.step()
    assert model.digest() == stepped(10).digest()


def test_bad_values_are_named_all_at_once():
    with pytest.raises(InputError) as caught:
        CommunityModel(people__membrs=3, weeks=-1, rng="x", replication=-1)
    told = str(caught.value)
    assert all(word in told for word in ("people.membrs", "did you mean 'members'", "weeks", "rng", "replication"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"scenario": "basline"}, "did you mean 'baseline'"),
        ({"scenario": 3}, "expected a Scenario"),
        ({"rng": -1}, "rng"),
        ({"rng": 1.5}, "rng"),
        ({"rng": 1, "seed": 2}, "given twice"),
        ({"replication": None}, "replication"),
    ],
)
def test_each_bad_argument_is_explained(given, told):
    with pytest.raises(InputError, match=told):
        CommunityModel(**given)


@pytest.mark.parametrize("weeks", [-1, 1.5, "3", None, True])
def test_only_whole_weeks_can_be_lived(weeks):
    model = small()
    with pytest.raises(InputError, match="whole number of weeks"):
        model.run_for(weeks)
    assert model.week == 0


def test_a_scenario_comes_as_a_name_a_path_or_a_value(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text("weeks = 3\n[people]\nmembers = 24\nunits = 3\n")
    digests = set()
    for given in (path, str(path), copsim.read_scenario(path)):
        model = CommunityModel(given)
        model.run_for(3)
        digests.add(model.digest())
    assert len(digests) == 1
    assert CommunityModel("baseline").settings == CommunityModel().settings


def test_a_model_says_what_it_is():
    model = small(replication=2)
    model.run_for(4)
    assert "24 members, 3 groups (community_of_practice), replication 2, week 4 of 30" in repr(model)


@pytest.mark.skipif(not HAS_EVENTS, reason="this Mesa has no scheduled events")
def test_scheduled_events_fire_at_their_time_and_the_weeks_between_are_lived_in_one_go(monkeypatch):
    model, seen, runs = small(), [], []
    at_once = CommunityModel._run_at_once

    def noted(self, weeks):
        runs.append(weeks)
        at_once(self, weeks)

    monkeypatch.setattr(CommunityModel, "_run_at_once", noted)

    def note():
        seen.append((model.time, model.week))

    model.schedule_event(note, at=5.5)
    model.schedule_event(note, at=12)
    model.schedule_event(note, at=40)
    model.run_for(30)
    assert seen == [(5.5, 5), (12, 12)]
    assert (runs, model.week, model.steps, model.time) == ([5, 5, 18], 30, 30, 30)
    assert model.digest() == stepped(30).digest()
    model.run_for(10)
    assert seen[-1] == (40, 40)


@pytest.mark.skipif(not HAS_EVENTS, reason="this Mesa has no scheduled events")
def test_recurring_events_fire_at_their_times():
    from mesa.time import Schedule

    model, seen = small(), []

    def note():
        seen.append((model.time, model.week))

    generator = model.schedule_recurring(note, Schedule(interval=4, start=2))
    model.run_for(12)
    generator.stop()
    model.run_for(12)
    assert seen == [(2, 2), (6, 6), (10, 10)]
    assert model.digest() == stepped(24).digest()


@pytest.mark.skipif(not HAS_EVENTS, reason="this Mesa has no scheduled events")
def test_run_until_and_observers_of_the_time_see_every_week():
    model, seen = small(), []

    def note(message):
        seen.append(model.time)

    model.run_until(4.0)
    model.observe("time", "changed", note)
    model.run_for(3)
    assert sorted(set(seen)) == [5, 6, 7]
    model.unobserve("time", "changed", note)
    model.run_until(7.5)
    model.run_for(2)
    model.run_until(10)
    assert (model.week, model.time) == (10, 10)
    assert model.digest() == stepped(10).digest()


def test_the_package_exports_what_it_names():
    assert all(getattr(copsim, name) is not None for name in copsim.__all__)
    assert set(copsim.__all__) <= set(dir(copsim))
    assert copsim.CommunityModel is CommunityModel
    with pytest.raises(AttributeError, match="no attribute 'CommunityModl'"):
        copsim.CommunityModl  # noqa: B018
    assert copsim.__version__ == version("copsim")
