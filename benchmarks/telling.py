"""The engine beside its telling: member-weeks a second of the baseline, and memory a member (`make bench`).

The telling is the second account of the model in plain Python (tests/tellings). Both run the same scenario with the same
luck; their states are compared before anything is timed. Times are CPU seconds of this process, medians of several runs
taken in turn; trust the ratios.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from copsim.constellation.digest import state_columns
from copsim.constellation.scenario import Scenario, read_scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.columns import columns_of
from copsim.foundation.kernels import handle
from copsim.foundation.model_hash import model_hash
from copsim.foundation.tally import Count
from tests.tellings.told_run import tell_run

SIZES = {100: (52, 52), 1_000: (52, 10), 10_000: (26, 2), 100_000: (10, 1)}
"""Members -> weeks timed of the engine, and of the telling."""
REPEATS = 5


def main() -> None:
    """Measure and print."""
    agree = _same_counts()
    print(f"model {model_hash()}, Python {platform.python_version()}, {platform.machine()}; baseline scenario")
    print(f"engine and telling count the same in {agree} weeks of 100 members\n")
    head = ("members", "engine, member-weeks/s", "spread", "telling, member-weeks/s", "ratio", "build, ms", "B/member")
    print("  ".join(head))
    for members, (weeks, told_weeks) in SIZES.items():
        scenario = _baseline(members, weeks)
        engine, build, told = [], [], []
        for _ in range(REPEATS):
            world, seconds = _timed(lambda s=scenario: build_world(s))
            build.append(seconds)
            seen = handle(world)
            engine.append(_timed(lambda seen=seen, w=weeks: run_weeks(seen, 1, w, 0))[1])
            if len(told) < (3 if members <= 1_000 else 1):
                told.append(_telling_seconds(members, told_weeks))
        speed = members * weeks / statistics.median(engine)
        told_speed = members * told_weeks / statistics.median(told)
        spread = f"{min(engine) / statistics.median(engine):.2f}-{max(engine) / statistics.median(engine):.2f}"
        cells = (
            f"{members:,}",
            f"{speed:,.0f}",
            spread,
            f"{told_speed:,.0f}",
            f"{speed / told_speed:.0f}",
            f"{statistics.median(build) * 1000:.0f}",
            f"{bytes_of(world) / members:.0f}",
        )
        print("  ".join(cell.rjust(len(name)) for cell, name in zip(cells, head, strict=True)), flush=True)


def bytes_of(world: World) -> int:
    """Bytes of all arrays of a world that grow with its members."""
    total = 0
    for bundle in world:
        if isinstance(bundle, tuple):
            total += sum(getattr(bundle, name).nbytes for name, _ in columns_of(type(bundle)))
    return total


def _baseline(members: int, weeks: int) -> Scenario:
    return read_scenario("baseline").with_values(
        **{"people.members": members, "people.units": members // 12, "weeks": weeks}
    )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
