"""`copsim findings`: every idea of the slides run, kept for reference, and told on one page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from copsim.cli.options import workers_options


@click.command()
@click.argument("names", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; say which kept summaries are not what comes out now.")
@click.option("--list", "listed", is_flag=True, help="The ideas and their experiments; runs nothing.")
@click.option(
    "--page",
    type=click.Path(path_type=Path),
    default="docs/findings.md",
    show_default=True,
    help="The page to write from all that is kept.",
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    default="results/reference",
    show_default=True,
    help="Where the small results are kept.",
)
@workers_options
def findings(
    names: tuple[str, ...], check: bool, listed: bool, page: Path, reference: Path, results: Path, executor: Any,
    workers: int | None,
) -> None:  # fmt: skip
    """Run the experiments of the slides' ideas (all, or NAMES), hold every claim against its runs, and tell it.

    What is done already is reused from the journals below --results, so an interrupted run goes on; what is kept in
    --reference is never read instead of running.
    """
    from copsim.study.ideas import IDEAS, all_experiments, chosen

    if listed:
        for number, idea in enumerate(IDEAS, 1):
            click.echo(f"{number:>2}. {idea.title}\n      copsim findings {' '.join(idea.experiments)}")
        return
    wanted = chosen(names) if names else all_experiments()
    from copsim.plots.pictures import draw_reference
    from copsim.study.findings_page import page as told
    from copsim.study.reference import differs, make, write
    from copsim.study.results import replace_text

    found: list[str] = []
    for nth, name in enumerate(wanted, 1):
        click.echo(f"[{nth} of {len(wanted)}] {name}")
        made = make(name, results, executor, workers, lambda line: click.echo(f"  {line}", err=True))
        if check:
            found += differs(made, reference)
        else:
            click.echo(f"  {write(made, reference, draw_reference)}/")
    if check:
        click.echo("\n".join(found) or f"all {len(wanted)} are what is kept, to the byte")
        sys.exit(1 if found else 0)
    links = Path(os.path.relpath(reference, page.parent)).as_posix()
    replace_text(page, told(reference, links))
    click.echo(f"{page}")
