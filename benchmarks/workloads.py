"""W1 (March 1991) and W2 (Fang et al. 2010): copsim beside Mesa, agentpy, NumPy and C."""

from __future__ import annotations

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
    "bit, before anything is compared. Peers in Python live fewer steps at larger sizes, and copsim is then timed over "
    "the same ones. "
    "`x Mesa`: how many times as long Mesa takes. CPU seconds, medians of rounds in which all are timed in turn."
)
ROUNDS = 3


class Workload(NamedTuple):
    """A scenario, and how the peers are made."""

    name: str
    scenario: str
    peer: str
    rest: tuple[Any, ...]
    names: tuple[str, ...]
    sizes: dict[int, tuple[int, int, int]]


# members -> steps, steps of the peers in plain Python, steps of NumPy
W1 = Workload(
    "W1", "march_1991", "Marchers", (30, 0.1, 0.5), ("facets", "p1", "p2"),
    {50: (200, 200, 200), 1_000: (200, 200, 200), 100_000: (20, 2, 20)},
)  # fmt: skip
W2 = Workload(
    "W2", "fang_2010", "Groupers", (100, 5, 7, 0.1, 0.3), ("facets", "block", "group", "rewire", "p"),
    {49: (200, 200, 200), 1_001: (200, 50, 200), 99_995: (20, 2, 20)},
)  # fmt: skip


def workloads() -> Iterator[Section]:
    """The section."""
    rows, figures = [], {}
    for work in (W1, W2):
        for members, steps in work.sizes.items():
            row, ratios = _measured(work, members, *steps)
            rows.append(row)
            figures.update({f"{work.name} {members:,}: {name}": ratio for name, ratio in ratios.items()})
    yield Section("Two published models beside their peers", TOLD, HEAD, rows, figures)


def _measured(work: Workload, members: int, steps: int, plain: int, vector: int) -> tuple[list[str], dict[str, float]]:
    settings = read_situation(work.scenario).with_values(**{"learning.members": members, "learning.stop": "never"})

    def copsim(count: int) -> Case:
        return Case(lambda model: model.run_for(count), lambda: CommunityModel(settings), 5)

    def peer(module: Any, count: int) -> Case:
        return Case(lambda model: _live(model.step, count), lambda: getattr(module, work.peer)(members, *work.rest))

    cases = {f"copsim {count}": copsim(count) for count in {steps, plain, vector}}
    cases |= {"Mesa": peer(with_mesa, plain), "NumPy": peer(with_numpy, vector)}
    lived = {"Mesa": plain, "NumPy": vector}
    if importlib.util.find_spec("agentpy") is not None:
        cases["agentpy"] = _with_agentpy(work, members, plain)
        lived["agentpy"] = plain
    cases |= _kernel_and_c(settings.learning, steps)
    taken = in_turn(cases, ROUNDS)
    ratios = {f"x {name}": taken[name].seconds / taken[f"copsim {count}"].seconds for name, count in lived.items()}
    ours = taken[f"copsim {steps}"]
    kernel, floor = taken["kernel"].seconds, taken["C"].seconds if "C" in taken else None
    if floor is not None:
        ratios["C / kernel"] = floor / kernel
        ratios["C / model"] = floor / ours.seconds
    each = 1e9 / members / steps
    cells = [f"{ratios['x Mesa']:,.0f}", f"{ratios['x agentpy']:,.0f}" if "x agentpy" in ratios else "not installed"]
    last = [f"{kernel * each:.1f}", f"{floor / kernel:.2f}" if floor else "no compiler"]
    first = [work.name, f"{members:,}", str(steps), f"{ours.seconds * each:.1f} ({ours.spread})"]
    return [*first, *cells, f"{ratios['x NumPy']:.0f}", *last], ratios


def _live(step: Callable[[], object], count: int) -> None:
    for _ in range(count):
        step()


def _with_agentpy(work: Workload, members: int, steps: int) -> Case:
    from benchmarks.peers import with_agentpy

    def made() -> Any:
        given = {"members": members, **dict(zip(work.names, work.rest, strict=True))}
        model = getattr(with_agentpy, work.peer)(given)
        model.sim_setup(steps=steps)
        return model

    return Case(lambda model: _live(model.sim_step, steps), made)


def _kernel_and_c(settings: Any, steps: int) -> dict[str, Case]:
    rates, run = rates_of(settings), run_of(parts_of(settings))
    seen = handle(rates)

    def organisation() -> Any:
        return build_organisation(settings, run_seed(1, 0))

    def live(given: Any) -> None:
        run(given[1], seen, 1, steps, given[2], False)

    def prepared() -> Any:
        here = organisation()
        return here, handle(here), empty_series(steps)

    cases = {"kernel": Case(live, prepared, 5)}
    if with_c.library() is not None:
        blocks = settings.pay_off == "blocks"
        mine, theirs = prepared(), organisation()
        live(mine)
        counted = with_c.floor_of(theirs, rates, steps, blocks)()
        same = (mine[0].learners.beliefs == theirs.learners.beliefs).all()
        if not same or not (mine[2][1:, with_c.COUNTED] == counted[1:]).all():
            raise SystemExit("copsim and C come to different states")
        cases["C"] = Case(lambda do: do(), lambda: with_c.floor_of(organisation(), rates, steps, blocks), 5)
    return cases
