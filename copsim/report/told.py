"""What a page is told of a replay: plain words in JSON, and numbers packed beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from copsim.foundation.columns import Array
from copsim.participation.levels import ACTIVE_MINUTES, CORE_CONTRIBUTIONS, CORE_MINUTES, OCCASIONAL_MINUTES, Level
from copsim.report.curves import Curve
from copsim.report.dated import dated_changes
from copsim.report.filming import Film
from copsim.report.packing import Packed, packed
from copsim.report.predicting import prediction
from copsim.report.replaying import Replay, Side

FORMAT = 1
QUANTILES = (0.1, 0.5, 0.9)
"""The band of a page: the middle 80 % of its runs, and their median."""
STEPS = 100
"""Curves and terms of rules are sent in hundredths of the unit shown."""
BAND_STEPS = 10
"""Bands are drawn more than read, and sent in tenths."""
UNKNOWN = 65535
"""Sent where a curve is not known."""
MOST_FILMED = 1_200_000
"""People x weeks up to which a page holds every person; above, it holds what was counted of each group."""


def told(replay: Replay) -> tuple[dict[str, Any], Packed]:
    """All that the browser needs: `meta`, as plain values, and the numbers."""
    columns: dict[str, Array] = {}
    for side in replay.sides:
        columns |= {f"{side.key}.{name}": array for name, array in _columns(side, replay.curves).items()}
    first = replay.sides[0]
    meta = {
        "format": FORMAT,
        "title": replay.title,
        "question": replay.question,
        "weeks": first.scenario.weeks,
        "branch": replay.branch,
        "runs": replay.runs,
        "replication": replay.replication,
        "nearest": replay.nearest,
        "steps": STEPS,
        "band_steps": BAND_STEPS,
        "curves": [
            {"name": c.name, "label": c.label, "unit": c.unit, "meaning": c.meaning, "whole": c.whole}
            for c in replay.curves
        ],
        "thresholds": {
            "core": CORE_MINUTES // 13,
            "contributions": CORE_CONTRIBUTIONS,
            "active": ACTIVE_MINUTES // 13,
            "occasional": OCCASIONAL_MINUTES // 13,
        },
        "sides": [_side(side) for side in replay.sides],
        "events": events_of(replay),
        "predict": with_pairs(replay, replay.predict or prediction(replay)),
        "pauses": [dict(pause) for pause in replay.pauses],
        "provenance": _provenance(),
    }
    return meta, packed(columns)


def with_pairs(replay: Replay, predict: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked, and of two worlds the middle 80 % of B less A, pair by pair, in the week asked about."""
    if len(replay.sides) < 2 or not replay.sides[0].ensemble:
        return {**predict, "pairs": None}
    a, b = (side.ensemble[predict["curve"]][:, predict["week"] - 1] for side in replay.sides)
    pairs = [None if math.isnan(q) else round(q, 2) for q in np.nanquantile(b - a, QUANTILES).tolist()]
    return {**predict, "pairs": pairs}


def _provenance() -> dict[str, str]:
    from copsim.foundation.model_hash import model_hash
    from copsim.study.provenance import copsim_version

    return {"copsim": copsim_version(), "model": model_hash()}


def _side(side: Side) -> dict[str, Any]:
    scenario, film = side.scenario, side.film
    rules = scenario.engagement
    return {
        "key": side.key,
        "label": side.label,
        "people": int(film.speciality.size),
        "domains": scenario.domain.names,
        "units": scenario.people.units,
        "groups": [
            {"label": label, "meets": bool(meets), "mandated": int(mandated)}
            for label, meets, mandated in zip(film.labels, film.meets, film.mandated, strict=True)
        ],
        "filmed": is_filmed(film),
        "rules": {
            **{name: getattr(rules, name) for name in ("kappa", "v_learning", "v_recognition", "v_belonging")},
            **{"first_hour": rules.first_hour, "autonomy": scenario.sponsorship.autonomy},
        },
        "line": side.line,
        "digest": film.digest,
    }


def is_filmed(film: Film) -> bool:
    """Whether every person of a film fits onto a page."""
    return bool(film.level.size <= MOST_FILMED)


def _columns(side: Side, curves: list[Curve]) -> dict[str, Array]:
    film = side.film
    found = {
        "open": film.open,
        "levels": np.array([film.series[level.name.lower()] for level in Level]),
        "one": np.array([whole_steps(curve.of(film.series)) for curve in curves]),
    }
    if side.ensemble:
        bands = [np.quantile(side.ensemble[curve.name], QUANTILES, axis=0) for curve in curves]
        found["band"] = whole_steps(np.concatenate(bands), BAND_STEPS)
    if not is_filmed(film):
        return found | {"counts": counts_of(film)}
    by_time = np.lexsort((film.help[:, 1], film.help[:, 2], film.help[:, 0]))
    help_ = film.help[by_time]
    weeks = film.level.shape[1]
    return found | {
        "member": film.member,
        "group": film.group,
        "speciality": film.speciality,
        "unit": film.unit,
        "level": film.level + 1,
        "ability": film.ability,
        "came.week": film.came[:, 0],
        "came.seat": film.came[:, 1],
        "helps": np.bincount(help_[:, 0], minlength=weeks + 1)[1:],
        "helped": help_[:, 2],
        "helper": help_[:, 1],
        **_moves(film),
    }


def _moves(film: Film) -> dict[str, Array]:
    """Membership by membership, so that what stands side by side is alike."""
    moves = film.moves
    order = np.lexsort((moves.week, moves.membership))
    minutes = moves.minutes[order] // 13
    found = {
        "membership": moves.membership[order],
        "week": moves.week[order],
        "level": moves.level[order] + 1,
        "minutes": minutes,
        "contributed": np.where(minutes >= CORE_MINUTES // 13, moves.contributed[order], 0),
        **{name: np.floor(moves._asdict()[name][order] + 0.5).astype(np.int64) for name in ("offered", "left")},
    }
    terms = ("interest", "learning", "helped", "belonging", "load", "recognition", "eased", "control")
    found |= {name: whole_steps(moves._asdict()[name][order]) for name in terms}
    return {f"move.{name}": column for name, column in found.items()}


def counts_of(film: Film) -> Array:
    """Memberships at each level (not yet known, outside .. core) of each group, week by week: (groups x 7, weeks).

    After them, by group, the mean ability of its members in whole per cent.
    """
    groups = len(film.labels)
    counts = np.zeros((groups * 7, film.level.shape[1]), np.int64)
    for level in range(7):
        at_level = film.level == level - 1
        for g in range(groups):
            counts[7 * g + level] = at_level[film.group == g].sum(axis=0)
    ability = [film.ability[film.member[film.group == g]].mean(axis=0) for g in range(groups)]
    return np.concatenate([counts, np.floor(np.array(ability) + 0.5).astype(np.int64)])


def whole_steps(values: Array, steps: int = STEPS) -> Array:
    """Numbers from 0 in whole steps of 1 / `steps`, rounded half up, at most 65,534; else 65,535 (not known)."""
    sent = np.clip(np.floor(np.nan_to_num(np.asarray(values, np.float64)) * steps + 0.5), 0, UNKNOWN - 1)
    return np.where(np.isnan(values), UNKNOWN, sent).astype(np.int64)


def events_of(replay: Replay) -> list[dict[str, Any]]:
    """Dated changes that the scenarios tell of: sponsorship, experts who leave, innovations, beginnings and ends."""
    found: dict[tuple[int, str], str] = {}
    for side in replay.sides:
        for week, label in dated_changes(side.scenario):
            if 1 <= week <= side.scenario.weeks:
                found[week, label] = found.get((week, label), "") + side.key
    if replay.branch:
        found[replay.branch, "the worlds part"] = "".join(side.key for side in replay.sides)
    return [{"week": week, "label": label, "sides": sides} for (week, label), sides in sorted(found.items())]
