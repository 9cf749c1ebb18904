"""Measure, print, and say what has become slower: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from benchmarks import engine, keeping, starting, sweeps, workloads
from benchmarks.measuring import Section, as_text
from copsim.constellation.run import warm_up


def main() -> None:
    """Do it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--page", type=Path, help="write the page of docs here")
    parser.add_argument("--keep", action="store_true", help="write the figures down for this class of machine")
    parser.add_argument("--runs", type=int, default=20_000, help="short runs of the study whose memory is measured")
    parser.add_argument(
        "--only", default="", help="measure only: workloads, beside, phases, scaling, sweeps, many, starting"
    )
    asked = parser.parse_args()
    parts = {
        "workloads": workloads.workloads,
        "beside": engine.beside_telling,
        "phases": engine.phases,
        "scaling": engine.scaling,
        "sweeps": sweeps.sweeps,
        "many": lambda: sweeps.very_many(asked.runs),
        "starting": starting.starting,
    }
    print(f"{keeping.provenance()}; about half an hour", flush=True)
    warm_up()
    sections: list[Section] = []
    for name, part in parts.items():
        if asked.only in ("", name):
            for section in part():
                sections.append(section)
                print(as_text(section), flush=True)
    figures = {name: value for section in sections for name, value in section.figures.items()}
    print("\n" + "\n".join(keeping.differences(figures) or ["nothing is slower than the committed figures"]))
    if asked.keep:
        keeping.keep(figures)
    if asked.page:
        text = keeping.page(sections, datetime.date.today().isoformat())
        asked.page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
