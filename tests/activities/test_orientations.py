"""Orientations become hours; what hours look like becomes a profile."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsim.activities.families import FAMILIES
from copsim.activities.observing import hours_by_family, observed_profile, presences_by_family
from copsim.activities.orientations import HOURS, ORIENTATIONS, family_law, shares_by_family, shares_of
from copsim.activities.settings import ActivitiesSettings
from copsim.constellation.measures import weekly_series
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.errors import InputError
from copsim.foundation.kernels import handle
from copsim.foundation.tally import Activity
from copsim.structures.table import STRUCTURES

TECH_CLUB = STRUCTURES["community_of_practice"].orientation
NOTHING_SAID = ActivitiesSettings()
weights = st.lists(st.floats(0, 4), min_size=9, max_size=9).filter(lambda w: sum(w) > 0.01)


def lived(log_lines: int = 0, **settings: object) -> World:
    given = {"people.members": 24, "people.units": 4, "weeks": 12, "engagement.kappa": 0.3}
    scenario = Scenario().with_values(**given | {k.replace("__", "."): v for k, v in settings.items()})
    world = build_world(scenario, log_lines=log_lines)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    return world


def test_the_table_shares_out_every_hour_of_every_orientation() -> None:
    assert list(HOURS) == list(ORIENTATIONS)
    for row in HOURS.values():
        assert len(row) == 7
        assert min(row) >= 0
        assert sum(row) == pytest.approx(1, abs=1e-12)


def test_the_families_are_numbered_as_the_hours_are_booked() -> None:
    assert [Activity[f.name.upper()] for f in FAMILIES] == list(range(7))


def test_every_family_has_an_orientation_that_leads_to_it() -> None:
    assert all(max(column) > 0 for column in zip(*HOURS.values(), strict=True))


@pytest.mark.parametrize("nth", range(9), ids=list(ORIENTATIONS))
def test_every_orientation_moves_hours(nth: int) -> None:
    other = [0.0 if n == nth and w > 0 else 4.0 if n == nth else w for n, w in enumerate(TECH_CLUB)]
    assert family_law(NOTHING_SAID, other, True) != family_law(NOTHING_SAID, TECH_CLUB, True)
    alone = [float(n == nth) for n in range(9)]
    assert shares_of(alone) == pytest.approx(list(HOURS.values())[nth])


@given(weights)
def test_a_law_ends_at_one_and_never_falls(profile: list[float]) -> None:
    for documents in (True, False):
        law = family_law(NOTHING_SAID, profile, documents)
        assert law == sorted(law)
        assert law[-1] == 2**32
        assert sum(shares_by_family(NOTHING_SAID, profile, documents)) == pytest.approx(1)


def test_without_documents_the_hours_of_writing_go_to_the_others_in_proportion() -> None:
    with_them, without = (shares_by_family(NOTHING_SAID, TECH_CLUB, documents) for documents in (True, False))
    assert with_them[Activity.ASSETS] > 0
    assert with_them[Activity.STANDARDS] > 0
    assert without[Activity.ASSETS] == without[Activity.STANDARDS] == 0
    ratios = {round(b / a, 9) for a, b in zip(with_them, without, strict=True) if b > 0}
    assert len(ratios) == 1
    assert ratios.pop() > 1


def test_shares_of_activities_replace_the_orientations() -> None:
    shares = ActivitiesSettings(exchanges=0.25, visits=0.75)
    assert shares_by_family(shares, TECH_CLUB, True) == [0.25, 0, 0, 0, 0, 0, 0.75, 0]


def test_where_only_writing_is_asked_for_and_nothing_is_kept_the_hours_bring_nothing() -> None:
    world = lived(activities__assets=1.0, structure__documents=False, need__arrivals=0.0)
    series = weekly_series(world)
    assert series["hours_assets"].sum() > 0
    assert series["documents"].sum() == 0


def test_an_orientation_in_a_scenario_replaces_the_profile_of_the_structure() -> None:
    talk = weekly_series(lived(orientation__conversations=4.0))
    assert talk["hours_exchanges"].sum() > 0
    assert talk["hours_inquiries"].sum() > 0
    for name in ("understanding", "assets", "standards", "formal_access", "visits"):
        assert talk[f"hours_{name}"].sum() == 0, name
    assert weekly_series(lived())["hours_assets"].sum() > 0


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"activities.exchanges": 0.5}, "sum to 0.5"),
        ({"activities.exchanges": 0.5, "activities.other": 0.5}, "no family was added"),
        ({"orientation.meetings": 0.0}, "above 0"),
        ({"orientation.meetings": 5.0}, "orientation.meetings: .*4"),
        ({"orientation.meeting": 1.0}, "did you mean 'meetings'"),
    ],
)
def test_what_cannot_be_meant_is_refused(settings: dict[str, float], words: str) -> None:
    with pytest.raises(InputError, match=words):
        Scenario().with_values(**settings)


@given(weights)
def test_an_observed_profile_gives_the_hours_that_were_seen(profile: list[float]) -> None:
    hours = [12.5 * share for share in shares_of(profile)]
    seen = observed_profile(hours)
    assert seen.residual < 1e-6
    assert shares_of(seen.profile) == pytest.approx(list(seen.shares), abs=1e-6)
    assert max(seen.profile) == pytest.approx(4)


def test_hours_that_no_profile_gives_leave_a_residual() -> None:
    only_standards = [0.0, 0, 0, 0, 7, 0, 0]
    assert observed_profile(only_standards).residual > 0.5
    assert observed_profile([0.0] * 7) == ((0.0,) * 7, (0.0,) * 9, 0.0)
    with pytest.raises(ValueError, match="seven families"):
        observed_profile([1.0] * 9)


def test_a_run_is_observed_in_hours_and_in_presences() -> None:
    world = lived(log_lines=20_000)
    series = weekly_series(world)
    assert hours_by_family(world.tally) == pytest.approx([series[f"hours_{f.name}"].sum() for f in FAMILIES])
    lines = world.log.line[: int(world.log.count[0])]
    presences = np.array([presences_by_family(lines, group) for group in range(world.groups.domain.size)])
    hours = np.array(hours_by_family(world.tally))
    assert ((presences.sum(axis=0) > 0) == (hours > 0)).all()
    assert (presences.sum(axis=0) >= hours - 1e-9).all()
