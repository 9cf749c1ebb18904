"""`copsim check`: a file is an experiment or a scenario; either is checked without running anything."""

from __future__ import annotations

from pathlib import Path

from copsim.constellation.kinds import read_situation
from copsim.constellation.scenario import find, library, names_in
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.toml_file import read_toml
from copsim.study.experiment import Experiment, read_experiment

FOLDERS = ("scenarios", "experiments")
ONLY_IN_EXPERIMENTS = ("expected", "vary", "compare", "replications", "measures", "profiles", "apart", "scenario")
assert set(ONLY_IN_EXPERIMENTS) <= set(Experiment.model_fields)


def check_file(name: str) -> list[Problem]:
    """Every problem of the scenario or experiment called `name` (a path, or a name that comes with copsim)."""
    try:
        if _is_experiment(name):
            read_experiment(name)
        else:
            read_situation(name)
    except InputError as refused:
        return refused.problems
    return []


def _is_experiment(name: str) -> bool:
    in_folder = "/" in name and any((library("experiments") / f"{name}{end}").exists() for end in (".toml", ""))
    if in_folder and not name.endswith(".toml"):
        return True
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return any(key in read_toml(find(name, "scenarios")).data for key in ONLY_IN_EXPERIMENTS)
    try:
        find(name, "scenarios")
    except InputError:
        try:
            find(name, "experiments")
        except InputError:
            known = {n for folder in FOLDERS for home in (Path(folder), library(folder)) for n in names_in(home)}
            message = "no scenario or experiment of this name; `copsim list` shows all"
            raise InputError([Problem("", message, 0, nearest(name, sorted(known)))], name) from None
        return True
    return False
