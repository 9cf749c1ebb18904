"""Where the time goes: cost of each phase of the week a member, from 100 to 100,000 members, and a million's memory.

Part of `make bench`. CPU seconds of this process; each size is a run of its own after a warm start of a few weeks.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from copsim.constellation.scenario import Scenario, read_scenario
from copsim.constellation.week import WEEK, run_weeks
from copsim.constellation.world import build_world
from copsim.foundation.kernels import handle

SIZES = {100: 200, 1_000: 60, 10_000: 12, 100_000: 4}
"""Members -> weeks timed."""
WARM = 4
MILLION = 1_000_000
WEEKS = 10


def main() -> None:
    """Measure and print: nanoseconds a member-week by phase and size; then a million members for ten weeks."""
    costs = {members: _phases(members, weeks) for members, weeks in SIZES.items()}
    print("\nns a member-week".ljust(34) + "".join(f"{members:>12,}" for members in SIZES))
    for phase in WEEK:
        row = "".join(f"{costs[members][phase.method]:>12,.0f}" for members in SIZES)
        print(f"{phase.number} {phase.title}".ljust(33) + row)
    print("all".ljust(33) + "".join(f"{sum(costs[members].values()):>12,.0f}" for members in SIZES), flush=True)
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.phases", "million"], capture_output=True, text=True, check=True
    )
    print(told.stdout.strip())


def _phases(members: int, weeks: int) -> dict[str, float]:
    world = build_world(_baseline(members, WARM + weeks))
    seen = handle(world)
    run_weeks(seen, 1, WARM, 0)
    spent = dict.fromkeys((phase.method for phase in WEEK), 0.0)
    for week in range(WARM + 1, WARM + weeks + 1):
        for phase in WEEK:
            begun = time.process_time()
            phase.kernel(seen, week, week - 1)
            spent[phase.method] += time.process_time() - begun
    return {method: seconds / (members * weeks) * 1e9 for method, seconds in spent.items()}


def _million() -> None:
    begun = time.process_time()
    world = build_world(_baseline(MILLION, WEEKS))
    built = time.process_time() - begun
    run_weeks(handle(world), 1, WEEKS, 0)
    lived = time.process_time() - begun - built
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{MILLION:,} members x {WEEKS} weeks: built {built:.0f} s, lived {lived:.0f} s, at most {peak:.1f} GB")


def _baseline(members: int, weeks: int) -> Scenario:
    return read_scenario("baseline").with_values(
        **{"people.members": members, "people.units": members // 12, "weeks": weeks}
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["million"]:
        _million()
    else:
        main()
