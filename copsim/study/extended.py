"""The extensions that an experiment's arms, or the worlds of a replay, name: found and loaded before names are
checked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from copsim.constellation.extending import load_all
from copsim.constellation.kinds import Kind
from copsim.constellation.parts import USUAL_PICTURES
from copsim.constellation.scenario import located, scenario_file
from copsim.constellation.situation import Situation
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.extensions import PICTURES, is_known_to

KEY = "extensions"


def located_in(data: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What an experiment's file says, with files of extensions found from here instead of from its folder.

    `data` has its tables [set], [vary] and [arms] with dotted keys.
    """
    found = dict(data)
    if isinstance(data.get("set"), Mapping):
        found["set"] = located(data["set"], folder)
    if isinstance(data.get("arms"), Mapping):
        found["arms"] = {
            arm: located(given, folder) if isinstance(given, Mapping) else given for arm, given in data["arms"].items()
        }
    varied = data.get("vary")
    if isinstance(varied, Mapping) and isinstance(varied.get(KEY), list):
        levels = [located({KEY: level}, folder)[KEY] for level in varied[KEY]]
        found["vary"] = {**varied, KEY: levels}
    return found


def named_by(sources: Iterable[str], settings: Iterable[Mapping[str, Any]] = ()) -> list[str]:
    """The extensions that scenarios, and settings laid over them, name; those that can be are loaded.

    What is wrong with one is told where the scenario is checked.
    """
    told: list[Any] = [one.get(KEY) for one in settings]
    for source in sources:
        with contextlib.suppress(InputError):
            told.append(scenario_file(source).data.get(KEY))
    names = list(dict.fromkeys(name for one in told if isinstance(one, list) for name in one if isinstance(name, str)))
    with contextlib.suppress(ValueError):
        load_all(names)
    return names


def have(names: Iterable[str]) -> None:
    """Have extensions known that a command names.

    Raises
    ------
    InputError
        With all that is wrong of any.
    """
    try:
        load_all(names)
    except ValueError as refused:
        raise InputError([Problem("", line) for line in str(refused).splitlines()]) from None


def settings_in(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Settings of an experiment that may name extensions: of all arms, of some, and of levels that vary."""
    arms, varied = data.get("arms"), data.get("vary")
    for given in (data.get("set"), *(arms.values() if isinstance(arms, Mapping) else ())):
        if isinstance(given, Mapping):
            yield given
    levels = varied.get(KEY) if isinstance(varied, Mapping) else None
    yield from ({KEY: level} for level in (levels if isinstance(levels, list) else ()))


def as_extended(kind: Kind, names: Iterable[str]) -> Kind:
    """A kind of scenario with those measures and summaries only that its runs have under these extensions."""
    names = list(names)
    return kind._replace(
        measures={name: m for name, m in kind.measures.items() if is_known_to(names, "Measure", name)},
        summaries={name: s for name, s in kind.summaries.items() if is_known_to(names, "Summary", name)},
    )


def same_extensions(scenarios: Iterable[Situation]) -> list[Problem]:
    """A problem where the arms of an experiment do not all name the same extensions: its tables have one set of
    columns."""
    named = {tuple(getattr(one, KEY, ())) for one in scenarios}
    if len(named) < 2:
        return []
    told = " and ".join(", ".join(names) or "none" for names in sorted(named))
    return [
        Problem(KEY, f"differ from arm to arm ({told}); name them all under [set], so that all runs are measured alike")
    ]


def picture_problems(picture: Any, names: Iterable[str]) -> list[Problem]:
    """What is wrong with the picture that an experiment asks for, if anything is."""
    names = list(names)
    known = [*USUAL_PICTURES, *(name for name in PICTURES if is_known_to(names, "Picture", name))]
    if not isinstance(picture, str) or not picture or picture in known:
        return []
    return [Problem("picture", f"{picture!r} is not one of {', '.join(known)}", 0, nearest(picture, known))]
