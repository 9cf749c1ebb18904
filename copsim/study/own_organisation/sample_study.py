"""A sample portfolio study of one's own organisation, small enough to see a board within a minute or two."""

from __future__ import annotations

import json

NAME = "where_should_our_budget_go.toml"

TEXT = """\
# Question: who should get the budget of our communities in the next year?
# Source: a sample to change; every range is assumed. Sizes are for a first look (12 futures, 52 weeks).
question = "One year, one budget over our domains: which way of dividing it holds up in most futures?"
expected = "That it matters little who divides it. Say here what you expect before you run your own."
scenario = {scenario}
weeks = 52

[options.biggest_gap_first]
says = "Biggest gap first"
portfolio.policy = "gap"
[options.ask_the_practitioners]
says = "Ask the practitioners"
portfolio.policy = "conversation"

[uncertain.people.turnover]
says = "People who leave, per week"
base = 0.0025
low = 0.0005
high = 0.01
scale = "log"
source = "default; range assumed"
[uncertain.portfolio.investing]
says = "Hours released for each member"
base = 1.0
low = 0.25
high = 2.0
source = "yours; range assumed"

[money.hour]
says = "Cost of an hour"
base = 50.0
low = 30.0
high = 90.0
source = "default, assumed; yours to replace"
[money.solution]
says = "Value of one solved challenge"
base = 600.0
low = 200.0
high = 1500.0
source = "Caterpillar, $600 a resolved discussion (theory 10d); range assumed"
[money.attributable]
says = "Share of it put down to learning"
base = 0.8
low = 0.4
high = 1.0
source = "theory 10d; range assumed"
[discount]
says = "Discount rate, a year"
base = 0.03
low = 0.0
high = 0.08
source = "default, assumed"

[futures]
count = 12
luck = 2
steps = 3
luck_of_steps = 4

[[goal]]
measure = "relevant_ability"
at_least = 0.4
"""


def sample_study(scenario: str) -> str:
    """The study file, of a scenario by name."""
    return TEXT.format(scenario=json.dumps(scenario, ensure_ascii=False))
