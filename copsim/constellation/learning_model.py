"""A published model of learning in front of Mesa: what `CommunityModel` is for a scenario with a table [learning]."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from copsim.constellation import mesa_versions
from copsim.constellation.agents import Window, written
from copsim.constellation.digest import columns_by_uid, digest_of
from copsim.constellation.learning_scenario import MEASURES, SUMMARIES, LearningScenario
from copsim.constellation.model import CommunityModel
from copsim.constellation.organisation import series_of
from copsim.constellation.values import Skills
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed
from copsim.knowledge.beliefs import right_and_wrong
from copsim.knowledge.organisation import Organisation, build_organisation, rates_of
from copsim.knowledge.parts import parts_of
from copsim.knowledge.periods import empty_series, run_of

if TYPE_CHECKING:
    import pandas

    from copsim.foundation.columns import Array

MAIN_MEASURES = ("code_score", "mean_score", "mean_payoff", "unanimity")
"""What the data collector that such a model starts with collects."""


class Learner(Window):
    """A window on one member of an organisation that learns. `unique_id` counts from 1 in the order of seats."""

    model: LearningModel

    @property
    def skills(self) -> Skills:
        """What the member holds to be right, by facet (64 x domain + number in the domain)."""
        return Skills(written(self._here.learners.beliefs[self.row].tolist()))

    @property
    def right(self) -> int:
        """Facets held right."""
        return self._count(0)

    @property
    def wrong(self) -> int:
        """Facets held wrong."""
        return self._count(1)

    @property
    def fast(self) -> bool:
        """Whether the member is one of the fast ones."""
        return bool(self._here.learners.fast.item(self.row))

    @property
    def contacts(self) -> list[int]:
        """unique_id of those the member listens to; empty where everybody is a contact, or nobody."""
        contacts = self._here.contacts
        listed = contacts.source[contacts.start[self.row] : contacts.start[self.row + 1]]
        return [int(row) + 1 for row in listed]

    @property
    def _here(self) -> Organisation:
        return self.model.organisation

    def _count(self, side: int) -> int:
        organisation = handle(self._here.matter)
        domains = self._here.matter.truth.size
        found = (right_and_wrong(self._here.learners.beliefs, organisation, self.row, d)[side] for d in range(domains))
        return sum(int(bits).bit_count() for bits in found)


class LearningModel(CommunityModel):
    """An organisation that learns period by period, such as March's (1991); a period is a step.

    Attributes: `settings`, the LearningScenario; `organisation`, the state; `week`, periods lived so far; `running`,
    False once the scenario's periods are over. It does not look whether the organisation is at rest: a period at rest
    changes nothing but the coins of what is not known.
    """

    member_class = Learner
    settings: LearningScenario  # type: ignore[assignment]

    def _begin(self) -> None:
        learning = self.settings.learning
        self.organisation = build_organisation(learning, run_seed(self.settings.seed, self.replication))
        self._counted = empty_series(learning.periods)
        self._see()
        self._run(self._handle, self._rates, 1, 0, self._counted, False)
        self.datacollector: Any = mesa_versions.WeeklyMeasures(self, MAIN_MEASURES)

    def _see(self) -> None:
        learning = self.settings.learning
        self._run = run_of(parts_of(learning))
        self._handle, self._rates = handle(self.organisation), handle(rates_of(learning))

    def step(self) -> None:
        """Live one period, and collect a row of data."""
        self._live(1)
        if self.datacollector is not None and mesa_versions.steps_by(self, LearningModel.step):
            self.datacollector.collect(self)

    def _may_run_at_once(self) -> bool:
        unwatched = self.datacollector is None or type(self.datacollector) is mesa_versions.WeeklyMeasures
        return unwatched and mesa_versions.steps_by(self, LearningModel.step)

    def _run_at_once(self, weeks: int) -> None:
        self._live(weeks)
        mesa_versions.skip(self, weeks)

    def _live(self, periods: int) -> None:
        wanted = self.week + periods
        if wanted >= len(self._counted):
            longer = empty_series(max(wanted, 2 * len(self._counted)))
            longer[: len(self._counted)] = self._counted
            self._counted = longer
        self._run(self._handle, self._rates, self.week + 1, periods, self._counted, False)
        self.week = wanted
        if self.week >= self.settings.learning.periods:
            self.running = False

    def series(self) -> pandas.DataFrame:
        """Every measure by period, from 0 (before the first): a row a period, a column a measure."""
        import pandas

        return pandas.DataFrame(self._series(), index=pandas.RangeIndex(self.week + 1, name="period"))

    def summary(self) -> dict[str, float]:
        """One number for every summary of the periods lived so far."""
        series = self._series()
        return {name: summary.of(series) for name, summary in SUMMARIES.items()}

    def digest(self) -> str:
        """32 hexadecimal digits that name the lasting state: equal digests, equal states."""
        return digest_of(columns_by_uid(self.organisation, self.organisation.learners.uid))

    def measure(self, name: str) -> float:
        """A measure after the last period lived.

        Raises
        ------
        InputError
            When there is no measure of this name.
        """
        if name not in MEASURES:
            raise InputError([Problem(name, f"is not a measure of learning; known: {', '.join(MEASURES)}")])
        return float(self._series()[name][-1])

    def weeks_measured(self, after: int, names: Iterable[str]) -> dict[str, Array]:
        """Some measures as arrays over the periods lived past `after`."""
        series = self._series()
        return {name: series[name][after + 1 :] for name in names}

    def table(self, of: str) -> pandas.DataFrame:
        """There are no tables of parts here (InputError)."""
        raise InputError([Problem(of, "is not a table; a model of learning has none")])

    def _series(self) -> dict[str, Array]:
        highest = int(self.organisation.landscape.highest[0])
        return series_of(self.settings.learning, self._counted[: self.week + 1], highest)

    @property
    def domains(self) -> list[str]:
        """Numbers of the words of facets, as names."""
        return [str(d) for d in range(self.organisation.matter.truth.size)]

    def is_facet(self, facet: int) -> bool:
        """Whether there is a facet of this number (64 x domain + number in the domain)."""
        exists = self.organisation.matter.exists
        return 0 <= facet < 64 * exists.size and bool(int(exists[facet >> 6]) >> (facet & 63) & 1)

    def _open_windows(self) -> Any:
        if self._windows is None:
            rows = range(self.organisation.learners.uid.size)
            self._windows = [self.member_class.at(self, row + 1, row) for row in rows], []
            mesa_versions.install(self, self._windows[0])
        return self._windows

    def __getstate__(self) -> dict[str, Any]:
        hidden = ("_handle", "_rates", "_run")
        return {name: value for name, value in vars(self).items() if name not in hidden}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._see()

    def __repr__(self) -> str:
        title = self.settings.title or "a scenario without title"
        return (
            f"<{type(self).__name__} '{title}': {self.settings.learning.members} members, "
            f"replication {self.replication}, period {self.week} of {self.settings.learning.periods}>"
        )
