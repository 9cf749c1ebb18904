"""What a calibration found, in words and tables: the same for the terminal and for the report."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from copsim.study.calibration import STEP, Fit, Question
from copsim.study.outcome import Outcome
from copsim.study.parameter_space import NO_BAND, Band, Range, Share, shares, undefined
from copsim.study.printing import paragraph, table
from copsim.study.provenance import command_line, copsim_version
from copsim.study.statistics import Estimate, mean_with_interval


class Space(NamedTuple):
    """The parameter space: its ranges, the mean of every measure at each point, and how the points were made."""

    ranges: Sequence[Range]
    at: Sequence[Mapping[str, float]]
    replications: int
    seed: int


class Found(NamedTuple):
    """All that a report tells of. `outcome`: the runs of the search. `missing`: bands that nothing is measured for."""

    question: Question
    fit: Fit
    outcome: Outcome
    bands: Sequence[Band]
    missing: Sequence[Band]
    space: Space | None


class Table(NamedTuple):
    """A table of a report; `words`: columns from the left that are no numbers."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: int = 1


def lines(found: Found) -> list[str]:
    """The report for a terminal."""
    out = []
    for block in _blocks(found):
        out += [*table(*block), ""] if isinstance(block, Table) else [paragraph(block.lstrip("# ")), ""]
    return out[:-1]


def markdown(found: Found) -> str:
    """The report as a page, dated, with the hash of the model it is true of."""
    from copsim.foundation.model_hash import model_hash

    question = found.question
    out = [f"# Calibration of {question.parameter}", ""]
    out += [f"{datetime.date.today().isoformat()}, copsim {copsim_version()}, model {model_hash()}.", ""]
    out += [f"`{command_line()}`", ""]
    for block in _blocks(found):
        if isinstance(block, Table):
            rows = [block.header, ["---"] * len(block.header), *block.rows]
            out += [*("| " + " | ".join(row) + " |" for row in rows), ""]
        else:
            out += [block, ""]
    return "\n".join(out).rstrip() + "\n"


def _blocks(found: Found) -> Iterator[str | Table]:
    from copsim.constellation.kinds import SUMMARIES

    question, fit = found.question, found.fit
    meaning = SUMMARIES[fit.target.measure].meaning
    yield (
        f"Fitted: {fit.parameter} = {fit.value:g}, standard error {_number(fit.error)}, 95 % interval "
        f"[{_number(fit.low)}, {_number(fit.high)}], so that {fit.target.measure} ({meaning}) is {fit.target.value:g} "
        f"in '{question.source}', {found.outcome.plan.arms[0].scenario.in_short()}, {question.replications} "
        f"replications with the same seeds at every place. There it is {_estimate(fit.reached)}. The error is that of "
        f"the measure over seeds, divided by the slope between {1 - STEP:g} and {1 + STEP:g} of the fit: "
        f"{_estimate(fit.slope)} for one unit of the parameter. Brackets: 95 % intervals (Student's t)."
    )
    rows = [[f"{value:g}", _number(e.mean), f"[{_number(e.low)}, {_number(e.high)}]"] for value, e in fit.tested]
    yield Table([fit.parameter, fit.target.measure, "95 % interval"], rows, 0)
    if found.bands:
        yield "## At the fit"
        yield Table(["measure", "published", "use", "here", "95 % interval", "met"], _at_fit(found), 3)
    if found.missing:
        names = ", ".join(f"{b.name} ({b.low:g} to {b.high:g})" for b in found.missing)
        yield f"Left out, since this version does not measure it: {names}."
    yield from _moves(found)
    if found.space is not None:
        yield from _space(found, found.space)


def _at_fit(found: Found) -> list[list[str]]:
    rows = []
    for band in found.bands:
        here = _values(found, band)
        inside = "yes" if band.met(here.mean) else "no"
        overlaps = here.low <= band.high and here.high >= band.low
        if (inside == "no" and overlaps) or (inside == "yes" and not (band.met(here.low) and band.met(here.high))):
            inside += ", within error"
        use = "fitted" if _fitted(found) == band else "held out"
        interval = f"[{_number(here.low)}, {_number(here.high)}]"
        rows.append([band.name, f"{band.low:g} to {band.high:g}", use, _number(here.mean), interval, inside])
    return rows


def _moves(found: Found) -> Iterator[str]:
    there = [name for name in NO_BAND if name in found.outcome.plan.measures]
    at = found.outcome.arm_number({found.fit.parameter: found.fit.value})
    if there:
        told = ", ".join(f"{name} {_estimate(found.outcome.estimate(at, name))}" for name in there)
        yield f"At the fit, with nothing published to hold it against: {told}."


def _space(found: Found, space: Space) -> Iterator[str | Table]:
    yield "## Share of the parameter space that meets the bands"
    yield (
        f"{len(space.at)} points of a Latin hypercube (seed {space.seed}) over the ranges below, each sampled evenly "
        f"in its logarithm; means of {space.replications} replications with the same seeds. Brackets: Wilson's 95 % "
        "interval of the share, as if points were drawn one by one. It is a share of ranges that are mostly assumed, "
        "not a chance that the model is right."
    )
    yield Table(
        ["parameter", "source", "from", "to"],
        [[r.parameter, r.source, f"{r.low:.3g}", f"{r.high:.3g}"] for r in space.ranges],
        2,
    )
    fitted = _fitted(found)
    band_of = {band.name: band for band in found.bands}
    rows = []
    for name, everywhere, where_fitted in shares(found.bands, space.at, fitted):
        band = band_of.get(name)
        limits = f"{band.low:g} to {band.high:g}" if band else ""
        use = "" if band is None else "fitted" if band == fitted else "held out"
        row = [name, limits, use, _share(everywhere)]
        rows.append([*row, *([_share(where_fitted)] if fitted else []), str(undefined(band, space.at)) if band else ""])
    last = ["where the fitted band is met"] if fitted else []
    yield Table(["measure", "published", "use", "share of points", *last, "undefined"], rows, 3)


def _fitted(found: Found) -> Band | None:
    """The band of the measure that was fitted."""
    measure = found.fit.target.measure
    return next((band for band in found.bands if band.measure == measure), None)


def _values(found: Found, band: Band) -> Estimate:
    outcome = found.outcome
    arm = outcome.arm_number({found.fit.parameter: found.fit.value})
    first, count = outcome.plan.first, outcome.plan.replications
    each = [band.value(outcome.values.get((arm, r), {})) for r in range(first, first + count)]
    return mean_with_interval([value for value in each if not math.isnan(value)])


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3g}" if abs(value) < 0.1 else f"{value:.3f}"


def _estimate(value: Estimate) -> str:
    return f"{_number(value.mean)} [{_number(value.low)}, {_number(value.high)}]"


def _share(found: Share) -> str:
    if found.of == 0:
        return "no point"
    middle, low, high = (100 * value for value in (found.hits / found.of, found.low, found.high))
    return f"{middle:.0f} % [{low:.0f}, {high:.0f}] ({found.hits} of {found.of})"
