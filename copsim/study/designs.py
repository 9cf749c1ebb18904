"""Designs: points of a parameter space at which a study looks. A design's points are levels of one factor, `point`.

Latin hypercubes are SciPy's, Sobol' sequences and Morris' trajectories SALib's; zip and CSV are lists of points.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import model_validator

from copsim.foundation.errors import CopsimError
from copsim.foundation.parameters import Settings, parameter
from copsim.study.extras import must_have

POINT = "point"
"""The factor whose levels are the points of a design, numbered from 0."""

Kind = Literal["latin_hypercube", "sobol", "morris", "zip", "csv"]
NEEDS_RANGES = ("latin_hypercube", "sobol", "morris")
MOST_POINTS = 1_000_000
DIGITS = 8
"""Significant digits of a point's values: enough for any use, and the same wherever they are computed."""


class DesignSettings(Settings):
    """The table [design]: at which points of a parameter space every arm is run."""

    kind: Kind = parameter(..., "latin_hypercube, sobol, morris, zip or csv")
    points: int = parameter(
        64,
        "points of a Latin hypercube; base points N of Sobol' (a power of two; N (d + 2) runs an arm); trajectories of "
        "Morris (each d + 1 points)",
        low=2,
        high=MOST_POINTS,
    )
    seed: int = parameter(1, "seed of a Latin hypercube or of Morris' trajectories", low=0, high=2**32 - 1)
    ranges: dict[str, list[Any]] = parameter(
        {}, 'parameters with their ranges: [low, high], or [low, high, "log"] to sample evenly in the logarithm'
    )
    values: dict[str, list[Any]] = parameter(
        {}, "zip: parameters with as many values each; the nth of all make a point"
    )
    file: str = parameter("", "csv: a file beside the experiment's, a column a parameter, a row a point")

    @model_validator(mode="after")
    def _fits(self) -> DesignSettings:
        given = {"ranges": bool(self.ranges), "values": bool(self.values), "file": bool(self.file)}
        needed = "ranges" if self.kind in NEEDS_RANGES else "values" if self.kind == "zip" else "file"
        if not given.pop(needed):
            raise ValueError(f"a design of kind {self.kind} needs {needed}")
        if any(given.values()):
            idle = ", ".join(name for name, there in given.items() if there)
            raise ValueError(f"{idle} means nothing to a design of kind {self.kind}")
        if self.kind == "sobol" and self.points & (self.points - 1):
            near = 2 ** round(math.log2(self.points))
            raise ValueError(f"points = {self.points} of a Sobol' design is not a power of two; the nearest is {near}")
        lengths = {key: len(values) for key, values in self.values.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"values to be zipped are not as many each: {lengths}")
        for key, range_ in self.ranges.items():
            problem = range_problem(range_)
            if problem:
                raise ValueError(f"ranges.{key} {problem}")
        return self


def range_problem(range_: Sequence[Any]) -> str:
    """What is wrong with a range, "" where nothing is."""
    ends = list(range_[:2])
    if len(range_) not in (2, 3) or not all(isinstance(end, int | float) and not isinstance(end, bool) for end in ends):
        return f'is {list(range_)!r}; expected [low, high] or [low, high, "log"]'
    if not ends[0] < ends[1]:
        return f"goes from {ends[0]} to {ends[1]}; expected a lower end first"
    if len(range_) == 3 and (range_[2] != "log" or ends[0] <= 0):
        return 'expected "log" as third, and then ends above 0'
    return ""


class Design(NamedTuple):
    """A design as a plan has it. places: the points, each a value by parameter. whole: parameters of whole numbers."""

    kind: Kind
    parameters: tuple[str, ...]
    places: tuple[Mapping[str, Any], ...]
    settings: DesignSettings
    whole: frozenset[str] = frozenset()


def whole_numbers(settings: DesignSettings, defaults: Mapping[str, Any]) -> frozenset[str]:
    """Parameters sampled as whole numbers: by default whole, or without a default and with whole ends."""
    found = []
    for key, range_ in settings.ranges.items():
        ends = all(isinstance(end, int) for end in range_[:2])
        if isinstance(defaults[key], int) or (defaults[key] is None and ends):
            found.append(key)
    return frozenset(found)


def design_of(settings: DesignSettings, whole: frozenset[str] = frozenset(), home: Path = Path()) -> Design:
    """The points of a design. whole: parameters that are whole numbers. home: the folder of the experiment's file.

    Raises
    ------
    CopsimError
        When a library that it needs is not there, or its file cannot be read.
    """
    if settings.kind == "zip":
        count = len(next(iter(settings.values.values())))
        places = [{key: values[n] for key, values in settings.values.items()} for n in range(count)]
        return Design("zip", tuple(settings.values), tuple(places), settings)
    if settings.kind == "csv":
        places = _read(home / settings.file)
        return Design("csv", tuple(places[0]) if places else (), tuple(places), settings)
    names = tuple(settings.ranges)
    rows = _unit_points(settings, len(names))
    ranged = [
        {key: _at(settings.ranges[key], float(u), key in whole) for key, u in zip(names, row, strict=True)}
        for row in rows
    ]
    return Design(settings.kind, names, tuple(ranged), settings, whole)


def _unit_points(settings: DesignSettings, dimensions: int) -> Any:
    """Points in the unit cube, shape (points, dimensions)."""
    import numpy as np

    if settings.kind == "latin_hypercube":
        from scipy.stats import qmc

        return qmc.LatinHypercube(d=dimensions, seed=np.random.default_rng(settings.seed)).random(settings.points)
    problem = problem_of(tuple(settings.ranges))
    sample = salib("sample", settings.kind)
    if settings.kind == "sobol":
        return sample(problem, settings.points, calc_second_order=False, scramble=False, skip_values=settings.points)
    return sample(problem, settings.points, seed=settings.seed)


def salib(part: str, kind: str) -> Any:
    """SALib's function that samples, or analyses, a design.

    Raises
    ------
    MissingExtra
        When SALib is not installed.
    """
    import importlib

    must_have("SALib", f"a design of kind {kind} needs SALib")
    module = importlib.import_module(f"SALib.{part}.{kind}")
    return getattr(module, "sample" if part == "sample" else "analyze")


def problem_of(names: tuple[str, ...]) -> dict[str, Any]:
    """The unit cube over parameters, as SALib wants it told."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _at(range_: Sequence[Any], u: float, whole: bool) -> float | int:
    low, high = range_[0], range_[1]
    if whole:
        return int(low + math.floor(min(u, 1 - 1e-12) * (high - low + 1)))
    value = low * (high / low) ** u if len(range_) == 3 else low + u * (high - low)
    return float(f"{value:.{DIGITS}g}")


def unit_of(design: Design, place: Mapping[str, Any]) -> list[float]:
    """Where a point lies in the unit cube, in the order of the design's parameters (the middle of a whole number)."""
    found = []
    for key in design.parameters:
        low, high, *log = design.settings.ranges[key]
        value = place[key]
        if key in design.whole:
            found.append((value - low + 0.5) / (high - low + 1))
        elif log:
            found.append(math.log(value / low) / math.log(high / low))
        else:
            found.append((value - low) / (high - low))
    return found


def _read(path: Path) -> list[dict[str, Any]]:
    import tomllib

    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise CopsimError(f"{path}: cannot be read ({error.strerror})") from None
    places = []
    for row in rows:
        place: dict[str, Any] = {}
        for key, text in row.items():
            try:
                place[key] = tomllib.loads(f"value = {text}")["value"]
            except tomllib.TOMLDecodeError:
                place[key] = text
        places.append(place)
    return places
