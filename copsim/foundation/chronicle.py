"""The chronicle: what is counted each week of each domain, unit, group and level, as integers."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column


class Chronicle(NamedTuple):
    """A row a week; the last axis is that of DomainCount, UnitCount, GroupCount and LevelCount."""

    domain: Annotated[Array, Column("int64", ("week", "domain", "domain count"), "of each domain", state=False)]
    unit: Annotated[Array, Column("int64", ("week", "unit", "unit count"), "of each unit", state=False)]
    group: Annotated[Array, Column("int64", ("week", "group", "group count"), "of each group", state=False)]
    level: Annotated[Array, Column("int64", ("week", "level", "level count"), "of each level", state=False)]
    adopters: Annotated[
        Array, Column("int64", ("week", "innovation"), "people who hold each innovation right", state=False)
    ]
