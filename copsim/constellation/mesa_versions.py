"""Mesa's private names, and how its versions 3.3 to 3.5 differ: all of it, and nothing else, is in this file.

Each function asks the model or class what it has, never a version number. Differences that matter:

=====================  ==========================================  ===================================================
                       3.3                                         3.5
=====================  ==========================================  ===================================================
a model's agents       weak AgentSet, and a dict of strong         _HardKeyAgentSet, strong
                       references
ids of agents          Agent._ids, a class-level counter a model,  model.agent_id_counter
                       which keeps every model alive for ever
time                   model.steps                                 model.steps and model.time; `step()` is an event
events                 none in the model                           model.schedule_event, model.schedule_recurring
a collector's rows     counted                                     named by DataCollector._collection_steps
=====================  ==========================================  ===================================================
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from mesa import Agent, DataCollector, Model

if TYPE_CHECKING:
    from copsim.constellation.model import CommunityModel


def set_of(model: Model, agents: Iterable[Agent]) -> Any:
    """A set of agents of this model, of the class that `model.agents` has: the one that 3.5 lets us index."""
    return type(model._all_agents)(agents, random=model.random)


def install(model: Model, windows: Sequence[Agent]) -> None:
    """Hand agents that were made without `Agent.__init__` to a model that has none yet. Their ids count from 1."""
    kinds: dict[type[Agent], list[Agent]] = {}
    for window in windows:
        kinds.setdefault(type(window), []).append(window)
    model._all_agents = set_of(model, windows)
    model._agents_by_type.update({kind: set_of(model, those) for kind, those in kinds.items()})
    if "_agents" in vars(model):
        model._agents.update(dict.fromkeys(windows))
    model.agent_id_counter = len(windows) + 1  # type: ignore[attr-defined, unused-ignore]


def name_newcomer(model: Any, agent: Agent) -> None:
    """Where ids come from a counter of the class, take the model's instead, and let the class forget the model.

    To be called before Mesa registers the agent, and after `install`.
    """
    counters = getattr(Agent, "_ids", None)
    if counters is not None:
        counters.pop(model, None)
        agent.unique_id = model.agent_id_counter
        model.agent_id_counter += 1


def steps_by(model: Any, step: Callable[..., Any]) -> bool:
    """Whether `model.step()` is Mesa's wrapper around the function `step` and nothing else."""
    return (
        getattr(model._user_step, "__func__", None) is step
        and getattr(model.step, "__func__", None) is type(model)._wrapped_step
    )


def undisturbed(model: Any, weeks: int) -> int:
    """How many of the next `weeks` steps come before any event that somebody scheduled; 0 if each must be seen.

    Each must be seen where a simulator moves the clock or somebody observes the time.
    """
    if getattr(model, "_simulator", None) is not None:
        return 0
    if any(name == "time" and those for (name, _), those in getattr(model, "subscribers", {}).items()):
        return 0
    schedule = getattr(model, "_default_schedule", None)
    if schedule is None:
        return weeks
    own = schedule._current_event
    if own is None or own.CANCELED:
        return 0
    others = [e.time for e in model._event_list._events if e is not own and not e.CANCELED]
    return min(weeks, max(0, math.ceil(min(others) - own.time))) if others else weeks


def skip(model: Any, weeks: int) -> None:
    """Move Mesa's clock on by `weeks` steps that have been lived without it (all `undisturbed`).

    To set `model.time` alone would make 3.5 live the missed steps again at the next `step()`.
    """
    model.steps += weeks
    schedule = getattr(model, "_default_schedule", None)
    if schedule is None:
        if "time" in vars(model):
            model.time += weeks
        return
    last = schedule._current_event.time + weeks - 1
    end = model.time + weeks
    schedule.pause()
    model.time = last
    schedule.resume()  # one interval after `last`
    model.time = end


class WeeklyMeasures(DataCollector):
    """The data collector that a model starts with: one row a week of some measures, read from the tally when asked for.

    It costs nothing until somebody looks, and has the rows of weeks that `run_for` lived in one go.
    """

    def __init__(self, model: CommunityModel, names: Sequence[str]) -> None:
        self._model = model
        self._rows: dict[str, list[Any]] = {name: [] for name in names}
        super().__init__()
        self.model_reporters = {name: name for name in names}

    def collect(self, model: Model) -> None:
        """Nothing is to be done: the weeks are in the tally."""

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """Each measure as a list with a row a week, ints and floats."""
        done = len(next(iter(self._rows.values()), ()))
        if done < self._model.week:
            series = self._model.weeks_measured(done, self._rows)
            for name, rows in self._rows.items():
                rows.extend(series[name].tolist())
        return self._rows

    @model_vars.setter
    def model_vars(self, value: dict[str, list[Any]]) -> None:
        """Mesa's own constructor sets it to nothing."""

    @property
    def _collection_steps(self) -> list[float]:
        return [float(week) for week in range(1, self._model.week + 1)]

    @_collection_steps.setter
    def _collection_steps(self, value: list[float]) -> None:
        """Mesa's own constructor sets it to nothing."""
