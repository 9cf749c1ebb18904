"""The published models that copsim is docked to. A new one is a file and a word here."""

from __future__ import annotations

from copsim.foundation.errors import InputError, Problem, nearest
from copsim.study.docking import fang10, lazer07, march91, miller06, zollman07
from copsim.study.docking.published import Published

MODELS: dict[str, Published] = {
    model.name: model for file in (march91, miller06, fang10, lazer07, zollman07) for model in file.MODELS
}


def model_named(name: str) -> Published:
    """The published model of this name; InputError where there is none."""
    if name not in MODELS:
        near = nearest(name, list(MODELS))
        known = "" if near else f"; known: {', '.join(MODELS)}"
        raise InputError([Problem(name, f"no published model of this name{known}", 0, near)])
    return MODELS[name]
