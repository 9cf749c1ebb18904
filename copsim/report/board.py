"""The board of a portfolio study: one page that weighs the study's runs anew as prices and futures are changed.

It carries whole numbers (minutes and solutions of every quarter), not results: the page works all of them out, and the
browser tests hold them against `copsim.study.strategy`. `front/board/` is the browser's half.
"""

from __future__ import annotations

import csv
import io
import json
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from copsim.foundation.columns import Array
from copsim.report.packing import text_of
from copsim.report.page import FRONT, LIMITS, json_of, lean, script_of
from copsim.report.scenario_file import scenario_toml
from copsim.study.statistics import t_quantile
from copsim.study.strategy.finding_out import shuffled_orders
from copsim.study.strategy.futures import assumptions, base_future, plan_of, steps_of, value_in
from copsim.study.strategy.ledger import CYCLES, Ledger
from copsim.study.strategy.settings import StrategySettings
from copsim.study.strategy.switching import PRICED
from copsim.study.strategy.told import headline, where_worse
from copsim.study.strategy.verdict import Verdict

PARTS = FRONT / "board"
SHOWING = ("numbers", "words", "pictures", "tables", "board", "start")


def board(verdict: Verdict, file: Any) -> str:
    """The page of a verdict. `file`: the study file that it came from (as `read_strategy` gives it)."""
    text = (PARTS / "page.html").read_text(encoding="utf-8")
    asked = verdict.asked
    code = script_of(tuple(f"board/{name}" for name in SHOWING))
    given = {
        "title": escape(Path(file.name).stem.replace("_", " ").capitalize() + "?"),
        "question": escape(asked.question),
        "generator": f"copsim {_version()}",
        "style": lean((PARTS / "style.css").read_text(encoding="utf-8")),
        "headline": escape(headline(verdict)),
        "foot": _foot(verdict),
        "data": f'<script id="data" type="text/plain">{text_of(json_of(board_data(verdict, file)).encode())}</script>\n'
        f'<script id="code" type="text/plain">{text_of(code.encode())}</script>',
        "script": script_of(("unpack", "begin")),
    }
    pieces = text.split("{{")
    return pieces[0] + "".join(given[name] + rest for name, rest in (piece.split("}}", 1) for piece in pieces[1:]))


def board_data(verdict: Verdict, file: Any) -> dict[str, Any]:
    """All that the page works with, as JSON.

    wide: sums over luck of the futures, minutes and solutions [option][future][quarter]. alone: of the base, steps and
    named futures [option][future][luck][quarter]. orders: [shuffle][future].
    """
    asked, ledger, alone = verdict.asked, verdict.ledger, verdict.alone
    told = assumptions(asked)
    steps = {step.key: step for step in steps_of(asked)}
    place = {future.name: n for n, future in enumerate(alone.futures)}
    scenarios = [arm.scenario for arm in plan_of(asked, file, [base_future(asked)], 1).arms]
    return {
        "options": [{"key": key, "name": asked.name_of(key)} for key in ledger.options],
        "evenly": verdict.evenly,
        "lead": verdict.lead,
        "weeks": ledger.weeks,
        "luck": asked.futures.luck,
        "t": t_quantile(0.975, asked.futures.luck_of_steps - 1),
        "assumptions": [
            {
                "key": key,
                "says": one.says or key,
                "source": one.source,
                **{name: getattr(one, name) for name in ("base", "low", "high", "scale")},
                "priced": key in PRICED,
                "values": None if key in PRICED else [*steps[key].values],
                "at": None if key in PRICED else [place[future.name] for future in steps[key].futures],
            }
            for key, one in told.items()
        ],
        "shares": [[future.shares[key] for key in told] for future in ledger.futures],
        "places": [[future.keys.get(key, 0.0) for key in told] for future in ledger.futures],
        "weights": [future.weight for future in ledger.futures],
        "named": [
            {"name": "As assumed", "at": place["base"], "money": {}},
            *(
                {
                    "name": one.says,
                    "at": place[name],
                    "money": {key.removeprefix("money."): one.set[key] for key in one.set if _is_price(key)},
                }
                for name, one in asked.named.items()
            ),
        ],
        "wide": {"minutes": _whole(ledger.hours.sum(axis=2) * 60), "solved": _whole(ledger.realised.sum(axis=2))},
        "alone": {"minutes": _whole(alone.hours * 60), "solved": _whole(alone.realised)},
        "cycles": [
            {"name": name.removeprefix("value_"), "by": (ledger.cycles.mean(axis=2)[..., n]).tolist()}
            for n, name in enumerate(CYCLES)
        ],
        "goals": [
            {
                "measure": goal.measure,
                "least": goal.at_least,
                "by": None if goal.measure == "net_value" else ledger.summaries[goal.measure].mean(axis=2).tolist(),
            }
            for goal in asked.goal
        ],
        "worse": where_worse(verdict),
        "orders": shuffled_orders(len(ledger.futures)).tolist(),
        "scenarios": [scenario_toml(one, asked.question) for one in scenarios],  # type: ignore[arg-type]
    }


def csv_of(verdict: Verdict) -> str:
    """Net value and regret of every option in every future, a row each, with the future's values and weight."""
    told = list(assumptions(verdict.asked))
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["future", "weight", "option", "net_value", "regret", *told])
    for f, future in enumerate(verdict.ledger.futures):
        for n, option in enumerate(verdict.options):
            money = (repr(float(verdict.value[n, f])), repr(float(verdict.regret[n, f])))
            rows.writerow([future.name, future.weight, option, *money, *(value_in(future, key) for key in told)])
    return out.getvalue()


def _is_price(key: str) -> bool:
    return key == "discount" or key.startswith("money.")


def _whole(numbers: Array) -> list[Any]:
    found: list[Any] = np.round(numbers).astype(np.int64).tolist()
    return found


def _version() -> str:
    from copsim.study.provenance import copsim_version

    return str(copsim_version())


def _foot(verdict: Verdict) -> str:
    from copsim.foundation.model_hash import model_hash

    asked: StrategySettings = verdict.asked
    wide: Ledger = verdict.ledger
    runs = wide.hours[..., 0].size + verdict.alone.hours[..., 0].size
    dates = {json.loads((folder / "provenance.json").read_text())["times"]["begun"][:10] for folder in verdict.folders}
    return (
        f'<p class="foot">{escape(LIMITS)} {runs:,} runs over {asked.weeks} weeks, by copsim {_version()}, model '
        f"{model_hash()}{', ' + ', '.join(sorted(dates)) if dates else ''}; futures: a Latin hypercube of seed "
        f"{asked.futures.seed}, {asked.futures.luck} runs of each option in each, with the same luck.</p>"
    )
