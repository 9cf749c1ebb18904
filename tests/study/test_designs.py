"""Designs give the points they promise, every arm is run at each, and sensitivity gives back known indices."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from copsim.foundation.errors import CopsimError, InputError
from copsim.study.conduct import conduct
from copsim.study.design_told import all_sensitivities
from copsim.study.designs import DesignSettings, design_of
from copsim.study.experiment import read_experiment
from copsim.study.outcome import Outcome
from copsim.study.sensitivity import index_sentence, sensitivity
from tests.study.tiny import quiet

RANGES = {"x1": [-math.pi, math.pi], "x2": [-math.pi, math.pi], "x3": [-math.pi, math.pi]}

TEXT = """
question = "Does a community help wherever one looks?"
expected = "It does at most of the points."
replications = 2
measures = ["ability"]
[set]
people.members = 12
people.units = 2
weeks = 8
[vary]
structure.kind = ["none", "community_of_practice"]
[design]
kind = "latin_hypercube"
points = 4
[design.ranges]
hours.a_try = [0.5, 8.0, "log"]
domain.facets_at_once = [2, 5]
[[compare]]
factor = "structure.kind"
against = "none"
"""


def ishigami(place: Any) -> float:
    """Ishigami & Homma 1990, with a = 7 and b = .1: an analytic function whose indices are known."""
    return math.sin(place["x1"]) + 7 * math.sin(place["x2"]) ** 2 + 0.1 * place["x3"] ** 4 * math.sin(place["x1"])


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "designed.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_latin_hypercube_meets_each_slice_once() -> None:
    design = design_of(
        DesignSettings(kind="latin_hypercube", points=10, ranges={"a": [0, 1.0], "b": [1.0, 100.0, "log"]})
    )
    assert sorted(int(place["a"] * 10) for place in design.places) == list(range(10))
    assert sorted(int(math.log10(place["b"]) * 5) for place in design.places) == list(range(10))


def test_the_known_indices_of_ishigami_lie_within_their_intervals() -> None:
    pytest.importorskip("SALib")
    design = design_of(DesignSettings(kind="sobol", points=1024, ranges=RANGES))
    assert len(design.places) == 1024 * 5
    found = sensitivity(design, {n: ishigami(place) for n, place in enumerate(design.places)})
    for index, first, total in zip(found, (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437), strict=True):
        assert abs(index.first - first) < 1.2 * index.first_half, index
        assert abs(index.total - total) < 1.2 * index.total_half, index
    assert "x1 0.5" in index_sentence(found, "sobol")


def test_morris_ranks_what_moves_and_what_does_not() -> None:
    pytest.importorskip("SALib")
    ranges = {**RANGES, "idle": [0.0, 1.0]}
    design = design_of(DesignSettings(kind="morris", points=20, ranges=ranges))
    found = sensitivity(design, {n: ishigami(place) for n, place in enumerate(design.places)})
    assert found[3].first == 0.0
    assert all(index.first > 1 for index in found[:3])


def test_values_are_joined_by_point_and_one_that_is_missing_is_refused() -> None:
    pytest.importorskip("SALib")
    design = design_of(DesignSettings(kind="sobol", points=64, ranges=RANGES))
    values = {n: ishigami(place) for n, place in enumerate(design.places)}
    backwards = dict(reversed(list(values.items())))
    assert sensitivity(design, backwards) == sensitivity(design, values)
    with pytest.raises(CopsimError, match=r"no value at 1 of 320 points \(7\)"):
        sensitivity(design, {**values, 7: math.nan})


def test_every_arm_is_run_at_every_point_with_the_same_luck(tmp_path: Path) -> None:
    plan = read_experiment(written(tmp_path))
    assert plan.factors["point"] == [0, 1, 2, 3]
    assert len(plan.arms) == 8
    whole = [arm.scenario.domain.facets_at_once for arm in plan.arms]
    assert sorted(whole[:4]) == [2, 3, 4, 5]
    assert whole[:4] == whole[4:]
    done = conduct(plan, tmp_path / "results", executor="serial", say=quiet)
    lines = (done.folder / "design.csv").read_text().splitlines()
    assert lines[0] == "point,hours.a_try,domain.facets_at_once"
    assert len(lines) == 5


def test_a_run_without_a_value_is_named_and_the_rest_is_told(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    text = (
        TEXT.replace('"latin_hypercube"', '"sobol"')
        .replace("points = 4", "points = 2")
        .replace('["ability"]', '["voice"]')
    )
    done = conduct(read_experiment(written(tmp_path, text)), tmp_path / "results", executor="serial", say=quiet)
    outcome = done.outcome
    spec = next(iter(outcome.plan.runs()))
    values = {key: dict(run) for key, run in outcome.values.items()}
    values[spec.arm, spec.replication]["voice"] = math.nan
    found = all_sensitivities(Outcome(outcome.plan, values, outcome.digests, {}))
    assert found[0].refused.startswith("no value at 1 of 8 points (0)")
    assert spec.repeat in found[0].refused
    assert [one.refused for one in found[1:]] == [""]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("points = 4", "points = 1", "expected"),
        ('"latin_hypercube"', '"latin_hyper"', "latin_hypercube"),
        ('"latin_hypercube"', '"sobol"\n# points = 6', ""),
        ('[0.5, 8.0, "log"]', "[8.0, 0.5]", "lower end first"),
        ('[0.5, 8.0, "log"]', "[0.5, 80.0]", "80.0 is not within 0.5 to 8"),
        ("hours.a_try = [", "hours.a_tri = [", "did you mean 'hours.a_try'"),
        ("hours.a_try = [", "people.members = [12, 20]\nhours.a_try = [", "also stands in [set]"),
        ("[design.ranges]", 'file = "points.csv"\n[design.ranges]', "means nothing to a design"),
    ],
)
def test_mistakes_are_told_before_anything_runs(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in TEXT
    if not says:
        pytest.importorskip("SALib")
        assert len(read_experiment(written(tmp_path, TEXT.replace(old, new))).arms) == 2 * 4 * 4
        return
    with pytest.raises(InputError) as caught:
        read_experiment(written(tmp_path, TEXT.replace(old, new)))
    assert any(says in str(problem) for problem in caught.value.problems), caught.value.problems


def test_points_may_be_zipped_or_read_from_a_file(tmp_path: Path) -> None:
    values = '[design]\nkind = "zip"\n[design.values]\nhours.a_try = [1.0, 2.0, 4.0]\nhours.free = [2.0, 4.0, 8.0]\n'
    head, _, tail = TEXT.partition("[design]")
    zipped = read_experiment(written(tmp_path, head + values + tail[tail.index("[[compare]]") :]))
    assert [(a.scenario.hours.a_try, a.scenario.hours.free) for a in zipped.arms[:3]] == [(1, 2), (2, 4), (4, 8)]
    (tmp_path / "points.csv").write_text("hours.a_try,need.kind\n1.0,task\n2.0,connection\n")
    told = head + '[design]\nkind = "csv"\nfile = "points.csv"\n' + tail[tail.index("[[compare]]") :]
    read = read_experiment(written(tmp_path, told))
    assert [(a.scenario.hours.a_try, a.scenario.need.kind) for a in read.arms[:2]] == [(1, "task"), (2, "connection")]
