"""A small experiment that runs in well under a second, for tests that need real runs."""

from __future__ import annotations

from pathlib import Path

from copsim.study.experiment import read_experiment
from copsim.study.plan import Plan

TINY = """
question = "Does a community of practice help a small firm?"
expected = "It does, a little, where people share a speciality."
scenario = "baseline"
replications = 2
seed = 5
measures = ["ability", "solved_in_time", "hours_sponsor"]

[set]
people.members = 12
people.units = 2
weeks = 15

[vary]
structure.kind = ["none", "community_of_practice"]
sponsorship.relation = ["unrecognised", "supported"]

[[compare]]
factor = "structure.kind"
against = "none"

[[compare]]
factor = "sponsorship.relation"
against = "unrecognised"

[profiles.smaller]
replications = 1
weeks = 5
vary.sponsorship.relation = ["supported"]
"""


def write_tiny(folder: Path, text: str = TINY) -> Path:
    path = folder / "tiny.toml"
    path.write_text(text, encoding="utf-8")
    return path


def tiny_plan(folder: Path, replications: int | None = None, profile: str = "") -> Plan:
    return read_experiment(write_tiny(folder), profile, replications)


def quiet(line: str) -> None:
    """Say nothing."""
