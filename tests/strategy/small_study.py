"""A portfolio study small enough for every test: 24 people, 30 weeks, 12 futures, everything that a file may say."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from copsim.study.strategy.settings import read_strategy
from copsim.study.strategy.verdict import Verdict, decide

FILE = """
question = "Two domains and one budget: who should get it?"
expected = "That it hardly matters in half a year."
weeks = 30
scenario = "portfolio"
set.people.members = 24
set.people.units = 3

[options.gap]
says = "Gap <first>"
portfolio.policy = "gap"
[options.staged]
says = "Stop what does not rise"
portfolio.policy = "equal"
portfolio.stage = [{ week = 14, least = 0.05 }]

[options.even_by_another_name]
says = "Evenly, by another name"
portfolio.policy = "equal"
[named.many_leave]
says = "Many leave"
set = { people.turnover = 0.02 }
[named.busy]
says = "Busy & dear"
set = { hours.free = 2.0, money.hour = 80.0 }

[uncertain.people.turnover]
says = "People who leave"
base = 0.004
low = 0.001
high = 0.02
scale = "log"
weights = [1.0, 3.0]
source = "assumed"
[uncertain.portfolio.investing]
base = 1.0
low = 0.5
high = 4.0
source = "assumed"

[money.hour]
base = 50.0
low = 1.0
high = 90.0
source = "assumed"
[money.solution]
base = 600.0
low = 200.0
high = 6000.0
source = "assumed"
[money.attributable]
base = 0.8
low = 0.4
high = 1.0
source = "assumed"
[discount]
base = 0.03
low = 0.0
high = 0.3
source = "assumed"

[futures]
count = 12
steps = 3
luck_of_steps = 4

[search]
generations = 2
population = 4
futures = 2
luck = 1

[[goal]]
measure = "net_value"
at_least = 0.0
[[goal]]
measure = "ability"
at_least = 0.2
"""


@cache
def small_verdict() -> tuple[Verdict, Any]:
    """The verdict of the study, and its file; run once in a test session."""
    folder = Path(mkdtemp(prefix="copsim-strategy-"))
    path = folder / "who_should_get_it.toml"
    path.write_text(FILE, encoding="utf-8")
    asked, file = read_strategy(path)
    return decide(asked, file, folder / "results", executor="serial", workers=1, say=lambda _: None), file
