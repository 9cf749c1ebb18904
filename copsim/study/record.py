"""One run done: what it gave, packed small enough to be kept for every run of a study."""

from __future__ import annotations

import json
import struct
import time
import traceback
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from copsim.study.plan import RunSpec

if TYPE_CHECKING:
    import numpy as np

GROUP = "group."
"""Before the names of columns that have a place a group instead of one a week."""

WHOLE = 0xFFFFFFFF
"""Says of a payload that its header is compressed with its body; as a header's length it would be impossible."""

_as_planned: set[tuple[str, ...]] = set()
"""Extensions that this process has loaded and found to be what a run was planned with."""

Series = Mapping[str, "np.ndarray[Any, Any]"]


class RunRecord(NamedTuple):
    """What is kept of a run.

    status: "ok" or "failed". digest: of the model's state over all weeks. summary: one number a measure.
    payload: the weekly series, and the columns that tell of its groups (GROUP), packed.
    error: the traceback of a failed run. seconds: time it took.
    """

    run: str
    status: str
    digest: str
    summary: dict[str, float]
    payload: bytes
    error: str
    seconds: float


def execute(spec: RunSpec) -> RunRecord:
    """Do one run. Whatever goes wrong inside becomes a failed record; only an interruption leaves this function."""
    from copsim.constellation.kinds import kind_of

    begun = time.perf_counter()
    try:
        kind = kind_of(spec.scenario)
        have_extensions(spec)
        if spec.base is not None:
            from copsim.study.branching import run_branched

            result = run_branched(spec.base, spec.scenario, spec.branch, spec.replication)
        else:
            result = kind.run(spec.scenario, spec.replication)
        summary = {name: number(value) for name, value in kind.summarise(result.series, spec.scenario).items()}
        payload = pack({**result.series, **{f"{GROUP}{name}": column for name, column in result.groups.items()}})
    except Exception:
        return RunRecord(spec.run, "failed", "", {}, b"", traceback.format_exc(), time.perf_counter() - begun)
    return RunRecord(spec.run, "ok", result.digest, summary, payload, "", time.perf_counter() - begun)


def have_extensions(spec: RunSpec) -> None:
    """Have known the extensions that a run needs: a worker process was sent its scenario, and has not read it.

    Raises
    ------
    ValueError
        When one is not there, or is not what it was when the run was planned.
    """
    named = tuple(dict.fromkeys(name for s in (spec.scenario, spec.base) for name in getattr(s, "extensions", ())))
    if not named or named in _as_planned:
        return
    from copsim.constellation.extending import load_all
    from copsim.study.plan import run_id

    load_all(named)
    if run_id(spec.scenario, spec.replication, spec.base, spec.branch) != spec.run:
        raise ValueError(f"{', '.join(named)} was changed since this study began; begin it anew")
    _as_planned.add(named)


def execute_all(specs: Sequence[RunSpec], do: Callable[[RunSpec], RunRecord] = execute) -> list[RunRecord]:
    """Do several runs one after another, as one task of a worker."""
    return [do(spec) for spec in specs]


def number(value: Any) -> float:
    """A plain int or float of Python from a number of either NumPy or Python."""
    value = value.item() if hasattr(value, "item") else value
    return value if isinstance(value, int) else float(value)


def pack(series: Series) -> bytes:
    """Weekly series of shape (weeks,) as bytes: a header of names and types, then the numbers, compressed."""
    import numpy as np

    arrays = {name: np.ascontiguousarray(values) for name, values in series.items()}
    kinds = {name: "<f8" if values.dtype.kind == "f" else "<i8" for name, values in arrays.items()}
    header = json.dumps([[name, kinds[name], values.shape[0]] for name, values in arrays.items()]).encode()
    body = b"".join(values.astype(kinds[name]).tobytes() for name, values in arrays.items())
    return struct.pack("<II", WHOLE, len(header)) + zlib.compress(header + body, 1)


def unpack(payload: bytes) -> dict[str, np.ndarray[Any, Any]]:
    """The weekly series again, each of shape (weeks,), int64 or float64."""
    import numpy as np

    (size,) = struct.unpack_from("<I", payload)
    if size == WHOLE:
        (size,) = struct.unpack_from("<I", payload, 4)
        told = zlib.decompress(payload[8:])
        header, body = json.loads(told[:size]), told[size:]
    else:  # a journal from before names were compressed, too
        header, body = json.loads(payload[4 : 4 + size]), zlib.decompress(payload[4 + size :])
    at, series = 0, {}
    for name, kind, weeks in header:
        series[name] = np.frombuffer(body, kind, weeks, at).copy()
        at += 8 * weeks
    return series
