"""Research and policy take up standards once practice, carriers and contact are past their thresholds, not before."""

from __future__ import annotations

from typing import Any

import pytest

from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario

OPEN = {"voice.uptake": 0.3, "voice.practice": 0.1, "voice.carriers": 5, "voice.contact": 0}


def heard(**more: Any) -> dict[str, Any]:
    given = {
        **{"people.members": 40, "people.units": 4, "weeks": 40, "engagement.kappa": 0.3},
        **{"activities.exchanges": 0.3, "activities.standards": 0.5, "activities.visits": 0.2},
        **{"sponsorship.experts": 0.2, "domain.turbulence": 0.002},
    }
    return run_once(Scenario().with_values(**given, **{**OPEN, **more})).series


def test_past_the_thresholds_what_stands_in_standards_is_taken_up() -> None:
    told = heard()
    first = next(week for week, listens in enumerate(told["heard_from"]) if listens)
    assert told["heard_right"][:first].sum() == 0
    assert told["heard_right"][-1] > 0.1
    assert (told["heard_right"][first:] > 0).mean() > 0.9


@pytest.mark.parametrize("more", [{"voice.practice": 1.0}, {"voice.carriers": 41}, {"voice.contact": 10_000}])
def test_each_threshold_by_itself_keeps_them_from_listening(more: dict[str, Any]) -> None:
    told = heard(**more)
    assert told["heard_from"].sum() == 0
    assert told["heard_right"].sum() == 0


def test_nothing_in_the_model_reads_what_they_have_taken_up() -> None:
    told, without = heard(), heard(**{"voice.uptake": 0.0})
    same = set(told) - {"heard_from", "heard_right"}
    assert {name for name in same if told[name].tobytes() != without[name].tobytes()} == set()
