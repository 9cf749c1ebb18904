"""The whole model: beside its telling in plain Python, phase by phase, and as it grows."""

from __future__ import annotations

import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.measuring import Section, baseline, timed
from copsim.constellation.scenario import Scenario
from copsim.constellation.week import WEEK, run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.columns import columns_of
from copsim.foundation.kernels import handle, kernel
from copsim.foundation.randomness import draw
from copsim.participation.engagement import Tables
from tests.tellings.comparing import differences
from tests.tellings.shared import seed_of, shared_of
from tests.tellings.told_run import tell_run
from tests.tellings.told_week import tell_weeks
from tests.tellings.told_world import tell_world

BESIDE = {100: (52, 3), 1_000: (13, 1), 10_000: (2, 1)}
"""Members -> weeks lived by both, and how often the telling is timed."""
PHASES = {1_000: 100, 10_000: 20, 100_000: 5, 1_000_000: 2}
"""Members -> how often the same weeks are timed phase by phase."""
WARM, TIMED = 4, 4
"""Weeks that are not timed, and those after them that are: the same at all sizes, since weeks differ."""
KEPT = 1_000
"""About as many bytes are kept of a member (the table above has them)."""
MILLION = 1_000_000
GROWING = {
    "members": (1_000, 2_000, 4_000, 8_000, 16_000),
    "communities": (10, 20, 40, 80, 160),
    "weeks": (13, 26, 52, 104),
    "facets": (10, 20, 40),
}
"""What grows while all else stays, and through which sizes."""


def beside_telling() -> Iterator[Section]:
    """The engine and the second account of the model: the same state, and how many times as fast."""
    scenario = baseline(100, 52)
    world = build_world(scenario)
    run_weeks(handle(world), 1, 52, 0)
    unlike = differences(world, tell_run(scenario))
    if unlike:
        raise SystemExit("engine and telling differ:\n" + "\n".join(unlike))
    rows, figures = [], {}
    for members, (weeks, times) in BESIDE.items():
        scenario = baseline(members, weeks)
        engine = timed(lambda seen, w=weeks: run_weeks(seen, 1, w, 0), lambda s=scenario: handle(build_world(s)), 9)  # type: ignore[misc]
        told = timed(
            lambda story, w=weeks: tell_weeks(story, 1, w),  # type: ignore[misc]
            lambda s=scenario: tell_world(shared_of(s), seed_of(s, 0)),  # type: ignore[misc]
            times,
        )
        build = timed(lambda _, s=scenario: build_world(s)).seconds  # type: ignore[misc]
        speed = members * weeks / engine.seconds
        figures[f"baseline {members:,}: x telling"] = told.seconds / engine.seconds
        cells = [f"{members:,}", str(weeks), f"{speed:,.0f} ({engine.spread})", f"{told.seconds / engine.seconds:.0f}"]
        rows.append([*cells, f"{build * 1000:.1f}", f"{bytes_of(build_world(scenario)) / members:.0f}"])
    head = ("members", "weeks", "member-weeks a second", "x telling", "build, ms", "bytes a member")
    told_of = (
        "The baseline scenario by the engine and by its telling, the second account of the model in plain Python "
        "(tests/tellings): after 52 weeks of 100 members their states are equal to the bit. CPU seconds, medians."
    )
    yield Section("The whole model beside its telling", told_of, head, rows, figures)


def phases() -> Iterator[Section]:
    """Nanoseconds a member-week by phase and size, beside a bound for random access."""
    costs = {members: _phases(members, times) for members, times in PHASES.items()}
    sums = {members: sum(cost.values()) for members, cost in costs.items()}
    bounds = {
        "one row of beliefs at random (latency)": {members: _random_access(members) for members in PHASES},
        "all that is kept of a member, copied (bandwidth)": {members: _copied(members) for members in PHASES},
        "one of many draws (arithmetic)": dict.fromkeys(PHASES, _draw()),
    }
    least, most = min(PHASES), max(PHASES)
    rows = [
        [f"{phase.number} {phase.title}", *(f"{costs[members][phase.method]:,.0f}" for members in PHASES)]
        for phase in WEEK
    ]
    rows.append(["all", *(f"{total:,.0f}" for total in sums.values())])
    rows.append(["all, against the smallest", *(f"{total / sums[least]:.2f}" for total in sums.values())])
    rows += [[name, *(f"{each:.1f}" for each in bound.values())] for name, bound in bounds.items()]
    figures = {f"share of {phase.method}": costs[least][phase.method] / sums[least] for phase in WEEK}
    figures["growth of a member-week"] = sums[most] / sums[least]
    told = (
        f"Nanoseconds a member-week of the baseline scenario, in weeks {WARM + 1} to {WARM + TIMED}; and what it takes "
        "to read one row of as many beliefs in an order of chance (the bound of anything that meets people by chance), "
        f"to copy the {KEPT:,} bytes that are kept of a member, "
        "and to draw a number (at 1,000 all within the cache). CPU seconds, medians of "
        f"{' / '.join(str(times) for times in PHASES.values())} times the same."
    )
    yield Section("Where the time goes", told, ("phase", *(f"{members:,}" for members in PHASES)), rows, figures)


def scaling() -> Iterator[Section]:
    """How time grows as one thing doubles, as a fitted exponent; and what a million members take."""
    rows, figures = [], {}
    for name, sizes in GROWING.items():
        taken = [_lived(_one(name, size)) for size in sizes]
        exponent = float(np.polyfit([math.log(size) for size in sizes], [math.log(t) for t in taken], 1)[0])
        figures[f"exponent of {name}"] = exponent
        rows.append([name, f"{sizes[0]:,} to {sizes[-1]:,}", f"{exponent:.2f}"])
    told = subprocess.run([sys.executable, "-m", "benchmarks.engine"], capture_output=True, text=True, check=True)
    built, lived, memory = (float(word) for word in told.stdout.split())
    figures["bytes a member, a million"] = memory
    rows.append([f"{MILLION:,} members, 4 weeks, 160 facets", f"built {built:.0f} s, lived {lived:.0f} s", "-"])
    rows.append(["memory of its arrays", f"{memory:,.0f} bytes a member", "-"])
    words = (
        "Time of the baseline scenario as one thing grows while all else stays; the exponent is fitted (1: in "
        "proportion; domains with 10 to 40 facets fit one word). CPU seconds, medians of 3."
    )
    yield Section("As it grows", words, ("what grows", "from, to", "exponent"), rows, figures)


def _one(name: str, size: int) -> Scenario:
    if name == "members":
        return baseline(size, 8)
    if name == "communities":
        return baseline(4_000, 8, **{"structure.size": 4_000 // size})
    if name == "weeks":
        return baseline(500, size)
    return baseline(2_000, 8, **{"domain.facets": size})


def _lived(scenario: Scenario) -> float:
    return timed(lambda seen: run_weeks(seen, 1, scenario.weeks, 0), lambda: handle(build_world(scenario)), 3).seconds


def _phases(members: int, times: int) -> dict[str, float]:
    spent: dict[str, list[float]] = {phase.method: [] for phase in WEEK}
    for _ in range(times):
        seen = None  # one world at a time
        seen = handle(build_world(baseline(members, WARM + TIMED)))
        here = dict.fromkeys(spent, 0.0)
        for week in range(1, WARM + TIMED + 1):
            for phase in WEEK:
                begun = time.process_time()
                phase.kernel(seen, week, week - 1)
                here[phase.method] += time.process_time() - begun if week > WARM else 0.0
        for method, seconds in here.items():
            spent[method].append(seconds)
    return {method: statistics.median(seconds) / (members * TIMED) * 1e9 for method, seconds in spent.items()}


def _random_access(members: int) -> float:
    luck = np.random.default_rng(1)
    beliefs = luck.integers(0, 1 << 60, (members, 6), np.int64)
    order = luck.permutation(members)
    taken = timed(lambda _: beliefs[order].sum(), repeats=5).seconds - timed(lambda _: beliefs.sum(), repeats=5).seconds
    return max(taken, 0.0) / members * 1e9


def _copied(members: int) -> float:
    """Nanoseconds a member to read and write as many bytes as a world of this size has."""
    here, there = np.ones(members * KEPT, np.uint8), np.zeros(members * KEPT, np.uint8)
    times = max(1, 1_000_000 // members)

    def copy(given: None) -> None:
        for _ in range(times):
            np.copyto(there, here)

    return timed(copy, repeats=3).seconds / members / times * 1e9


def _draw(draws: int = 1_000_000) -> float:
    """Nanoseconds a draw, many after each other."""
    many_draws(np.uint64(1), 1)
    return timed(lambda _: many_draws(np.uint64(1), draws)).seconds / draws * 1e9


@kernel
def many_draws(key, draws):
    """The sum of so many draws."""
    total = 0
    for facet in range(draws):
        total += draw(key, facet)
    return total


def bytes_of(world: World) -> int:
    """Bytes of the memory in which all arrays of a world lie, what lies in rows with its gaps; its tables aside."""
    bundles: Any = [b for b in world if isinstance(b, tuple) and not isinstance(b, Tables)]
    arrays = [getattr(bundle, name) for bundle in bundles for name, _ in columns_of(bundle.__class__)]
    blocks = {id(block): block for block in (array if array.base is None else array.base for array in arrays)}
    return sum(block.nbytes for block in blocks.values())


def _million() -> None:
    begun = time.process_time()
    names = ["one", "two", "three", "four"]
    world = build_world(baseline(MILLION, 4, **{"domain.names": names, "domain.facets": 40}))
    built = time.process_time() - begun
    run_weeks(handle(world), 1, 4, 0)
    lived = time.process_time() - begun - built
    print(built, lived, bytes_of(world) / MILLION, file=sys.stdout)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, "GB at most", file=sys.stderr)


if __name__ == "__main__":
    _million()
