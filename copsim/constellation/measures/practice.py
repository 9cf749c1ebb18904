"""Which groups are communities of practice: four tests of what a group does, whatever it is called.

A community of practice is a group of people who share similar challenges, interact regularly, learn from and with each
other, and so improve their ability to address their challenges (slides). Each test looks at the last 13 weeks of what a
group did. Thresholds are assumed. Nothing here acts on the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from copsim.constellation.measures.contract import Measure, Seen

if TYPE_CHECKING:
    import pandas

    from copsim.constellation.world import World

QUARTER = 13
WEEKS_MET = 7
"""Weeks of a quarter in which at least two must be present: more than half."""

TESTS = {
    "shared_challenges": "at least half of the challenges its members met in the quarter are of its theme",
    "regular_interaction": "at least two were present in 7 or more of the 13 weeks",
    "from_and_with": "a facet was learnt from each other, and one with each other, for each of those present",
    "improved_ability": "its members are abler in its theme than in its first four weeks",
}
"""The four tests and when a group passes them."""


class Practice(NamedTuple):
    """Each test by week and group, bool of shape (weeks, groups), and whether all four hold."""

    shared_challenges: Any
    regular_interaction: Any
    from_and_with: Any
    improved_ability: Any

    @property
    def holds(self) -> Any:
        """Whether a group is a community of practice, by week and group."""
        return self.shared_challenges & self.regular_interaction & self.from_and_with & self.improved_ability


def tests_of_practice(world: World) -> Practice:
    """The four tests of every group in every week of a world's chronicle, which must begin with week 1."""
    import numpy as np

    from copsim.foundation.tally import GroupCount

    told = world.chronicle.group
    present = told[:, :, GroupCount.PRESENT]
    met = _quarter((present >= 2).astype(np.int64))
    people = _quarter(present)
    enough = people > 0
    cases = _quarter(told[:, :, GroupCount.CASES])
    shared = _quarter(told[:, :, GroupCount.CASES_SHARED])
    # facets learnt in the quarter against people present in its mean week: 13 x facets >= sum of people
    learnt_from = QUARTER * _quarter(told[:, :, GroupCount.LEARNT_FROM]) >= people
    learnt_with = QUARTER * _quarter(told[:, :, GroupCount.LEARNT_WITH]) >= people
    return Practice(
        (cases > 0) & (2 * shared >= cases),
        met >= WEEKS_MET,
        enough & learnt_from & learnt_with,
        _improved(told[:, :, GroupCount.ABILITY], present > 0),
    )


def _quarter(counts: Any) -> Any:
    """Sums over the last 13 weeks up to each, along the first axis."""
    import numpy as np

    sums = np.cumsum(counts, axis=0)
    before = np.zeros_like(sums)
    before[QUARTER:] = sums[:-QUARTER]
    return sums - before


def _improved(ability: Any, met: Any) -> Any:
    """Whether ability over the last 13 weeks is above that of the four weeks from a group's first meeting on."""
    import numpy as np

    weeks, groups = ability.shape
    better = np.zeros((weeks, groups), bool)
    for g in range(groups):
        begun = int(np.argmax(met[:, g])) if met[:, g].any() else weeks
        if begun + QUARTER > weeks:
            continue
        first = int(ability[begun : begun + 4, g].sum())
        last = _quarter(ability[:, g])
        better[begun + QUARTER - 1 :, g] = 4 * last[begun + QUARTER - 1 :] > QUARTER * first
    return better


def practice_table(world: World) -> pandas.DataFrame:
    """A row a group: theme, members, each test at the end, whether all hold, and since which week without a break.

    Columns: group, theme (number of the domain), members, the four tests, community_of_practice, since (0: it is none).
    """
    import numpy as np
    import pandas

    tests = tests_of_practice(world)
    since, groups = since_when(tests.holds), world.groups
    return pandas.DataFrame(
        {
            "group": range(groups.domain.size),
            "theme": groups.theme,
            "members": np.diff(groups.start),
            **{name: getattr(tests, name)[-1] for name in TESTS},
            "community_of_practice": tests.holds[-1],
            "since": since,
        }
    )


def practice_of_groups(world: World) -> dict[str, Any]:
    """The columns of `practice_table` that are numbers, each an array of shape (groups,), int64."""
    import numpy as np

    tests = tests_of_practice(world)
    return {
        "theme": world.groups.theme.astype(np.int64),
        "members": np.diff(world.groups.start).astype(np.int64),
        **{name: getattr(tests, name)[-1].astype(np.int64) for name in TESTS},
        "since": since_when(tests.holds),
    }


def since_when(holds: Any) -> Any:
    """By group, the week since which all four tests hold without a break; 0 where they do not at the end, int64."""
    import numpy as np

    if not len(holds):
        return np.zeros(holds.shape[1], np.int64)
    broken = np.where(holds.all(axis=0), 0, len(holds) - np.argmin(holds[::-1], axis=0))
    return np.where(holds[-1], broken + 1, 0).astype(np.int64)


def _groups_passing(test: str) -> Any:
    """How many of the groups that are there pass a test."""

    def made(seen: Seen) -> Any:
        from copsim.foundation.tally import GroupCount

        there = seen.world.chronicle.group[:, :, GroupCount.OPEN] > 0
        return (getattr(seen.once(tests_of_practice), test) & there).sum(axis=1)

    return made


MEASURES = (
    Measure(
        "communities_of_practice",
        "groups",
        "groups that share challenges, meet regularly, learn from and with each other, and have become abler",
        _groups_passing("holds"),
        "slides: a community of practice is ...",
        whole=True,
    ),
    *(
        Measure(f"groups_{test}", "groups", f"groups of which {told}", _groups_passing(test), "slides", whole=True)
        for test, told in TESTS.items()
    ),
)
