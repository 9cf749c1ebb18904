"""`copsim check`: a file is a scenario, an experiment or a portfolio study; it is checked without running anything."""

from __future__ import annotations

from pathlib import Path

from copsim.constellation.kinds import read_situation
from copsim.constellation.scenario import find, library, names_in
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.toml_file import read_toml
from copsim.study.experiment import Experiment, read_experiment

FOLDERS = ("scenarios", "experiments")
ONLY_IN_STRATEGIES = ("options", "uncertain", "futures")
ONLY_IN_EXPERIMENTS = ("expected", "vary", "compare", "replications", "measures", "profiles", "apart", "scenario")
assert set(ONLY_IN_EXPERIMENTS) <= set(Experiment.model_fields)


def check_file(name: str) -> list[Problem]:
    """Every problem of the scenario, experiment or portfolio study called `name` (a path, or a name)."""
    try:
        _read(name, _file_of(name))
    except InputError as refused:
        return refused.problems
    return []


def _read(name: str, file: Path) -> None:
    known = read_toml(file).data
    if any(key in known for key in ONLY_IN_STRATEGIES):
        from copsim.study.strategy.futures import base_future, named_futures, plan_of
        from copsim.study.strategy.settings import read_strategy

        asked, told = read_strategy(file)
        plan_of(asked, told, [base_future(asked), *named_futures(asked)], 1)
    elif any(key in known for key in ONLY_IN_EXPERIMENTS):
        read_experiment(name)
    else:
        read_situation(name)


def _file_of(name: str) -> Path:
    """Where the file is: a path, a scenario, or an experiment, those about portfolios also without their folder."""
    if name.endswith(".toml") or "\\" in name or ("/" in name and Path(name).exists()):
        return find(name, "scenarios")
    for folder, known in (("scenarios", name), ("experiments", name), ("experiments", f"strategy/{name}")):
        try:
            return find(known, folder)
        except InputError:
            continue
    names = {n for folder in FOLDERS for home in (Path(folder), library(folder)) for n in names_in(home)}
    message = "no scenario or experiment of this name; `copsim list` shows all"
    raise InputError([Problem("", message, 0, nearest(name, sorted(names)))], name)
