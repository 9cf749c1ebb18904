"""What the chronicle tells of each domain, unit, group and level of participation, week by week, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copsim.constellation.measures.participation import LEVELS
from copsim.constellation.measures.solving import LAW_TOTAL

if TYPE_CHECKING:
    import pandas

    from copsim.constellation.world import World


def domain_table(world: World, names: list[str]) -> pandas.DataFrame:
    """A row a week and domain: people of the job, shares of facets they hold right and wrong, ability, agreement, and
    shares of facets that somebody, and that everybody, of the organisation holds right."""
    import numpy as np

    from copsim.foundation.tally import DomainCount

    told = world.chronicle.domain
    count = {c.name.lower(): told[:, :, c].ravel() for c in DomainCount}
    facets = int(world.field.exists[0]).bit_count()
    people = np.maximum(count["people"], 1)
    return _weekly(
        told,
        "domain",
        names,
        people=count["people"],
        knowledge=count["right"] / (people * facets),
        wrong=count["wrong"] / (people * facets),
        ability=count["ability"] / (people * (LAW_TOTAL << world.field.kind.shape[1])),
        agreement=count["agreed"] / np.maximum(count["held"], 1),
        known_to_somebody=count["held_by_somebody"] / facets,
        known_to_all=count["held_by_all"] / facets,
    )


def unit_table(world: World) -> pandas.DataFrame:
    """A row a week and unit: people, knowledge and ability in the domain of each one's job."""
    import numpy as np

    from copsim.foundation.tally import UnitCount

    told = world.chronicle.unit
    people = np.tile(np.diff(world.units.start), len(told))
    facets = int(world.field.exists[0]).bit_count()
    return _weekly(
        told,
        "unit",
        list(range(told.shape[1])),
        people=people,
        knowledge=told[:, :, UnitCount.RIGHT].ravel() / (people * facets),
        ability=told[:, :, UnitCount.ABILITY].ravel() / (people * (LAW_TOTAL << world.field.kind.shape[1])),
    )


def group_table(world: World) -> pandas.DataFrame:
    """A row a week and group: members, present, hours, contributions, facets learnt from and with each other, members'
    ability in its theme, challenges met, those of its theme, and stage of life."""
    import numpy as np

    from copsim.foundation.tally import GroupCount
    from copsim.structures.stages import Stage

    told = world.chronicle.group
    count = {c.name.lower(): told[:, :, c].ravel() for c in GroupCount}
    scale = np.maximum(count["members"], 1) * (LAW_TOTAL << world.field.kind.shape[1])
    return _weekly(
        told,
        "group",
        list(range(told.shape[1])),
        **{name: count[name] for name in ("members", "present", "contributions", "learnt_from", "learnt_with")},
        hours=count["minutes"] / 60,
        ability=count["ability"] / scale,
        cases=count["cases"],
        cases_shared=count["cases_shared"],
        stage=[Stage(stage).name.lower() for stage in count["stage"].tolist()],
    )


def level_table(world: World) -> pandas.DataFrame:
    """A row a week and level of participation: people, and their mean knowledge and ability in their own domain."""
    import numpy as np

    from copsim.foundation.tally import LevelCount

    told = world.chronicle.level
    people = told[:, :, LevelCount.PEOPLE].ravel()
    facets = int(world.field.exists[0]).bit_count()
    there = np.maximum(people, 1)
    return _weekly(
        told,
        "level",
        list(LEVELS),
        people=people,
        knowledge=told[:, :, LevelCount.RIGHT].ravel() / (there * facets),
        ability=told[:, :, LevelCount.ABILITY].ravel() / (there * (LAW_TOTAL << world.field.kind.shape[1])),
    )


def adopter_table(world: World, names: list[str]) -> pandas.DataFrame:
    """A row a week and innovation: its domain, the week it came, people who hold it, and their share."""
    import numpy as np

    told = world.chronicle.adopters
    new = world.innovations
    weeks = len(told)
    return _weekly(
        told,
        "innovation",
        list(range(told.shape[1])),
        domain=[names[d] for d in new.domain.tolist()] * weeks,
        came=np.tile(new.week, weeks),
        adopters=told.ravel(),
        share=told.ravel() / world.people.uid.size,
    )


def _weekly(
    told: object, axis: str, names: list[object] | list[str] | list[int], **columns: object
) -> pandas.DataFrame:
    import numpy as np
    import pandas

    weeks, things = told.shape[:2]  # type: ignore[attr-defined]
    return pandas.DataFrame({"week": np.repeat(np.arange(1, weeks + 1), things), axis: list(names) * weeks, **columns})
