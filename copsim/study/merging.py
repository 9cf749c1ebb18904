"""Merging: the journals of shards, or of machines that never met, become one. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from copsim.foundation.errors import CopsimError, InputError, Problem
from copsim.study.journal import Journal
from copsim.study.lock import held
from copsim.study.results import JOURNAL, LOCK, study_folder


class Merged(NamedTuple):
    """Of one study: runs that were new, and runs that were there already, the same."""

    name: str
    new: int
    there: int


def merge(sources: Sequence[Path], into: Path, say: Callable[[str], None]) -> list[Merged]:
    """Copy every run of the journals below `sources` into those below `into`, study by study.

    Raises
    ------
    InputError
        When a source has no journals.
    CopsimError
        When the same run gave something else in two places; nothing of that study was changed then.
    """
    journals = {source: sorted(source.glob(f"*/{JOURNAL}")) for source in sources}
    empty = [Problem(str(source), f"holds no {JOURNAL} of a study") for source, found in journals.items() if not found]
    if empty:
        raise InputError(empty)
    by_name: dict[str, list[Path]] = {}
    for found in journals.values():
        for path in found:
            by_name.setdefault(path.parent.name, []).append(path)
    return [_merged(name, paths, into, say) for name, paths in sorted(by_name.items())]


def _merged(name: str, paths: Sequence[Path], into: Path, say: Callable[[str], None]) -> Merged:
    home = study_folder(into, name)
    new = there = 0
    with held(home / LOCK, say), closing(Journal(home / JOURNAL)) as journal:
        for path in paths:
            with closing(Journal(path)) as source:
                for record in source.all():
                    kept = journal.get(record.run)
                    both = kept is not None and kept.status == record.status == "ok"
                    if both and kept is not None and (kept.digest, kept.summary) != (record.digest, record.summary):
                        raise CopsimError(
                            f"{name}: run {record.run} is {kept.digest[:8]} in {home} and {record.digest[:8]} in "
                            f"{path.parent}; one of them was not made by this model or was changed"
                        )
                    journal.add(record)
                    new, there = new + (kept is None), there + (kept is not None)
    return Merged(name, new, there)
