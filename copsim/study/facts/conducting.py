"""Running facts: arms that several facts share are run once, all runs are kept in a journal, so that it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from copsim.constellation.kinds import kind_of, read_situation
from copsim.constellation.situation import Situation
from copsim.foundation.errors import CopsimError, InputError, Problem, nearest
from copsim.study.conduct import Interrupted
from copsim.study.facts.fact import Fact, Found, Luck, Place, Run, Tried
from copsim.study.facts.judging import read
from copsim.study.facts.table import FACTS
from copsim.study.facts.watching import VERSION, watch
from copsim.study.journal import Journal
from copsim.study.lock import held
from copsim.study.plan import Arm, Plan, RunSpec, run_id
from copsim.study.progress import progress
from copsim.study.progress import say as say_on_stderr
from copsim.study.record import RunRecord, unpack
from copsim.study.results import JOURNAL, LOCK, study_folder
from copsim.study.runner import ExecutorName, compile_kernels, run_all

QUICK = 6
"""With --quick a fact has this many times fewer runs (at least `LEAST`), and nothing is tried along parameters."""
LEAST = 4


def asked_for(only: Sequence[str]) -> list[Fact]:
    """The facts of these keys, all where none is named.

    Raises
    ------
    InputError
        For a key that no fact has.
    """
    keys = [fact.key for fact in FACTS]
    wrong = [Problem("--only", f"no fact '{key}'", 0, nearest(key, keys)) for key in only if key not in keys]
    if wrong:
        raise InputError(wrong)
    return [fact for fact in FACTS if not only or fact.key in only]


def facts(
    results: Path = Path("results"),
    quick: bool = False,
    only: Sequence[str] = (),
    *,
    executor: ExecutorName = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
    table: Sequence[Fact] | None = None,
) -> list[Found]:
    """Run facts and judge them; those that do not hold are asked for again along the parameters they name.

    Raises
    ------
    CopsimError
        When a run fails: nothing is said of a fact from the runs that happened to work.
    Interrupted
        After Ctrl-C; the same call goes on where it stopped.
    """
    asked = asked_for(only) if table is None else list(table)
    home = study_folder(results, "facts")
    with held(home / LOCK, say), closing(Journal(home / JOURNAL)) as journal:
        bench = Bench(journal, executor, workers, say)
        counts = {fact.key: runs_of(fact, quick) for fact in asked}
        bench.do([(place, counts[fact.key]) for fact in asked for place in fact.places], "by default")
        runs = {f.key: bench.lucks(f.places, counts[f.key]) for f in asked}
        readings = {f.key: read(f, runs[f.key]) for f in asked}
        again = [f for f in asked if readings[f.key].verdict != "holds" and not quick]
        cases = [(f, a.key, level) for f in again for a in f.along for level in a.levels]
        bench.do([(p, counts[f.key]) for f, key, level in cases for p in f.at(key, level)], "along parameters")
        tried: dict[str, list[Tried]] = {f.key: [] for f in asked}
        for f, key, level in cases:
            tried[f.key].append(Tried(key, level, read(f, bench.lucks(f.at(key, level), counts[f.key]))))
    return [Found(f, readings[f.key], tuple(tried[f.key]), tuple(map(repeat, f.places)), runs[f.key]) for f in asked]


def runs_of(fact: Fact, quick: bool) -> int:
    """Replications of a fact."""
    return max(LEAST, fact.replications // QUICK) if quick else fact.replications


def situation(place: Place) -> Situation:
    """The scenario of an arm."""
    found: Situation = read_situation(place.source).with_values(**place.settings)
    return found


def repeat(place: Place) -> str:
    """The line that does the first run of an arm again."""
    return _line(place) + " --replication 0"


def _line(place: Place) -> str:
    plan = Plan("facts", [], 1, [], source=place.source, settings=place.settings)
    return plan.repeat(Arm({}, situation(place)))


class Bench:
    """Runs arms and hands out what is kept of them."""

    def __init__(
        self, journal: Journal, executor: ExecutorName, workers: int | None, say: Callable[[str], None]
    ) -> None:
        self.journal, self.executor, self.workers, self.say = journal, executor, workers, say
        self._told: dict[tuple[str, str], Situation] = {}
        self._read: dict[str, Run] = {}

    def do(self, wanted: Sequence[tuple[Place, int]], what: str) -> None:
        """Do what is not yet done of so many replications of these arms; kernels of one kind at a time."""
        specs = {spec.run: spec for place, count in wanted for spec in self._specs(place, count)}
        done = self.journal.done(specs)
        left = [spec for run, spec in specs.items() if run not in done]
        if done:
            self.say(f"reused {len(done)} of {len(specs)} runs ({what})")
        if not left:
            return
        for kind in {kind_of(spec.scenario).table for spec in left}:
            compile_kernels(self.say, [s.scenario for s in left if kind_of(s.scenario).table == kind])
        failed: list[RunRecord] = []
        with progress(len(left), f"runs, {what}") as step:

            def keep(record: RunRecord) -> None:
                self.journal.add(record)
                failed.extend([record] if record.status != "ok" else [])
                step()

            whole = run_all(left, keep, self.executor, self.workers, watch)
        if not whole:
            raise Interrupted("interrupted: what is done is kept; the same command goes on from there")
        if failed:
            last = failed[0].error.strip().splitlines()[-1]
            raise CopsimError(
                f"{len(failed)} of {len(left)} runs of facts failed: {last}\n{specs[failed[0].run].repeat}"
            )

    def lucks(self, places: Sequence[Place], count: int) -> list[Luck]:
        """The runs of these arms, replication by replication."""
        runs = {place.name: [self._run(spec.run) for spec in self._specs(place, count)] for place in places}
        return [{name: of[n] for name, of in runs.items()} for n in range(count)]

    def _specs(self, place: Place, count: int) -> Iterator[RunSpec]:
        key = place.source, repr(sorted(place.settings.items()))
        if key not in self._told:
            self._told[key] = situation(place)
        scenario, line = self._told[key], _line(place)
        for replication in range(count):
            yield RunSpec(f"{run_id(scenario, replication)}-{VERSION}", 0, replication, scenario, line)

    def _run(self, run: str) -> Run:
        if run not in self._read:
            record = self.journal.get(run)
            if record is None:
                raise CopsimError(f"run {run} is missing in {self.journal.path}")
            self._read[run] = Run(record.summary, Lazily(record.payload))
        return self._read[run]


class Lazily(Mapping[str, Any]):
    """Series that are unpacked when the first of them is asked for."""

    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self._series: dict[str, Any] | None = None

    def _all(self) -> dict[str, Any]:
        if self._series is None:
            self._series = unpack(self._payload)
        return self._series

    def __getitem__(self, name: str) -> Any:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
