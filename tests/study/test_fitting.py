"""Several parameters are fitted to several numbers; the same command searches the same places, and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from copsim.foundation.errors import InputError
from copsim.study.fitting import fit, fit_lines, fitting_of, trial_rows
from tests.study.tiny import quiet

SCENARIO = """
question = "Who takes part in a small firm?"
weeks = 30
[people]
members = 24
units = 2
"""


def asked(folder: Path, trials: int = 12) -> object:
    path = folder / "firm.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    ranges = ["engagement.kappa=0.1:2.0", "engagement.rate=0.02:0.1"]
    return fitting_of(str(path), ranges, ["core_active=0.5+-0.05", "ability=0.3"], 2, trials, 3)


def test_the_search_comes_nearer_and_is_the_same_when_it_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    question = asked(tmp_path)
    trials, plan = fit(question, tmp_path / "results", quiet, "serial")  # type: ignore[arg-type]
    distances = [trial.distance for trial in trials]
    assert distances == sorted(distances)
    assert distances[0] < distances[-1]
    assert plan.arms[0].scenario.engagement.kappa == trials[0].values["engagement.kappa"]  # type: ignore[attr-defined]
    again, _ = fit(question, tmp_path / "results", quiet, "serial")  # type: ignore[arg-type]
    assert trial_rows(again) == trial_rows(trials)
    longer, _ = fit(asked(tmp_path, 14), tmp_path / "results", quiet, "serial")  # type: ignore[arg-type]
    assert {tuple(t.values.values()) for t in trials} <= {tuple(t.values.values()) for t in longer}
    assert fit_lines(question, trials)[0].startswith("Nearest: engagement.kappa = ")  # type: ignore[arg-type]


def test_mistakes_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        fitting_of("baseline", ["engagement.kapa=0:1", "hours.free=4:2"], ["abilty=.3", "core=high"], 2, 3, 1)
    told = "\n".join(str(problem) for problem in caught.value.problems)
    for says in (
        "did you mean 'engagement.kappa'",
        "LOW below HIGH",
        "did you mean 'ability'",
        "expected MEASURE=NUMBER",
    ):
        assert says in told
