"""What of a run is printed first: names that exist, what changes over the weeks, what an extension brought."""

from __future__ import annotations

import numpy as np
import pytest

from copsim.constellation.kinds import MEASURES, SUMMARIES, read_situation
from copsim.constellation.measures.contract import Summary
from copsim.foundation.extensions import LOADED, Extension
from copsim.study.first_look import NOT_WHAT_MEMBERS_DO, ONE_A_RUN, WEEKLY, first_look


def test_every_name_that_is_looked_at_first_is_measured() -> None:
    assert not {*WEEKLY, *NOT_WHAT_MEMBERS_DO} - set(MEASURES)
    assert not set(ONE_A_RUN) - set(SUMMARIES)


def test_a_series_that_stays_the_same_is_left_out_unless_there_is_one_week_only() -> None:
    series = {"ability": np.array([0.1, 0.2]), "identity": np.array([1.0, 1.0]), "hours_trying": np.array([3.0, 4.0])}
    weekly, _ = first_look(read_situation("baseline"), series)
    assert {"ability", "hours_trying"} <= weekly
    assert "identity" not in weekly
    weekly, _ = first_look(read_situation("baseline"), {name: values[:1] for name, values in series.items()})
    assert "identity" in weekly


def test_of_a_published_model_everything_is_shown() -> None:
    assert first_look(read_situation("march_1991"), {}) == ({*MEASURES}, {*SUMMARIES})


def test_what_an_extension_of_the_scenario_brought_is_always_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    brought = (Summary("praise", "words", "words of praise", "higher", lambda series: 1.0),)
    monkeypatch.setitem(LOADED, "praise.py", Extension("praise.py", "", "", (), brought, False))
    scenario = read_situation("baseline")
    assert "praise" not in first_look(scenario, {})[1]
    assert "praise" in first_look(scenario.model_copy(update={"extensions": ["praise.py"]}), {})[1]
