"""A plan: the arms of a study and every run it needs, each with an identity that follows from its content."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from copsim.constellation.situation import Situation
from copsim.foundation.extensions import fingerprints_of
from copsim.study.words import toml_text

if TYPE_CHECKING:
    from copsim.study.designs import Design

WORDS_ONLY = {"title", "question", "source"}
"""Keys of a scenario that no run depends on; they stay out of its identity."""


@dataclass(frozen=True)
class Arm:
    """One combination of the levels of a study's factors, and the scenario that it stands for.

    source: what names that scenario on a command line, "" where it is the study's. values: dotted keys laid over it,
    beyond the study's settings.
    """

    levels: Mapping[str, Any]
    scenario: Situation
    source: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Every other level of `factor` is held against the level `against`."""

    factor: str
    against: Any


@dataclass(frozen=True)
class Claim:
    """One thing expected before the runs: a measure is more, or less (`side`), here than there; `says`: in plain words.

    Here: at `level` of `factor`. There: at the level `against`; or another measure of the same runs (`over`); or a
    number (`than`). within: levels of other factors; over all others it is averaged. row: the idea that it is about.
    """

    says: str
    measure: str
    side: str
    factor: str = ""
    level: Any = None
    against: Any = None
    over: str = ""
    than: float | None = None
    within: Mapping[str, Any] = field(default_factory=dict)
    row: str = ""


@dataclass(frozen=True)
class Dial:
    """A factor whose levels are numbers: where a measure is highest along it, and whether that is inside."""

    factor: str
    measure: str


@dataclass(frozen=True)
class Until:
    """Replications go on, `step` at a time and `most` at most, until every paired difference of a measure is known to
    within `half_width` (in the measure's unit)."""

    measure: str
    half_width: float
    most: int
    step: int


@dataclass(frozen=True, slots=True)
class RunSpec:
    """One run to be done: which arm, which replication, and the line that repeats any run of its arm.

    base: the scenario that is lived through up to the week before `branch`, where the run goes on under its own.
    """

    run: str
    arm: int
    replication: int
    scenario: Situation
    line: str
    base: Situation | None = None
    branch: int = 0

    @property
    def repeat(self) -> str:
        """The line that repeats this run alone."""
        return f"{self.line} --replication {self.replication}"


@dataclass(frozen=True)
class Plan:
    """All that a study will do.

    name: of its folder. kind, profile: what it is, and which version of it. first: number of the first replication.
    comparisons: what is held against what.
    factors: dotted keys that vary, each with its levels. apart: factors that no sentence averages over.
    source: what names the scenario on a command line. settings: dotted overrides common to all arms.
    claims: what was expected, each to be held against the runs. dials: factors whose best level is looked for.
    picture: the figure that answers the question, of which measures (`shows`). design: its points are
    levels of the factor `point`. until: when to stop adding replications.
    base: what all arms live through up to the week before `branch`.
    """

    name: str
    arms: list[Arm]
    replications: int
    measures: list[str]
    question: str = ""
    expected: str = ""
    kind: str = "experiment"
    profile: str = ""
    source: str = "baseline"
    first: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    factors: Mapping[str, list[Any]] = field(default_factory=dict)
    comparisons: list[Comparison] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    claims: Sequence[Claim] = ()
    dials: Sequence[Dial] = ()
    picture: str = ""
    shows: Sequence[str] = ()
    design: Design | None = None
    until: Until | None = None
    base: Situation | None = None
    branch: int = 0

    def runs(self) -> Iterator[RunSpec]:
        """Every run, replication by replication, so that a study cut short is still balanced."""
        identities = [Identity(arm.scenario, self.base, self.branch) for arm in self.arms]
        lines = [self.repeat(arm) for arm in self.arms]
        for replication in range(self.first, self.first + self.replications):
            for number, arm in enumerate(self.arms):
                run = identities[number].of(replication)
                yield RunSpec(run, number, replication, arm.scenario, lines[number], self.base, self.branch)

    def repeat(self, arm: Arm) -> str:
        """The one-line command that does a run of an arm again, but for its --replication."""
        later = arm.values if self.base is not None else {}
        values = {**self.settings, **({} if later else arm.values)}
        seed = values.pop("seed", arm.scenario.seed)
        parts = ["copsim", "run", arm.source or self.source]
        for key, value in values.items():
            parts += ["--set", f"{key}={toml_text(value)}"]
        if self.base is not None:
            parts += ["--branch", str(self.branch)]
        for key, value in later.items():
            parts += ["--then", f"{key}={toml_text(value)}"]
        return shlex.join([*parts, "--seed", str(seed)])

    def asked_for(self) -> list[str]:
        """Every summary that something is said or drawn of; the others stand in the tables only."""
        names = [*self.measures, *self.shows, *(dial.measure for dial in self.dials)]
        for claim in self.claims:
            names += [claim.measure, claim.over]
        names += [self.until.measure] if self.until is not None else []
        return list(dict.fromkeys(name for name in names if name))

    def content(self) -> dict[str, Any]:
        """What the study is, as plain values; its hash names the results folder."""
        return {
            "kind": self.kind,
            "question": self.question,
            "expected": self.expected,
            "arms": [
                {
                    "levels": dict(a.levels),
                    "scenario": a.scenario.model_dump(mode="json"),
                    "source": a.source,
                    "values": dict(a.values),
                }
                for a in self.arms
            ],
            "factors": {key: list(levels) for key, levels in self.factors.items()},
            "compare": [{"factor": c.factor, "against": c.against} for c in self.comparisons],
            "apart": self.apart,
            "first": self.first,
            "replications": self.replications,
            "measures": self.measures,
            **({} if self.base is None else {"branch": self.branch, "base": self.base.model_dump(mode="json")}),
        }

    def digest(self) -> str:
        """Eight hexadecimal digits over the content and the model hash."""
        told = self.content()
        for arm, there in zip(self.arms, told["arms"], strict=True):
            there["scenario"] |= {"extensions": _extensions_of(arm.scenario)}
            there["values"].pop("extensions", None)
        if self.base is not None:
            told["base"] |= {"extensions": _extensions_of(self.base)}
        return _hash({"plan": told, "model": _model_hash()}, 4)


def run_id(scenario: Situation, replication: int, base: Situation | None = None, branch: int = 0) -> str:
    """The identity of a run: resolved scenario (its seed within), model hash and replication, 16 hexadecimal digits.

    Of a branched run also what it lived through before, and the week in which it branched.
    """
    return Identity(scenario, base, branch).of(replication)


class Identity:
    """What the identities of an arm's runs have in common, worked out once."""

    def __init__(self, scenario: Situation, base: Situation | None = None, branch: int = 0) -> None:
        before: dict[str, Any] = {}
        if base is not None:
            from copsim.study.branching import VERSION

            before = {"base": _content_of(base), "branch": branch, "branching": VERSION}
        told = {**before, "model": _model_hash()}
        self._head = _text(told)[:-1]
        self._tail = f',"scenario":{_text(_content_of(scenario))}}}'

    def of(self, replication: int) -> str:
        """The identity of one run: the hash of its content as JSON with sorted keys."""
        return _digest(f'{self._head},"replication":{replication}{self._tail}', 8)


def _content_of(scenario: Situation) -> dict[str, Any]:
    return scenario.model_dump(mode="json", exclude=WORDS_ONLY) | {"extensions": _extensions_of(scenario)}


def _extensions_of(scenario: Situation) -> list[str]:
    """Of an extension counts what it is, not where it lies."""
    return fingerprints_of(getattr(scenario, "extensions", ()))


def _text(content: object) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _hash(content: object, size: int) -> str:
    return _digest(_text(content), size)


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def _model_hash() -> str:
    from copsim.foundation.model_hash import model_hash

    return model_hash()
