"""`copsim new` and `copsim warmup`."""

from __future__ import annotations

import time
from pathlib import Path

import click


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Write a commented scenario file called NAME to start from."""
    from copsim.study.starter import write_starter

    path = write_starter(name)
    again = path.stem if path.parent == Path("scenarios") else path
    click.echo(f"{path} written. Next: edit it, then `copsim check {again}` and `copsim run {again}`")


@click.command()
@click.argument("extensions", nargs=-1)
def warmup(extensions: tuple[str, ...]) -> None:
    """Compile all of the model's kernels now, so that no run need; with those of EXTENSIONS (guild.py)."""
    from copsim.study.extended import have

    have(extensions)
    from copsim.foundation.kernels import cache_folder
    from copsim.study.progress import say
    from copsim.study.runner import compile_kernels
    from copsim.study.warming import compile_what_is_late

    begun = time.perf_counter()
    compile_kernels(say)
    compile_what_is_late()
    seconds = time.perf_counter() - begun
    click.echo(f"kernels are ready ({seconds:.1f} s), kept in {cache_folder()}")
