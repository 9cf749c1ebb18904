"""Do a study again from its provenance, and see whether every run comes out the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from copsim.foundation.errors import CopsimError
from copsim.study.progress import progress
from copsim.study.progress import say as say_on_stderr
from copsim.study.provenance import plan_of, read_provenance, what_differs
from copsim.study.record import RunRecord
from copsim.study.runner import ExecutorName, compile_kernels, run_all


class Repeated(NamedTuple):
    """How many runs came out the same, of how many; and the line that repeats each that did not."""

    same: int
    total: int
    other: list[str]


def repeat(
    folder: Path,
    *,
    executor: ExecutorName = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = say_on_stderr,
) -> Repeated:
    """Do every run of a results folder again, in memory, and compare state digests. Writes nothing.

    Raises
    ------
    CopsimError
        When model or version differ from those of the results, naming what differs.
    """
    told = read_provenance(folder)
    different = what_differs(told)
    if different:
        commit = (told.get("git") or {}).get("commit")
        hint = f"\n  those results were made at commit {commit}" if commit else ""
        raise CopsimError(
            f"{folder} cannot be repeated here, since the model differs:\n  " + "\n  ".join(different) + hint
        )
    plan = plan_of(told)
    specs = {spec.run: spec for spec in plan.runs()}
    expected = {run["run"]: run["digest"] for run in told["runs"]}
    if set(expected) != set(specs):
        raise CopsimError(f"{folder}: its provenance was changed; the runs it names are not those of its scenarios")
    compile_kernels(say, [arm.scenario for arm in plan.arms])
    same, other, done = 0, [], 0
    with progress(len(specs)) as step:

        def judge(record: RunRecord) -> None:
            nonlocal same, done
            done += 1
            if record.digest == (expected[record.run] or ""):
                same += 1
            else:
                other.append(f"run {record.run}: {specs[record.run].repeat}")
            step()

        run_all(list(specs.values()), judge, executor, workers)
    if done < len(specs):
        raise CopsimError(f"interrupted after {done} of {len(specs)} runs, {same} of them the same")
    return Repeated(same, len(specs), other)
