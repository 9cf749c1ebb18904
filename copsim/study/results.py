"""Where results go: results/<name>/<date>-<hash>/, found again by content; no file is ever half there."""

from __future__ import annotations

import datetime
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from copsim.foundation.errors import CopsimError, InputError, Problem
from copsim.study.plan import Plan

JOURNAL = "journal.sqlite"
LOCK = "journal.lock"


def study_folder(results: Path, name: str) -> Path:
    """The folder of all results of one name, made if need be; its journal holds every run ever done there.

    Raises
    ------
    InputError
        When the folder cannot be made or written: nothing has run yet, another place may be named.
    """
    folder = results / name
    try:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
    except CopsimError as error:
        raise InputError([Problem("--results", f"{error}; nothing was run")]) from None
    return folder


def results_folder(results: Path, plan: Plan) -> Path:
    """The folder of this very plan: the one that exists, whatever its date, or a new one of today."""
    folder, digest = results / plan.name, plan.digest()
    found = sorted(path for path in folder.glob(f"????-??-??-{digest}") if path.is_dir())
    if found:
        return found[0]
    new = folder / f"{datetime.date.today().isoformat()}-{digest}"
    with writing(new):
        new.mkdir(parents=True, exist_ok=True)
    return new


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns a failing write below `path` into one clear sentence."""
    try:
        yield
    except OSError as error:
        reasons = {
            errno.ENOSPC: "the disk is full",
            errno.EACCES: "permission denied",
            errno.EPERM: "permission denied",
            errno.EROFS: "the file system is read-only",
            errno.EEXIST: "a file of that name is in the way",
            errno.ENOTDIR: "a file of that name is in the way",
        }
        reason = reasons.get(error.errno or 0, str(error))
        raise CopsimError(f"cannot write to {path}: {reason}") from None


def replace_file(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a draft beside `path`, put it on the disk, then rename: readers see the old file or the new.

    Raises
    ------
    CopsimError
        When it cannot be written; the old file, if any, still stands.
    """
    draft = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(draft)
            with open(draft, "rb+") as file:
                os.fsync(file.fileno())
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Write a text file whole, with newlines as they are on every system."""

    def write(draft: Path) -> None:
        draft.write_text(text, encoding="utf-8", newline="\n")

    replace_file(path, write)
