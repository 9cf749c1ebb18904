"""From what somebody asks for to the plan of a replay: a scenario, another one, or what differs; or kept results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from copsim.constellation.scenario import find
from copsim.foundation.columns import Array
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.report.dated import dated_changes
from copsim.study.arms import arms_of
from copsim.study.branching import branch_problems
from copsim.study.plan import Arm, Plan
from copsim.study.words import combination_label, factor_label, level_label, level_text


def asked_plan(
    source: str,
    settings: Mapping[str, Any],
    *,
    compare: str = "",
    differs: Mapping[str, Any] | None = None,
    branch: int = 0,
    runs: int = 1,
    first: int = 0,
    options: Sequence[str] = (),
    wrong: Sequence[Problem] = (),
    flags: tuple[str, str] = ("--set", "--differs"),
) -> Plan:
    """The plan of a replay.

    source, settings: world A, with dotted keys laid over a scenario's file. compare: the scenario of world B, and
    differs: keys laid over B alone; from week `branch` on only, where that is given. B has the seed of A.
    options: keys of `settings` that were given as options of their own. wrong: what is known to be wrong already.
    flags: what messages call settings of both worlds, and of B alone.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    differs = dict(differs or {})
    arms, problems = arms_of(source, settings, {})
    problems = _as_options(problems, options, flags[0])
    both = bool(compare or differs)
    if both and not problems:
        shared = {"seed": arms[0].scenario.seed, **settings}
        others, found = arms_of(compare or source, {**shared, **differs}, {})
        problems += _as_options(found, options, flags[1])
        if not problems:
            arms.append(Arm({}, others[0].scenario, compare, differs))
    if branch and not problems:
        if compare or not differs:
            problems.append(Problem("--branch", "goes on from world A under other settings: it needs --differs alone"))
        else:
            found = branch_problems(arms[0].scenario, arms[1].scenario, branch)
            problems += _as_options(found, options, flags[1])
    problems = [*wrong, *problems]
    if problems:
        raise InputError(problems)
    return Plan(
        name=f"replay-{Path(find(source, 'scenarios')).stem}",
        arms=arms,
        replications=runs,
        first=first,
        measures=[],
        question=arms[0].scenario.question,
        kind="replay",
        source=source,
        settings=settings,
        base=arms[0].scenario if branch else None,
        branch=branch,
    )


def _as_options(problems: Sequence[Problem], options: Sequence[str], flag: str) -> list[Problem]:
    told = []
    for p in problems:
        key = p.key.removeprefix("set.")
        place = key if key.startswith("branch") else f"{flag} {key}"
        told.append(p if p.file else Problem(f"--{key}" if key in options else place, p.message, 0, p.nearest))
    return told


def labels_of(plan: Plan, differs: Mapping[str, Any]) -> list[str]:
    """What to call the worlds: by what tells them apart where it is few things, else by their titles."""
    if len(plan.arms) == 1:
        settings = plan.arms[0].scenario.model_dump(mode="json")
        named = [("structure", "kind"), ("sponsorship", "relation")]
        return [", ".join(level_label(f"{t}.{name}", settings[t][name]) for t, name in named if t in settings)]
    if 1 <= len(differs) <= 2:
        here, there = (_flat(arm.scenario.model_dump(mode="json")) for arm in plan.arms)
        told = [(key, here.get(key), there.get(key)) for key in differs]
        if all(isinstance(value, str | int | float) for _, *values in told for value in values):
            return [", ".join(level_label(key, values[at]) for key, *values in told) for at in (0, 1)]
    titles = [arm.scenario.title or f"world {key}" for key, arm in zip("AB", plan.arms, strict=True)]
    if titles[0] != titles[1]:
        return titles
    dated = [dated_changes(arm.scenario) for arm in plan.arms]
    new = [f"{says} (week {week})" for week, says in dated[1] if (week, says) not in dated[0]]
    return ["as it is", ", ".join(new) or "other " + ", ".join(factor_label(key) for key in differs)]


def title_of(labels: Sequence[str]) -> str:
    """What two worlds beside each other ask: "Unrecognised, or supported?"."""
    return f"{labels[0][:1].upper()}{labels[0][1:]}, or {labels[1]}?"


def _flat(data: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in data.items():
        found |= _flat(value, f"{prefix}{key}.") if isinstance(value, Mapping) else {f"{prefix}{key}": value}
    return found


def kept_plan(folder: Path, chosen: Sequence[str]) -> tuple[Plan, list[str], dict[str, Mapping[str, Array]]]:
    """From a folder of results: the plan of one or two of its arms, their names, and the weekly series of their runs.

    chosen: names of arms as `copsim replay` prints them ("kind=team, relation=supported"); none: the first two.

    Raises
    ------
    InputError
        When the folder holds no results of this model, or there is no such arm.
    """
    from copsim.report.replaying import side_plan
    from copsim.study.provenance import plan_of, read_provenance, what_differs

    told = read_provenance(folder)
    different = what_differs(told)
    if different:
        message = "was made by another model, so its runs cannot be filmed here: " + "; ".join(different)
        raise InputError([Problem("results", message)], str(folder))
    plan = plan_of(told)
    names = [arm_name(arm) for arm in plan.arms]
    unknown = [name for name in chosen if name not in names]
    if unknown:
        known = "; ".join(names)
        raise InputError([Problem("--arm", f"no arm {n!r}; there are: {known}", 0, nearest(n, names)) for n in unknown])
    arms = [names.index(name) for name in chosen] or list(range(min(2, len(names))))
    part = side_plan(plan, arms)
    labels = [combination_label(arm.levels) or arm.scenario.title for arm in part.arms]
    return part, labels, kept_series(folder, part)


def arm_name(arm: Arm) -> str:
    """An arm by its levels: "structure.kind=team, sponsorship.relation=supported"."""
    return ", ".join(f"{key}={level_text(value)}" for key, value in arm.levels.items())


def kept_series(folder: Path, plan: Plan) -> dict[str, Mapping[str, Array]]:
    """Weekly series of the runs of a plan that a folder of results holds, by run; all measures, each (weeks,)."""
    import pyarrow.parquet as pq

    runs = {spec.run for spec in plan.runs()}
    table = pq.read_table(folder / "series.parquet", filters=[("run", "in", runs)]).to_pandas()
    return {
        str(run): {name: rows[name].to_numpy() for name in table.columns if name != "run"}
        for run, rows in table.groupby("run", sort=False)
    }
