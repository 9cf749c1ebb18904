"""The kinds of scenario: a community week by week, or a published model of learning period by period.

A new kind is a class of `Situation`, what its runs answer, and one line in `KINDS`.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from copsim.constellation import evidence_scenario, learning_scenario, measures
from copsim.constellation.evidence_scenario import EvidenceScenario
from copsim.constellation.learning_scenario import LearningScenario
from copsim.constellation.scenario import Scenario, over_baseline, read_scenario, scenario_file
from copsim.constellation.situation import Situation
from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError
from copsim.foundation.extensions import is_known_to
from copsim.foundation.parameters import Declared, declared

if TYPE_CHECKING:
    from copsim.constellation.run import RunResult


class Kind(NamedTuple):
    """A kind of scenario.

    table: the table by which a file is told to be of this kind. base: what a file's values are laid over. run: one run
    of a scenario, by replication. measures: its series; summaries: one number a run. clock: what a row of the series
    is, and the number of the first. warm: makes the kernels ready that some scenarios need.
    period: the order of a period, where it is not the week.
    """

    table: str
    scenario: type[Situation]
    base: Callable[[Mapping[str, Any]], dict[str, Any]]
    run: Callable[[Any, int], RunResult]
    measures: Mapping[str, Any]
    summaries: Mapping[str, Any]
    clock: tuple[str, int]
    warm: Callable[[Iterable[Any]], object]
    period: Mapping[str, str]

    def parameters(self) -> dict[str, Declared]:
        """Every parameter of such a scenario by dotted key, as declared."""
        return {p.key: p for p in declared(self.scenario)}

    def measures_of(self, scenario: Situation) -> list[str]:
        """The series of a scenario's runs, with those of the extensions that it names."""
        named = getattr(scenario, "extensions", ())
        return [name for name in self.measures if is_known_to(named, "Measure", name)]

    def summaries_of(self, scenario: Situation) -> list[str]:
        """The summaries of a scenario's runs, with those of the extensions that it names."""
        named = getattr(scenario, "extensions", ())
        return [name for name in self.summaries if is_known_to(named, "Summary", name)]

    def summarise(self, series: Mapping[str, Any], scenario: Situation) -> dict[str, float]:
        """One number a run for every summary that it has; nan where it is not defined."""
        return {name: self.summaries[name].of(series) for name in self.summaries_of(scenario)}


def _live(scenario: Any, replication: int) -> RunResult:
    from copsim.constellation.run import run_once

    return run_once(scenario, replication)


def _learn(scenario: Any, replication: int) -> RunResult:
    from copsim.constellation.organisation import run_organisation
    from copsim.constellation.run import RunResult

    lived = run_organisation(scenario.learning, replication, seed=scenario.seed)
    return RunResult(lived.series, lived.digest)


def _warm_the_week(scenarios: Iterable[Any]) -> None:
    from copsim.constellation.run import warm_up

    warm_up()


def _warm_periods(scenarios: Iterable[Any]) -> None:
    from copsim.constellation.organisation import run_organisation
    from copsim.knowledge.parts import parts_of

    for settings in {parts_of(s.learning): s.learning for s in scenarios}.values():
        run_organisation(settings.model_copy(update={"periods": 1}))


def _inquire(scenario: Any, replication: int) -> RunResult:
    from copsim.constellation.evidence import run_evidence
    from copsim.constellation.run import RunResult

    found = run_evidence(scenario.evidence, replication, seed=scenario.seed)
    return RunResult(found.series, found.digest)


def _warm_inquiry(scenarios: Iterable[Any]) -> None:
    from copsim.constellation.evidence import run_evidence

    for listed in {s.evidence.attention != "everybody": s.evidence for s in scenarios}.values():
        run_evidence(listed.model_copy(update={"periods": 1}))


COMMUNITY = Kind(
    "", Scenario, over_baseline, _live, measures.MEASURES, measures.SUMMARIES, ("week", 1), _warm_the_week, {}
)
LEARNING = Kind(
    "learning",
    LearningScenario,
    dict,
    _learn,
    learning_scenario.MEASURES,
    learning_scenario.SUMMARIES,
    ("period", 0),
    _warm_periods,
    learning_scenario.PERIOD,
)
EVIDENCE = Kind(
    "evidence",
    EvidenceScenario,
    dict,
    _inquire,
    evidence_scenario.MEASURES,
    evidence_scenario.SUMMARIES,
    ("period", 0),
    _warm_inquiry,
    evidence_scenario.PERIOD,
)
KINDS = (LEARNING, EVIDENCE, COMMUNITY)

MEASURES: Mapping[str, Any] = ChainMap(*(kind.measures for kind in reversed(KINDS)))
SUMMARIES: Mapping[str, Any] = ChainMap(*(kind.summaries for kind in reversed(KINDS)))
"""What runs of any kind answer, with what extensions brought; a name means the same in all kinds that have it."""


def kind_of(scenario: Situation) -> Kind:
    """The kind of a scenario."""
    return next(kind for kind in KINDS if kind.scenario is type(scenario))


def kind_told(data: Mapping[str, Any]) -> Kind:
    """The kind that a file's values are of: told by the table that it has, a community's where it has none such."""
    return next((kind for kind in KINDS if kind.table and kind.table in data), COMMUNITY)


def kind_named(name: str | Path) -> Kind:
    """The kind of the scenario called `name`; a community's where it cannot be read."""
    try:
        return kind_told(scenario_file(name).data)
    except InputError:
        return COMMUNITY


def read_situation(name: str | Path) -> Any:
    """Read a scenario of any kind by path, or by the name of one that comes with copsim ("baseline", "march_1991").

    A file says only what differs: from the baseline, or, with a table [learning], from the defaults of that table. An
    unknown key, a wrong value, a setting without effect, a file that says nothing or is broken raises `InputError`
    with every problem, its line and the nearest known name.
    """
    file = scenario_file(name)
    kind = kind_told(file.data)
    return read_scenario(name) if kind is COMMUNITY else checked(kind.scenario, file.data, file.lines, file.name)
