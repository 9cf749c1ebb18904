"""What several commands share: the options of runs, and printing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

EXECUTORS = ("serial", "threads", "processes")


def workers_options(command: Any) -> Any:
    """Options of every command that runs many runs: where results go, and how runs share the machine."""
    for option in (
        click.option(
            "--results",
            "-o",
            default="results",
            show_default=True,
            type=click.Path(path_type=Path),
            help="Where results go.",
        ),
        click.option(
            "--executor",
            type=click.Choice(EXECUTORS),
            default="threads",
            show_default=True,
            help="How runs share the machine.",
        ),
        click.option("--workers", type=click.IntRange(1), default=None, help="Runs at a time [default: all cores]."),
    ):
        command = option(command)
    return command


def echo(lines: Iterable[str]) -> None:
    """Print lines on stdout."""
    for line in lines:
        click.echo(line)
