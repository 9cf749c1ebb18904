"""`copsim check`: a file is an experiment or a scenario; either is checked without running anything."""

from __future__ import annotations

from copsim.constellation.kinds import read_situation
from copsim.constellation.scenario import find, library
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.toml_file import read_toml
from copsim.study.experiment import Experiment, read_experiment

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
            known = sorted(p.stem for folder in ("scenarios", "experiments") for p in library(folder).glob("*.toml"))
            raise InputError([Problem("", f"no file of this name; known: {', '.join(known)}")], name) from None
        return True
    return False
