"""`copsim strategy` and `copsim optimise`: options for a budget, given or found, held against one another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copsim.cli import completing
from copsim.cli.options import echo, workers_options


@click.command()
@click.argument("study", default="where_should_the_budget_go", shell_complete=completing.studies)
@workers_options
@click.option("--board", "output", type=click.Path(path_type=Path), help="Where the board is written (a new file).")
@click.option("--replace", is_flag=True, help="Write over a board that is there.")
def strategy(study: str, results: Path, executor: Any, workers: int | None, output: Path | None, replace: bool) -> None:
    """Run a portfolio STUDY (a name or a path): options, futures, regret, what would turn the answer round.

    The same command goes on where it was interrupted. Beside the runs it writes the board: one page that weighs them
    anew in a browser, without a network.
    """
    from copsim.report.board import board, csv_of
    from copsim.report.page import may_be_written, write_page
    from copsim.study.printing import files_lines
    from copsim.study.strategy.settings import read_strategy
    from copsim.study.strategy.told import verdict_lines
    from copsim.study.strategy.verdict import decide

    asked, file = read_strategy(study)
    if output is not None:
        may_be_written(output, replace)
    verdict = decide(asked, file, results, executor=executor, workers=workers)
    echo(verdict_lines(verdict))
    click.echo()
    own = output is None  # in the study's own folder, a board is made anew from what is there
    page = write_page(output or verdict.folders[0] / "board.html", board(verdict, file), replace or own)
    table = write_page(page.with_suffix(".csv"), csv_of(verdict), replace or own)
    echo(files_lines([page, table]))
    for folder in verdict.folders:
        echo(files_lines([folder / "runs.parquet", folder / "series.parquet", folder / "provenance.json"]))


@click.command()
@click.argument("study", default="where_should_the_budget_go", shell_complete=completing.studies)
@workers_options
@click.option("--generations", type=click.IntRange(1, 1000), help="Generations of portfolios (else as the file says).")
def optimise(study: str, results: Path, executor: Any, workers: int | None, generations: int | None) -> None:
    """Search for portfolios under the budget of a portfolio STUDY, and judge them on futures they had not seen.

    The same command goes on where it was interrupted.
    """
    from copsim.study.strategy.searching import optimise as search
    from copsim.study.strategy.settings import read_strategy
    from copsim.study.strategy.told import search_lines

    asked, file = read_strategy(study)
    if generations is not None:
        asked = asked.model_copy(update={"search": asked.search.model_copy(update={"generations": generations})})
    echo(search_lines(asked, search(asked, file, results, executor=executor, workers=workers)))
