"""One writer at a time: a lock file that says who holds it, since when, and on which machine."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from copsim.foundation.errors import CopsimError


@contextmanager
def held(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock file `path`. A lock left by a process that is gone is taken over, and `say` is told so.

    Raises
    ------
    CopsimError
        When another process holds it, naming that process.
    """
    mine = {
        "pid": os.getpid(),
        "host": platform.node(),
        "since": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    while not _taken(path, mine):
        holder = _holder(path)
        if holder is None:  # let go in between
            continue
        who = f"process {holder.get('pid', '?')} on {holder.get('host', '?')} since {holder.get('since', '?')}"
        if not _gone(holder):
            raise CopsimError(f"{path.parent} is being written by {who}; wait for it, or stop it ({path})")
        say(f"taking over the lock that {who} left behind")
        with suppress(FileNotFoundError):
            path.unlink()
    try:
        yield
    finally:
        if _holder(path) == mine:
            path.unlink()


def _taken(path: Path, mine: dict[str, Any]) -> bool:
    # A link of a finished file appears whole or not at all, so nobody reads a lock that is half written.
    draft = path.with_name(f"{path.name}.{mine['pid']}")
    draft.write_text(json.dumps(mine), encoding="utf-8")
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _holder(path: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _gone(holder: dict[str, Any]) -> bool:
    pid = holder.get("pid")
    if holder.get("host") != platform.node() or not isinstance(pid, int) or os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
