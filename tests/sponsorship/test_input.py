"""What a scenario may not say of sponsorship, in its own words; and what `copsim explain` shows of it."""

from __future__ import annotations

from typing import Any

import pytest

from copsim.foundation.errors import InputError
from copsim.sponsorship.policies import POLICIES
from copsim.sponsorship.relations import RELATIONS, Levers
from copsim.study.explaining import explain_lines

from .lives import small


def refused(**settings: Any) -> list[str]:
    with pytest.raises(InputError) as problem:
        small(**settings)
    return str(problem.value).splitlines()


def change(week: int, *domains: str) -> dict[str, Any]:
    return {"week": week, "relation": "supported"} | ({"domains": list(domains)} if domains else {})


def test_two_changes_of_the_same_week_and_domain_are_refused_and_both_named() -> None:
    given = [change(5, "methods"), change(9, "methods"), change(5, "regulation", "methods")]
    assert refused(sponsorship__change=given) == [
        "sponsorship.change.2: week 5 is set twice for 'methods': by sponsorship.change.0 and by sponsorship.change.2"
    ]
    assert "for everybody: by" in refused(sponsorship__change=[change(5), change(5)])[0]
    assert "for 'methods': by" in refused(sponsorship__change=[change(5), change(5, "methods")])[0]


def test_changes_of_other_weeks_or_domains_stand_beside_each_other() -> None:
    given = [change(5, "methods"), change(5, "regulation"), change(6), change(7, "methods")]
    assert len(small(sponsorship__change=given).sponsorship.change) == 4


@pytest.mark.parametrize("table", ["sponsorship", "portfolio"])
def test_a_value_where_a_table_belongs_is_told_in_plain_words(table: str) -> None:
    assert refused(**{table: 3}) == [f"{table}: expected a table ([{table}]), got 3"]


def test_a_policy_that_is_not_there_is_told_with_the_nearest() -> None:
    assert "did you mean 'conversation'?" in refused(portfolio__policy="conversations")[0]


def test_explain_shows_every_relation_with_all_its_levers_and_every_policy() -> None:
    told = "\n".join(explain_lines(small()))
    heads = [line for line in told.splitlines() if line.split() == ["relation", *Levers._fields]]
    assert len(heads) == 1
    for name, levers in RELATIONS.items():
        assert any(line.split() == [name, *(f"{value:g}" for value in levers)] for line in told.splitlines()), name
    assert all(policy.name in told for policy in POLICIES.values())
