"""`copsim strategy`: options for a budget, held against one another over many futures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copsim.cli.options import echo, workers_options


@click.command()
@click.argument("study", default="where_should_the_budget_go")
@workers_options
def strategy(study: str, results: Path, executor: Any, workers: int | None) -> None:
    """Run a portfolio STUDY (a name or a path): options, futures, regret, and what would turn the answer round."""
    from copsim.study.printing import files_lines
    from copsim.study.strategy.settings import read_strategy
    from copsim.study.strategy.told import verdict_lines
    from copsim.study.strategy.verdict import decide

    asked, file = read_strategy(study)
    verdict = decide(asked, file, results, executor=executor, workers=workers)
    echo(verdict_lines(verdict))
    click.echo()
    for folder in verdict.folders:
        echo(files_lines([folder / "runs.parquet", folder / "series.parquet", folder / "provenance.json"]))
