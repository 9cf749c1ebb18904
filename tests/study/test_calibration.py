"""A calibration finds what it is asked for, says how sure it is, and holds the parameter space against every band."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copsim.constellation.scenario import parameters
from copsim.foundation.errors import CopsimError, InputError
from copsim.study.calibrating import Around, calibrate, question_of
from copsim.study.calibration import WIDTH, bracket, crossing
from copsim.study.parameter_space import BANDS, RANGES, Band, points, ranges_around, share, shares
from copsim.study.statistics import wilson_interval
from tests.study.tiny import quiet

SMALL = {"people.members": 16, "people.units": 2, "weeks": 30, "people.specialities": {}}


def question(folder: Path, target: str = "core_active=.4", parameter: str = "engagement.kappa", **more: object):
    settings = {**SMALL, **more.pop("settings", {})}  # type: ignore[dict-item]
    return question_of("baseline", parameter, target, settings, 3, folder, "serial", **more)  # type: ignore[arg-type]


@given(st.floats(0.02, 50), st.floats(0.2, 5), st.booleans())
def test_the_search_finds_where_a_steady_function_passes_the_goal(place: float, power: float, rising: bool) -> None:
    def steady(x: float) -> float:
        return (1 if rising else -1) * (x / place) ** power

    ends = bracket(steady, steady(place), (0.5, 2.0), (0.01, 100.0))
    reachable = 0.5 / 8 <= place <= 2 * 8
    assert (ends is not None) or not reachable
    if ends is not None:
        assert ends[0] <= place <= ends[1]
        assert crossing(steady, steady(place), *ends) == pytest.approx(place, rel=2 * WIDTH)


def test_the_search_looks_nowhere_that_the_parameter_does_not_allow() -> None:
    looked: list[float] = []

    def never(x: float) -> float:
        looked.append(x)
        return x

    assert bracket(never, -5.0, (0.5, 2.0), (0.4, 3.0)) is None
    assert bracket(never, 9.0, (0.5, 2.0), (0.4, 3.0)) is None
    assert (min(looked), max(looked)) == (0.4, 3.0)


@given(st.integers(2, 40), st.integers(0, 2**32))
def test_every_slice_of_every_range_is_met_once_and_the_same_seed_gives_the_same_points(count: int, seed: int) -> None:
    ranges = ranges_around("engagement.kappa", 0.6)
    made = points(ranges, count, seed)
    assert made == points(ranges, count, seed)
    for r in ranges:
        at = [math.log(point[r.parameter] / r.low) / math.log(r.high / r.low) * count for point in made]
        # Values are written with four figures, so one may lie a hair beside its slice.
        assert all(abs(middle - 0.5 - n) <= 0.55 for n, middle in enumerate(sorted(at)))


def test_ranges_and_bands_are_of_parameters_there_are_within_what_they_allow() -> None:
    known = parameters()
    for r in RANGES:
        assert known[r.parameter].low <= r.low <= known[r.parameter].default <= r.high <= known[r.parameter].high
    assert [b.name for b in BANDS] == ["core + active", "core", "active", "Gini of contributions"]


def test_the_interval_of_a_share_is_that_of_the_textbook() -> None:
    # Newcombe (1998), table I, method 3: 81 of 263 and 15 of 148.
    assert wilson_interval(81, 263) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))
    assert wilson_interval(15, 148) == (pytest.approx(0.0624, abs=1e-4), pytest.approx(0.1605, abs=1e-4))
    assert wilson_interval(0, 20)[0] == 0.0
    assert wilson_interval(20, 20)[1] == 1.0
    assert all(math.isnan(end) for end in wilson_interval(0, 0))


def test_shares_are_of_all_points_and_of_those_that_meet_the_fitted_band() -> None:
    both, core = Band("sum", "s", 0.2, 0.4, ""), Band("core", "c", 0.1, 0.2, "")
    at = [{"s": 0.3, "c": 0.15}, {"s": 0.3, "c": 0.0}, {"s": 0.5, "c": 0.15}, {"s": math.nan, "c": 0.0}]
    found = {name: (everywhere, fitted) for name, everywhere, fitted in shares([both, core], at, both)}
    assert found["sum"] == (share([True, True, False, False]), share([True, True]))
    assert found["core"] == (share([True, False, True, False]), share([True, False]))
    assert found["all of them"] == (share([True, False, False, False]), share([True, False]))


def test_a_fit_reaches_its_target_writes_what_it_did_and_costs_nothing_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, between = question(tmp_path, settings={"engagement.interest_sd": 0.9})
    first = calibrate(asked, between, Around(5, 2), reference=True, say=quiet)
    fit = first.fit
    assert fit.reached.mean == pytest.approx(0.4, abs=0.12)  # 16 people, 3 runs: one person is 6 points
    assert fit.slope.mean < 0
    assert fit.error == pytest.approx(fit.reached.sd / math.sqrt(3) / abs(fit.slope.mean))
    reference = tmp_path / "reference" / "calibration"
    assert {path.name for path in reference.iterdir()} == {"fit.csv", "space.csv", "calibration.md", "provenance.json"}
    text = (reference / "calibration.md").read_text(encoding="utf-8")
    assert f"engagement.kappa = {fit.value:g}" in text
    told = json.loads((reference / "provenance.json").read_text(encoding="utf-8"))
    assert told["model_hash"] in text
    rows = list(csv.DictReader((reference / "space.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 5
    for row in rows:
        assert fit.value / 2.01 <= float(row["engagement.kappa"]) <= fit.value * 2.01
        assert row["core in band"] == str(int(0.10 <= float(row["core"]) <= 0.15))
        assert float(row["core"]) + float(row["active"]) == pytest.approx(float(row["core + active"]))
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*.csv"))}
    monkeypatch.setattr("copsim.study.conduct.run_all", lambda *given: pytest.fail("ran again"))
    again = calibrate(asked, between, Around(5, 2), say=quiet)
    assert again.fit == fit
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*.csv"))} == before


def test_a_target_out_of_reach_is_said_to_be_with_what_was_reached(tmp_path: Path) -> None:
    asked, between = question(tmp_path, "core_active=1.5")
    with pytest.raises(CopsimError, match=r"core_active = 1.5 is not reached by engagement.kappa: .* at "):
        calibrate(asked, between, say=quiet)


def test_everything_wrong_with_the_question_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        question(
            tmp_path, "core_activ=x", "engagement.kapa", settings={"hours.free": -1.0}, between=(2.0, 1.0)
        )  # fmt: skip
    told = str(refused.value)
    for text in (
        "--parameter: 'engagement.kapa': unknown parameter (did you mean 'engagement.kappa'?)",
        "--target: no measure 'core_activ' (did you mean 'core_active'?)",
        "--target: expected MEASURE=NUMBER, got 'core_activ=x'",
        "--between: expected two numbers above 0",
        "--set hours.free: expected at least 0",
    ):
        assert text in told
    with pytest.raises(InputError, match="no decimals"):
        question(tmp_path, parameter="people.members")
    assert not list(tmp_path.iterdir())
