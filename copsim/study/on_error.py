"""What is done about a run that fails: go on with the others, stop, or try it again first."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from copsim.study.plan import RunSpec
from copsim.study.record import RunRecord, execute

CONTINUE, STOP = "continue", "stop"
EXPECTED = "continue, stop, or 'retry N' with N from 1 to 9"
_RETRY = re.compile(r"retry ([1-9])")


def is_known(text: str) -> bool:
    """Whether `text` says what to do."""
    return text in (CONTINUE, STOP) or _RETRY.fullmatch(text) is not None


def doing(on_error: str) -> Callable[[RunSpec], RunRecord]:
    """What does one run."""
    again = _RETRY.fullmatch(on_error)
    return functools.partial(execute_again, times=int(again[1])) if again else execute


def execute_again(spec: RunSpec, times: int) -> RunRecord:
    """Do one run, and if it fails up to `times` times more; the last record is kept.

    A run that fails by itself fails each time; this is for what comes from outside, such as too little memory.
    """
    record = execute(spec)
    for _ in range(times):
        if record.status == "ok":
            break
        record = execute(spec)
    return record
