"""Samples kept on disk as they are made, so that a long validation that is interrupted goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from copsim.constellation.situation import Situation
from copsim.foundation.model_hash import model_hash
from copsim.study.docking.docks import Sample, sample
from copsim.study.results import replace_text, writing

FILE = "samples.json"


class Kept:
    """Samples by scenario, summary and number of runs, of this model; in `folder` where one is given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = None if folder is None else folder / FILE
        self._samples: dict[str, list[float]] = {}
        if self._path is not None:
            with writing(self._path):
                self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists():
                told = json.loads(self._path.read_text(encoding="utf-8"))
                self._samples = told["samples"] if told.get("model_hash") == model_hash() else {}

    def take(
        self, scenario: Situation, metrics: Sequence[str], replications: int, step: Callable[[], None] = lambda: None
    ) -> dict[str, Sample]:
        """The samples of some summaries, from what is kept or by running."""
        keys = {metric: self._key(scenario, metric, replications) for metric in metrics}
        if not set(keys.values()) <= set(self._samples):
            for metric, found in sample(scenario, metrics, replications, step).items():
                self._samples[keys[metric]] = list(found)
            if self._path is not None:
                told = {"model_hash": model_hash(), "samples": self._samples}
                replace_text(self._path, json.dumps(told, indent=0) + "\n")
        return {
            metric: Sample(int(values[0]), *values[1:])
            for metric, key in keys.items()
            if (values := self._samples[key])
        }

    def _key(self, scenario: Situation, metric: str, replications: int) -> str:
        text = f"{scenario.model_dump_json()} {metric} {replications}"
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
