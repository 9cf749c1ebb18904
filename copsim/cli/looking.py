"""`copsim check`, `explain` and `list`: what there is, without running anything."""

from __future__ import annotations

import sys

import click

from copsim.cli import completing
from copsim.cli.options import echo, setting


@click.command()
@click.argument("paths", nargs=-1, required=True, shell_complete=completing.both)
def check(paths: tuple[str, ...]) -> None:
    """Check files of scenarios, experiments and portfolio studies; every problem is named, nothing is run."""
    from copsim.study.checking import check_file

    wrong = []
    for path in paths:
        problems = check_file(path)
        wrong += problems
        if not problems:
            click.echo(f"{path}: ok")
    for problem in wrong:
        click.echo(str(problem), err=True)
    sys.exit(2 if wrong else 0)


@click.command()
@click.argument("scenario", default="baseline", shell_complete=completing.scenarios)
@setting("--set", "settings", "Change a parameter; may be given again.")
@click.option("--changed", is_flag=True, help="Only the parameters that differ from their defaults.")
def explain(scenario: str, settings: tuple[str, ...], changed: bool) -> None:
    """Print the week in order and every parameter of a SCENARIO: value, unit, default, range, source."""
    from copsim.study.explaining import explain_lines
    from copsim.study.single import parsed_settings, single_plan

    values, wrong = parsed_settings(settings)
    echo(list(explain_lines(single_plan(scenario, values, wrong=wrong).arms[0].scenario, changed)))


@click.command(name="list")
@click.argument("extensions", nargs=-1)
def list_all(extensions: tuple[str, ...]) -> None:
    """List scenarios, experiments, structures, relations and measures, with those of installed extensions.

    EXTENSIONS: files (guild.py) whose parts are listed, too.
    """
    from copsim.study.listing import list_lines

    echo(list(list_lines(extensions)))
