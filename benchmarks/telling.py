"""The engine beside its telling: member-weeks a second of the baseline, and memory a member (`make bench`).

The telling is the second account of the model in plain Python (tests/tellings). Both run the same scenario with the
same luck; what they count is compared before anything is timed. Times are CPU seconds of this process, medians of
several runs taken in turn; trust the ratios.
"""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable
from typing import Any

from copsim.constellation.run import warm_up
from copsim.constellation.scenario import Scenario, read_scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.columns import columns_of
from copsim.foundation.kernels import handle
from copsim.foundation.model_hash import model_hash
from copsim.participation.engagement import Tables
from tests.tellings.comparing import differences
from tests.tellings.shared import seed_of, shared_of
from tests.tellings.told_run import tell_run
from tests.tellings.told_week import tell_weeks
from tests.tellings.told_world import tell_world

SIZES = {100: (52, 3), 1_000: (26, 3), 10_000: (4, 1), 100_000: (2, 1)}
"""Members -> weeks lived by both, and how often the telling is timed (the engine: five times)."""
REPEATS = 5
HEAD = ("members", "weeks", "engine, mw/s", "spread", "telling, mw/s", "ratio", "build, ms", "B/member")


def main() -> None:
    """Measure and print."""
    warm_up()
    scenario = _baseline(100, 52)
    world = build_world(scenario)
    run_weeks(handle(world), 1, 52, 0)
    unlike = differences(world, tell_run(scenario))
    if unlike:
        raise SystemExit("engine and telling differ:\n" + "\n".join(unlike))
    print(f"model {model_hash()}, Python {platform.python_version()}, {platform.machine()}; baseline scenario")
    print("engine and telling come to the same state, to the bit, after 52 weeks of 100 members")
    print("mw/s: member-weeks a second of CPU; spread: fastest and slowest of five as shares of the median\n")
    print("  ".join(HEAD))
    for members, (weeks, told_repeats) in SIZES.items():
        cells = _measured(members, weeks, told_repeats)
        print("  ".join(cell.rjust(len(name)) for cell, name in zip(cells, HEAD, strict=True)), flush=True)


def _measured(members: int, weeks: int, told_repeats: int) -> tuple[str, ...]:
    scenario = _baseline(members, weeks)
    engine, build, told = [], [], []
    for turn in range(REPEATS):
        world, seconds = _timed(lambda: build_world(scenario))
        build.append(seconds)
        seen = handle(world)
        engine.append(_timed(lambda seen=seen: run_weeks(seen, 1, weeks, 0))[1])
        if turn < told_repeats:
            story = tell_world(shared_of(scenario), seed_of(scenario, 0))
            told.append(_timed(lambda story=story: tell_weeks(story, 1, weeks))[1])
            del story
    middle = statistics.median(engine)
    speed, told_speed = members * weeks / middle, members * weeks / statistics.median(told)
    return (
        f"{members:,}",
        str(weeks),
        f"{speed:,.0f}",
        f"{min(engine) / middle:.2f}-{max(engine) / middle:.2f}",
        f"{told_speed:,.0f}",
        f"{speed / told_speed:.0f}",
        f"{statistics.median(build) * 1000:.0f}",
        f"{bytes_of(world) / members:.0f}",
    )


def bytes_of(world: World) -> int:
    """Bytes of all arrays of a world, its tables aside."""
    bundles = [bundle for bundle in world if isinstance(bundle, tuple) and not isinstance(bundle, Tables)]
    return sum(getattr(bundle, name).nbytes for bundle in bundles for name, _ in columns_of(type(bundle)))


def _baseline(members: int, weeks: int) -> Scenario:
    return read_scenario("baseline").with_values(
        **{"people.members": members, "people.units": members // 12, "weeks": weeks}
    )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


if __name__ == "__main__":
    main()
