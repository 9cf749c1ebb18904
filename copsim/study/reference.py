"""Reference results: a small summary of each experiment of an idea, kept with the code, never read instead of running.

In results/reference/<experiment>/: summary.md, claims.csv, dials.csv (where there are dials), figure.png and a small
provenance.json. All but the last, and the picture, are the same bytes from any machine.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from copsim.study.assuming import Tried, try_assumptions
from copsim.study.claims import Judged, judge, what_is_held
from copsim.study.conduct import Conducted, conduct
from copsim.study.dials import dial_sentence, turned
from copsim.study.experiment import read_experiment
from copsim.study.journal import Journal
from copsim.study.outcome import Outcome
from copsim.study.progress import quiet
from copsim.study.provenance import FILE, provenance
from copsim.study.results import JOURNAL, replace_text, study_folder
from copsim.study.runner import ExecutorName
from copsim.study.summary import summary_markdown
from copsim.study.tables import Row, csv_text
from copsim.study.words import level_text

FIGURE = "figure.png"
COMPARED = ("summary.md", "claims.csv", "dials.csv")
"""Files that a second making must give again, to the byte."""


class Made(NamedTuple):
    """An experiment run for reference: its study, its claims by default and tried, the texts to keep by file name."""

    done: Conducted
    claims: list[Row]
    texts: dict[str, str]
    times: dict[str, Any]


def make(
    name: str,
    results: Path,
    executor: ExecutorName = "threads",
    workers: int | None = None,
    say: Callable[[str], None] = quiet,
) -> Made:
    """Run an experiment and the assumptions that its claims may hang on; what is done is reused from its journal."""
    begun = datetime.date.today()
    plan = read_experiment(name)
    done = conduct(plan, results, executor=executor, workers=workers, say=say)
    tried, further = try_assumptions(name, results, executor, workers, say)
    claims = claim_rows(done.outcome, tried)
    texts = {"summary.md": summary_markdown(done.outcome), "claims.csv": csv_text(claims)}
    dials = dial_rows(done.outcome)
    if dials:
        texts["dials.csv"] = csv_text(dials)
    runs = [spec.run for one in (plan, *further) for spec in one.runs()]
    with closing(Journal(study_folder(results, plan.name) / JOURNAL)) as journal:
        seconds = round(journal.seconds(runs), 1)
    return Made(done, claims, texts, {"date": begun.isoformat(), "runs": len(set(runs)), "core_seconds": seconds})


def claim_rows(outcome: Outcome, tried: Sequence[Tried] = ()) -> list[Row]:
    """One row a claim as it stands by default, then one for each value of each assumption."""
    rows = [_row(one, "", "") for one in judge(outcome)]
    for attempt in tried:
        rows += [_row(one, attempt.key, level_text(attempt.value)) for one in attempt.judged]
    return rows


def _row(one: Judged, key: str, value: str) -> Row:
    claim, found = one.claim, one.found
    told: Row = {"row": claim.row, "says": claim.says, "measure": claim.measure, "side": claim.side}
    told |= {"held": what_is_held(claim), "assumption": key, "value": value, "verdict": one.verdict}
    names = ("pairs", "mean", "mean_against", "difference", "low", "high", "p_holm")
    return told | {name: float("nan") if found is None else getattr(found, name) for name in names}


def dial_rows(outcome: Outcome) -> list[Row]:
    """One row a dial and combination of other factors."""
    rows = []
    for found in turned(outcome):
        row: Row = {"measure": found.dial.measure, "factor": found.dial.factor}
        row |= {"within": json.dumps(dict(found.within)), "best": level_text(found.best), "mean": found.mean}
        rows.append({**row, "place": found.place, "pairs": found.pairs, "sentence": dial_sentence(found)})
    return rows


def write(made: Made, home: Path, draw: Callable[[Made, Path], object]) -> Path:
    """Write the reference of an experiment; `draw` draws its picture."""
    folder = home / made.done.outcome.plan.name
    for name, text in made.texts.items():
        replace_text(folder / name, text)
    draw(made, folder / FIGURE)
    replace_text(folder / FILE, json.dumps(small_provenance(made), indent=1) + "\n")
    return folder


def small_provenance(made: Made) -> dict[str, Any]:
    """Provenance without a line for every run: arms by their levels, and one digest over the digests of all runs."""
    outcome = made.done.outcome
    whole = provenance(outcome, made.times)
    digests = "".join(outcome.digests[spec.run] for spec in outcome.plan.runs() if spec.run in outcome.digests)
    kept = ("name", "copsim", "model_hash", "plan_hash", "source", "settings", "factors", "replications", "versions")
    return {
        "format": "reference 1",
        "command": f"copsim findings {outcome.plan.name}",
        **{key: whole[key] for key in (*kept, "platform", "times")},
        "arms": len(outcome.plan.arms),
        "failed": len(outcome.failed),
        "digest": hashlib.blake2b(digests.encode(), digest_size=16).hexdigest(),
    }


def differs(made: Made, home: Path) -> list[str]:
    """Which committed texts are not the ones just made."""
    folder = home / made.done.outcome.plan.name
    found = []
    for name in COMPARED:
        path = folder / name
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if kept != made.texts.get(name, ""):
            found.append(f"{path}: {'is missing' if not kept else 'is not what was made now'}")
    return found
