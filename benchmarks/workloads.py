"""W1 (March 1991) and W2 (Fang et al. 2010): copsim beside Mesa, agentpy, NumPy and C."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmarks.measuring import Case, Section, in_turn
from benchmarks.peers import with_c, with_mesa, with_numpy
from copsim.constellation.kinds import read_situation
from copsim.constellation.model import CommunityModel
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.knowledge.organisation import build_organisation, rates_of
from copsim.knowledge.parts import parts_of
from copsim.knowledge.periods import empty_series, run_of

HEAD = ("workload", "members", "steps", "ns a member-step", "x Mesa", "x agentpy", "x NumPy", "kernel", "C / kernel")
TOLD = (
    "`CommunityModel(scenario).run_for(steps)`, construction aside, beside the same model in idiomatic Mesa (a list of "
    "beliefs a member, one data collection a step), in agentpy and in vectorised NumPy, and the kernel alone beside C "
    "with the same draws and counts, in which each member decides alone: beliefs and counts of both are equal, bit for "
    "bit, before anything is compared. All live the same 200 steps, in the last half of which few in W1 still learn; "
    "agentpy at the largest size only the first 20, over which copsim is timed for it, so that its ratio is not to be "
    "held against the others there. `x Mesa`: how many times as long Mesa takes. CPU seconds, medians of rounds in "
    "which all are timed in turn; at the largest size a peer lives once, a part of its steps in each of 20 rounds, in "
    "each of which copsim lives all steps: the sum of the parts beside the median of these."
)
STEPS = 200
ROUNDS = 3


class Workload(NamedTuple):
    """A scenario, and how the peers are made."""

    name: str
    scenario: str
    peer: str
    rest: tuple[Any, ...]
    names: tuple[str, ...]
    sizes: tuple[int, ...]


W1 = Workload(
    "W1", "march_1991", "Marchers", (30, 0.1, 0.5), ("facets", "p1", "p2"), (50, 1_000, 100_000)
)  # fmt: skip
W2 = Workload(
    "W2", "fang_2010", "Groupers", (100, 5, 7, 0.1, 0.3), ("facets", "block", "group", "rewire", "p"),
    (49, 1_001, 99_995),
)  # fmt: skip
LARGE, LARGE_ROUNDS = 50_000, 20
"""From so many members on the peers in Python take minutes: they live once, in as many parts as there are rounds."""
FIRST = 20
"""Steps that agentpy lives then."""


def workloads() -> Iterator[Section]:
    """The section."""
    rows, figures = [], {}
    for work in (W1, W2):
        for members in work.sizes:
            row, ratios = _measured(work, members)
            rows.append(row)
            figures.update({f"{work.name} {members:,}: {name}": ratio for name, ratio in ratios.items()})
    yield Section("Two published models beside their peers", TOLD, HEAD, rows, figures)


def _measured(work: Workload, members: int) -> tuple[list[str], dict[str, float]]:
    settings = read_situation(work.scenario).with_values(**{"learning.members": members, "learning.stop": "never"})
    large = members >= LARGE
    rounds = LARGE_ROUNDS if large else ROUNDS
    lived = {"Mesa": STEPS, "NumPy": STEPS, "agentpy": FIRST if large else STEPS}
    times = 1 if large else 5

    def copsim(count: int) -> Case:
        return Case(lambda model: model.run_for(count), lambda: CommunityModel(settings), times)

    def peer(name: str, step: str, prepare: Callable[[], Any]) -> Case:
        count = lived[name] // rounds if large else lived[name]
        return Case(lambda model: _live(getattr(model, step), count), prepare, in_slices=large)

    cases = {f"copsim {count}": copsim(count) for count in {STEPS, lived["agentpy"]}}
    for name, module in (("Mesa", with_mesa), ("NumPy", with_numpy)):
        cases[name] = peer(name, "step", functools.partial(getattr(module, work.peer), members, *work.rest))
    if importlib.util.find_spec("agentpy") is not None:
        cases["agentpy"] = peer("agentpy", "sim_step", functools.partial(_with_agentpy, work, members))
    cases |= _kernel_and_c(settings.learning, STEPS, times)
    taken = in_turn(cases, rounds)
    ratios = {
        f"x {name}": taken[name].seconds / taken[f"copsim {count}"].seconds
        for name, count in lived.items()
        if name in taken
    }
    ours = taken[f"copsim {STEPS}"]
    kernel, floor = taken["kernel"].seconds, taken["C"].seconds if "C" in taken else None
    if floor is not None:
        ratios["C / kernel"] = floor / kernel
        ratios["C / model"] = floor / ours.seconds
    each = 1e9 / members / STEPS
    cells = [f"{ratios['x Mesa']:,.0f}", f"{ratios['x agentpy']:,.0f}" if "x agentpy" in ratios else "not installed"]
    last = [f"{kernel * each:.1f}", f"{floor / kernel:.2f}" if floor else "no compiler"]
    first = [work.name, f"{members:,}", str(STEPS), f"{ours.seconds * each:.1f} ({ours.spread})"]
    return [*first, *cells, f"{ratios['x NumPy']:.0f}", *last], ratios


def _live(step: Callable[[], object], count: int) -> None:
    for _ in range(count):
        step()


def _with_agentpy(work: Workload, members: int) -> Any:
    from benchmarks.peers import with_agentpy

    given = {"members": members, **dict(zip(work.names, work.rest, strict=True))}
    model = getattr(with_agentpy, work.peer)(given)
    model.sim_setup(steps=STEPS)
    return model


def _kernel_and_c(settings: Any, steps: int, times: int) -> dict[str, Case]:
    rates, run = rates_of(settings), run_of(parts_of(settings))
    seen = handle(rates)

    def organisation() -> Any:
        return build_organisation(settings, run_seed(1, 0))

    def live(given: Any) -> None:
        run(given[1], seen, 1, steps, given[2], False)

    def prepared() -> Any:
        here = organisation()
        return here, handle(here), empty_series(steps)

    cases = {"kernel": Case(live, prepared, times)}
    if with_c.library() is not None:
        blocks = settings.pay_off == "blocks"
        mine, theirs = prepared(), organisation()
        live(mine)
        counted = with_c.floor_of(theirs, rates, steps, blocks)()
        same = (mine[0].learners.beliefs == theirs.learners.beliefs).all()
        if not same or not (mine[2][1:, with_c.COUNTED] == counted[1:]).all():
            raise SystemExit("copsim and C come to different states")
        cases["C"] = Case(lambda do: do(), lambda: with_c.floor_of(organisation(), rates, steps, blocks), times)
    return cases
