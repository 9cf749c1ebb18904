"""`CommunityModel`: the week in front of Mesa. Arrays and kernels below, windows above; any phase may be replaced.

No result depends on the random numbers of Mesa, of `random` or of NumPy: `model.rng` and `model.random` are there for
what a user adds (a shuffled set of agents), and drawing from them changes nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.constellation import mesa_versions
from copsim.constellation import week as phases
from copsim.constellation.arguments import asked_for, is_learning, whole
from copsim.constellation.digest import state_digest
from copsim.constellation.measures import names_for, summaries_for, summarise, tables, weekly_series
from copsim.constellation.measures.practice import practice_table
from copsim.constellation.phases import Phase
from copsim.constellation.scenario import Scenario
from copsim.constellation.situation import Situation
from copsim.constellation.windows import WindowedModel
from copsim.constellation.world import World, build_world, weeks_of, with_weeks
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.kernels import handle
from copsim.foundation.randomness import run_seed

if TYPE_CHECKING:
    import pandas

    from copsim.foundation.columns import Array

MAIN_MEASURES = (
    *("ability", "knowledge", "wrong", "arrived", "solved_in_time", "overdue", "abandoned", "open"),
    *("core", "active", "ties", "trust", "documents", "hours_offered"),
)
"""What the data collector that a model starts with collects; see `constellation.measures`."""


class CommunityModel(WindowedModel):
    """An organisation and its communities, week by week.

    Every phase of the week (`copsim explain`) is a method. A subclass that overrides one tries a rule in plain Python,
    with `self.week` (the week being lived, from 1), `self.row` (its row of the tally), the arrays of `self.world`, or
    the windows `self.members` and `self.communities`; calling super() runs the kernel as well.

    Attributes: `settings`, the Scenario (`scenario` is a name of Mesa's); `world`, the state; `week`, weeks lived so
    far; `datacollector`, collecting `MAIN_MEASURES`; `running`, False once the scenario's weeks are over.
    """

    def __new__(cls, scenario: Any = None, **given: Any) -> CommunityModel:
        """Of a scenario with a table [learning], a `LearningModel`."""
        of: type[CommunityModel] = cls
        if cls is CommunityModel and is_learning(scenario):
            from copsim.constellation.learning_model import LearningModel as of
        made: CommunityModel = super().__new__(of)
        return made

    def __init__(
        self, scenario: Situation | str | Path | None = None, *, rng: Any = None, replication: int = 0, **overrides: Any
    ) -> None:
        """Build the world of a scenario, before its first week.

        Parameters
        ----------
        scenario:
            A Scenario or LearningScenario, the name or path of one, or None for the baseline.
        rng:
            Replaces the scenario's seed: an integer from 0, a NumPy SeedSequence or Generator (one number is drawn).
        replication:
            Which run of the scenario, from 0; replication r has the same luck in every arm of a study.
        overrides:
            Values to change, by key with "__" for "." (people__members=60).

        Raises
        ------
        InputError
            Naming every value that cannot be used.
        """
        self.settings: Scenario = asked_for(scenario, rng, replication, overrides)
        self.replication = int(replication)
        super().__init__(rng=run_seed(self.settings.seed, self.replication))
        self.week = 0
        self._begin()

    def _begin(self) -> None:
        self.world: World = build_world(self.settings, self.replication)
        self._handle = handle(self.world)
        self.datacollector: Any = mesa_versions.WeeklyMeasures(self, MAIN_MEASURES)

    # ---- the week

    def the_field_moves(self) -> None:
        """Truths flip, relevance drifts; groups are founded and end."""
        phases.the_field_moves(self._handle, self.week, self.row)

    def the_organisation_talks(self) -> None:
        """Every quarter the organisation divides its budget over domains; every week it is handed out."""
        phases.the_organisation_talks(self._handle, self.week, self.row)

    def sponsors_resource(self) -> None:
        """Everybody is given the week's hours; levers go to the groups; talks and the upkeep of ties are charged."""
        phases.sponsors_resource(self._handle, self.week, self.row)

    def members_offer_hours(self) -> None:
        """Workloads move, jobs change, and members offer hours to their groups."""
        phases.members_offer_hours(self._handle, self.week, self.row)

    def communities_convene(self) -> None:
        """Hours become activities; who contributed is recognised."""
        phases.communities_convene(self._handle, self.week, self.row)

    def challenges_are_met(self) -> None:
        """Challenges arrive and are tried: own knowledge, then ask, then look up, then try."""
        phases.challenges_are_met(self._handle, self.week, self.row)

    def ties_change(self) -> None:
        """Ties strengthen where help worked and fade elsewhere."""
        phases.ties_change(self._handle, self.week, self.row)

    def engagement_follows(self) -> None:
        """Engagement follows the value received less the hours it took; levels are read."""
        phases.engagement_follows(self._handle, self.week, self.row)

    def the_week_is_counted(self) -> None:
        """Abilities are read and the week is counted."""
        phases.the_week_is_counted(self._handle, self.week, self.row)

    def step(self) -> None:
        """Live one week, phase by phase, and collect a row of data.

        The row goes to whatever DataCollector `self.datacollector` is; but a class that overrides step() and puts its
        own collector there calls its collect(), as in any Mesa model.
        """
        self._make_room(1)
        self.week += 1
        for phase in phases.WEEK:
            self._live_phase(phase)
        if self.datacollector is not None and mesa_versions.steps_by(self, CommunityModel.step):
            self.datacollector.collect(self)
        self._look_at_the_horizon()

    def _live_phase(self, phase: Phase) -> None:
        # One that an extension brought is lived where it is switched on; only a subclass may have a method for it.
        if phase.after and phase.method not in self.settings.phases:
            return
        method = getattr(self, phase.method, None)
        if method is None or (phase.after and hasattr(CommunityModel, phase.method)):
            phase.kernel(self._handle, self.week, self.row)
        else:
            method()

    def run_for(self, weeks: int) -> None:  # type: ignore[override, unused-ignore]
        """Live so many weeks; the state and Mesa's clock are then as after as many calls of step().

        Weeks between scheduled events are lived in one go, unless they must be seen one by one: because a phase or
        step() is overridden, or because `datacollector` is not the one the model started with (or None).

        Raises
        ------
        InputError
            When `weeks` is not a whole number from 0.
        """
        left = whole(weeks)
        if left is None or left < 0:
            raise InputError([Problem("weeks", f"expected a whole number of weeks from 0, got {weeks!r}")])
        while left > 0:
            at_once = mesa_versions.undisturbed(self, left) if self._may_run_at_once() else 0
            if at_once:
                self._run_at_once(at_once)
            else:
                self.step()
            left -= max(1, at_once)

    @property
    def row(self) -> int:
        """Row of the tally in which the current week is counted."""
        return self.week - 1

    def _may_run_at_once(self) -> bool:
        ours = all(
            getattr(type(self), phase.method, None) is getattr(CommunityModel, phase.method, None)
            and phase.method not in vars(self)
            for phase in phases.WEEK
        )
        unwatched = self.datacollector is None or type(self.datacollector) is mesa_versions.WeeklyMeasures
        return ours and unwatched and mesa_versions.steps_by(self, CommunityModel.step)

    def _run_at_once(self, weeks: int) -> None:
        self._make_room(weeks)
        phases.run_weeks(self._handle, self.week + 1, weeks, self.week)
        self.week += weeks
        mesa_versions.skip(self, weeks)
        self._look_at_the_horizon()

    def _make_room(self, weeks: int) -> None:
        """Rows of the tally for so many more weeks; kernels see a new array only through a new handle."""
        rows = len(self.world.tally)
        wanted = self.week + weeks
        if wanted > rows:
            self.world = with_weeks(self.world, max(wanted, 2 * rows))
            self._handle = handle(self.world)

    def _look_at_the_horizon(self) -> None:
        if self.week >= self.settings.weeks:
            self.running = False

    # ---- what came of it

    def series(self) -> pandas.DataFrame:
        """Every measure by week: a row a week lived, indexed by week from 1, a column a measure."""
        import pandas

        weeks = pandas.RangeIndex(1, self.week + 1, name="week")
        return pandas.DataFrame(self.weeks_measured(0, names_for(self.settings.extensions)), index=weeks)

    def summary(self) -> dict[str, float]:
        """One number for every summary of the weeks lived so far; nan where it is not defined."""
        if self.week == 0:
            return dict.fromkeys(summaries_for(self.settings.extensions), float("nan"))
        named = self.settings.extensions
        return summarise(self.weeks_measured(0, names_for(named)), named)

    def digest(self) -> str:
        """32 hexadecimal digits that name the state: equal digests, equal states."""
        return state_digest(self.world)

    def measure(self, name: str) -> float:
        """A measure in the last week lived, for reporters of one's own; nan before the first week.

        Raises
        ------
        InputError
            When there is no measure of this name.
        """
        known = names_for(self.settings.extensions)
        if name not in known:
            raise InputError([Problem(name, f"is not a measure; known: {', '.join(known)}")])
        return self.weeks_measured(self.week - 1, [name])[name].item(0) if self.week else float("nan")

    def weeks_measured(self, after: int, names: Iterable[str]) -> dict[str, Array]:
        """The measures called `names` as arrays over the weeks lived past week `after`, each of shape (weeks,)."""
        return weekly_series(weeks_of(self.world, 0, self.week), self.settings.money, names, after)

    def table(self, of: str) -> pandas.DataFrame:
        """What happened week by week in each part of the organisation, as a table.

        `of`: "domain", "unit", "group", "level" or "innovation"; or "practice": which groups are communities
        of practice by the four tests, and since when (see `constellation.measures.practice`).

        Raises
        ------
        InputError
            When there is no such table.
        """
        world, names = weeks_of(self.world, 0, self.week), self.domains
        made = {
            "domain": lambda: tables.domain_table(world, names),
            "unit": lambda: tables.unit_table(world),
            "group": lambda: tables.group_table(world),
            "level": lambda: tables.level_table(world),
            "innovation": lambda: tables.adopter_table(world, names),
            "practice": lambda: practice_table(world),
        }
        if of not in made:
            raise InputError([Problem(of, f"is not a table; known: {', '.join(made)}")])
        return made[of]()

    # ---- copies

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_handle"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._handle = handle(self.world)

    def __repr__(self) -> str:
        people, groups = self.world.people.uid.size, self.world.groups.domain.size
        title = self.settings.title or "a scenario without title"
        return (
            f"<{type(self).__name__} '{title}': {people} members, {groups} groups ({self.settings.structure.kind}), "
            f"replication {self.replication}, week {self.week} of {self.settings.weeks}>"
        )
