"""What several commands share: the options of runs, and printing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from copsim.cli import completing

EXECUTORS = ("serial", "threads", "processes", "dask")
CLUSTER = "copsim.cluster"


def _cluster(context: click.Context, option: click.Parameter, address: str | None) -> None:
    # Options are taken in the order in which they are typed; whichever comes second sees the other.
    if address:
        context.meta[CLUSTER] = f"dask:{address}"
        if "executor" in context.params:
            context.params["executor"] = context.meta[CLUSTER]


def _executor(context: click.Context, option: click.Parameter, name: str) -> str:
    return str(context.meta.get(CLUSTER, name))


def setting(flag: str, name: str, text: str) -> Any:
    """An option that changes parameters: KEY=VALUE, as often as one likes."""
    return click.option(flag, name, multiple=True, metavar="KEY=VALUE", shell_complete=completing.settings, help=text)


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
            callback=_executor,
            help="How runs share the machine; dask: as a cluster made for this study.",
        ),
        click.option(
            "--cluster",
            metavar="ADDRESS",
            expose_value=False,
            callback=_cluster,
            help="A Dask cluster that is there (tcp://HOST:PORT), in place of this machine.",
        ),
        click.option("--workers", type=click.IntRange(1), default=None, help="Runs at a time [default: all cores]."),
    ):
        command = option(command)
    return command


def shard_of(context: click.Context, option: click.Parameter, text: str | None) -> tuple[int, int] | None:
    """I/N as two numbers."""
    if text is None:
        return None
    part, slash, parts = text.partition("/")
    if not (slash and part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise click.BadParameter(f"{text!r}; expected I/N with I from 1 to N, such as 2/8")
    return int(part), int(parts)


def error_rule(context: click.Context, option: click.Parameter, text: str) -> str:
    """What is done when a run fails."""
    from copsim.study.on_error import EXPECTED, is_known

    if not is_known(text):
        raise click.BadParameter(f"{text!r}; expected {EXPECTED}")
    return text


def echo(lines: Iterable[str]) -> None:
    """Print lines on stdout."""
    for line in lines:
        click.echo(line)
