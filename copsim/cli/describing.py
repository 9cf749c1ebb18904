"""`copsim schema` and `copsim completion`: what editors and shells need to help with files and commands."""

from __future__ import annotations

import click

from copsim.cli import completing

FILES = ("scenario", "experiment", "strategy")


@click.command()
@click.argument("kind", type=click.Choice(FILES), default="scenario")
@click.argument("extensions", nargs=-1)
def schema(kind: str, extensions: tuple[str, ...]) -> None:
    """Print the JSON Schema of a KIND of file: scenario, experiment or strategy (a portfolio study).

    Editors check and complete TOML files with it: put `#:schema PATH` into the file's first line (docs/installing.md).

    EXTENSIONS: files (guild.py) or installed packages, whose names are then known, too.
    """
    if extensions:
        from copsim.study.extended import have
        from copsim.study.schema.files import schema_text

        have(extensions)
        click.echo(schema_text(kind), nl=False)
    else:
        click.echo(completing.schema_file(kind).read_text(encoding="utf-8"), nl=False)


@click.command()
@click.argument("shell", type=click.Choice(tuple(completing.SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what SHELL reads to complete commands, names of scenarios and experiments, and keys of --set.

    Example:  eval "$(copsim completion bash)"
    """
    click.echo(completing.script(shell, ctx.find_root().command), nl=False)
