"""Conducting a study: reuse what is done, do what is left, write the tables, say what was found."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from copsim.constellation.kinds import kind_of
from copsim.foundation.errors import CopsimError
from copsim.study.comparison import compare
from copsim.study.design_told import all_sensitivities, design_rows, sensitivity_rows
from copsim.study.journal import Journal
from copsim.study.lock import held
from copsim.study.on_dask import can_be_used
from copsim.study.on_error import CONTINUE, STOP, doing
from copsim.study.outcome import Outcome
from copsim.study.plan import Plan, RunSpec
from copsim.study.precision import precise_plan
from copsim.study.progress import progress, quiet
from copsim.study.progress import say as say_on_stderr
from copsim.study.provenance import FILE, write_provenance
from copsim.study.record import RunRecord
from copsim.study.results import JOURNAL, LOCK, replace_text, results_folder, study_folder
from copsim.study.runner import ExecutorName, compile_kernels, cores, run_all
from copsim.study.summary import summary_markdown
from copsim.study.tables import Row, csv_text, run_row, write_comparison, write_groups, write_run_tables, write_series


class Interrupted(CopsimError):
    """A study was stopped; what is done is kept."""

    exit_code = 130


class Conducted(NamedTuple):
    """A finished study. outcome: its numbers; folder: of its results; files: written in it."""

    outcome: Outcome
    folder: Path
    files: list[Path]


def conduct(
    plan: Plan,
    results: Path = Path("results"),
    *,
    executor: ExecutorName = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
    on_error: str = CONTINUE,
) -> Conducted:
    """Do every run of `plan` that is not yet done, and write its results folder.

    results: the folder that the study's own goes into; nothing that is there is overwritten.
    executor: "serial", "threads", "processes" or "dask"; all give the same bytes.
    workers: runs at a time (left out: all cores).
    say: called with each line about how far it is.
    on_error: "continue" with the others when a run fails; "stop" there; or "retry N" times first.

    Raises
    ------
    CopsimError
        When the folder cannot be written, somebody else is writing it, or no run worked.
    Interrupted
        After Ctrl-C; the same call goes on where it stopped.
    """
    begun, clock = datetime.datetime.now().astimezone(), time.perf_counter()
    with _journal(results, plan, executor, say) as journal:
        plan = precise_plan(plan, lambda p: _outcome(p, journal, executor, workers, say, True, on_error), say)
        outcome = _outcome(plan, journal, executor, workers, say, True, on_error)
        folder = results_folder(results, plan)
        seconds = time.perf_counter() - clock
        times = {"begun": begun.isoformat(timespec="seconds"), "seconds": round(seconds, 3)}
        times |= {"executor": executor, "workers": workers or cores(), "reused": outcome.reused}
        files = _write(folder, outcome, journal, times)
    if outcome.failed:
        say(f"{len(outcome.failed)} of {len(outcome.failed) + len(outcome.digests)} runs failed:")
        say(_failures(plan, outcome))
    return Conducted(outcome, folder, files)


def conduct_shard(
    plan: Plan,
    shard: tuple[int, int],
    results: Path = Path("results"),
    *,
    executor: ExecutorName = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
    on_error: str = CONTINUE,
) -> int:
    """Do the `i`th of `n` parts of a study's runs (every nth, from the ith on), into its journal only; how many failed.

    Shards of one study share nothing but its plan, so they may run on machines that never meet; `merge` brings their
    journals together, and `conduct` then writes the tables without doing a run again.
    """
    part, parts = shard
    with _journal(results, plan, executor, say) as journal:
        specs = {spec.run: spec for n, spec in enumerate(plan.runs()) if n % parts == part - 1}
        _do(plan, specs, journal, executor, workers, say, True, on_error)
        failed = sum(journal.failed(specs))
    return failed


def outcome_of(
    plan: Plan,
    results: Path = Path("results"),
    *,
    executor: ExecutorName = "threads",
    workers: int | None = None,
) -> Outcome:
    """The numbers of `plan` without a folder of results, and without a word; its runs are kept in the journal.

    Raises what `conduct` raises. For searches, which ask the same question at many places.
    """
    with _journal(results, plan, executor, say_on_stderr) as journal:
        return _outcome(plan, journal, executor, workers, quiet, False)


@contextmanager
def _journal(results: Path, plan: Plan, executor: ExecutorName, say: Callable[[str], None]) -> Iterator[Journal]:
    can_be_used(executor)
    home = study_folder(results, plan.name)
    with held(home / LOCK, say), closing(Journal(home / JOURNAL)) as journal:
        yield journal


def _outcome(
    plan: Plan,
    journal: Journal,
    executor: ExecutorName,
    workers: int | None,
    say: Callable[[str], None],
    shown: bool,
    on_error: str = CONTINUE,
) -> Outcome:
    specs = {spec.run: spec for spec in plan.runs()}
    reused = _do(plan, specs, journal, executor, workers, say, shown, on_error)
    outcome = _gather(plan, journal, reused)
    if not outcome.values:
        raise CopsimError(f"none of the {len(outcome.failed)} runs worked:\n{_failures(plan, outcome)}")
    return outcome


def _do(
    plan: Plan,
    specs: Mapping[str, RunSpec],
    journal: Journal,
    executor: ExecutorName,
    workers: int | None,
    say: Callable[[str], None],
    shown: bool,
    on_error: str,
) -> int:
    """Do those of `specs` that are not done; returns how many were."""
    done = journal.done(specs)
    left = [spec for run, spec in specs.items() if run not in done]
    if done:
        say(f"reused {len(done)} of {len(specs)} runs")
    if not left:
        return len(done)
    compile_kernels(say, [arm.scenario for arm in plan.arms])
    kept = set()
    with progress(len(left) if shown else 0) as step:

        def keep(record: RunRecord) -> None:
            journal.add(record)
            kept.add(record.run)
            step()
            if on_error == STOP and record.status != "ok":
                spec = specs[record.run]
                last = record.error.strip().splitlines()[-1]
                raise CopsimError(
                    f"stopped at a run that failed: {last}\n  run {spec.run} (seed {spec.scenario.seed}), again: "
                    f"{spec.repeat}\n{len(done) + len(kept)} of {len(specs)} runs are kept"
                )

        run_all(left, keep, executor, workers, doing(on_error))
    if len(kept) < len(left):
        count = len(done) + len(kept)
        raise Interrupted(
            f"interrupted: {count} of {len(specs)} runs are done and kept; the same command goes on from there"
        )
    return len(done)


def _gather(plan: Plan, journal: Journal, reused: int) -> Outcome:
    values, digests, failed = {}, {}, {}
    wanted = plan.asked_for()
    for spec, record in _records(plan, journal):
        if record.status == "ok":
            values[spec.arm, spec.replication] = {
                name: record.summary[name] for name in wanted if name in record.summary
            }
            digests[spec.run] = record.digest
        else:
            failed[spec.run] = record.error
    return Outcome(plan, values, digests, failed, reused)


def _rows(plan: Plan, journal: Journal, in_order_of_ids: bool) -> Iterator[Row]:
    specs: Iterable[RunSpec] = plan.runs()
    for spec in sorted(specs, key=lambda spec: spec.run) if in_order_of_ids else specs:
        record = journal.get(spec.run)
        if record is not None and record.status == "ok":
            yield run_row(plan, spec, record)


def _records(plan: Plan, journal: Journal) -> Iterator[tuple[RunSpec, RunRecord]]:
    for spec in plan.runs():
        record = journal.get(spec.run)
        if record is not None:
            yield spec, record


def _write(folder: Path, outcome: Outcome, journal: Journal, times: dict[str, object]) -> list[Path]:
    files = write_run_tables(folder, lambda in_order_of_ids: _rows(outcome.plan, journal, in_order_of_ids))
    records = (r for _, r in _records(outcome.plan, journal) if r.status == "ok")
    files.append(write_series(folder, records, kind_of(outcome.plan.arms[0].scenario).clock))
    groups = write_groups(folder, (r for _, r in _records(outcome.plan, journal) if r.status == "ok"))
    files += [groups] if groups else []
    if outcome.plan.comparisons:
        files.append(write_comparison(folder, compare(outcome)))
    if outcome.plan.design is not None:
        replace_text(folder / "design.csv", csv_text(design_rows(outcome.plan)))
        files.append(folder / "design.csv")
        indices = sensitivity_rows(all_sensitivities(outcome))
        if indices:
            replace_text(folder / "sensitivity.csv", csv_text(indices))
            files.append(folder / "sensitivity.csv")
    replace_text(folder / "summary.md", summary_markdown(outcome))
    write_provenance(folder / FILE, outcome, times)
    files += [folder / "summary.md", folder / FILE]
    if outcome.failed:
        replace_text(folder / "failures.txt", _failures(outcome.plan, outcome, whole=True) + "\n")
        files.append(folder / "failures.txt")
    return files


def _failures(plan: Plan, outcome: Outcome, whole: bool = False) -> str:
    told = []
    for spec in plan.runs():
        if spec.run in outcome.failed:
            error = outcome.failed[spec.run].strip()
            last = error if whole else error.splitlines()[-1]
            told.append(f"run {spec.run} (seed {spec.scenario.seed}): {last}\n  repeat: {spec.repeat}")
    return "\n".join(told if whole or len(told) <= 5 else [*told[:5], f"... and {len(told) - 5} more (failures.txt)"])
